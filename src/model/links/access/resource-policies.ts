import type { Resource } from '../../../core/resource.ts';
import { Unknown } from '../../../core/value.ts';
import { openStatements } from '../../aws/access/open-statements.ts';
import type { ComponentDraft } from '../../graph-draft.ts';
import type { LinkPass } from '../../link-pass.ts';
import { at, dataAt } from '../../read.ts';
import { findNamed } from '../find-named.ts';
import { policyReader } from './policy-reader.ts';

/** Types that carry their policy themselves, and separate resources that give them one. */
const CARRIERS: readonly Carrier[] = [
  { type: 'aws_s3_bucket', name: 'bucket', separate: 'aws_s3_bucket_policy', naming: 'bucket' },
  { type: 'aws_sqs_queue', name: 'name', separate: 'aws_sqs_queue_policy', naming: 'queue_url' },
  { type: 'aws_sns_topic', name: 'name', separate: 'aws_sns_topic_policy', naming: 'arn' },
  { type: 'aws_kms_key', name: 'key_id', separate: 'aws_kms_key_policy', naming: 'key_id' },
  {
    type: 'aws_secretsmanager_secret',
    name: 'name',
    separate: 'aws_secretsmanager_secret_policy',
    naming: 'secret_arn',
  },
  { type: 'aws_ecr_repository', name: 'name', separate: 'aws_ecr_repository_policy', naming: 'repository' },
  {
    type: 'aws_backup_vault',
    name: 'name',
    separate: 'aws_backup_vault_policy',
    naming: 'backup_vault_name',
  },
];

interface Carrier {
  readonly type: string;
  readonly name: string;
  readonly separate: string;
  readonly naming: string;
}

/** Reads the policies that stand on things instead of identities. */
export const resourcePolicies: LinkPass = {
  name: 'resource-policies',
  after: [],
  run(draft) {
    const policies = policyReader(draft);
    const state = (component: ComponentDraft, from: Resource): void => {
      const policy = policies.read(dataAt(from, 'policy'), at(from, 'policy'));
      if (policy === undefined) return;
      draft.setFact(component, 'resourcePolicy', {
        value: policy,
        at: [at(from, 'policy')],
        origin: 'written',
      });
      if (!Unknown.is(policy)) draft.setFact(component, 'openStatements', openStatements(policy));
    };
    for (const { type, name, separate, naming } of CARRIERS) {
      for (const resource of draft.ofType(type)) {
        const component = draft.componentOf(resource.id);
        if (component) state(component, resource);
      }
      for (const resource of draft.ofType(separate)) {
        const { components } = findNamed(draft, dataAt(resource, naming), resource, { types: [type], name });
        const [component] = components;
        if (!component || components.length > 1) continue;
        state(component, resource);
        draft.absorb(resource, component);
      }
    }
  },
};
