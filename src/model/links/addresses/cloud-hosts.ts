import type { Resource } from '../../../core/resource.ts';
import type { Data } from '../../../core/value.ts';
import { Unknown } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import { blocksAt, dataAt } from '../../read.ts';
import { gather } from '../gather.ts';
import type { HostAnswer, HostResolver } from './host-resolver.ts';
import { AMBIGUOUS } from './host-resolver.ts';
import { leavesOf } from './leaves.ts';
import { standingOf } from './public-hosts.ts';
import { readRecords } from './records.ts';
import type { NamedRecord, Records } from './records.ts';
import { nearestTo } from './same-system.ts';
import { useOfAddress } from './uses.ts';

/** Names that a cloud's own name services give: Service Connect, Cloud Map and DNS records. */
export const cloudHosts: HostResolver = (draft, from, host) => {
  const names = namesOf(draft);
  const namespaces = names.connected.get(from);
  for (const namespace of namespaces ?? []) {
    const found = nearestTo(from.stack, names.connect.get(`${namespace}\u0000${host}`) ?? [], from.main);
    if (found.length > 0)
      return answer(
        found.map(({ component }) => component),
        'B',
      );
  }
  const discovered = nearestTo(from.stack, names.map.get(host) ?? []);
  if (discovered.length > 0)
    return answer(
      discovered.map(({ component }) => component),
      'B',
    );
  const records = nearestTo(from.stack, names.records.full.get(host) ?? []);
  return records.length === 0 ? inOpenZone(draft, from, host) : ofRecords(draft, records);
};

/**
 * A record of two labels or more in a zone that is not in the inputs (`orders-db.eks`) is meant by a private
 * name that begins with it, where it is the only one.
 */
function inOpenZone(draft: GraphDraft, from: ComponentDraft, host: string): HostAnswer | undefined {
  const { relative } = namesOf(draft).records;
  if (relative.size === 0 || standingOf(host, { isWritten: true }) !== 'private') return undefined;
  for (let end = host.lastIndexOf('.'); end > 0; end = host.lastIndexOf('.', end - 1)) {
    const records = nearestTo(from.stack, relative.get(host.slice(0, end)) ?? []);
    const [only] = records;
    const targets = only && records.length === 1 ? behindRecord(draft, only.record) : [];
    if (targets.length > 0) return answer(targets, 'C');
  }
  return undefined;
}

/** The components that a DNS record leads to; the record itself where that is not known. */
export function behindRecord(draft: GraphDraft, record: Resource): readonly ComponentDraft[] {
  return [...new Set(recordTargets(draft, record, 0))];
}

interface Names {
  /** Namespaces of Service Connect in which a service can use names. */
  readonly connected: ReadonlyMap<ComponentDraft, readonly string[]>;
  readonly connect: ReadonlyMap<string, readonly { readonly component: ComponentDraft }[]>;
  readonly map: ReadonlyMap<string, readonly { readonly component: ComponentDraft }[]>;
  readonly records: Records;
}

function answer(targets: readonly ComponentDraft[], grade: 'B' | 'C'): HostAnswer {
  return { targets: [...new Set(targets)], grade, unknown: undefined };
}

function ofRecords(draft: GraphDraft, records: readonly NamedRecord[]): HostAnswer {
  const found = records.map(({ component, record }) => {
    const targets = behindRecord(draft, record);
    return targets.length > 0 ? targets : [component];
  });
  const targets = [...new Set(found.flat())];
  const shares = records.every(({ record }) => dataAt(record, 'set_identifier') !== undefined);
  if (records.length === 1 || shares || found.every((one) => sameMembers(one, targets))) {
    return answer(targets, 'B');
  }
  const unknown = new Unknown({
    reason: 'rule-question',
    detail: `${records.length} DNS records have this name and lead to different things`,
    settledBy: AMBIGUOUS.records,
  });
  return { targets: [], grade: 'C', unknown };
}

function sameMembers(some: readonly ComponentDraft[], all: readonly ComponentDraft[]): boolean {
  return some.length === all.length && all.every((one) => some.includes(one));
}

// An alias of an alias of an alias: nobody writes more.
const DEEPEST = 5;

function recordTargets(draft: GraphDraft, record: Resource, depth: number): readonly ComponentDraft[] {
  if (depth > DEEPEST) return [];
  const values = [...gather(record, 'alias.name'), ...gather(record, 'records[]')];
  return values
    .flatMap(({ data }) => leavesOf(data))
    .flatMap((leaf): readonly ComponentDraft[] => {
      if (leaf.kind === 'reference') {
        const owner = draft.componentOf(leaf.reference.resource);
        if (!owner || owner.main?.id === record.id) return [];
        if (owner.main?.type === 'aws_route53_record') return recordTargets(draft, owner.main, depth + 1);
        return useOfAddress(owner) === undefined && owner.kind !== 'cdn' ? [] : [owner];
      }
      const host = leaf.text.toLowerCase().replace(/\.$/, '');
      const next = nearestTo(draft.stackOf(record), namesOf(draft).records.full.get(host) ?? []);
      return next.length === 1 && next[0] && next[0].record !== record
        ? recordTargets(draft, next[0].record, depth + 1)
        : [];
    });
}

