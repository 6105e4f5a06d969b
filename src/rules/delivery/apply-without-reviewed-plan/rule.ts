import type { Component } from '../../../core/component.ts';
import type { StackFacts } from '../../../core/facts/code.ts';
import type { Act, Pipeline, PipelineJob } from '../../../core/facts/pipeline.ts';
import type { Evidence, Severity } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import { writtenText } from '../../../core/pipeline-text.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { notApplicable, pass, unknown } from '../../outcome.ts';
import { isRehearsal } from '../../pipelines/deploys.ts';
import { isPushToDefault, jobsBefore, listed, mayRunOnPush, pipelinesBeside } from '../../pipelines/jobs.ts';

/** A push to the default branch that changes infrastructure before anyone has seen what it changes. */
export const rule: Rule = {
  id: ruleId('delivery/apply-without-reviewed-plan'),
  title: 'Infrastructure is changed without anyone having seen the plan',
  appliesTo: ['pipeline'],
  severity: 'high',
  consequence: 'change-failure',
  environments: 'any',
  check(component, context) {
    const { pipeline } = component.facts;
    if (!pipeline) return notApplicable('nothing of it was read');
    const applying = pipeline.jobs.filter((job) => appliesOf(job).length > 0);
    if (applying.length === 0) return notApplicable('it changes no infrastructure');
    if (!pipeline.triggers.some(isPushToDefault)) return notApplicable('a person or another event starts it');
    const outcomes = applying.flatMap((job) => judge(component, context, { pipeline, job }));
    return outcomes.length > 0 ? outcomes : pass;
  },
};

interface Case {
  readonly pipeline: Pipeline;
  readonly job: PipelineJob;
}

function appliesOf({ acts }: PipelineJob): readonly Act[] {
  return acts.filter(
    ({ does, says }) => does === 'apply' && !/\bdestroy\b|\bdelete-stack\b|\bremove\b/.test(says),
  );
}

function judge(component: Component, context: RuleContext, one: Case): readonly Outcome[] {
  const { pipeline, job } = one;
  if (!mayRunOnPush(pipeline, job)) return [];
  const before = jobsBefore(pipeline, job);
  if ([job, ...before].some(({ waitsForPerson }) => waitsForPerson)) return [];
  const applies = appliesOf(job).filter((act) => !isOfRehearsal(act, job, context));
  const [first] = applies;
  if (!first) return [];
  if (isPlannedOnRequests(first, { component, context })) return [];
  const key = job.id;
  const named = [job, ...before].find(({ environment }) => environment !== undefined);
  if (named) {
    const name = named.environment ? writtenText(named.environment.value) : '';
    return [{ ...unknown(APPROVALS), key, question: askedOf(component, job, name), at: job.at }];
  }
  const plans = [...before, job].flatMap(({ acts }) => acts.filter(({ does }) => does === 'plan'));
  // In a job of its own somebody may look at it before the next one starts, or never.
  const isPlannedBefore = before.some(({ acts }) => acts.some(({ does }) => does === 'plan'));
  if (isPlannedBefore) return [];
  const trigger = pipeline.triggers.find(isPushToDefault);
  const weight = weightOf(applies, context);
  const planned = plans.length > 0 ? 'the plan is made and applied in one go' : 'there is no plan before it';
  const evidence: Evidence[] = [
    { says: `started by ${trigger?.name ?? 'a push'} to the default branch`, at: trigger?.at },
    ...applies.slice(0, MOST).map(({ says, at }) => ({ says: `job ${job.id}: ${says}`, at })),
    ...plans.slice(0, 1).map(({ says, at }) => ({ says: `${says}: nobody looks at it in between`, at })),
    {
      says: 'looked for: a plan on pull requests, an environment, a job that waits for a person',
      at: job.at,
    },
    ...weight.evidence,
  ];
  return [
    {
      status: 'fail',
      key,
      problem:
        `Each push to the default branch changes ${weight.what} at once ` +
        `(${component.name}, job ${job.id}): ${planned}, and nobody is asked.`,
      evidence,
      remedies: [
        {
          title: 'Plan on the pull request, publish the plan there, and apply that file after approval',
          safety: 'review',
          caution: 'A saved plan is refused when the state has changed since, and may hold secrets.',
          intents: [],
        },
      ],
      cause: first.at,
      severity: plans.length > 0 ? lower(weight.severity) : weight.severity,
      confidence: weight.isKnown ? undefined : 'medium',
    },
  ];
}

