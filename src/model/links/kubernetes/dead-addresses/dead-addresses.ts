import type { DeadAddress } from '../../../../core/facts/cluster.ts';
import type { Setting } from '../../../../core/facts/settings.ts';
import { nearest } from '../../../../core/nearest.ts';
import { sortedUnique } from '../../../../core/order.ts';
import type { Resource } from '../../../../core/resource.ts';
import { Unknown } from '../../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../../graph-draft.ts';
import { objectsAt, textListAt } from '../../../kubernetes/lists.ts';
import { textAt } from '../../../kubernetes/object.ts';
import type { LinkPass } from '../../../link-pass.ts';
import { dataAt } from '../../../read.ts';
import { hostsIn, soundsLikeAddress, wordsOf } from '../../addresses/hosts-in.ts';
import type { NamedHost } from '../../addresses/hosts-in.ts';
import { isForOthers, isForWatching, mayBePublicName } from '../../addresses/uses.ts';
import { serviceHosts } from '../service-hosts.ts';
import type { InScope, ObjectIndex } from '../together.ts';
import { objectIndex, PODS } from '../together.ts';
import { whyOptional } from './optional.ts';

/** Tells of every workload which addresses inside its cluster nobody answers. */
export const deadAddresses: LinkPass = {
  name: 'dead-addresses',
  after: ['addresses'],
  run(draft) {
    const index = objectIndex(draft);
    for (const component of draft.components.values()) {
      const { pods, settings } = component.facts;
      if (!pods || !settings || !component.main || usesOtherNames(component.main, component)) continue;
      const asked = { draft, index, component, main: component.main, settings };
      const found = settings.flatMap((setting) => addressesIn(setting, asked));
      if (found.length === 0) continue;
      const dead = new Map(found.flatMap((one) => (one.dead ? [[one.dead.host, one.dead] as const] : [])));
      const answered = found.filter((one) => !one.dead).length;
      draft.setFact(component, 'inClusterAddresses', { answered, dead: [...dead.values()] });
    }
  },
};

interface Asked {
  readonly draft: GraphDraft;
  readonly index: ObjectIndex;
  readonly component: ComponentDraft;
  readonly main: Resource;
  readonly settings: readonly Setting[];
}

/** Pods that ask the name service of their node, or other domains than those of their cluster. */
function usesOtherNames(main: Resource, { facts }: ComponentDraft): boolean {
  const template = facts.pods?.template.path ?? [];
  const spec = dataAt(main, ...template, 'spec') === undefined ? template : [...template, 'spec'];
  const policy = textAt(main, [...spec, 'dnsPolicy']);
  if (policy === 'Default' || policy === 'None') return true;
  if (facts.pods?.hostNetwork.value !== false && policy !== 'ClusterFirstWithHostNet') return true;
  return dataAt(main, ...spec, 'dnsConfig', 'searches') !== undefined;
}

interface Found {
  readonly dead: DeadAddress | undefined;
}

function addressesIn(setting: Setting, asked: Asked): readonly Found[] {
  const { value, name, passed } = setting;
  if (value === undefined || Unknown.is(value) || passed === 'whole') return [];
  // A line for a shell may try, catch and go on.
  if (passed === 'file' && setting.through.length === 0) return [];
  const words = wordsOf(name);
  if (isForOthers(words) || mayBePublicName(words) || isForWatching(words) || OWN.test(name)) return [];
  const isAddress = soundsLikeAddress(words);
  return hostsIn(value, { isAddress }).flatMap((host) =>
    isCertain(host, words, value) ? [lookUp(host.host, setting, asked)].flat() : [],
  );
}

// What a server is told about itself: where it listens, and under which name others know it.
const OWN = /(?:^|[._-])(?:advertised?|bind|listen(?:er|ers)?|own|self|pod|node)(?:[._-]|$)|^HOSTNAME$/i;

/** A word that can only be a host: of a URL, with a port, of the cluster's domain, or called a host. */
function isCertain({ host, certain, scheme }: NamedHost, words: readonly string[], value: string): boolean {
  if (/[^a-z0-9.-]/.test(host) || (scheme !== undefined && !NETWORK.test(scheme))) return false;
  // `http://www.` is a name whose end nobody filled in.
  if (!host.includes('.') && new RegExp(`${host}\\.(?![a-z0-9])`, 'i').test(value)) return false;
  if (certain && (scheme !== undefined || host.includes('.svc'))) return true;
  if (certain && value.includes(':')) return true;
  return value === host && NAMES_OF_HOSTS.has(words.at(-1) ?? '');
}

const NAMES_OF_HOSTS: ReadonlySet<string> = new Set(['host', 'hostname', 'addr']);

// Schemes that are asked over the network, with the host behind them.
const NETWORK = new RegExp(
  '^(?:https?|wss?|tcp|tls|ssl|udp|grpcs?|h2c|rediss?|postgres(?:ql)?|mysql|mariadb|mongodb|amqps?' +
    '|nats|kafka|memcached|ldaps?|smtps?|s?ftp|mqtts?|clickhouse' +
    '|elasticsearch|bolt|neo4j|sqlserver|pulsar|nfs|syslog)$',
);

