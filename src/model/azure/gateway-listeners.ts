import type { Stated } from '../../core/component.ts';
import type { Listener, PlainHttp, TlsSettings } from '../../core/facts/network.ts';
import type { Resource } from '../../core/resource.ts';
import { lookup } from '../../core/lookup.ts';
import { isDataObject, scalarText, Unknown } from '../../core/value.ts';
import type { Data, DataObject, Value } from '../../core/value.ts';
import { at, blocksAt, dataAt, readText } from '../read.ts';
import type { Path } from '../read.ts';

const POLICIES =
  'https://learn.microsoft.com/azure/application-gateway/application-gateway-ssl-policy-overview';

/** What an application gateway listens to, with what its rules make of plain HTTP. */
export function listenersOf(resource: Resource): {
  readonly listeners: readonly Listener[];
  readonly more: Unknown | undefined;
} {
  const blocks = blocksAt(resource, 'http_listener');
  if (Unknown.is(blocks)) return { listeners: [], more: blocks };
  const listeners: Listener[] = [];
  blocks.forEach((block, index) => {
    if (!Unknown.is(block)) listeners.push(listenerOf(resource, block, ['http_listener', index]));
  });
  return { listeners, more: blocks.find((block) => Unknown.is(block)) };
}

function listenerOf(resource: Resource, block: DataObject, path: Path): Listener {
  const key = scalarText(block['name']) ?? String(path[1]);
  const written = readText(resource, [...path, 'protocol'], { value: 'Http', source: POLICIES });
  const protocol: Stated<string> = {
    ...written,
    value: Unknown.is(written.value) ? written.value : written.value.toLowerCase(),
  };
  return {
    key,
    name: `the listener ${key}`,
    port: portOf(resource, block['frontend_port_name']),
    protocol,
    plainHttp: protocol.value === 'http' ? plainHttp(resource, key, path) : undefined,
    onlyRedirects: onlyRedirects(resource, key),
    tls: protocol.value === 'https' ? tlsOf(resource, block, path) : undefined,
    at: at(resource, ...path),
  };
}

/** The block of a kind that has a name, and where it stands. */
function namedBlock(
  resource: Resource,
  kind: string,
  name: unknown,
): { readonly block: DataObject; readonly path: Path } | undefined {
  const blocks = blocksAt(resource, kind);
  if (Unknown.is(blocks) || typeof name !== 'string') return undefined;
  const index = blocks.findIndex(
    (block) => isDataObject(block) && !Unknown.is(block) && block['name'] === name,
  );
  const block = blocks[index];
  return block === undefined || Unknown.is(block) ? undefined : { block, path: [kind, index] };
}

function portOf(resource: Resource, name: unknown): Stated<number> | undefined {
  const found = namedBlock(resource, 'frontend_port', name);
  const port = found?.block['port'];
  if (!found || port === undefined || port === null) return undefined;
  const value = Unknown.is(port) ? port : Number(scalarText(port));
  return { value, at: [at(resource, ...found.path, 'port')], origin: 'written' };
}

/** A listener whose every rule only redirects serves nothing in the clear. */
function plainHttp(resource: Resource, listener: string, path: Path): Stated<PlainHttp> {
  const rules = blocksAt(resource, 'request_routing_rule');
  if (Unknown.is(rules)) return { value: rules, at: [at(resource, ...path)], origin: 'written' };
  const own = rules.flatMap((rule, index) =>
    !Unknown.is(rule) && rule['http_listener_name'] === listener ? [{ rule, index }] : [],
  );
  const [first] = own;
  if (!first) {
    const doubt = rules.find((rule) => Unknown.is(rule) || Unknown.is(rule['http_listener_name']));
    // A listener without a rule answers nobody.
    return {
      value: doubt === undefined ? 'refused' : unreadRule(resource, listener),
      at: [at(resource, ...path)],
      origin: 'written',
    };
  }
  const values = own.map(({ rule }) => sendsOn(resource, rule));
  const serves = values.findIndex((value) => value === 'served');
  const value: Value<PlainHttp> =
    serves >= 0 ? 'served' : (values.find((one) => Unknown.is(one)) ?? 'redirected');
  const index = own[Math.max(serves, 0)]?.index ?? first.index;
  return { value, at: [at(resource, 'request_routing_rule', index)], origin: 'written' };
}

function onlyRedirects(resource: Resource, listener: string): boolean {
  const rules = blocksAt(resource, 'request_routing_rule');
  if (Unknown.is(rules)) return false;
  const own = rules.filter((rule) => Unknown.is(rule) || rule['http_listener_name'] === listener);
  return (
    own.length > 0 &&
    own.every((rule) => !Unknown.is(rule) && typeof rule['redirect_configuration_name'] === 'string')
  );
}

