import type { Pipeline, PipelineJob, PipelineStep, Trigger } from '../../../core/facts/pipeline.ts';
import type { Component } from '../../../core/component.ts';
import type { Evidence, Severity } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { Remedy } from '../../../core/remedy.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { notApplicable, pass, unknown } from '../../outcome.ts';
import type { Gate } from '../../pipelines/gates.ts';
import { gateOf } from '../../pipelines/gates.ts';
import { listed, pipelinesBeside } from '../../pipelines/jobs.ts';
import type { Reach } from '../../pipelines/reach.ts';
import { reachOf, reachWords } from '../../pipelines/reach.ts';
import { foreignCode, runsForeign, strangersTexts } from '../../pipelines/strangers.ts';

/** A workflow with the rights of the repository that runs what a stranger wrote. */
export const rule: Rule = {
  id: ruleId('security/untrusted-code-in-privileged-workflow'),
  title: "A stranger's pull request runs with your secrets",
  appliesTo: ['pipeline'],
  severity: 'critical',
  consequence: 'exposure',
  environments: 'any',
  check(component, context) {
    const { pipeline } = component.facts;
    if (pipeline?.platform !== 'github-actions')
      return notApplicable('strangers start nothing with the rights of the project there');
    const triggers = pipeline.triggers.filter(({ kind }) => PRIVILEGED.has(kind));
    if (triggers.length === 0)
      return notApplicable('strangers do not start it with the rights of the project');
    const outcomes = pipeline.jobs.flatMap((job) =>
      triggers.flatMap((trigger) => judge({ component, context, pipeline, job, trigger })),
    );
    const told = new Map(outcomes.map((outcome) => [outcome.key ?? '', outcome]));
    return told.size > 0 ? [...told.values()] : pass;
  },
};

const PRIVILEGED: ReadonlySet<Trigger['kind']> = new Set([
  'privileged-pull-request',
  'after-workflow',
  'comment',
]);

interface Case {
  readonly component: Component;
  readonly context: RuleContext;
  readonly pipeline: Pipeline;
  readonly job: PipelineJob;
  readonly trigger: Trigger;
}

/** What a stranger gets to run in one job. */
interface Foreign {
  readonly key: string;
  readonly step: PipelineStep;
  /** What the stranger has to do: `opens a pull request`. */
  readonly does: string;
  readonly evidence: readonly Evidence[];
  readonly remedy: Remedy;
  /** Why it is not certain. */
  readonly open: Unknown | undefined;
}

function judge(one: Case): readonly Outcome[] {
  const found = [...foreignTexts(one), ...foreignRuns(one)];
  if (found.length === 0) return [];
  const source = openSource(one);
  if (source === false) return [];
  const reach = reachOf(one.job);
  return found.flatMap((foreign) => {
    const gate = gateOf({ ...one, step: foreign.step });
    if (gate === 'trusted') return [];
    return outcomeOf(one, { foreign, reach, gate, source });
  });
}

/** Whether strangers can start what it runs after; unknown where that workflow is not here. */
function openSource({ component, context, trigger }: Case): boolean | Unknown {
  if (trigger.kind !== 'after-workflow') return true;
  const sources = pipelinesBeside(component, context).filter(({ component: { name }, pipeline: { file } }) =>
    trigger.workflows.some((one) => one === name || one === file),
  );
  const isOpen = sources.some(({ pipeline }) =>
    pipeline.triggers.some(({ name }) => /^pull_request(?:_target)?$/.test(name)),
  );
  if (isOpen) return true;
  if (sources.length >= trigger.workflows.length && sources.length > 0) return false;
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `what starts ${listed(trigger.workflows)} is not in the inputs`,
    settledBy: `the workflow ${listed(trigger.workflows)}`,
  });
}

function foreignTexts({ job, trigger }: Case): readonly Foreign[] {
  const steps = job.steps.flatMap((step) => {
    const texts = strangersTexts(step, trigger);
    return texts.length > 0 ? [{ step, texts }] : [];
  });
  const [first] = steps;
  if (!first) return [];
  const names = listed(first.texts.map((text) => text.slice(3, -2).trim()));
  return [
    {
      key: `text ${job.id}`,
      step: first.step,
      does: `Whoever ${ACTS[trigger.name] ?? 'starts it'} writes commands`,
      evidence: steps.map(({ step, texts }) => ({ says: `its script holds ${listed(texts)}`, at: step.at })),
      remedy: {
        title: `Pass ${names} through env, and read the variable in the script`,
        safety: 'review',
        caution: 'Quote the variable; in actions/github-script read process.env.',
        intents: [],
      },
      open: undefined,
    },
  ];
}

