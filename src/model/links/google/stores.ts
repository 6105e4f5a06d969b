import type { Setting } from '../../../core/facts/settings.ts';
import type { Resource } from '../../../core/resource.ts';
import { symbolicText } from '../../../core/partial-text.ts';
import { Sensitive, Unknown } from '../../../core/value.ts';
import type { Data, Value } from '../../../core/value.ts';
import { functionSettings, runSettings } from '../../google/run/settings.ts';
import type { ReadSettings } from '../../google/run/settings.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import type { LinkPass } from '../../link-pass.ts';
import { at, dataAt } from '../../read.ts';
import { connect } from '../compute/connect.ts';
import { gather } from '../gather.ts';
import { findOwners } from './find-owners.ts';
import { FUNCTIONS, SECRETS, SERVERLESS } from './types.ts';

const SECRET = { types: SECRETS, by: ['secret_id', 'id', 'name'] };

/** What a service is given beside its settings: databases, buckets, secrets, the way into a network. */
const GIVEN: readonly {
  readonly path: string;
  readonly types: readonly string[];
  readonly kind: 'stores' | 'runs-on' | 'reads-secret';
  readonly says: string;
}[] = [
  {
    path: 'template.volumes.cloud_sql_instance.instances[]',
    types: ['google_sql_database_instance'],
    kind: 'stores',
    says: 'connects to',
  },
  {
    path: 'template.template.volumes.cloud_sql_instance.instances[]',
    types: ['google_sql_database_instance'],
    kind: 'stores',
    says: 'connects to',
  },
  { path: 'template.volumes.gcs.bucket', types: ['google_storage_bucket'], kind: 'stores', says: 'mounts' },
  { path: 'template.volumes.secret.secret', types: SECRETS, kind: 'reads-secret', says: 'mounts' },
  { path: 'template.spec.volumes.secret.secret_name', types: SECRETS, kind: 'reads-secret', says: 'mounts' },
  ...[
    'template.vpc_access.connector',
    'template.template.vpc_access.connector',
    'vpc_connector',
    'service_config.vpc_connector',
  ].map((path) => ({
    path,
    types: ['google_vpc_access_connector'],
    kind: 'runs-on' as const,
    says: 'reaches its private network through',
  })),
];

const ANNOTATIONS = ['template', 0, 'metadata', 0, 'annotations'] as const;

const THROUGH_NETWORK = new Unknown({
  reason: 'rule-question',
  detail: 'whether it can answer without its private network is not written down',
  settledBy: 'dependencies in whatfails.yaml',
});

/** Joins services with the databases, buckets, secrets and networks that they are given. */
export const stores: LinkPass = {
  name: 'google-stores',
  after: ['google-parts'],
  run(draft) {
    for (const resource of draft.ofType(...SERVERLESS)) {
      const from = draft.componentOf(resource.id);
      if (!from) continue;
      for (const { path, types, kind, says } of GIVEN) {
        for (const { data, at: place } of gather(resource, path)) {
          for (const to of findOwners(draft, data, resource, {
            types,
            by: ['name', 'id', 'secret_id', 'self_link'],
          })) {
            const strength =
              kind === 'runs-on' ? THROUGH_NETWORK : kind === 'stores' ? 'hard' : 'startup-only';
            connect(draft, { from, to, kind, strength, says: `${from.name} ${says} ${to.name}`, at: place });
          }
        }
      }
      annotated(draft, from, resource);
      secretSettings(draft, from, resource);
      namedSettings(draft, from, resource);
    }
    for (const replica of draft.ofType('google_sql_database_instance')) followsSource(draft, replica);
  },
};

/** The older form of Cloud Run writes what it is given into annotations of its revisions. */
function annotated(draft: GraphDraft, from: ComponentDraft, resource: Resource): void {
  const instances = [...ANNOTATIONS, 'run.googleapis.com/cloudsql-instances'] as const;
  for (const to of findOwners(draft, namesIn(dataAt(resource, ...instances)), resource, {
    types: ['google_sql_database_instance'],
  })) {
    const says = `${from.name} connects to ${to.name}`;
    connect(draft, { from, to, kind: 'stores', strength: 'hard', says, at: at(resource, ...instances) });
  }
  const connector = [...ANNOTATIONS, 'run.googleapis.com/vpc-access-connector'] as const;
  for (const to of findOwners(draft, dataAt(resource, ...connector), resource, {
    types: ['google_vpc_access_connector'],
  })) {
    const says = `${from.name} reaches its private network through ${to.name}`;
    connect(draft, {
      from,
      to,
      kind: 'runs-on',
      strength: THROUGH_NETWORK,
      says,
      at: at(resource, ...connector),
    });
  }
}

