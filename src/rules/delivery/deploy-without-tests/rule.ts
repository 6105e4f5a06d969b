import type { Component } from '../../../core/component.ts';
import type { Act, Pipeline, PipelineJob } from '../../../core/facts/pipeline.ts';
import type { Evidence } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { notApplicable, pass, unknown } from '../../outcome.ts';
import { publishesPages, releasesOf } from '../../pipelines/deploys.ts';
import type { PipelineOf } from '../../pipelines/jobs.ts';
import { jobsBefore, listed, pipelinesBeside } from '../../pipelines/jobs.ts';

/** A release that no job with tests stands before. */
export const rule: Rule = {
  id: ruleId('delivery/deploy-without-tests'),
  title: 'Code reaches production without passing a test',
  appliesTo: ['pipeline'],
  severity: 'medium',
  consequence: 'change-failure',
  environments: 'production-like',
  check(component, context) {
    const { pipeline } = component.facts;
    if (!pipeline) return notApplicable('nothing of it was read');
    if (publishesPages(component.name, pipeline.file)) return notApplicable('it publishes pages for readers');
    if (pipeline.isReusable) return notApplicable('it is judged where it is called');
    if (pipeline.triggers.every(({ kind }) => kind === 'pull-request' || kind === 'privileged-pull-request'))
      return notApplicable('it only tries changes');
    const judged = pipeline.jobs.flatMap((job) => {
      const [release] = releasesOf(job);
      return release ? [judge({ component, context, pipeline, job, release })] : [];
    });
    return (
      judged.find(({ status }) => status === 'fail') ??
      judged.find(({ status }) => status === 'unknown') ??
      judged.find(({ status }) => status === 'pass') ??
      judged[0] ??
      notApplicable('it brings no release')
    );
  },
};

interface Case {
  readonly component: Component;
  readonly context: RuleContext;
  readonly pipeline: Pipeline;
  readonly job: PipelineJob;
  readonly release: Act;
}

function judge(one: Case): Outcome {
  const { component, context, pipeline, job } = one;
  const path = [...jobsBefore(pipeline, job)].reverse().concat(job);
  const acts = path.flatMap((step) => step.acts);
  if (acts.some(isTest)) return pass;
  const isBuilt = acts.some(({ does }) => does === 'build-image' || does === 'push-image');
  const validates = acts.some(({ does }) => does === 'lint' || does === 'plan');
  if (!isBuilt && validates) return notApplicable('it brings configuration, and looks at it before');
  const others = pipelinesBeside(component, context).filter((other) => other.pipeline !== pipeline);
  const before = startedAfter(pipeline, others);
  if (before === 'tested') return pass;
  const doubt = before ?? pathDoubt(path, pipeline, isBuilt) ?? requestDoubt(others);
  if (doubt) {
    const question =
      `Does a test stand before the release of ${component.name} (job ${job.id})? ` +
      `${doubt.detail.charAt(0).toUpperCase()}${doubt.detail.slice(1)}.`;
    return { ...unknown(doubt), question, at: job.at, evidence: evidenceOf(one, path) };
  }
  const beside = others.filter(({ pipeline: other }) => other.jobs.some((each) => each.acts.some(isTest)));
  const parallel = pipeline.jobs.find((each) => !path.includes(each) && each.acts.some(isTest));
  const elsewhere = parallel
    ? `job ${parallel.id} runs tests, and nothing waits for them`
    : beside.length > 0
      ? `${listed(beside.map((other) => other.component.name))} runs tests, and nothing waits for them`
      : 'no pipeline of the inputs runs any';
  return {
    status: 'fail',
    problem:
      `A broken change of ${component.name} is released by job ${job.id} before any test has failed: ` +
      `${elsewhere}.`,
    evidence: evidenceOf(one, path),
    remedies: [
      {
        title: parallel
          ? `Let ${job.id} need ${parallel.id}`
          : 'Run the tests in a job that the release needs',
        safety: 'review',
        caution: 'Releases then wait for the tests, and stop when they fail.',
        intents: [],
      },
    ],
    cause: job.at,
    confidence: 'medium',
  };
}

function isTest({ does }: Act): boolean {
  return does === 'test';
}

/** Whether the workflows that it waits for run tests; undefined where it waits for none. */
function startedAfter(pipeline: Pipeline, others: readonly PipelineOf[]): 'tested' | Unknown | undefined {
  const triggers = pipeline.triggers.filter(({ kind }) => kind === 'after-workflow');
  if (triggers.length === 0) return undefined;
  const names = triggers.flatMap(({ workflows }) => workflows);
  const found = others.filter(
    ({ component, pipeline: { file } }) => names.includes(component.name) || names.includes(file),
  );
  if (found.some((other) => other.pipeline.jobs.some(({ acts }) => acts.some(isTest)))) return 'tested';
  const isOpen =
    found.length < names.length ||
    found.some((other) => other.pipeline.jobs.some(({ moreActs }) => moreActs));
  return isOpen ? question(`what ${listed(names)} runs before it is not known in full`) : undefined;
}

function pathDoubt(path: readonly PipelineJob[], pipeline: Pipeline, isBuilt: boolean): Unknown | undefined {
  const open = path.find(({ moreActs }) => moreActs !== undefined);
  if (open) return question(`${open.id} may run some: ${open.moreActs?.detail ?? ''}`);
  if (pipeline.moreJobs) return question(pipeline.moreJobs.detail);
  const waits = path.find(({ needsUnknown }) => needsUnknown !== undefined);
  if (waits?.needsUnknown) return question(waits.needsUnknown.detail);
  if (isBuilt) return question('the image build may run some');
  return undefined;
}

/** Tests of pull requests protect what is merged, where the host is told to wait for them. */
function requestDoubt(others: readonly PipelineOf[]): Unknown | undefined {
  const tested = others.find(
    ({ pipeline }) =>
      pipeline.triggers.some(({ kind }) => kind === 'pull-request' || kind === 'privileged-pull-request') &&
      pipeline.jobs.some(({ acts, moreActs }) => acts.some(isTest) || moreActs !== undefined),
  );
  if (!tested) return undefined;
  const { name } = tested.component;
  return question(
    `${name} runs on pull requests; whether a merge waits for it is set with the host, not in files`,
  );
}

function question(detail: string): Unknown {
  const settledBy = 'which tests a release waits for: branch protection, scripts, image builds';
  return new Unknown({ reason: 'not-in-inputs', detail, settledBy });
}

function evidenceOf({ pipeline, release }: Case, path: readonly PipelineJob[]): readonly Evidence[] {
  const trigger = pipeline.triggers.find(({ kind }) => kind !== 'called' && kind !== 'pull-request');
  return [
    { says: `started by ${trigger?.name ?? 'something outside the file'}`, at: trigger?.at },
    ...path.map(({ id, acts, at }) => {
      const does = [...new Set(acts.map((act) => WORDS[act.does]))];
      return { says: `job ${id}: ${does.length > 0 ? does.join(', ') : 'nothing that is known here'}`, at };
    }),
    { says: release.says, at: release.at },
  ];
}

const WORDS: Readonly<Record<Act['does'], string>> = {
  checkout: 'checks out',
  test: 'tests',
  lint: 'looks at the code',
  'build-image': 'builds an image',
  'push-image': 'pushes an image',
  plan: 'plans',
  apply: 'applies',
  deploy: 'deploys',
  'copy-to-servers': 'copies to servers',
  login: 'logs in',
};
