import type { Resource } from '../../../core/resource.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import type { LinkPass } from '../../link-pass.ts';
import { at, dataAt, readText } from '../../read.ts';
import { findOwners } from './find-owners.ts';
import { RUN_SERVICES, SECRETS } from './types.ts';

/** Resources that only add to another one, and the attribute that names it. */
const PARTS: readonly {
  readonly types: readonly string[];
  readonly attribute: string;
  readonly of: readonly string[];
  readonly by?: readonly string[];
}[] = [
  {
    types: ['google_sql_database', 'google_sql_user', 'google_sql_ssl_cert'],
    attribute: 'instance',
    of: ['google_sql_database_instance'],
  },
  {
    types: ['google_secret_manager_secret_version', 'google_secret_manager_regional_secret_version'],
    attribute: 'secret',
    of: SECRETS,
    by: ['secret_id', 'id', 'name'],
  },
  {
    types: ['google_bigquery_table', 'google_bigquery_routine'],
    attribute: 'dataset_id',
    of: ['google_bigquery_dataset'],
    by: ['dataset_id'],
  },
  { types: ['google_storage_bucket_object'], attribute: 'bucket', of: ['google_storage_bucket'] },
  { types: ['google_storage_notification'], attribute: 'bucket', of: ['google_storage_bucket'] },
];

/** Makes databases, users, versions and tables part of what they belong to. */
export const parts: LinkPass = {
  name: 'google-parts',
  after: [],
  run(draft) {
    for (const { types, attribute, of, by } of PARTS) {
      for (const part of draft.ofType(...types)) {
        const wanted = by ? { types: of, by } : { types: of };
        const owners = findOwners(draft, dataAt(part, attribute), part, wanted);
        const [owner] = owners;
        if (owner && owners.length === 1) draft.absorb(part, owner);
      }
    }
    for (const mapping of draft.ofType('google_cloud_run_domain_mapping')) mapDomain(draft, mapping);
    for (const key of draft.ofType('google_kms_crypto_key')) joinRing(draft, key);
  },
};

/** A domain mapping is one more name of a service. */
function mapDomain(draft: GraphDraft, mapping: Resource): void {
  const route = dataAt(mapping, 'spec', 0, 'route_name');
  const [service] = findOwners(draft, route, mapping, { types: RUN_SERVICES });
  if (!service) return;
  const host = readText(mapping, ['name']);
  if (host) addHost(service, { host: host.value, at: at(mapping, 'name') });
  draft.absorb(mapping, service);
}

/** One more name under which a component answers to everybody. */
export function addHost(
  component: ComponentDraft,
  host: NonNullable<ComponentDraft['facts']['answersTo']>[number],
): void {
  component.facts.answersTo = [...(component.facts.answersTo ?? []), host];
}

/** A ring is a folder of keys in a place: the key's place is its ring's. */
function joinRing(draft: GraphDraft, key: Resource): void {
  const component = draft.componentOf(key.id);
  const [ring] = draft.follow(dataAt(key, 'key_ring'), key, {
    types: ['google_kms_key_ring'],
    by: ['id', 'name'],
    managedOnly: true,
  }).targets;
  const location = ring && readText(ring, ['location']);
  if (component && location) component.facts.region = location;
}
