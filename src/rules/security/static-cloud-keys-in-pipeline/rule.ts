import type { Component } from '../../../core/component.ts';
import type { Act, Pipeline, PipelineJob } from '../../../core/facts/pipeline.ts';
import type { Evidence } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import { writtenText } from '../../../core/pipeline-text.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { notApplicable, pass, unknown } from '../../outcome.ts';
import { listed, pipelinesBeside, repositoryPlace } from '../../pipelines/jobs.ts';
import { keyLogins } from '../../pipelines/keys.ts';

/** A pipeline that logs in to a cloud with keys that do not end by themselves. */
export const rule: Rule = {
  id: ruleId('security/static-cloud-keys-in-pipeline'),
  title: 'Long-lived cloud keys sit in the CI system',
  appliesTo: ['pipeline'],
  severity: 'medium',
  consequence: 'exposure',
  environments: 'any',
  check(component, context) {
    const { pipeline } = component.facts;
    if (!pipeline) return notApplicable('nothing of it was read');
    const outcomes = CLOUDS.flatMap((cloud) => failed(component, context, { pipeline, cloud }));
    if (outcomes.length > 0) return outcomes;
    const silent = pipeline.jobs.find(actsSilently);
    if (silent) return asked(component, silent);
    const logsIn = pipeline.jobs.some(({ acts }) => acts.some(({ login }) => login !== undefined));
    return logsIn ? pass : notApplicable('it logs in to no cloud');
  },
};

type Cloud = NonNullable<Act['login']>['cloud'];

const CLOUDS: readonly Cloud[] = ['aws', 'google', 'azure'];
const NAMES: Readonly<Record<Cloud, string>> = { aws: 'AWS', google: 'Google Cloud', azure: 'Azure' };

interface Case {
  readonly pipeline: Pipeline;
  readonly cloud: Cloud;
}

function failed(component: Component, context: RuleContext, { pipeline, cloud }: Case): readonly Outcome[] {
  const jobs = pipeline.jobs.flatMap((job) => {
    const logins = keyLogins(job).filter((one) => one.cloud === cloud);
    return logins.length > 0 ? [{ job, logins }] : [];
  });
  const [first] = jobs;
  if (!first) return [];
  const secrets = jobs.flatMap(({ logins }) => logins.flatMap((login) => login.secrets));
  const named = secrets.length > 0 ? ` (${listed(secrets)})` : '';
  const evidence: Evidence[] = jobs.flatMap(({ job, logins }) =>
    logins.map(({ says, at }) => ({ says: `job ${job.id}: ${says}`, at })),
  );
  evidence.splice(MOST);
  const asks = jobs.find(({ job }) => asksForToken(job));
  if (asks)
    evidence.push({
      says: `job ${asks.job.id} may ask for an identity token, and uses keys all the same`,
      at: asks.job.at,
    });
  evidence.push(...rolesNearby(component, context, cloud));
  return [
    {
      status: 'fail',
      key: cloud,
      problem:
        `Whoever gets hold of the ${NAMES[cloud]} keys of ${component.name}${named} keeps them ` +
        `until somebody changes them: they are no part of a run and do not end with it.`,
      evidence,
      remedies: [
        {
          title: `Log in with a role and a token of the run: ${HOW[cloud]}`,
          safety: 'review',
          caution:
            'The trust must name this repository and branch or environment; delete the keys afterwards.',
          intents: [],
        },
      ],
      // The same keys serve all pipelines of a repository.
      cause: repositoryPlace(component, context),
    },
  ];
}

// What one workflow adds to the list of a repository.
const MOST = 4;

const HOW: Readonly<Record<Cloud, string>> = {
  aws: 'an IAM role that trusts the OpenID Connect provider of the platform',
  google: 'Workload Identity Federation for the service account',
  azure: 'a federated credential on the application',
};

function asksForToken({ permissions }: PipelineJob): boolean {
  return (
    permissions !== 'default' && !Unknown.is(permissions.value) && permissions.value['id-token'] === 'write'
  );
}

/** A role that another job of the repository already logs in as. */
function rolesNearby(component: Component, context: RuleContext, cloud: Cloud): readonly Evidence[] {
  for (const { pipeline } of pipelinesBeside(component, context)) {
    for (const job of pipeline.jobs) {
      const act = job.acts.find(
        ({ login, target }) => login?.cloud === cloud && login.by === 'role' && target,
      );
      if (act?.target !== undefined)
        return [{ says: `${job.id} already logs in as ${writtenText(act.target)}`, at: act.at }];
    }
  }
  return [];
}

const CLOUD_TOOL =
  /^(?:aws|gcloud|az|gsutil|terraform|tofu|terragrunt|pulumi|cdk|sam|serverless|sls|eb|copilot)$/;

/** It changes something in a cloud, and nothing says with which rights. */
function actsSilently({ acts }: PipelineJob): boolean {
  const changes = acts.some(
    ({ does, tool }) => (does === 'apply' || does === 'deploy') && CLOUD_TOOL.test(tool),
  );
  return changes && acts.every(({ login }) => login === undefined);
}

function asked(component: Component, job: PipelineJob): Outcome {
  const why = new Unknown({
    reason: 'not-in-inputs',
    detail: `no file says with which rights ${job.id} changes the cloud`,
    settledBy: 'the login of the runner, or the variables of the project and its templates',
  });
  const question =
    `Job ${job.id} of ${component.name} changes something in a cloud, and no file says whether it does so ` +
    `with long-lived keys.`;
  return { ...unknown(why), question, at: job.at };
}