const ACTS: { readonly [event: string]: string } = {
  pull_request_target: 'opens a pull request',
  issues: 'opens an issue',
  issue_comment: 'writes a comment',
  discussion: 'opens a discussion',
  discussion_comment: 'writes a comment',
  workflow_run: 'opens a pull request',
};

function foreignRuns({ job, trigger }: Case): readonly Foreign[] {
  for (const [index, step] of job.steps.entries()) {
    const code = foreignCode(step, job, trigger);
    if (!code) continue;
    const from = step.run ? index : index + 1;
    for (const later of job.steps.slice(from)) {
      const runs = runsForeign(later, code, otherFolders(job, step));
      if (runs === undefined) continue;
      return [
        {
          key: `code ${job.id}`,
          step: later,
          does: `Whoever opens a pull request runs code`,
          evidence: [
            { says: code.says, at: step.at },
            { says: `then runs ${runs}`, at: later.at },
          ],
          remedy: {
            title:
              'Build and test in a workflow on pull_request without secrets; ' +
              'let another one publish what it made',
            safety: 'review',
            caution:
              'What the second workflow takes over is still written by a stranger: read it, never run it.',
            intents: [],
          },
          open:
            code.open === undefined
              ? undefined
              : new Unknown({
                  reason: 'not-in-inputs',
                  detail: `${code.open} decides which commit ${job.id} checks out`,
                  settledBy: `a look at what writes ${code.open}`,
                }),
        },
      ];
    }
  }
  return [];
}

/** Where other checkouts of the job stand. */
function otherFolders({ steps }: PipelineJob, but: PipelineStep): readonly string[] {
  return steps.flatMap((step) => {
    const path =
      step === but || !step.uses ? undefined : step.inputs.find(({ name }) => name === 'path')?.value;
    return typeof path === 'string' ? [path] : [];
  });
}

interface Found {
  readonly foreign: Foreign;
  readonly reach: Reach;
  readonly gate: Gate;
  readonly source: true | Unknown;
}

function outcomeOf(
  { component, job, trigger }: Case,
  { foreign, reach, gate, source }: Found,
): readonly Outcome[] {
  const words = reachWords(reach);
  const doubts = [
    ...(foreign.open ? [foreign.open] : []),
    ...(Unknown.is(source) ? [source] : []),
    ...(gate === 'asked' ? [GUARDED] : []),
    ...(words === undefined && reach.writes === 'default' ? [DEFAULT_TOKEN] : []),
    ...(words === undefined && Unknown.is(reach.writes) ? [reach.writes] : []),
  ];
  if (words === undefined && doubts.length === 0) return [];
  // Without anything in reach the other questions do not matter.
  const isHarmless = words === undefined && reach.writes !== 'default' && !Unknown.is(reach.writes);
  if (isHarmless) return [];
  const evidence = [
    { says: `started by ${trigger.name}`, at: trigger.at },
    ...foreign.evidence,
    ...reach.evidence,
    ...(reach.writes === 'default'
      ? [{ says: 'nothing limits its token; the settings of the repository decide', at: job.at }]
      : []),
  ];
  const { key, step, does } = foreign;
  if (doubts.length > 0) {
    const doubt = doubts[0]?.detail ?? '';
    const question = `${does} in ${component.name}, job ${job.id}, unless something stops it: ${doubt}.`;
    // One question for a workflow: its jobs wait for the same answer.
    return [{ ...unknown(...doubts), question, at: step.at, evidence }];
  }
  const later = gate === 'later' ? ', after somebody of the project has labelled or merged it,' : '';
  return [
    {
      status: 'fail',
      key,
      problem: `${does}${later} in ${component.name}, job ${job.id}, with ${words ?? ''} in reach.`,
      evidence,
      remedies: [foreign.remedy],
      cause: step.at,
      severity: gate === 'later' ? 'medium' : severityOf(reach),
    },
  ];
}

const GUARDED = new Unknown({
  reason: 'rule-question',
  detail:
    'an environment or a check of who it is stands before it, and no file says ' +
    'whether it keeps strangers out',
  settledBy: 'a look at the environment or the check that guards it',
});
const DEFAULT_TOKEN = new Unknown({
  reason: 'not-in-inputs',
  detail: 'the settings of the repository decide what its token may write',
  settledBy: '`permissions` written into the workflow',
});

// With these somebody spams, and changes nothing that is built or deployed.
const MINOR = new Set(['issues', 'pull-requests', 'statuses', 'checks', 'discussions']);

function severityOf({ secrets, clouds, writes }: Reach): Severity | undefined {
  if (secrets.length > 0 || clouds.length > 0 || writes === 'default' || Unknown.is(writes)) return undefined;
  return writes.every((scope) => MINOR.has(scope)) ? 'high' : undefined;
}
