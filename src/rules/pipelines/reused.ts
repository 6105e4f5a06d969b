import type { Component } from '../../core/component.ts';
import type { PipelineJob, Reused } from '../../core/facts/pipeline.ts';
import { writtenText } from '../../core/pipeline-text.ts';
import type { RuleContext } from '../../core/rule.ts';
import { Unknown } from '../../core/value.ts';
import { pipelinesBeside } from './jobs.ts';

/** Somebody's code in a pipeline, with the job that runs it; none for what a whole pipeline includes. */
export interface Use {
  readonly reused: Reused;
  readonly job: PipelineJob | undefined;
}

/**
 * All code of others that a pipeline runs; images are told apart by `docker://`, containers are no code of
 * it.
 */
export function usesOf({ facts: { pipeline } }: Component): readonly Use[] {
  if (!pipeline) return [];
  return [
    ...(pipeline.includes ?? []).map((reused) => ({ reused, job: undefined })),
    ...pipeline.jobs.flatMap((job) => [
      ...(job.calls &&
      pipeline.platform === 'github-actions' &&
      !ONLY_BY_TAG.test(writtenText(job.calls.text))
        ? [{ reused: job.calls, job }]
        : []),
      ...job.steps.flatMap(({ uses }) => (uses && isCode(uses) ? [{ reused: uses, job }] : [])),
    ]),
  ];
}

// It proves which release of itself ran, and refuses to run from a commit:
// https://github.com/slsa-framework/slsa-github-generator#referencing-slsa-builders-and-generators, 2026-11.
const ONLY_BY_TAG = /^slsa-framework\/slsa-github-generator\//;

function isCode({ kind, text }: Reused): boolean {
  return kind !== 'image' || writtenText(text).startsWith('docker://');
}

/** Who can move a version: the platform's vendor, the own organization, or somebody else. */
export type Whose = 'vendor' | 'own' | 'other';

// Whoever runs the pipeline or the cloud it logs in to holds what is in reach anyway.
const VENDORS: ReadonlySet<string> = new Set([
  'actions',
  'github',
  'gitlab',
  'aws-actions',
  'azure',
  'google-github-actions',
]);

// What a loader says of another project of the same GitLab.
const OWN_PROJECT = 'own project';

/** Whose code it is, as far as the repository says who it belongs to. */
export function whoseOf({ owner }: Reused, organizations: ReadonlySet<string>): Whose {
  if (owner === undefined) return 'other';
  const name = owner.toLowerCase();
  if (name === OWN_PROJECT) return 'own';
  return VENDORS.has(name) ? 'vendor' : organizations.has(name) ? 'own' : 'other';
}

const known = new WeakMap<RuleContext, Map<Component['stack'], ReadonlySet<string>>>();

/** Organizations that the repository belongs to, as its conditions, its owners and its packages name them. */
export function organizationsOf(component: Component, context: RuleContext): ReadonlySet<string> {
  let byStack = known.get(context);
  if (!byStack) known.set(context, (byStack = new Map()));
  const found = byStack.get(component.stack);
  if (found) return found;
  const beside = pipelinesBeside(component, context);
  const conditions = beside.flatMap(({ pipeline }) =>
    pipeline.jobs.flatMap((job) => [job.condition, ...job.steps.map(({ condition }) => condition)]),
  );
  const named = conditions.flatMap((condition) => {
    const text = condition === undefined || Unknown.is(condition.value) ? '' : condition.value;
    return [...text.matchAll(REPOSITORY)].map((match) => (match[1] ?? '').toLowerCase());
  });
  const teams = beside.flatMap(({ component: { facts } }) =>
    (facts.ownership?.claims ?? []).flatMap(
      ({ text }) => /^@([\w.-]+)\//.exec(text)?.[1]?.toLowerCase() ?? [],
    ),
  );
  const files = new Set(
    beside.flatMap(({ pipeline: { file, triggers } }) =>
      triggers.some(({ kind }) => kind === 'called') ? [file] : [],
    ),
  );
  // A workflow that stands here too is called by its whole name.
  const called = beside.flatMap(({ pipeline }) =>
    pipeline.jobs.flatMap(({ calls }) => {
      const match = calls ? CALL.exec(writtenText(calls.text)) : undefined;
      return match?.[1] !== undefined && files.has(match[2] ?? '') ? [match[1].toLowerCase()] : [];
    }),
  );
  // The token of a run may write packages of its own organization only.
  const pushed = beside.flatMap(({ pipeline }) =>
    pipeline.jobs.flatMap(({ acts }) =>
      acts.flatMap(({ does, images = [] }) => (does === 'push-image' ? images : [])),
    ),
  );
  const owners = pushed.flatMap(
    (image) => /^ghcr\.io\/([\w.-]+)\//i.exec(writtenText(image))?.[1]?.toLowerCase() ?? [],
  );
  const organizations = new Set([...named, ...teams, ...called, ...owners]);
  byStack.set(component.stack, organizations);
  return organizations;
}

const foreign = new WeakMap<RuleContext, Map<Component['stack'], boolean>>();

/** Whether any pipeline of the repository takes code of somebody else by a name that can be moved. */
export function movesForeign(component: Component, context: RuleContext): boolean {
  let byStack = foreign.get(context);
  if (!byStack) foreign.set(context, (byStack = new Map()));
  let found = byStack.get(component.stack);
  if (found === undefined) {
    const organizations = organizationsOf(component, context);
    found = pipelinesBeside(component, context).some((one) =>
      usesOf(one.component).some(
        ({ reused }) =>
          reused.isPinned === false &&
          reused.owner !== undefined &&
          whoseOf(reused, organizations) === 'other',
      ),
    );
    byStack.set(component.stack, found);
  }
  return found;
}

const CALL = /^([\w.-]+)\/[\w.-]+\/(\.github\/workflows\/[^@]+)@/;
const REPOSITORY = /\bgithub\.repository(?:_owner)?\s*==\s*'([\w.-]+)(?:\/[\w.-]+)?'/g;
