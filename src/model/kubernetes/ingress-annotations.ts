import type { Stated } from '../../core/component.ts';
import type { Labels } from '../../core/facts/workload.ts';
import type { Resource } from '../../core/resource.ts';
import type { Value } from '../../core/value.ts';
import { Unknown } from '../../core/value.ts';
import { at, readText } from '../read.ts';
import { annotation } from './load-balancer-annotations.ts';

const ALB = 'alb.ingress.kubernetes.io';
const NGINX = 'nginx.ingress.kubernetes.io';
const ALB_SCHEME =
  'https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/#scheme';
const INGRESS = 'https://kubernetes.io/docs/concepts/services-networking/ingress/';

function stated<T>(annotations: Labels, name: string, value: Value<T>): Stated<T> {
  return { value, at: [{ ...annotations.at, path: [...annotations.at.path, name] }], origin: 'written' };
}

/** The class of an Ingress: the field, else the older annotation. */
export function ingressClass(resource: Resource, annotations: Labels): Stated<string> | undefined {
  const written = readText(resource, ['spec', 'ingressClassName']);
  if (written) return written;
  const name = 'kubernetes.io/ingress.class';
  const older = annotations.known[name];
  return older === undefined ? undefined : stated(annotations, name, older);
}

const INTERNAL_CLASS = /(^|[-_.])(internal|private|intranet|tailscale|rilb)($|[-_.])/i;

/** Whether class or annotations keep an Ingress off the internet. */
export function isInternalIngress(
  resource: Resource,
  className: Stated<string> | undefined,
  annotations: Labels,
): Stated<boolean> {
  const scheme = annotations.known[`${ALB}/scheme`];
  if (scheme !== undefined) {
    return stated(annotations, `${ALB}/scheme`, Unknown.is(scheme) ? scheme : scheme === 'internal');
  }
  const gateway = 'appgw.ingress.kubernetes.io/use-private-ip';
  if (annotation(annotations, gateway) === 'true') return stated(annotations, gateway, true);
  if (className && Unknown.is(className.value)) return { ...className, value: className.value };
  const name = className?.value ?? '';
  const isAlb = name === 'alb' || Object.keys(annotations.known).some((key) => key.startsWith(`${ALB}/`));
  if (isAlb) {
    return { value: true, at: [annotations.at], origin: 'default', source: ALB_SCHEME };
  }
  if (className && INTERNAL_CLASS.test(String(name))) return { ...className, value: true };
  if (annotations.more) return { value: annotations.more, at: [annotations.at], origin: 'written' };
  return { value: false, at: [at(resource, 'spec')], origin: 'default', source: INGRESS };
}

// Annotations whose presence names a certificate of the controller's provider.
const CERTIFICATES: readonly string[] = [
  `${ALB}/certificate-arn`,
  'ingress.gcp.kubernetes.io/pre-shared-cert',
  'networking.gke.io/managed-certificates',
  'networking.gke.io/certmap',
  'appgw.ingress.kubernetes.io/appgw-ssl-certificate',
  'haproxy.org/ssl-certificate',
  'traefik.ingress.kubernetes.io/router.tls.certresolver',
];

/** What an annotation names as certificate for every host of an Ingress. */
export function certificateByAnnotation(annotations: Labels): Stated<string> | undefined {
  const name = CERTIFICATES.find((one) => annotations.known[one] !== undefined);
  const value = name === undefined ? undefined : annotations.known[name];
  return name === undefined || value === undefined ? undefined : stated(annotations, name, value);
}

// Classes that never speak plain HTTP to users: the tunnel's or network's own edge ends TLS.
const ALWAYS_TLS = /^(tailscale|cloudflare-tunnel|ngrok)$/i;

/** TLS that class or annotations give to every host, without a `tls` block. */
export function tlsOfAllHosts(
  className: Stated<string> | undefined,
  annotations: Labels,
): Value<'terminated' | 'passthrough'> | undefined {
  if (annotation(annotations, `${NGINX}/ssl-passthrough`) === 'true') return 'passthrough';
  if (annotation(annotations, 'haproxy.org/ssl-passthrough') === 'true') return 'passthrough';
  const certificate = certificateByAnnotation(annotations);
  if (certificate) return Unknown.is(certificate.value) ? certificate.value : 'terminated';
  if (annotation(annotations, 'traefik.ingress.kubernetes.io/router.tls') === 'true') return 'terminated';
  const termination = annotation(annotations, 'route.openshift.io/termination');
  if (termination !== undefined) return termination === 'passthrough' ? 'passthrough' : 'terminated';
  // The controller then looks for a certificate of the host in ACM.
  const ports = annotation(annotations, `${ALB}/listen-ports`);
  if (ports !== undefined && /"HTTPS"/.test(ports)) return 'terminated';
  if (className && typeof className.value === 'string' && ALWAYS_TLS.test(className.value)) {
    return 'terminated';
  }
  return undefined;
}

/** Whether plain HTTP is only answered with a redirect, or not at all. */
export function redirectsToHttps(
  className: Stated<string> | undefined,
  annotations: Labels,
  hasTls: boolean,
): Value<boolean> {
  const says = (name: string): string | undefined => annotation(annotations, name);
  if (says(`${NGINX}/force-ssl-redirect`) === 'true') return true;
  if (says(`${ALB}/ssl-redirect`) !== undefined) return true;
  if (says(`${ALB}/actions.ssl-redirect`) !== undefined) return true;
  if (says('kubernetes.io/ingress.allow-http') === 'false') return true;
  if (says('appgw.ingress.kubernetes.io/ssl-redirect') === 'true') return true;
  if (says('haproxy.org/ssl-redirect') === 'true') return true;
  if (says('ingress.kubernetes.io/ssl-redirect') === 'true') return true;
  if (annotations.known['networking.gke.io/v1beta1.FrontendConfig'] !== undefined) {
    return new Unknown({
      reason: 'not-in-inputs',
      detail: 'a FrontendConfig decides about redirects',
      settledBy: 'the FrontendConfig object',
    });
  }
  const entryPoints = says('traefik.ingress.kubernetes.io/router.entrypoints');
  if (entryPoints !== undefined && /^websecure$/.test(entryPoints)) return true;
  // The nginx controller redirects hosts with TLS unless it is told not to.
  const isNginx = typeof className?.value === 'string' && /nginx/i.test(className.value);
  return isNginx && hasTls && says(`${NGINX}/ssl-redirect`) !== 'false';
}
