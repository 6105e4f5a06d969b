import type { AccessRange, AccessRules } from '../../../core/facts/network.ts';
import type { ListGrant } from '../../../core/facts/identity.ts';
import type { Resource } from '../../../core/resource.ts';
import { Unknown } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import type { LinkPass } from '../../link-pass.ts';
import { at, dataAt, readText } from '../../read.ts';
import { connect } from '../compute/connect.ts';
import { gather } from '../gather.ts';
import { findAzure } from './find-azure.ts';

const POSTGRES = ['azurerm_postgresql_flexible_server'];
const MYSQL = ['azurerm_mysql_flexible_server'];
const SQL = ['azurerm_mssql_server', 'azurerm_sql_server'];
const OLD_SERVERS = ['azurerm_postgresql_server', 'azurerm_mysql_server', 'azurerm_mariadb_server'];
const ACCOUNT = ['azurerm_storage_account'];

interface Part {
  readonly types: readonly string[];
  readonly attributes: readonly string[];
  readonly of: readonly string[];
}

/** Resources that only add to another one, and the attributes that may name it. */
const PARTS: readonly Part[] = [
  {
    types: ['database', 'configuration', 'firewall_rule', 'active_directory_administrator'].map(
      (part) => `azurerm_postgresql_flexible_server_${part}`,
    ),
    attributes: ['server_id'],
    of: POSTGRES,
  },
  {
    types: [
      'azurerm_mysql_flexible_server_configuration',
      'azurerm_mysql_flexible_server_firewall_rule',
      'azurerm_mysql_flexible_database',
    ],
    attributes: ['server_name'],
    of: MYSQL,
  },
  {
    types: ['postgresql', 'mysql', 'mariadb'].flatMap((engine) =>
      ['database', 'configuration', 'firewall_rule', 'virtual_network_rule'].map(
        (part) => `azurerm_${engine}_${part}`,
      ),
    ),
    attributes: ['server_name'],
    of: OLD_SERVERS,
  },
  {
    types: ['azurerm_mssql_firewall_rule', 'azurerm_sql_firewall_rule', 'azurerm_mssql_virtual_network_rule'],
    attributes: ['server_id', 'server_name'],
    of: SQL,
  },
  {
    types: ['container', 'blob', 'share', 'table', 'management_policy', 'account_static_website'].map(
      (part) => `azurerm_storage_${part}`,
    ),
    attributes: ['storage_account_name', 'storage_account_id'],
    of: ACCOUNT,
  },
];

/** Things that stand by themselves on another one, and fail with it. */
const MEMBERS: readonly (Part & { readonly says: string })[] = [
  {
    types: ['azurerm_storage_queue'],
    attributes: ['storage_account_name', 'storage_account_id'],
    of: ACCOUNT,
    says: 'is kept in',
  },
  {
    types: ['azurerm_key_vault_secret'],
    attributes: ['key_vault_id'],
    of: ['azurerm_key_vault'],
    says: 'is kept in',
  },
  {
    types: ['azurerm_servicebus_queue', 'azurerm_servicebus_topic'],
    attributes: ['namespace_id', 'namespace_name'],
    of: ['azurerm_servicebus_namespace'],
    says: 'stands on',
  },
  {
    types: ['azurerm_mssql_database', 'azurerm_sql_database'],
    attributes: ['server_id', 'server_name'],
    of: SQL,
    says: 'stands on',
  },
];

/** Makes databases, rules, containers and parameters part of what they belong to. */
export const parts: LinkPass = {
  name: 'azure-parts',
  after: [],
  run(draft) {
    for (const part of PARTS) {
      for (const resource of draft.ofType(...part.types)) join(draft, resource, part);
    }
    for (const { says, ...member } of MEMBERS) {
      for (const resource of draft.ofType(...member.types)) {
        const from = draft.componentOf(resource.id);
        for (const { owner, attribute } of from ? ownersIn(draft, resource, member) : []) {
          if (!from || from === owner) continue;
          const words = `${from.name} ${says} ${owner.name}`;
          const place = at(resource, attribute);
          connect(draft, { from, to: owner, kind: 'member-of', strength: 'hard', says: words, at: place });
        }
      }
    }
    for (const resource of draft.ofType('azurerm_container_group')) mount(draft, resource);
    for (const resource of draft.ofType('azurerm_servicebus_subscription')) subscribe(draft, resource);
    for (const resource of draft.ofType(...POSTGRES, ...MYSQL, ...OLD_SERVERS)) follows(draft, resource);
  },
};

function ownersIn(
  draft: GraphDraft,
  resource: Resource,
  { attributes, of }: Part,
): readonly { readonly owner: ComponentDraft; readonly attribute: string }[] {
  return attributes.flatMap((attribute) =>
    findAzure(draft, dataAt(resource, attribute), resource, of).map((owner) => ({ owner, attribute })),
  );
}

function join(draft: GraphDraft, resource: Resource, part: Part): void {
  const [found] = ownersIn(draft, resource, part);
  if (!found) return;
  const { owner } = found;
  if (resource.type.endsWith('_firewall_rule')) admit(owner, resource);
  if (resource.type.endsWith('_configuration')) setParameter(owner, resource);
  if (resource.type === 'azurerm_storage_container') open(owner, resource);
  if (resource.type === 'azurerm_storage_account_static_website') {
    owner.facts.isWebsite = { value: true, at: [at(resource)], origin: 'written' };
    owner.facts.bucketRole = { value: 'site', at: [at(resource)], origin: 'written' };
  }
  // What another stack adds stays a thing of that stack.
  if (owner.stack?.id === resource.stack) draft.absorb(resource, owner);
}

