import type { Stated } from '../../core/component.ts';
import type { Labels } from '../../core/facts/workload.ts';
import type { Resource } from '../../core/resource.ts';
import type { Value } from '../../core/value.ts';
import { Unknown } from '../../core/value.ts';
import { at } from '../read.ts';

const AWS_CONTROLLER =
  'https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/annotations/';
const SERVICE = 'https://kubernetes.io/docs/concepts/services-networking/service/#internal-load-balancer';

// What each provider's documentation says keeps a load balancer on private addresses (read 2026-11).
const INTERNAL: readonly (readonly [annotation: string, value: RegExp])[] = [
  ['service.beta.kubernetes.io/aws-load-balancer-internal', /^(?!false$).+/i],
  ['service.beta.kubernetes.io/aws-load-balancer-scheme', /^internal$/i],
  ['networking.gke.io/load-balancer-type', /^internal$/i],
  ['cloud.google.com/load-balancer-type', /^internal$/i],
  ['service.beta.kubernetes.io/azure-load-balancer-internal', /^true$/i],
  ['service.beta.kubernetes.io/openstack-internal-load-balancer', /^true$/i],
  ['service.beta.kubernetes.io/oci-load-balancer-internal', /^true$/i],
  ['oci-network-load-balancer.oraclecloud.com/internal', /^true$/i],
  ['service.kubernetes.io/ibm-load-balancer-cloud-provider-ip-type', /^private$/i],
  ['service.beta.kubernetes.io/alibaba-cloud-loadbalancer-address-type', /^intranet$/i],
  ['service.beta.kubernetes.io/do-loadbalancer-network', /^internal$/i],
  ['service.kubernetes.io/qcloud-loadbalancer-internal-subnetid', /.+/],
  ['service.beta.kubernetes.io/scw-loadbalancer-private', /^true$/i],
  ['load-balancer.hetzner.cloud/disable-public-network', /^true$/i],
];

// Annotations that give a load balancer fixed addresses.
const ADDRESSES: readonly string[] = [
  'lbipam.cilium.io/ips',
  'io.cilium/lb-ipam-ips',
  'metallb.universe.tf/loadBalancerIPs',
  'metallb.io/loadBalancerIPs',
  'kube-vip.io/loadbalancerIPs',
];

// RFC 1918, loopback, link-local, the shared range of carriers (RFC 6598) and unique local IPv6.
const PRIVATE: readonly RegExp[] = [
  /^(10|127|169\.254|192\.168)\./,
  /^172\.(1[6-9]|2\d|3[01])\./,
  /^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./,
  /^f[cd]/i,
];

/** Whether an address, or every one of a comma list, is of a private network. */
function isPrivateAddress(text: string): boolean {
  const addresses = text.split(',').map((address) => address.trim());
  return addresses.every((address) => PRIVATE.some((range) => range.test(address)));
}

/** The value of an annotation, where it is written and known. */
export function annotation(annotations: Labels, name: string): string | undefined {
  const value = annotations.known[name];
  return typeof value === 'string' ? value : undefined;
}

/** Whether class, annotations or fixed addresses keep the load balancer of these annotations private. */
export function internalByAnnotations(
  resource: Resource,
  annotations: Labels,
  options: { readonly loadBalancerClass?: Value<string> | undefined; readonly addresses: readonly string[] },
): Stated<boolean> {
  const { loadBalancerClass, addresses } = options;
  const placed = (name: string, value: Value<boolean>): Stated<boolean> => ({
    value,
    at: [{ ...annotations.at, path: [...annotations.at.path, name] }],
    origin: 'written',
  });
  for (const [name, pattern] of INTERNAL) {
    const value = annotations.known[name];
    if (Unknown.is(value)) return placed(name, value);
    if (value !== undefined && pattern.test(value)) return placed(name, true);
  }
  const scheme = annotation(annotations, 'service.beta.kubernetes.io/aws-load-balancer-scheme');
  if (scheme !== undefined) return placed('service.beta.kubernetes.io/aws-load-balancer-scheme', false);
  for (const name of ADDRESSES) {
    const value = annotation(annotations, name);
    if (value !== undefined) return placed(name, isPrivateAddress(value));
  }
  if (addresses.length > 0) {
    const isPrivate = addresses.every(isPrivateAddress);
    return { value: isPrivate, at: [at(resource, 'spec')], origin: 'written' };
  }
  return byClass(resource, annotations, loadBalancerClass);
}

