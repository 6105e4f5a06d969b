import type { Component } from '../../core/component.ts';
import type { Pipeline, PipelineJob, Trigger } from '../../core/facts/pipeline.ts';
import type { StackId } from '../../core/id.ts';
import type { Location } from '../../core/location.ts';
import { writtenText } from '../../core/pipeline-text.ts';
import type { RuleContext } from '../../core/rule.ts';
import { Unknown } from '../../core/value.ts';

const before = new WeakMap<PipelineJob, readonly PipelineJob[]>();

/** All jobs that must have ended before a job starts, the nearest first. */
export function jobsBefore(pipeline: Pipeline, job: PipelineJob): readonly PipelineJob[] {
  let found = before.get(job);
  if (!found) before.set(job, (found = lookBefore(pipeline, job)));
  return found;
}

function lookBefore({ jobs }: Pipeline, job: PipelineJob): readonly PipelineJob[] {
  const byId = new Map(jobs.map((one) => [one.id, one]));
  const seen = new Set([job.id]);
  const found: PipelineJob[] = [];
  const note = ({ needs }: PipelineJob): void => {
    for (const id of needs) {
      const one = seen.has(id) ? undefined : byId.get(id);
      if (one) found.push(one);
      seen.add(id);
    }
  };
  note(job);
  // It grows while it is walked: what those jobs wait for comes behind them.
  for (const one of found) note(one);
  return found;
}

/** A pipeline with its component. */
export interface PipelineOf {
  readonly component: Component;
  readonly pipeline: Pipeline;
}

const known = new WeakMap<RuleContext, ReadonlyMap<StackId | undefined, readonly PipelineOf[]>>();

/** The pipelines of the same repository, itself included. */
export function pipelinesBeside({ stack }: Component, context: RuleContext): readonly PipelineOf[] {
  let byStack = known.get(context);
  if (!byStack) {
    const found = new Map<StackId | undefined, PipelineOf[]>();
    for (const component of context.ofKind('pipeline')) {
      const { pipeline } = component.facts;
      if (!pipeline) continue;
      const list = found.get(component.stack);
      if (list) list.push({ component, pipeline });
      else found.set(component.stack, [{ component, pipeline }]);
    }
    byStack = found;
    known.set(context, byStack);
  }
  return byStack.get(stack) ?? [];
}

/** One place for all pipelines of a repository, so that what they share is told once. */
export function repositoryPlace(component: Component, context: RuleContext): Location | undefined {
  const [first] = pipelinesBeside(component, context);
  const [resource] = (first?.component ?? component).resources;
  return resource && { resource, path: [] };
}

const DEFAULT_BRANCH =
  /^(?:main|master|trunk|production|prod|release|live|\$default-branch|\$CI_DEFAULT_BRANCH|\*+)$/;

/** Whether a push to the branch that people merge to starts it. */
export function isPushToDefault({ kind, branches }: Trigger): boolean {
  if (kind !== 'push') return false;
  if (branches === undefined) return true;
  return Unknown.is(branches)
    ? /DEFAULT_BRANCH/.test(writtenText(branches))
    : branches.some((branch) => DEFAULT_BRANCH.test(branch));
}

// What a condition says of events that are no push to the default branch.
const OTHER_EVENT = new RegExp(
  "event_name\\s*==\\s*'(?!push')|pull_request|CI_PIPELINE_SOURCE\\s*==\\s*[\"'](?!push)|merge_request" +
    "|refs/tags|ref_type\\s*==\\s*'tag'|CI_COMMIT_TAG|event_name\\s*!=\\s*'push'" +
    '|github\\.event\\.inputs|\\binputs\\.' +
    '|event\\.action|github\\.event\\.(?:comment|label|release)|^false$|only: tags',
);
const PUSH_TOO =
  /event_name\s*==\s*'push'|event_name\s*!=\s*'(?!push')|CI_COMMIT_BRANCH|CI_DEFAULT_BRANCH|refs\/heads/;

/** False when its conditions name other events alone. */
export function mayRunOnPush(pipeline: Pipeline, job: PipelineJob): boolean {
  return [job, ...jobsBefore(pipeline, job)].every(({ condition }) => {
    const text = condition && writtenText(condition.value);
    return text === undefined || !OTHER_EVENT.test(text) || PUSH_TOO.test(text);
  });
}

/** `deploy`, `deploy and migrate`, `deploy, migrate and 3 more`. */
export function listed(names: readonly string[], most = 3): string {
  const distinct = [...new Set(names)];
  const shown = distinct.slice(0, most);
  if (distinct.length > most) return `${shown.join(', ')} and ${distinct.length - most} more`;
  const last = shown.pop() ?? '';
  return shown.length > 0 ? `${shown.join(', ')} and ${last}` : last;
}
