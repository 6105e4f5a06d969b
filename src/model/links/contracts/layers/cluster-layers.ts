import type { OwnLayer } from '../../../../core/facts/contract.ts';
import type { Labels } from '../../../../core/facts/workload.ts';
import type { Location } from '../../../../core/location.ts';
import { Unknown } from '../../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../../graph-draft.ts';
import { annotation } from '../../../kubernetes/load-balancer-annotations.ts';
import { filterOf } from './aws-filters.ts';
import { addLayer, says } from './own-layers.ts';
import { namedPlugins } from './cluster-plugins.ts';

/** Limits and filters that annotations and objects put on Ingresses, gateways and routes of a cluster. */
export function clusterLayers(draft: GraphDraft): void {
  const plugins = namedPlugins(draft);
  for (const component of draft.components.values()) {
    const annotations = component.facts.routing?.annotations ?? component.facts.service?.annotations;
    if (!annotations) continue;
    addLayer(component, namedFilter(draft, component, annotations));
    addLayer(component, byAnnotations(annotations));
    addLayer(component, plugins(component, annotations));
    admit(component, annotations);
  }
}

const NGINX = 'nginx.ingress.kubernetes.io';
const ALB = 'alb.ingress.kubernetes.io';

const LIMITS: readonly string[] = [
  `${NGINX}/limit-rps`,
  `${NGINX}/limit-rpm`,
  `${NGINX}/limit-connections`,
  `${NGINX}/global-rate-limit`,
  'nginx.org/limit-req-rate',
  'haproxy.org/rate-limit-requests',
  'haproxy-ingress.github.io/limit-rps',
  'appgw.ingress.kubernetes.io/rate-limit',
];
const FILTERS: readonly string[] = [
  `${ALB}/wafv2-acl-arn`,
  `${ALB}/wafv2-acl-name`,
  `${ALB}/waf-acl-id`,
  `${ALB}/web-acl-id`,
  `${NGINX}/enable-modsecurity`,
  `${NGINX}/enable-owasp-core-rules`,
  'appgw.ingress.kubernetes.io/waf-policy-for-path',
  'nginx.org/policies',
];
const SHIELDS: readonly string[] = [
  `${ALB}/shield-advanced-protection`,
  'external-dns.alpha.kubernetes.io/cloudflare-proxied',
];

const RULES_ELSEWHERE: ReadonlySet<string> = new Set([
  `${ALB}/wafv2-acl-arn`,
  `${ALB}/wafv2-acl-name`,
  `${ALB}/waf-acl-id`,
  `${ALB}/web-acl-id`,
]);

const ACL = { types: ['aws_wafv2_web_acl'], by: ['arn', 'name', 'id'] };

/** The rules of a filter that an annotation names, where the filter itself is in the inputs. */
function namedFilter(draft: GraphDraft, { main }: ComponentDraft, annotations: Labels): Partial<OwnLayer> {
  for (const name of RULES_ELSEWHERE) {
    const value = annotations.known[name];
    if (value === undefined || !main) continue;
    const named = typeof value === 'string' ? (/webacl\/([^/]+)\//.exec(value)?.[1] ?? value) : value;
    const [found] = draft.follow(named, main, ACL).targets;
    return filterOf(draft, found, { acl: named, place: placeOf(annotations, name) });
  }
  return {};
}

function byAnnotations(annotations: Labels): Partial<OwnLayer> {
  const find = (names: readonly string[]): OwnLayer['filter'] => {
    for (const name of names) {
      const value = annotations.known[name];
      if (value === undefined || value === 'false' || value === '' || value === 'none') continue;
      return says(`annotation ${name}`, placeOf(annotations, name));
    }
    return undefined;
  };
  return {
    rateLimit: find(LIMITS),
    filter: find(FILTERS),
    absorbs: find(SHIELDS),
    maybe: annotations.more,
  };
}

function placeOf(annotations: Labels, name: string): Location {
  return { ...annotations.at, path: [...annotations.at.path, name] };
}

const RANGES: readonly string[] = [
  `${NGINX}/whitelist-source-range`,
  `${NGINX}/allowlist-source-range`,
  `${ALB}/inbound-cidrs`,
  'haproxy.org/allow-list',
  'haproxy.org/whitelist',
  'ingress.kubernetes.io/whitelist-source-range',
];
const LOGINS: readonly string[] = [
  `${NGINX}/auth-url`,
  `${NGINX}/auth-type`,
  `${NGINX}/auth-tls-secret`,
  `${ALB}/auth-idp-oidc`,
  `${ALB}/auth-idp-cognito`,
];

/** Ranges, logins and certificates that an entry asks for before anything reaches the application. */
function admit(component: ComponentDraft, annotations: Labels): void {
  for (const name of [...RANGES, ...LOGINS]) {
    const value = annotation(annotations, name);
    if (value === undefined || isEverybody(value)) continue;
    const who = RANGES.includes(name) ? `addresses of ${value}` : 'who passes its login';
    component.facts.admitsOnly ??= says(who, placeOf(annotations, name));
    return;
  }
  const { sourceRanges } = component.facts.service ?? {};
  const ranges = sourceRanges?.value;
  const [place] = sourceRanges?.at ?? [];
  if (!place || ranges === undefined || Unknown.is(ranges) || ranges.length === 0) return;
  if (ranges.every((range) => !isEverybody(range))) {
    component.facts.admitsOnly ??= says(`addresses of ${ranges.slice(0, 3).join(', ')}`, place);
  }
}

function isEverybody(ranges: string): boolean {
  return /(^|[,\s])(0\.0\.0\.0|::)\/0/.test(ranges);
}