function byClass(
  resource: Resource,
  annotations: Labels,
  loadBalancerClass: Value<string> | undefined,
): Stated<boolean> {
  const place = [at(resource, 'spec', 'loadBalancerClass')];
  if (Unknown.is(loadBalancerClass)) return { value: loadBalancerClass, at: place, origin: 'written' };
  const type = annotation(annotations, 'service.beta.kubernetes.io/aws-load-balancer-type');
  const isAwsController = type === 'external' || type === 'nlb-ip';
  // The controller of AWS, and EKS Auto Mode, make internal load balancers unless the scheme says otherwise.
  if (isAwsController || AWS_CLASSES.has(loadBalancerClass ?? '')) {
    return { value: true, at: place, origin: 'default', source: AWS_CONTROLLER };
  }
  if (loadBalancerClass === 'tailscale') return { value: true, at: place, origin: 'written' };
  if (loadBalancerClass !== undefined) {
    const detail = `nothing in the inputs says what load balancers class ${loadBalancerClass} makes`;
    const settledBy = `the provider behind loadBalancerClass ${loadBalancerClass}`;
    const value = new Unknown({ reason: 'not-in-inputs', detail, settledBy });
    return { value, at: place, origin: 'written' };
  }
  if (annotations.more) return { value: annotations.more, at: [annotations.at], origin: 'written' };
  return { value: false, at: [annotations.at], origin: 'default', source: SERVICE };
}

const AWS_CLASSES: ReadonlySet<string> = new Set(['service.k8s.aws/nlb', 'eks.amazonaws.com/nlb']);

// Annotation that names a certificate, and the one that lists the ports it is for.
const CERTIFICATES: readonly (readonly [certificate: string, ports: string])[] = [
  [
    'service.beta.kubernetes.io/aws-load-balancer-ssl-cert',
    'service.beta.kubernetes.io/aws-load-balancer-ssl-ports',
  ],
  [
    'service.beta.kubernetes.io/do-loadbalancer-certificate-id',
    'service.beta.kubernetes.io/do-loadbalancer-tls-ports',
  ],
  [
    'service.beta.kubernetes.io/oci-load-balancer-tls-secret',
    'service.beta.kubernetes.io/oci-load-balancer-ssl-ports',
  ],
  [
    'service.beta.kubernetes.io/alibaba-cloud-loadbalancer-cert-id',
    'service.beta.kubernetes.io/alibaba-cloud-loadbalancer-protocol-port',
  ],
  ['service.beta.kubernetes.io/scw-loadbalancer-certificate-ids', ''],
  ['load-balancer.hetzner.cloud/http-certificates', ''],
  ['loadbalancer.openstack.org/default-tls-container-ref', ''],
];

/** Whether annotations of the provider make the load balancer speak TLS on this port. */
export function tlsByAnnotations(
  annotations: Labels,
  port: { readonly number: Value<number>; readonly name: Value<string> | undefined },
): Value<boolean> {
  for (const [certificate, ports] of CERTIFICATES) {
    const named = annotations.known[certificate];
    if (named === undefined) continue;
    const limited = annotations.known[ports];
    if (limited === undefined) return true;
    if (Unknown.is(limited)) return limited;
    if (Unknown.is(port.number)) return port.number;
    const words = limited.split(',').map((word) => word.trim());
    const own = [String(port.number), `https:${port.number}`, '*', port.name];
    return words.some((word) => own.includes(word));
  }
  return annotations.more ?? false;
}

// Providers whose load balancer answers plain HTTP with a redirect when asked to.
const REDIRECTS: readonly string[] = [
  'service.beta.kubernetes.io/do-loadbalancer-redirect-http-to-https',
  'load-balancer.hetzner.cloud/http-redirect-http',
];

/** Whether an annotation of the provider turns plain HTTP into a redirect. */
export function redirectsByAnnotation(annotations: Labels): boolean {
  return REDIRECTS.some((name) => annotation(annotations, name) === 'true');
}