/** `project:region:orders,project:region:stock`. */
function namesIn(data: Data | undefined): Data | undefined {
  if (typeof data !== 'string') return data;
  return data.split(',').map((one) => one.slice(one.lastIndexOf(':') + 1).trim());
}

/** Says what is known of settings that come from secrets, and that the secrets are read. */
function secretSettings(draft: GraphDraft, from: ComponentDraft, resource: Resource): void {
  const { settings } = settingsOf(resource);
  if (!settings.some(({ secret }) => secret !== undefined)) return;
  from.facts.settings = settings.map(({ setting, secret }): Setting => {
    const [to] = secret ? findOwners(draft, secret.name, resource, SECRET) : [];
    if (!secret || !to) return setting;
    const says = `${setting.name} comes from the secret ${to.name}`;
    connect(draft, { from, to, kind: 'reads-secret', strength: 'startup-only', says, at: secret.at });
    return {
      ...setting,
      value: contentOf(draft, to),
      through: [...setting.through, { says: `secret ${to.name}`, at: secret.at }],
    };
  });
}

/** Things that are used by their name, and what for. */
const NAMED = new Map<string, 'stores' | 'publishes' | 'consumes'>([
  ['google_storage_bucket', 'stores'],
  ['google_pubsub_topic', 'publishes'],
  ['google_pubsub_subscription', 'consumes'],
]);

/** A name that is partly unknown is that of the one thing whose name is made of the same parts. */
function namedSettings(draft: GraphDraft, from: ComponentDraft, resource: Resource): void {
  const options = { types: [...NAMED.keys()], by: ['name'], managedOnly: true };
  for (const { name, value, at: place } of from.facts.settings ?? []) {
    const hinted = typeof value === 'string' ? HINTED.find(({ pattern }) => pattern.test(name)) : undefined;
    if (!hinted && !isPartlyKnown(value)) continue;
    const { targets } = draft.follow(value, resource, hinted ?? options);
    const [target] = targets;
    const to = target && draft.componentOf(target.id);
    // By reference it is found with all other references.
    if (!to || targets.length > 1 || isReferred(value, target)) continue;
    const kind = NAMED.get(target.type) ?? 'stores';
    const says = `${name} of ${from.name} is the name of ${to.name}`;
    connect(draft, { from, to, kind, strength: ofName(to), grade: 'C', says, at: place });
  }
}

/** Things whose plain name says nothing unless the setting is called after their sort. */
const HINTED = [
  { pattern: /subscription/i, types: ['google_pubsub_subscription'], by: ['name'], managedOnly: true },
  { pattern: /dataset/i, types: ['google_bigquery_dataset'], by: ['dataset_id'], managedOnly: true },
  { pattern: /spanner/i, types: ['google_spanner_database'], by: ['name'], managedOnly: true },
];

function isReferred(value: Value<string> | undefined, { id }: Resource): boolean {
  return Unknown.is(value) && value.refs.some(({ resource }) => resource === id);
}

function isPartlyKnown(value: Value<string> | undefined): boolean {
  if (!Unknown.is(value) || value.partial?.kind !== 'parts') return false;
  return /[a-z]/.test(symbolicText(value));
}

function ofName({ name }: ComponentDraft): Unknown {
  return new Unknown({
    reason: 'rule-question',
    detail: `whether it can answer without ${name} is not written down`,
    settledBy: 'dependencies in whatfails.yaml',
  });
}

function settingsOf(resource: Resource): ReadSettings {
  if (!FUNCTIONS.includes(resource.type)) return runSettings(resource);
  return resource.type === 'google_cloudfunctions2_function'
    ? functionSettings(resource, 'service_config', 0)
    : functionSettings(resource);
}

/** What a secret is made of, where that leads to other resources; what it says is never told. */
function contentOf(draft: GraphDraft, secret: ComponentDraft): Value<string> | undefined {
  for (const id of secret.resources) {
    const version = draft.resource(id);
    const raw = version?.type.endsWith('_version') ? dataAt(version, 'secret_data') : undefined;
    const data = Sensitive.is(raw) ? raw.reveal() : raw;
    if (Unknown.is(data)) return data;
  }
  return undefined;
}

/** A replica copies what its source writes. */
function followsSource(draft: GraphDraft, replica: Resource): void {
  const from = draft.componentOf(replica.id);
  const source = dataAt(replica, 'master_instance_name');
  const types = ['google_sql_database_instance'];
  for (const to of source === undefined ? [] : findOwners(draft, source, replica, { types })) {
    if (!from || from === to) continue;
    const says = `${from.name} is a replica of ${to.name}`;
    connect(draft, {
      from,
      to,
      kind: 'stores',
      strength: 'async',
      says,
      at: at(replica, 'master_instance_name'),
    });
  }
}