const MOST = 4;

function askedOf({ name }: Component, { id }: PipelineJob, environment: string): string {
  const does = `${name} changes infrastructure in job ${id}`;
  return `${does}: does the environment ${environment} ask anybody first?`;
}

const APPROVALS = new Unknown({
  reason: 'not-in-inputs',
  detail: 'whether its environment asks for an approval is set with the host, not in files',
  settledBy: 'the protection rules of the environments that pipelines deploy to',
});

/** Rehearsals are changed without asking, and so they should be; and what manages nothing. */
function isOfRehearsal(act: Act, job: PipelineJob, context: RuleContext): boolean {
  const stacks = act.components.flatMap((id) => context.component(id).facts.stackFacts ?? []);
  // A root that only hands out values changes nothing.
  if (stacks.length > 0 && stacks.every(managesNothing)) return true;
  if (act.components.length > 0)
    return act.components.every((id) => !context.isProductionLike(context.component(id)));
  return isRehearsal(act, job);
}

function managesNothing({ managedResources, code }: StackFacts): boolean {
  return managedResources === 0 && code.moduleCalls.length === 0;
}

/** Whether a pipeline that runs on pull requests plans, so that whoever reviews sees it. */
function isPlannedOnRequests(
  apply: Act,
  { component, context }: { readonly component: Component; readonly context: RuleContext },
): boolean {
  const tool = toolOf(apply);
  return pipelinesBeside(component, context).some(
    ({ pipeline }) =>
      pipeline.triggers.some(({ kind }) => kind === 'pull-request' || kind === 'privileged-pull-request') &&
      pipeline.jobs.some(
        (job) => job.acts.some((act) => act.does === 'plan' && toolOf(act) === tool) || saysPlan(job),
      ),
  );
}

/** Whether a step that was not read is called after a plan. */
function saysPlan({ steps, calls }: PipelineJob): boolean {
  const texts = steps.flatMap(({ name, uses, scripts = [] }) => [
    name ?? '',
    uses ? writtenText(uses.text) : '',
    ...scripts.map(({ says }) => says),
  ]);
  return [...texts, calls ? writtenText(calls.text) : ''].some((text) =>
    /(?:^|[^a-z])plan(?:[^a-z]|$)/i.test(text),
  );
}

/** The family of a tool: an action plans what a command applies. */
function toolOf({ tool }: Act): string {
  return (
    /terra|tofu|pulumi|cdk|helm|kubectl|serverless|sam|aws|az|gcloud/
      .exec(tool)?.[0]
      .replace('tofu', 'terra') ?? tool
  );
}

interface Weight {
  readonly what: string;
  readonly severity: Severity | undefined;
  readonly evidence: readonly Evidence[];
  readonly isKnown: boolean;
}

/** What stands in the roots that it applies. */
function weightOf(applies: readonly Act[], context: RuleContext): Weight {
  const ids = [...new Set(applies.flatMap(({ components }) => components))];
  const stacks = ids.map((id) => context.component(id)).filter(({ kind }) => kind === 'stack');
  if (stacks.length === 0)
    return { what: 'infrastructure', severity: 'medium', evidence: [], isKnown: false };
  const names = stacks.map(({ name }) => name);
  const stateful = stacks.flatMap(({ facts }) => facts.stackFacts?.stateful ?? []);
  const holds = stateful.map((id) => context.component(id).name);
  const evidence: Evidence[] =
    holds.length > 0
      ? [{ says: `it holds data: ${listed(holds, 6)}` }]
      : [{ says: 'nothing in it keeps data' }];
  const isServing = stacks.some(({ stack }) => stack !== undefined && hasJourney(stack, context));
  if (isServing) evidence.push({ says: 'requests of users pass through it' });
  return {
    what: listed(names),
    severity: holds.length > 0 || isServing ? undefined : 'low',
    evidence,
    isKnown: true,
  };
}

function hasJourney(stack: NonNullable<Component['stack']>, context: RuleContext): boolean {
  return context
    .journeys()
    .some(({ reaches }) => reaches.some((id) => context.component(id).stack === stack));
}

function lower(severity: Severity | undefined): Severity {
  return severity === undefined ? 'medium' : 'low';
}
