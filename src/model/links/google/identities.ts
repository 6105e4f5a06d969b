import type { Location } from '../../../core/location.ts';
import type { Grant } from '../../../core/facts/policy.ts';
import type { Resource } from '../../../core/resource.ts';
import { symbolicText } from '../../../core/partial-text.ts';
import { Unknown } from '../../../core/value.ts';
import type { Data } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import type { LinkPass } from '../../link-pass.ts';
import { connect, ownersOf } from '../compute/connect.ts';
import { gather } from '../gather.ts';
import { findOwners } from './find-owners.ts';
import { iamEntries } from './iam-entries.ts';

const ACCOUNT = { types: ['google_service_account'], by: ['email', 'account_id', 'id', 'name', 'member'] };

/** Attributes that name the service account which a thing acts as. */
const NAMING: readonly (readonly [type: string, path: string, says: string])[] = [
  ['google_cloud_run_service', 'template.spec.service_account_name', 'Cloud Run service'],
  ['google_cloud_run_v2_service', 'template.service_account', 'Cloud Run service'],
  ['google_cloud_run_v2_worker_pool', 'template.service_account', 'Cloud Run worker pool'],
  ['google_cloud_run_v2_job', 'template.template.service_account', 'Cloud Run job'],
  ['google_cloudfunctions_function', 'service_account_email', 'function'],
  ['google_cloudfunctions2_function', 'service_config.service_account_email', 'function'],
  ['google_compute_instance', 'service_account.email', 'server'],
  ['google_compute_instance_template', 'service_account.email', 'server template'],
  ['google_container_node_pool', 'node_config.service_account', 'node pool'],
  ['google_container_cluster', 'node_config.service_account', 'cluster'],
  ['google_cloud_scheduler_job', 'http_target.oidc_token.service_account_email', 'scheduler job'],
  ['google_cloud_scheduler_job', 'http_target.oauth_token.service_account_email', 'scheduler job'],
  ['google_pubsub_subscription', 'push_config.oidc_token.service_account_email', 'push subscription'],
];

/** Joins service accounts with what acts as them, and gives them the roles they hold on whole projects. */
export const identities: LinkPass = {
  name: 'google-identities',
  after: ['google-parts'],
  run(draft) {
    for (const [type, path, says] of NAMING) {
      for (const resource of draft.ofType(type)) actAs(draft, resource, path, says);
    }
    for (const scope of ['project', 'folder', 'organization']) {
      for (const form of ['member', 'binding']) {
        for (const resource of draft.ofType(`google_${scope}_iam_${form}`)) grantRoles(draft, resource);
      }
    }
  },
};

function actAs(draft: GraphDraft, resource: Resource, path: string, what: string): void {
  const component = draft.componentOf(resource.id);
  if (!component) return;
  const [written] = gather(resource, path);
  if (!written) return;
  const accounts = findAccounts(draft, written.data, resource);
  const ids = accounts.map(({ id }) => id);
  component.facts.roles ??= {
    value: ids.length > 0 ? ids : outside(written.data),
    at: [written.at],
    origin: 'written',
  };
  for (const to of accounts) {
    connect(draft, {
      from: component,
      to,
      kind: 'assumes',
      strength: 'control-only',
      says: `${component.name} acts as ${to.name}`,
      at: written.at,
    });
    const principal = { kind: 'service', id: what, account: undefined, component: component.id } as const;
    to.facts.assumers = [
      ...(to.facts.assumers ?? []),
      {
        kind: 'compute',
        says: `${what} ${component.name}`,
        at: written.at,
        principal,
        limited: true,
        admits: undefined,
        conditions: [],
      },
    ];
  }
}

/** Service accounts that a value names, also as members: `serviceAccount:orders@…`. */
export function findAccounts(
  draft: GraphDraft,
  data: Data | undefined,
  from: Resource,
): readonly ComponentDraft[] {
  const direct = findOwners(draft, data, from, ACCOUNT);
  if (direct.length > 0) return direct;
  if (typeof data !== 'string' && !Unknown.is(data)) return [];
  const account = /^(?:serviceAccount:)?([a-z][-a-z0-9]*)@[^@]*\.iam\.gserviceaccount\.com$/.exec(
    symbolicText(data),
  )?.[1];
  if (account === undefined) return [];
  const options = { types: ACCOUNT.types, by: ['account_id'], managedOnly: true };
  return ownersOf(draft, draft.follow(account, from, options).targets);
}

function outside(data: Data): Unknown {
  if (Unknown.is(data)) return data;
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `the service account ${typeof data === 'string' ? data : ''} is not declared in the inputs`,
    settledBy: 'the code that declares the service account',
  });
}

function grantRoles(draft: GraphDraft, resource: Resource): void {
  for (const { role, member, at: place } of iamEntries(draft, resource)) {
    for (const account of findAccounts(draft, member, resource)) {
      if (typeof role === 'string') {
        account.facts.grants = [...(account.facts.grants ?? []), grantOf(role, place)];
      } else {
        account.facts.grantsUnknown = [...(account.facts.grantsUnknown ?? []), role];
      }
      if (resource.type.endsWith('_member')) draft.absorb(resource, account);
    }
  }
}

// https://cloud.google.com/iam/docs/roles-overview#basic
const OWNER = 'roles/owner';
const EDITOR = 'roles/editor';

/** Only the basic roles reach over a whole project; what the others allow is a matter of their service. */
function grantOf(role: string, place: Location): Grant {
  const isBroad = role === EDITOR;
  return {
    policy: role,
    at: place,
    document: undefined,
    everything: { value: role === OWNER, at: [place], origin: 'written' },
    broadWrites: isBroad
      ? [
          {
            at: place,
            reach: 'every-resource',
            actions: ['changing and deleting almost everything'],
            resources: ['*'],
          },
        ]
      : [],
    canWrite: !/viewer|reader|accessor|\.agent$/i.test(role),
    undecided: [],
  };
}
