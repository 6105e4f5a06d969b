import type { Stated } from '../../core/component.ts';
import type { TlsSettings } from '../../core/facts/network.ts';
import { Unknown } from '../../core/value.ts';
import { lookup } from '../../core/lookup.ts';

/** The TLS versions that a named policy admits. */
interface Versions {
  readonly lowest: string;
  readonly highest: string;
}

/** How one service names its policies. Read on 2026-11-21. */
export interface TlsService {
  readonly source: string;
  readonly newest: string;
  readonly versionsOf: (policy: string) => Versions | undefined;
}

// The policies of the first generation carry no version in their name.
const OLD_BALANCER_POLICIES: { readonly [name: string]: Versions } = {
  'ELBSecurityPolicy-2016-08': { lowest: '1.0', highest: '1.2' },
  'ELBSecurityPolicy-2015-05': { lowest: '1.0', highest: '1.2' },
  'ELBSecurityPolicy-2015-03': { lowest: '1.0', highest: '1.2' },
  'ELBSecurityPolicy-2015-02': { lowest: '1.0', highest: '1.2' },
  'ELBSecurityPolicy-FS-2018-06': { lowest: '1.0', highest: '1.2' },
};

/** Load balancers: the name tells the lowest version, and `TLS13` that 1.3 is among them. */
export const loadBalancerTls: TlsService = {
  source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html',
  newest: 'ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09',
  versionsOf(policy) {
    const named = /^ELBSecurityPolicy-(TLS13|TLS|FS)-1-([0-3])-/.exec(policy);
    if (!named) return lookup(OLD_BALANCER_POLICIES, policy);
    return { lowest: `1.${named[2]}`, highest: named[1] === 'TLS13' ? '1.3' : '1.2' };
  },
};

/** Classic load balancers know the same older policies and never learned 1.3. */
export const classicBalancerTls: TlsService = {
  source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-security-policy-table.html',
  newest: 'ELBSecurityPolicy-TLS-1-2-2017-01',
  versionsOf: (policy) => loadBalancerTls.versionsOf(policy),
};

/** What a listener made without the console gets when it names no policy. */
export const LOAD_BALANCER_DEFAULT = 'ELBSecurityPolicy-2016-08';

/** CloudFront: the name is the lowest version; every policy also offers 1.3. */
export const contentNetworkTls: TlsService = {
  source:
    'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/' +
    'secure-connections-supported-viewer-protocols-ciphers.html',
  newest: 'TLSv1.2_2021',
  versionsOf(policy) {
    if (policy === 'SSLv3') return { lowest: 'SSL 3', highest: '1.3' };
    const named = /^TLSv1(?:\.([123]))?(?:_\d{4})?$/.exec(policy);
    return named ? { lowest: `1.${named[1] ?? '0'}`, highest: '1.3' } : undefined;
  },
};

/** API Gateway: two old names that both offer 1.3, and newer ones that carry their versions. */
export const apiGatewayTls: TlsService = {
  source:
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-security-policies-list.html',
  newest: 'TLS_1_2',
  versionsOf(policy) {
    const old = /^TLS_1_([0-3])$/.exec(policy);
    if (old) return { lowest: `1.${old[1]}`, highest: '1.3' };
    const named = /^SecurityPolicy_TLS13_(?:1_)?([23])_/.exec(policy);
    return named ? { lowest: `1.${named[1]}`, highest: '1.3' } : undefined;
  },
};

/** Used where no policy is named. */
export const API_GATEWAY_DEFAULT = 'TLS_1_2';

/** What a stated policy admits; unknown versions for a name that is not in the tables. */
export function tlsSettings(service: TlsService, policy: Stated<string>, boundTo?: string): TlsSettings {
  const { source, newest } = service;
  const offered = service.versionsOf(newest)?.highest ?? '1.2';
  const shared = { policy, newest, offered, source, boundTo };
  if (Unknown.is(policy.value)) return { ...shared, lowest: policy.value, highest: policy.value };
  const versions = service.versionsOf(policy.value);
  if (versions) return { ...shared, ...versions };
  const unknown = new Unknown({
    reason: 'evaluation-error',
    detail: `${policy.value} is not a policy name that is known`,
    settledBy: `the name of a documented policy (${source})`,
  });
  return { ...shared, lowest: unknown, highest: unknown };
}
