import type { Container } from '../../../core/facts/container.ts';
import type { ComponentId } from '../../../core/id.ts';
import type { Location } from '../../../core/location.ts';
import { Sensitive, Unknown, isDataObject } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import { dataAt } from '../../read.ts';
import type { ObjectIndex } from './together.ts';
import { nearestOf, objectIndex, PODS } from './together.ts';

/** Somebody names a Service as an address to talk to. */
export interface Call {
  readonly from: ComponentDraft;
  readonly says: string;
  readonly at: Location;
}

/** Who calls each Service, as environments, arguments and ConfigMaps of other workloads say. */
export function findCallers(draft: GraphDraft): ReadonlyMap<ComponentId, readonly Call[]> {
  const names = new Set(draft.ofType('Service').map(({ name }) => name));
  const calls = new Map<ComponentId, Call[]>();
  if (names.size === 0) return calls;
  const index = objectIndex(draft);
  const hostsOf = hostsInOnce(names);
  const record = (text: Text, namespace: string): void => {
    for (const host of hostsOf(text)) {
      const { main } = text.from;
      if (!main) continue;
      const found = nearestOf(index.named(main, host.namespace ?? namespace, host.name, ['Service']));
      for (const { id } of found) {
        const call = { from: text.from, says: text.says, at: text.at };
        const known = calls.get(id);
        if (known) known.push(call);
        else calls.set(id, [call]);
      }
    }
  };
  for (const component of draft.components.values()) {
    const namespace = component.facts.pods?.namespace.value;
    if (typeof namespace !== 'string') continue;
    for (const text of textsOf(component)) record(text, namespace);
  }
  for (const text of textsOfMaps(draft, index)) record(text, text.namespace);
  return calls;
}

interface Text {
  readonly from: ComponentDraft;
  readonly text: string;
  readonly says: string;
  readonly at: Location;
  /** True when the name of the setting says that its value is a host. */
  readonly isAddress: boolean;
}

const ADDRESS =
  /(?:HOST|HOSTNAME|ADDR|ADDRESS|ENDPOINT|URL|URI|SERVER|SERVERS|SERVICE|BROKER|BROKERS|UPSTREAM)$/i;

function* textsOf(from: ComponentDraft): Generator<Text> {
  for (const container of from.facts.pods?.containers ?? []) {
    for (const { name, value, at } of container.environment) {
      if (typeof value !== 'string') continue;
      yield {
        from,
        text: value,
        says: `${name} of ${from.name} names it`,
        at,
        isAddress: ADDRESS.test(name),
      };
    }
    for (const text of argumentsOf(container)) {
      yield { from, text, says: `an argument of ${from.name} names it`, at: container.at, isAddress: false };
    }
  }
}

function argumentsOf({ command, arguments: rest }: Container): readonly string[] {
  return [command, rest].flatMap((list) =>
    list === undefined || Unknown.is(list) ? [] : list.filter((word) => typeof word === 'string'),
  );
}

/** Settings that workloads read from ConfigMaps. */
function* textsOfMaps(
  draft: GraphDraft,
  index: ObjectIndex,
): Generator<Text & { readonly namespace: string }> {
  for (const resource of draft.ofType('ConfigMap')) {
    const [, namespace = 'default'] = resource.address.split('/');
    const data = dataAt(resource, 'data');
    if (!isDataObject(data)) continue;
    const { own, together } = index.inNamespace(resource, namespace, [PODS]);
    const readers = [...own, ...together].filter((workload) => readsMap(workload, resource.name));
    for (const [key, value] of Object.entries(data)) {
      const text = Sensitive.is(value) ? undefined : value;
      if (typeof text !== 'string' || text.length > LONGEST_TEXT) continue;
      const at = { resource: resource.id, path: ['data', key] };
      for (const from of readers) {
        const says = `${key} of ConfigMap ${resource.name}, which ${from.name} reads, names it`;
        yield { from, text, says, at, isAddress: ADDRESS.test(key), namespace };
      }
    }
  }
}

// A setting that names a host is short; what is longer is a program, a dashboard or a certificate.
const LONGEST_TEXT = 20_000;

function readsMap({ facts }: ComponentDraft, name: string): boolean {
  const { pods } = facts;
  if (!pods) return false;
  if (pods.volumes.some(({ kind, source }) => kind === 'config-map' && source?.value === name)) return true;
  return pods.containers.some(
    ({ environment, environmentFrom }) =>
      environmentFrom.some((one) => one.kind === 'config-map' && one.name === name) ||
      environment.some(({ from }) => from?.kind === 'config-map' && from.name === name),
  );
}

interface Host {
  readonly name: string;
  readonly namespace: string | undefined;
}

/** The same text stands in several environments, and several workloads read it: it is looked through once. */
function hostsInOnce(names: ReadonlySet<string>): (text: Text) => readonly Host[] {
  const addresses = new Map<string, readonly Host[]>();
  const others = new Map<string, readonly Host[]>();
  return (text) => {
    const known = text.isAddress ? addresses : others;
    const hosts = known.get(text.text) ?? hostsIn(text, names);
    known.set(text.text, hosts);
    return hosts;
  };
}

/** Names of Services that are written as an address: with a scheme, a port, or the cluster's domain. */
function hostsIn({ text, isAddress }: Text, names: ReadonlySet<string>): readonly Host[] {
  const hosts: Host[] = [];
  for (const match of text.matchAll(/[a-z0-9][a-z0-9.-]*/g)) {
    const [word] = match;
    const [name = '', namespace, third] = word.split('.');
    if (!names.has(name)) continue;
    const before = text.slice(Math.max(0, match.index - 3), match.index);
    const after = text.slice(match.index + word.length, match.index + word.length + 2);
    const isWritten =
      before.endsWith('://') || before.endsWith('@') || /^:\d/.test(after) || third === 'svc' || isAddress;
    // A word inside a longer one (`/orders`, `my_orders`) is a path or a name.
    if (isWritten && !/[\w/.-]$/.test(before.replace(/:\/\/$/, ''))) hosts.push({ name, namespace });
  }
  return hosts;
}