const known = new WeakMap<GraphDraft, Names>();

function namesOf(draft: GraphDraft): Names {
  const names = known.get(draft) ?? readNames(draft);
  known.set(draft, names);
  return names;
}

function readNames(draft: GraphDraft): Names {
  const connected = new Map<ComponentDraft, string[]>();
  const connect = new Map<string, { readonly component: ComponentDraft }[]>();
  const map = new Map<string, { readonly component: ComponentDraft }[]>();
  for (const resource of draft.ofType('aws_ecs_service')) {
    const component = draft.componentOf(resource.id);
    if (!component) continue;
    readServiceConnect(draft, component, resource, { connected, connect });
    for (const { data } of gather(resource, 'service_registries.registry_arn')) {
      const { targets } = draft.follow(data, resource, {
        types: ['aws_service_discovery_service'],
        by: ['arn', 'id'],
      });
      for (const service of targets)
        for (const host of cloudMapNames(draft, service)) put(map, host, { component });
    }
  }
  return { connected, connect, map, records: readRecords(draft) };
}

function readServiceConnect(
  draft: GraphDraft,
  component: ComponentDraft,
  resource: Resource,
  {
    connected,
    connect,
  }: {
    connected: Map<ComponentDraft, string[]>;
    connect: Map<string, { readonly component: ComponentDraft }[]>;
  },
): void {
  if (dataAt(resource, 'service_connect_configuration', 0, 'enabled') !== true) return;
  const namespace = namespaceOf(draft, resource);
  connected.set(component, [namespace.key]);
  const services = blocksAt(resource, 'service_connect_configuration', 0, 'service');
  if (Unknown.is(services)) return;
  for (const [index] of services.entries()) {
    const path = ['service_connect_configuration', 0, 'service', index] as const;
    const found = dataAt(resource, ...path, 'discovery_name') ?? dataAt(resource, ...path, 'port_name');
    const aliases = blocksAt(resource, ...path, 'client_alias');
    const written = Unknown.is(aliases)
      ? []
      : aliases.map((alias) => (Unknown.is(alias) ? alias : alias['dns_name']));
    const isNamed = written.some((name) => typeof name === 'string');
    for (const name of written)
      if (typeof name === 'string')
        put(connect, `${namespace.key}\u0000${name.toLowerCase()}`, { component });
    if (!isNamed && typeof found === 'string' && namespace.name !== undefined) {
      put(connect, `${namespace.key}\u0000${found}.${namespace.name}`.toLowerCase(), { component });
    }
  }
}

const NAMESPACES = {
  types: [
    'aws_service_discovery_http_namespace',
    'aws_service_discovery_private_dns_namespace',
    'aws_service_discovery_public_dns_namespace',
    // A namespace of another root, looked up by its name.
    'aws_service_discovery_dns_namespace',
  ],
  by: ['arn', 'name', 'id'],
};

interface Namespace {
  readonly key: string;
  readonly name: string | undefined;
}

/** The namespace of a service: its own, else the one of its cluster. */
function namespaceOf(draft: GraphDraft, service: Resource): Namespace {
  const own = dataAt(service, 'service_connect_configuration', 0, 'namespace');
  if (own !== undefined) return readNamespace(draft, own, service);
  const [cluster] = draft.follow(dataAt(service, 'cluster'), service, {
    types: ['aws_ecs_cluster'],
    by: ['arn', 'name', 'id'],
  }).targets;
  const ofCluster = cluster && dataAt(cluster, 'service_connect_defaults', 0, 'namespace');
  if (cluster && ofCluster !== undefined) return readNamespace(draft, ofCluster, cluster);
  return { key: `cluster ${cluster?.id ?? service.stack}`, name: undefined };
}

function readNamespace(draft: GraphDraft, data: Data, from: Resource): Namespace {
  const [namespace] = draft.follow(data, from, NAMESPACES).targets;
  if (namespace) {
    const name = dataAt(namespace, 'name');
    return { key: namespace.id, name: typeof name === 'string' ? name : undefined };
  }
  if (typeof data === 'string') return { key: data, name: data.startsWith('arn:') ? undefined : data };
  return { key: `?${from.stack}`, name: undefined };
}

/** The hosts that a service of Cloud Map gives to those who register with it. */
function cloudMapNames(draft: GraphDraft, service: Resource): readonly string[] {
  const name = dataAt(service, 'name');
  if (typeof name !== 'string') return [];
  const ids = [...gather(service, 'dns_config.namespace_id'), ...gather(service, 'namespace_id')];
  return ids.flatMap(({ data }) => {
    const { name: space } = readNamespace(draft, data, service);
    return space === undefined ? [] : [`${name}.${space}`.toLowerCase()];
  });
}

function put<T>(index: Map<string, T[]>, key: string, item: T): void {
  const same = index.get(key);
  if (same) same.push(item);
  else index.set(key, [item]);
}
