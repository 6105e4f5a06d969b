import type { DependencyKind } from '../../../core/dependency.ts';
import type { Resource } from '../../../core/resource.ts';
import { Unknown } from '../../../core/value.ts';
import type { Data } from '../../../core/value.ts';
import type { ComponentId } from '../../../core/id.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import type { LinkPass } from '../../link-pass.ts';
import { dataAt } from '../../read.ts';
import { findOwners } from './find-owners.ts';
import { iamEntries } from './iam-entries.ts';
import type { IamEntry } from './iam-entries.ts';
import { findAccounts } from './identities.ts';
import { FUNCTIONS, RUN_SERVICES, SECRETS } from './types.ts';

interface Permitted {
  readonly prefix: string;
  readonly attribute: string;
  readonly types: readonly string[];
  readonly by?: readonly string[];
  readonly kindOf: (role: string) => DependencyKind;
}

/** Grants on single things, and what somebody who holds them probably does with the thing. */
const PERMITTED: readonly Permitted[] = [
  {
    prefix: 'google_storage_bucket_iam',
    attribute: 'bucket',
    types: ['google_storage_bucket'],
    kindOf: () => 'stores',
  },
  {
    prefix: 'google_secret_manager_secret_iam',
    attribute: 'secret_id',
    types: SECRETS,
    by: ['secret_id', 'id', 'name'],
    kindOf: () => 'reads-secret',
  },
  {
    prefix: 'google_kms_crypto_key_iam',
    attribute: 'crypto_key_id',
    types: ['google_kms_crypto_key'],
    kindOf: () => 'encrypts',
  },
  {
    prefix: 'google_pubsub_topic_iam',
    attribute: 'topic',
    types: ['google_pubsub_topic'],
    kindOf: (role) => (role.endsWith('subscriber') ? 'consumes' : 'publishes'),
  },
  {
    prefix: 'google_pubsub_subscription_iam',
    attribute: 'subscription',
    types: ['google_pubsub_subscription'],
    kindOf: () => 'consumes',
  },
  {
    prefix: 'google_cloud_run_service_iam',
    attribute: 'service',
    types: RUN_SERVICES,
    kindOf: () => 'calls',
  },
  {
    prefix: 'google_cloud_run_v2_service_iam',
    attribute: 'name',
    types: RUN_SERVICES,
    kindOf: () => 'calls',
  },
  {
    prefix: 'google_cloudfunctions_function_iam',
    attribute: 'cloud_function',
    types: FUNCTIONS,
    kindOf: () => 'calls',
  },
  {
    prefix: 'google_cloudfunctions2_function_iam',
    attribute: 'cloud_function',
    types: FUNCTIONS,
    kindOf: () => 'calls',
  },
  {
    prefix: 'google_bigquery_dataset_iam',
    attribute: 'dataset_id',
    types: ['google_bigquery_dataset'],
    by: ['dataset_id'],
    kindOf: () => 'stores',
  },
  {
    prefix: 'google_spanner_database_iam',
    attribute: 'database',
    types: ['google_spanner_database'],
    kindOf: () => 'stores',
  },
];

/** What a permission alone says: that somebody may use a thing, which is shown and never counted. */
export const permissions: LinkPass = {
  name: 'google-permissions',
  after: ['google-identities', 'every pass that joins the same things by what they are told'],
  run(draft) {
    const joined = joinedPairs(draft);
    const holders = actingAs(draft);
    for (const permitted of PERMITTED) {
      for (const form of ['member', 'binding']) {
        for (const resource of draft.ofType(`${permitted.prefix}_${form}`)) {
          const data = dataAt(resource, permitted.attribute);
          const wanted = { types: permitted.types, ...(permitted.by ? { by: permitted.by } : {}) };
          const things = findOwners(draft, data, resource, wanted);
          candidates(draft, { resource, things, permitted, joined, holders });
        }
      }
    }
    ringPermissions(draft, joined, holders);
  },
};

interface Work {
  readonly resource: Resource;
  readonly things: readonly ComponentDraft[];
  readonly permitted: Permitted;
  readonly joined: Set<string>;
  readonly holders: ReadonlyMap<ComponentId, readonly ComponentDraft[]>;
}

