import type { Act, Pipeline, PipelineJob } from '../../../core/facts/pipeline.ts';
import { Unknown } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import { knownTexts } from './expand.ts';

/** Finds the roles that pipelines log in as, by the name in their ARN. */
export class RoleTargets {
  readonly #byName = new Map<string, ComponentDraft[]>();

  constructor(draft: GraphDraft) {
    for (const resource of draft.ofType('aws_iam_role', 'google_service_account')) {
      const component = draft.componentOf(resource.id);
      const name = resource.attributes[resource.type === 'aws_iam_role' ? 'name' : 'account_id'];
      if (!component || typeof name !== 'string') continue;
      const key = `${resource.type} ${name}`;
      const known = this.#byName.get(key);
      if (known) known.push(component);
      else this.#byName.set(key, [component]);
    }
  }

  /** The one role of that name, unless its trust policy is known to admit no such pipeline. */
  of(act: Act, job: PipelineJob, platform: Pipeline['platform']): readonly ComponentDraft[] {
    if (act.login?.by !== 'role' || act.target === undefined) return [];
    return knownTexts(act.target, job).flatMap((text) => {
      const key = keyOf(text);
      const found = key === undefined ? [] : (this.#byName.get(key) ?? []);
      return found.length === 1 ? found.filter((role) => admits(role, platform)) : [];
    });
  }
}

function keyOf(text: string): string | undefined {
  const role = /^arn:[\w-]+:iam::\d*:role\/(?:.*\/)?([\w+=,.@-]+)$/.exec(text)?.[1];
  if (role !== undefined) return `aws_iam_role ${role}`;
  const account = /^([\w-]+)@[\w.-]+\.iam\.gserviceaccount\.com$/.exec(text)?.[1];
  return account === undefined ? undefined : `google_service_account ${account}`;
}

const SAYS = { 'github-actions': /github/i, 'gitlab-ci': /gitlab/i } as const;

function admits({ facts }: ComponentDraft, platform: Pipeline['platform']): boolean {
  const { assumers, trust } = facts;
  if (!assumers || Unknown.is(trust?.value)) return true;
  const isOpen = assumers.some(({ kind }) => kind !== 'service' && kind !== 'compute' && kind !== 'cluster');
  const named = assumers.filter(({ kind }) => kind === 'pipeline');
  return (
    isOpen &&
    (named.length === 0 || named.some(({ says }) => SAYS[platform].test(says) || !/git/i.test(says)))
  );
}