function lookUp(host: string, setting: Setting, asked: Asked): readonly Found[] {
  const { draft, component, main, settings, index } = asked;
  if (isOwn(host, asked)) return [];
  const answer = serviceHosts(draft, component, host);
  if (!answer) return [];
  if (answer.targets.length > 0) return [{ dead: undefined }];
  const [service, namespace] = nameOf(host, String(component.facts.pods?.namespace.value));
  const around = index.inNamespace(main, namespace, ['Service']);
  const there = sortedUnique([...around.own, ...around.together].map((one) => one.name));
  const near = answer.unknown ? undefined : nearest(service, there);
  const maybe =
    answer.unknown ??
    (near === undefined
      ? (standsAlone(host, asked, around) ?? storeElsewhere(host, setting, asked))
      : undefined);
  const dead: DeadAddress = {
    setting: setting.name,
    host,
    namespace,
    at: setting.at,
    through: setting.through.map(({ says, at }) => ({ says, at })),
    there,
    nearest: near,
    corrected: near === undefined ? undefined : correct(setting, service, near),
    maybe,
    optional: whyOptional(setting, settings, { index, service }),
  };
  return [{ dead }];
}

/**
 * Whoever is described alone, with nothing beside it but its own stores, calls neighbours that stand
 * elsewhere: that they are missing here says nothing.
 */
function standsAlone(host: string, { component, draft }: Asked, around: InScope): Unknown | undefined {
  const others = [...around.own, ...around.together, ...around.elsewhere].filter(({ facts }) => {
    const selected = (facts.service?.selects ?? []).flatMap((id) => draft.components.get(id) ?? []);
    return selected.some((one) => one.id !== component.id && one.facts.pods?.store === undefined);
  });
  if (others.length > 0) return undefined;
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `nothing beside ${component.name} was loaded that ${host} could belong to`,
    settledBy: 'the manifests of the other services of this namespace',
  });
}

// Words and schemes of addresses that lead to stores, brokers and caches.
const STORE = new RegExp(
  '(?:^|[^a-z])(?:dbs?|database|datasource|postgres|postgresql|pg|mysql|mariadb|mongo|mongodb|rediss?' +
    '|valkey' +
    '|memcached?|cache|kafka|rabbitmq|amqps?|nats|elasticsearch|opensearch|cassandra|minio|etcd' +
    '|brokers?)(?:$|[^a-z])',
  'i',
);

/**
 * Stores are often installed by a chart of their own, by hand: where no store of the namespace is in the
 * inputs, one that is named and missing proves nothing.
 */
function storeElsewhere(
  host: string,
  { name, value }: Setting,
  { index, main, component }: Asked,
): Unknown | undefined {
  if (!STORE.test(`${name} ${String(value)}`.replaceAll('_', ' '))) return undefined;
  const namespace = String(component.facts.pods?.namespace.value);
  const { own, together } = index.inNamespace(main, namespace, [PODS]);
  if ([...own, ...together].some(({ facts }) => facts.pods?.store !== undefined)) return undefined;
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `no store of namespace ${namespace} was loaded, so ${host} may stand there all the same`,
    settledBy: 'the manifests or chart releases of the stores of this namespace',
  });
}

function nameOf(host: string, own: string): readonly [service: string, namespace: string] {
  const labels = host.split('.');
  const svc = labels.indexOf('svc');
  if (svc >= 2) return [labels[svc - 2] ?? host, labels[svc - 1] ?? own];
  return [labels[0] ?? host, labels[1] ?? own];
}

/** Names that every pod knows: its own, what its template adds, and the API server. */
function isOwn(host: string, { component, main }: Asked): boolean {
  if (/^kubernetes(?:\.default(?:\.svc.*)?)?$/.test(host) || host.endsWith('.kube-system.svc')) return true;
  if (host.startsWith(`${component.name}-`) && /-\d+$/.test(host)) return true;
  if (host === component.name && component.facts.pods?.controller === 'pod') return true;
  const template = component.facts.pods?.template.path ?? [];
  const aliases = [
    [...template, 'spec', 'hostAliases'],
    [...template, 'hostAliases'],
  ].flatMap((path) =>
    objectsAt(main, ...path).items.flatMap((item) => textListAt(main, ...item.path, 'hostnames')),
  );
  return aliases.includes(host);
}

/** The text with the right name in it, where the whole text stands in one place. */
function correct(
  { value, passed, through, at }: Setting,
  wrong: string,
  right: string,
): DeadAddress['corrected'] {
  if (passed !== 'variable' || typeof value !== 'string') return undefined;
  const [step, further] = through;
  const isSecret = through.some(({ says }) => / of Secret /.test(says));
  if (further || isSecret || value.split(wrong).length !== 2) return undefined;
  return { at: step?.at ?? at, value: value.replace(wrong, right) };
}