function candidates(draft: GraphDraft, { resource, things, permitted, joined, holders }: Work): void {
  for (const entry of iamEntries(draft, resource)) {
    if (Unknown.is(entry.role) || isOnlyToLook(entry.role)) continue;
    for (const from of membersOf(draft, entry, resource, holders)) {
      for (const to of things) {
        const pair = pairOf(from.id, to.id);
        if (from === to || joined.has(pair)) continue;
        joined.add(pair);
        draft.depend({
          from: from.id,
          to: to.id,
          kind: permitted.kindOf(entry.role),
          strength: unused(to),
          grade: 'C',
          candidate: true,
          evidence: [{ says: `${from.name} holds ${entry.role} on ${to.name}`, at: entry.at }],
        });
      }
    }
  }
}

/** A grant on a ring holds for every key in it. */
function ringPermissions(
  draft: GraphDraft,
  joined: Set<string>,
  holders: ReadonlyMap<ComponentId, readonly ComponentDraft[]>,
): void {
  const ring = { types: ['google_kms_key_ring'], by: ['id', 'name'], managedOnly: true };
  const keysOf = new Map<string, ComponentDraft[]>();
  for (const key of draft.ofType('google_kms_crypto_key')) {
    const component = draft.componentOf(key.id);
    for (const { id } of draft.follow(dataAt(key, 'key_ring'), key, ring).targets) {
      if (component) keysOf.set(id, [...(keysOf.get(id) ?? []), component]);
    }
  }
  const permitted: Permitted = { prefix: '', attribute: 'key_ring_id', types: [], kindOf: () => 'encrypts' };
  for (const resource of draft.ofType('google_kms_key_ring_iam_member', 'google_kms_key_ring_iam_binding')) {
    const { targets } = draft.follow(dataAt(resource, 'key_ring_id'), resource, ring);
    const things = targets.flatMap(({ id }) => keysOf.get(id) ?? []);
    candidates(draft, { resource, things, permitted, joined, holders });
  }
}

function isOnlyToLook(role: string): boolean {
  return /\.(viewer|publicKeyViewer|metadataReader)$/.test(role) && !/objectViewer|dataViewer/.test(role);
}

/** What acts as the member: everything that runs as the account, or the member itself. */
function membersOf(
  draft: GraphDraft,
  { member }: IamEntry,
  resource: Resource,
  holders: ReadonlyMap<ComponentId, readonly ComponentDraft[]>,
): readonly ComponentDraft[] {
  const accounts = findAccounts(draft, member, resource);
  if (accounts.length > 0) return accounts.flatMap(({ id }) => holders.get(id) ?? []);
  return ownersByReference(draft, member);
}

// The account of a database instance is an attribute of the instance.
function ownersByReference(draft: GraphDraft, member: Data): readonly ComponentDraft[] {
  if (!Unknown.is(member)) return [];
  return member.refs.flatMap(({ resource, path }) =>
    String(path[0]).startsWith('service_account') ? (draft.componentOf(resource) ?? []) : [],
  );
}

/** Code that acts as an account; schedulers and subscriptions only sign their calls with it. */
function actingAs(draft: GraphDraft): ReadonlyMap<ComponentId, readonly ComponentDraft[]> {
  const found = new Map<ComponentId, ComponentDraft[]>();
  for (const component of draft.components.values()) {
    const roles = component.facts.roles?.value;
    if (roles === undefined || Unknown.is(roles) || !component.main?.type.startsWith('google_')) continue;
    if (component.kind === 'other' || component.kind === 'queue') continue;
    for (const id of roles) found.set(id, [...(found.get(id) ?? []), component]);
  }
  return found;
}

function joinedPairs(draft: GraphDraft): Set<string> {
  return new Set(draft.dependencies.map(({ from, to }) => pairOf(from, to)));
}

function pairOf(from: ComponentId, to: ComponentId): string {
  return `${from}\u0000${to}`;
}

function unused({ name }: ComponentDraft): Unknown {
  return new Unknown({
    reason: 'rule-question',
    detail: `only a permission says that it may use ${name}`,
    settledBy: 'dependencies in whatfails.yaml',
  });
}
