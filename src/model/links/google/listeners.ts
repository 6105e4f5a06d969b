import type { Stated } from '../../../core/component.ts';
import type { Listener, PlainHttp, TlsSettings } from '../../../core/facts/network.ts';
import type { Remedy } from '../../../core/remedy.ts';
import type { Resource } from '../../../core/resource.ts';
import { scalarText, Unknown } from '../../../core/value.ts';
import type { Value } from '../../../core/value.ts';
import { lookup } from '../../../core/lookup.ts';
import { derive } from '../../presence.ts';
import { setTo } from '../../remedies.ts';
import { providerPage } from '../../google/docs.ts';
import type { GraphDraft } from '../../graph-draft.ts';
import { at, dataAt, inherent, readBool, readText } from '../../read.ts';
import { gather } from '../gather.ts';
import type { Chain } from './entries.ts';
import { HTTP_PROXIES, TLS_PROXIES } from './front-types.ts';

const POLICIES = 'https://cloud.google.com/load-balancing/docs/ssl-policies-concepts';

interface Listeners {
  readonly listeners: readonly Listener[];
  readonly more: Unknown | undefined;
  readonly remedies: { readonly [name: string]: Remedy };
}

/** What one front listens to: a front has one proxy, or none where it passes packets on. */
export function listenersOf(draft: GraphDraft, front: Resource, { proxies, maps }: Chain): Listeners {
  const [proxy] = proxies;
  const target = dataAt(front, 'target');
  if (!proxy && Unknown.is(target) && target.refs.length === 0) {
    return { listeners: [], more: target, remedies: {} };
  }
  const port = portOf(front);
  const key = front.address;
  const tls = proxy && TLS_PROXIES.has(proxy.type) ? tlsOf(draft, proxy) : undefined;
  const listener: Listener = {
    key,
    name: port && !Unknown.is(port.value) ? `the listener on port ${port.value}` : `the listener ${key}`,
    port,
    protocol: inherent(front, protocolOf(front, proxy), providerPage('compute_global_forwarding_rule')),
    plainHttp: proxy && HTTP_PROXIES.has(proxy.type) ? plainHttp(proxy, maps) : undefined,
    tls: tls?.settings,
    at: at(front),
  };
  const remedies: { [name: string]: Remedy } = {
    [`redirect-to-https ${key}`]: {
      title: 'Give this front a map of its own with default_url_redirect { https_redirect = true }',
      safety: 'review',
      caution: 'A front with a certificate must take the requests.',
      intents: [],
    },
  };
  if (tls) remedies[`newest-tls ${key}`] = tls.remedy;
  return { listeners: [listener], more: undefined, remedies };
}

function portOf(front: Resource): Stated<number> | undefined {
  const [written] = [...gather(front, 'port_range'), ...gather(front, 'ports[]')];
  if (!written) return undefined;
  const { data, at: place } = written;
  if (Unknown.is(data)) return { value: data, at: [place], origin: 'written' };
  const port = Number.parseInt(scalarText(data) ?? '', 10);
  return Number.isNaN(port) ? undefined : { value: port, at: [place], origin: 'written' };
}

function protocolOf(front: Resource, proxy: Resource | undefined): string {
  if (proxy)
    return TLS_PROXIES.has(proxy.type)
      ? proxy.type.includes('https')
        ? 'https'
        : 'tls'
      : HTTP_PROXIES.has(proxy.type)
        ? 'http'
        : 'tcp';
  const written = dataAt(front, 'ip_protocol');
  return typeof written === 'string' ? written.toLowerCase() : 'tcp';
}

/** A map that only redirects serves nothing in the clear. */
function plainHttp(proxy: Resource, [map]: readonly Resource[]): Stated<PlainHttp> {
  if (!map) {
    const data = dataAt(proxy, 'url_map');
    const value: Value<PlainHttp> = Unknown.is(data) ? data : 'served';
    return { value, at: [at(proxy, 'url_map')], origin: 'written' };
  }
  const redirect = ['default_url_redirect', 0, 'https_redirect'] as const;
  const redirects = readBool(map, redirect, { value: false, source: providerPage('compute_url_map') });
  const place = redirects.value === false ? at(map) : at(map, ...redirect);
  if (Unknown.is(redirects.value)) return { value: redirects.value, at: [place], origin: 'written' };
  const serves =
    gather(map, 'path_matcher.default_service').length > 0 ||
    gather(map, 'path_matcher.path_rule.service').length > 0;
  return { value: redirects.value && !serves ? 'redirected' : 'served', at: [place], origin: 'written' };
}

interface Tls {
  readonly settings: TlsSettings;
  readonly remedy: Remedy;
}

const LOWEST: { readonly [name: string]: string } = {
  TLS_1_0: '1.0',
  TLS_1_1: '1.1',
  TLS_1_2: '1.2',
  TLS_1_3: '1.3',
};

/** Without a policy of its own a proxy admits every version from TLS 1.0 on. */
function tlsOf(draft: GraphDraft, proxy: Resource): Tls {
  const written = readText(proxy, ['ssl_policy']);
  const types = ['google_compute_ssl_policy', 'google_compute_region_ssl_policy'];
  const options = { types, by: ['name', 'id', 'self_link'] };
  const [policy] = written ? draft.follow(dataAt(proxy, 'ssl_policy'), proxy, options).targets : [];
  const base = {
    highest: '1.3',
    newest: 'min_tls_version = TLS_1_2 with profile MODERN',
    offered: '1.3',
    source: POLICIES,
  };
  if (policy?.mode === 'managed') {
    const least = readText(policy, ['min_tls_version'], {
      value: 'TLS_1_0',
      source: providerPage('compute_ssl_policy'),
    });
    const lowest = derive(least, (text) => lookup(LOWEST, text) ?? '1.0').value;
    const shown: Stated<string> = { ...least, value: policy.name };
    return {
      settings: { ...base, policy: shown, lowest, boundTo: undefined },
      remedy: setTo(policy, ['min_tls_version'], 'TLS_1_2', { safety: 'review', caution: OLD_CLIENTS }),
    };
  }
  const remedy: Remedy = {
    title: 'Set ssl_policy to a google_compute_ssl_policy with min_tls_version = "TLS_1_2"',
    safety: 'review',
    caution: OLD_CLIENTS,
    intents: [],
  };
  if (written) {
    const lowest = Unknown.is(written.value) ? written.value : outside(written.value);
    return { settings: { ...base, policy: written, lowest, boundTo: undefined }, remedy };
  }
  const none: Stated<string> = {
    value: 'of the service',
    at: [at(proxy, 'ssl_policy')],
    origin: 'default',
    source: POLICIES,
  };
  return { settings: { ...base, policy: none, lowest: '1.0', boundTo: undefined }, remedy };
}

const OLD_CLIENTS = 'Clients that do not speak TLS 1.2 lose access.';

function outside(name: string): Unknown {
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `the SSL policy ${name} is not declared in the inputs`,
    settledBy: 'the code that declares it',
  });
}
