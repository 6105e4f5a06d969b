import type { Stated } from '../../core/component.ts';
import type { Listener, PlainHttp, TlsSettings } from '../../core/facts/network.ts';
import type { Remedy } from '../../core/remedy.ts';
import type { Resource } from '../../core/resource.ts';
import { isDataList, Unknown } from '../../core/value.ts';
import { at, blocksAt, dataAt, inherent, readBool, readText } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { contentNetworkTls, tlsSettings } from './tls-policies.ts';

const DISTRIBUTION =
  'https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/cloudfront_distribution';
const OWN_CERTIFICATE = 'a domain name and certificate of your own';

/** A content network in front of origins. Origins are joined by the pass `entries`. */
export const model: ResourceModel = {
  types: ['aws_cloudfront_distribution'],
  describe(resource) {
    const enabled = readBool(resource, ['enabled'], { value: true, source: DISTRIBUTION });
    const { listeners, remedies, more } = behaviours(resource);
    return {
      kind: 'cdn',
      name: nameOf(resource),
      facts: { isPublicEntry: enabled, hasPublicAddress: enabled, listeners, moreListeners: more },
      remedies,
    };
  },
};

function nameOf(resource: Resource): string | undefined {
  const aliases = dataAt(resource, 'aliases');
  const alias = isDataList(aliases) ? aliases.find((name) => typeof name === 'string') : undefined;
  const comment = dataAt(resource, 'comment');
  if (typeof alias === 'string') return alias;
  return typeof comment === 'string' && comment !== '' ? comment : undefined;
}

interface Behaviours {
  readonly listeners: readonly Listener[];
  readonly remedies: { readonly [name: string]: Remedy };
  readonly more: Unknown | undefined;
}

/** One listener for each cache behaviour; the certificate and its policy are shared. */
function behaviours(resource: Resource): Behaviours {
  const tls = tlsOf(resource);
  const ordered = blocksAt(resource, 'ordered_cache_behavior');
  const count = Unknown.is(ordered) ? 0 : ordered.length;
  const paths: (readonly (string | number)[])[] = [['default_cache_behavior', 0]];
  for (let index = 0; index < count; index += 1) paths.push(['ordered_cache_behavior', index]);
  const listeners = paths.map((path) => behaviour(resource, path, tls));
  const remedies = Object.fromEntries(
    listeners.map(({ key, at: place }): [string, Remedy] => [
      `redirect-to-https ${key}`,
      {
        title: 'Set viewer_protocol_policy = "redirect-to-https"',
        safety: 'review',
        caution: 'Programs that send data over HTTP and do not follow redirects stop working.',
        intents: [
          {
            op: 'set',
            at: { ...place, path: [...place.path, 'viewer_protocol_policy'] },
            value: 'redirect-to-https',
          },
        ],
      },
    ]),
  );
  return {
    listeners,
    remedies: { ...remedies, ...tlsRemedy(resource) },
    more: Unknown.is(ordered) ? ordered : undefined,
  };
}

function behaviour(resource: Resource, path: readonly (string | number)[], tls: TlsSettings): Listener {
  const isDefault = path[0] === 'default_cache_behavior';
  const pattern = dataAt(resource, ...path, 'path_pattern');
  const what = isDefault
    ? 'the default behaviour'
    : `the behaviour for ${typeof pattern === 'string' ? pattern : '…'}`;
  const policy = readText(resource, [...path, 'viewer_protocol_policy']);
  return {
    key: isDefault ? 'default' : path.join('.'),
    name: what,
    port: undefined,
    protocol: inherent(resource, policy?.value === 'https-only' ? 'https' : 'http+https', DISTRIBUTION),
    plainHttp: policy && plainHttp(policy),
    tls: isDefault ? tls : undefined,
    at: at(resource, ...path),
  };
}

function plainHttp(policy: Stated<string>): Stated<PlainHttp> {
  const { value } = policy;
  if (Unknown.is(value)) return { ...policy, value };
  return {
    ...policy,
    value: value === 'allow-all' ? 'served' : value === 'https-only' ? 'refused' : 'redirected',
  };
}

// With the certificate of *.cloudfront.net the service sets TLSv1, whatever is written.
function tlsOf(resource: Resource): TlsSettings {
  const certificate = ['viewer_certificate', 0] as const;
  const shared = readBool(resource, [...certificate, 'cloudfront_default_certificate']);
  const source = DISTRIBUTION;
  if (shared?.value === true || dataAt(resource, 'viewer_certificate') === undefined) {
    const policy: Stated<string> = {
      value: 'TLSv1',
      at: [at(resource, ...certificate)],
      origin: 'default',
      source,
    };
    return tlsSettings(contentNetworkTls, policy, OWN_CERTIFICATE);
  }
  const policy = readText(resource, [...certificate, 'minimum_protocol_version'], { value: 'TLSv1', source });
  if (shared && Unknown.is(shared.value))
    return tlsSettings(contentNetworkTls, { ...policy, value: shared.value });
  return tlsSettings(contentNetworkTls, policy);
}

function tlsRemedy(resource: Resource): { readonly [name: string]: Remedy } {
  const path = ['viewer_certificate', 0, 'minimum_protocol_version'];
  return {
    'newest-tls default': {
      title: `Set minimum_protocol_version = "${contentNetworkTls.newest}"`,
      safety: 'review',
      caution: 'Clients that do not speak TLS 1.2 lose access.',
      intents: [{ op: 'set', at: at(resource, ...path), value: contentNetworkTls.newest }],
    },
  };
}
