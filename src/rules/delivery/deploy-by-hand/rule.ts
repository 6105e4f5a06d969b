import type { Component } from '../../../core/component.ts';
import type { Evidence } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { StackKind } from '../../../core/resource.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { notApplicable, pass, unknown } from '../../outcome.ts';
import { publishesPages, releasesOf } from '../../pipelines/deploys.ts';
import { listed } from '../../pipelines/jobs.ts';
import { deploysAnything, openDeploys, servingIn } from '../../pipelines/served.ts';

/** Releases that are copied to servers, and systems that nothing in the inputs deploys. */
export const rule: Rule = {
  id: ruleId('delivery/deploy-by-hand'),
  title: 'Releases are copied to servers or applied from a laptop',
  appliesTo: ['pipeline', 'stack'],
  severity: 'medium',
  consequence: 'change-failure',
  environments: 'production-like',
  check(component, context) {
    return component.kind === 'pipeline' ? checkPipeline(component) : checkStack(component, context);
  },
};

function checkPipeline(component: Component): Outcome {
  const { pipeline } = component.facts;
  if (!pipeline) return notApplicable('nothing of it was read');
  if (publishesPages(component.name, pipeline.file)) return notApplicable('it publishes pages for readers');
  if (pipeline.isReusable) return notApplicable('it is judged where it is called');
  if (pipeline.triggers.every(({ kind }) => kind === 'pull-request'))
    return notApplicable('it only tries changes');
  const releases = pipeline.jobs.flatMap((job) => releasesOf(job).map((act) => ({ job, act })));
  const copies = releases.filter(({ act }) => act.does === 'copy-to-servers');
  const [first] = copies;
  if (!first) return releases.length > 0 ? pass : notApplicable('it brings no release');
  const scripts = copies.flatMap(({ job }) => job.steps.flatMap(({ run }) => run?.value ?? []));
  const returns = scripts.some((text) => typeof text === 'string' && RETURNS.test(text));
  const evidence: Evidence[] = [
    ...copies.slice(0, MOST).map(({ job, act }) => ({ says: `job ${job.id}: ${act.says}`, at: act.at })),
    {
      says: returns
        ? 'its scripts speak of a release before, or of the way back'
        : 'looked for: a way back to the release before. None is written here',
      at: first.job.at,
    },
  ];
  return {
    status: 'fail',
    problem:
      `${component.name} changes servers in place (job ${first.job.id}: ${first.act.tool}): ` +
      `a run that stops halfway leaves them between two releases` +
      `${returns ? '' : ', and the way back is improvised'}.`,
    evidence,
    remedies: [ADVICE],
    cause: first.act.at,
    confidence: 'medium',
  };
}

const MOST = 4;
const RETURNS = /roll-?back|previous|\breleases?\/|\bcurrent\b|symlink|ln -\w*s\w*f?n? /i;
const ADVICE = {
  title: 'Build a numbered image or package once, and let a deployment tool or a GitOps controller bring it',
  safety: 'review',
  intents: [],
} as const;

const DEPLOYABLE: ReadonlySet<string> = new Set([
  'manifests',
  'kustomization',
  'helm',
] satisfies readonly StackKind[]);

function checkStack(component: Component, context: RuleContext): Outcome {
  const stack = component.stack === undefined ? undefined : context.stack(component.stack);
  if (!stack || !DEPLOYABLE.has(stack.kind)) return notApplicable('it runs no workloads of its own');
  if (stack.code.role === 'example' || stack.code.role === 'test')
    return notApplicable(stack.code.roleBecause);
  if (stack.notDeployed !== undefined) return notApplicable(stack.notDeployed);
  if (stack.ofStack !== undefined || (stack.partOf ?? []).length > 0)
    return notApplicable('another stack deploys it');
  if (stack.kind === 'helm' && stack.variableFiles.length === 0 && (stack.deployers ?? []).length === 0)
    return notApplicable('it is a chart: whoever installs it deploys it');
  const serving = servingIn(stack.id, context);
  if (serving.length === 0) return notApplicable('nothing in it is served');
  const brought = [component, ...serving].some(({ facts }) => (facts.broughtBy ?? []).length > 0);
  if ((stack.deployers ?? []).length > 0 || brought) return pass;
  const open = openDeploys(context);
  // Where nothing at all is deployed from here, it is deployed from somewhere else.
  if (open === 'nothing' || !deploysAnything(context)) return asked(component, NO_DEPLOYERS);
  if (Unknown.is(open)) return asked(component, open);
  const names = serving.map(({ name }) => name);
  const isProduction = component.environments.some(({ name }) => name === 'production');
  return {
    status: 'fail',
    problem:
      `No pipeline and no GitOps controller of the inputs deploys ${listed(names)} (${component.name}): ` +
      `a release is what somebody applies by hand, unless another repository does it.`,
    evidence: [
      { says: 'something else here is deployed by a pipeline or a controller of the inputs' },
      ...serving.slice(0, MOST).map(({ name, resources: [resource] }) => ({
        says: `${name} is served`,
        at: resource && { resource, path: [] },
      })),
      {
        says:
          'looked for: commands that apply this folder or bring its images, Argo CD, Flux; ' +
          'other repositories were not looked at',
      },
    ],
    remedies: [ADVICE],
    severity: isProduction ? undefined : 'low',
    confidence: 'low',
  };
}

const NO_DEPLOYERS = new Unknown({
  reason: 'not-in-inputs',
  detail: 'no pipeline that deploys anything and no GitOps controller is in the inputs',
  settledBy: 'the pipeline or the GitOps objects that deploy it',
});

function asked({ name }: Component, why: Unknown): Outcome {
  return {
    ...unknown(why),
    question: `Who deploys ${name}? ${why.detail.charAt(0).toUpperCase()}${why.detail.slice(1)}.`,
  };
}