/** One range of addresses that a server admits; 0.0.0.0 alone stands for whatever runs on Azure. */
function admit(server: ComponentDraft, resource: Resource): void {
  const start = readText(resource, ['start_ip_address']);
  const end = readText(resource, ['end_ip_address']);
  if (!start || !end) return;
  const place = at(resource, 'start_ip_address');
  const known: AccessRules = server.facts.ingress ?? { rules: [], more: undefined };
  const unknown = [start.value, end.value].find((value) => Unknown.is(value));
  if (Unknown.is(unknown)) {
    server.facts.ingress = { ...known, more: known.more ?? unknown };
    return;
  }
  const range: AccessRange =
    start.value === '0.0.0.0' && end.value === '255.255.255.255'
      ? { value: '0.0.0.0/0', kind: 'range', at: place }
      : start.value === '0.0.0.0' && end.value === '0.0.0.0'
        ? { value: 'every service on Azure', kind: 'named', at: place }
        : {
            value:
              start.value === end.value
                ? `${String(start.value)}/32`
                : `${String(start.value)}-${String(end.value)}`,
            kind: start.value === end.value ? 'range' : 'named',
            at: place,
          };
  const rule = {
    protocol: 'tcp',
    fromPort: 0,
    toPort: 65_535,
    groups: [],
    self: false,
    description: undefined,
  } as const;
  server.facts.ingress = {
    ...known,
    rules: [...known.rules, { ...rule, ranges: [range], at: at(resource) }],
  };
}

/** The one parameter that decides whether clients must encrypt. */
function setParameter(server: ComponentDraft, resource: Resource): void {
  if (dataAt(resource, 'name') !== 'require_secure_transport') return;
  const written = readText(resource, ['value']);
  if (!written) return;
  const value = Unknown.is(written.value) ? written.value : /^on$/i.test(written.value);
  server.facts.requiresTls = { value, at: [at(resource, 'value')], origin: 'written' };
}

/** A container that is not private can be read by everybody, where the account admits that. */
function open(account: ComponentDraft, resource: Resource): void {
  const access = readText(resource, ['container_access_type'], {
    value: 'private',
    source: 'https://learn.microsoft.com/azure/storage/blobs/anonymous-read-access-configure',
  });
  const known = account.facts.listGrants;
  if (Unknown.is(access.value)) {
    account.facts.listGrants =
      known && !Unknown.is(known.value) && known.value.length > 0
        ? known
        : { ...access, value: access.value };
    return;
  }
  const grants: readonly ListGrant[] =
    access.value === 'private'
      ? []
      : [{ to: 'everyone', permission: 'READ', at: at(resource, 'container_access_type') }];
  const before = known && !Unknown.is(known.value) ? known.value : [];
  if (known && Unknown.is(known.value) && grants.length === 0) return;
  account.facts.listGrants = { ...access, value: [...before, ...grants] };
}

/** Containers that mount a share read and write what the account keeps. */
function mount(draft: GraphDraft, resource: Resource): void {
  const from = draft.componentOf(resource.id);
  for (const { data, at: place } of gather(resource, 'container.volume.storage_account_name')) {
    for (const to of findAzure(draft, data, resource, ACCOUNT)) {
      if (!from) continue;
      const says = `${from.name} mounts a share of ${to.name}`;
      connect(draft, { from, to, kind: 'stores', strength: 'hard', says, at: place });
    }
  }
}

/** A topic delivers to each of its subscriptions. */
function subscribe(draft: GraphDraft, resource: Resource): void {
  const queue = draft.componentOf(resource.id);
  for (const attribute of ['topic_id', 'topic_name']) {
    for (const topic of findAzure(draft, dataAt(resource, attribute), resource, [
      'azurerm_servicebus_topic',
    ])) {
      if (!queue) continue;
      const place = at(resource, attribute);
      const says = `${topic.name} delivers to ${queue.name}`;
      connect(draft, { from: topic, to: queue, kind: 'publishes', strength: 'async', says, at: place });
      const subscriber = {
        protocol: 'servicebus',
        endpoint: queue.name,
        component: queue.id,
        at: place,
      } as const;
      topic.facts.subscribers = [...(topic.facts.subscribers ?? []), subscriber];
    }
  }
}

/** A replica copies what its source writes. */
function follows(draft: GraphDraft, resource: Resource): void {
  const from = draft.componentOf(resource.id);
  for (const attribute of ['source_server_id', 'creation_source_server_id']) {
    const types = [...POSTGRES, ...MYSQL, ...OLD_SERVERS];
    for (const to of findAzure(draft, dataAt(resource, attribute), resource, types)) {
      if (!from || from === to || from.facts.isReplica?.value === false) continue;
      const says = `${from.name} is a replica of ${to.name}`;
      connect(draft, { from, to, kind: 'stores', strength: 'async', says, at: at(resource, attribute) });
    }
  }
}