/** What one rule does: sends on itself, or by the map of paths that it names. */
function sendsOn(resource: Resource, rule: DataObject): Value<PlainHttp> {
  const map = namedBlock(resource, 'url_path_map', rule['url_path_map_name']);
  if (!map) return redirects(resource, rule['redirect_configuration_name']);
  const whole = redirects(resource, map.block['default_redirect_configuration_name']);
  const paths = blocksAt(resource, ...map.path, 'path_rule');
  if (Unknown.is(paths)) return paths;
  const others = paths.map((path) => {
    if (Unknown.is(path)) return path;
    // Whoever issues certificates asks for these files over plain HTTP: RFC 8555, 8.3.
    if (isForCertificates(path['paths'])) return 'redirected';
    return redirects(resource, path['redirect_configuration_name']);
  });
  const all = [whole, ...others];
  return all.includes('served') ? 'served' : (all.find((one) => Unknown.is(one)) ?? 'redirected');
}

function isForCertificates(paths: unknown): boolean {
  if (!Array.isArray(paths) || paths.length === 0) return false;
  return paths.every((path) => typeof path === 'string' && path.startsWith('/.well-known/'));
}

function redirects(resource: Resource, name: Data | undefined): Value<PlainHttp> {
  if (Unknown.is(name)) return name;
  const found = namedBlock(resource, 'redirect_configuration', name);
  if (!found) return 'served';
  const url = found.block['target_url'];
  const target = found.block['target_listener_name'];
  if (typeof url === 'string') return url.startsWith('https:') ? 'redirected' : 'served';
  if (Unknown.is(url)) return url;
  if (Unknown.is(target)) return target;
  const listener = namedBlock(resource, 'http_listener', target);
  const protocol = listener?.block['protocol'];
  if (Unknown.is(protocol)) return protocol;
  return protocol === 'Https' ? 'redirected' : 'served';
}

function unreadRule({ address }: Resource, listener: string): Unknown {
  return new Unknown({
    reason: 'rule-question',
    detail: `which rule of ${address} is that of ${listener} is not known`,
    settledBy: 'names of listeners and rules that the inputs tell',
  });
}

// The predefined policies: lowest and highest version.
const PREDEFINED: { readonly [name: string]: readonly [lowest: string, highest: string] } = {
  AppGwSslPolicy20150501: ['1.0', '1.2'],
  AppGwSslPolicy20170401: ['1.1', '1.2'],
  AppGwSslPolicy20170401S: ['1.2', '1.2'],
  AppGwSslPolicy20220101: ['1.2', '1.3'],
  AppGwSslPolicy20220101S: ['1.2', '1.3'],
};

function tlsOf(resource: Resource, block: DataObject, path: Path): TlsSettings {
  const base = { newest: 'AppGwSslPolicy20220101', offered: '1.3', source: POLICIES, boundTo: undefined };
  const profile = namedBlock(resource, 'ssl_profile', block['ssl_profile_name']);
  const own = profile && dataAt(resource, ...profile.path, 'ssl_policy', 0);
  const policyPath: Path = own && profile ? [...profile.path, 'ssl_policy', 0] : ['ssl_policy', 0];
  const place = at(resource, ...policyPath);
  if (dataAt(resource, ...policyPath) === undefined) {
    const value = new Unknown({
      reason: 'not-in-inputs',
      detail: `the TLS versions of a gateway without ssl_policy depend on when it was made`,
      settledBy: `ssl_policy in ${resource.address}`,
    });
    return {
      ...base,
      policy: { value: 'of the service', at: [at(resource, ...path)], origin: 'default', source: POLICIES },
      lowest: value,
      highest: value,
    };
  }
  const name = readText(resource, [...policyPath, 'policy_name']);
  if (name && !Unknown.is(name.value)) {
    const versions = lookup(PREDEFINED, name.value);
    const open = notInTable(name.value);
    return { ...base, policy: name, lowest: versions?.[0] ?? open, highest: versions?.[1] ?? open };
  }
  if (name && Unknown.is(name.value))
    return { ...base, policy: name, lowest: name.value, highest: name.value };
  const least = readText(resource, [...policyPath, 'min_protocol_version'], {
    value: 'TLSv1_0',
    source: POLICIES,
  });
  const lowest = Unknown.is(least.value) ? least.value : least.value.replace('TLSv', '').replace('_', '.');
  const type = dataAt(resource, ...policyPath, 'policy_type');
  return {
    ...base,
    policy: { value: 'of its own', at: [place], origin: 'written' },
    lowest,
    highest: type === 'Custom' ? '1.2' : '1.3',
  };
}

function notInTable(name: string): Unknown {
  return new Unknown({
    reason: 'rule-question',
    detail: `the TLS policy ${name} is not in our table`,
    settledBy: 'a predefined policy of Application Gateway',
  });
}
