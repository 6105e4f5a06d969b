import type { Component } from '../../../core/component.ts';
import type { RoutedHost, Routing } from '../../../core/facts/traffic.ts';
import type { Evidence } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import type { Value } from '../../../core/value.ts';
import { frontEndingTls, tunnelBeside } from '../../cluster-fronts.ts';
import { notApplicable, pass, unknown } from '../../outcome.ts';

export const rule: Rule = {
  id: ruleId('security/plain-http-ingress'),
  title: 'The Ingress serves its hosts without TLS',
  appliesTo: ['gateway'],
  severity: 'medium',
  consequence: 'exposure',
  environments: 'production-like',
  check(component, context) {
    const { routing } = component.facts;
    if (!routing) return notApplicable('it routes nothing inside a cluster');
    if (routing.kind === 'route' || routing.kind === 'virtual-service') {
      return notApplicable('the gateway that it hangs on is judged');
    }
    const hosts = routing.hosts.filter(speaksHttp);
    if (hosts.length === 0) return routing.more ? unknown(routing.more) : notApplicable('it serves no host');
    const plain = hosts.filter(({ tls, redirectsToHttps }) => tls === 'none' && redirectsToHttps === false);
    if (plain.length === 0) return undecided(component, routing, hosts);
    const front = frontEndingTls(component, context);
    if (front) return notApplicable(front);
    const tunnel = tunnelBeside(component, context);
    if (tunnel) return unknown(tunnel);
    return failed(component, routing, plain, context);
  },
};

const PLAIN_PROTOCOLS: ReadonlySet<string> = new Set(['HTTP', 'HTTPS', 'HTTP2', 'GRPC', 'TLS']);

/** Listeners for TCP or databases are no web traffic. */
function speaksHttp({ protocol }: RoutedHost): boolean {
  return protocol === undefined || Unknown.is(protocol) || PLAIN_PROTOCOLS.has(protocol.toUpperCase());
}

function undecided({ name }: Component, routing: Routing, hosts: readonly RoutedHost[]): Outcome {
  for (const { tls, redirectsToHttps } of hosts) {
    if (Unknown.is(tls)) return unknown(tls);
    if (tls === 'none' && Unknown.is(redirectsToHttps)) return unknown(redirectsToHttps);
  }
  if (hosts.every(({ tls }) => tls === 'none')) return notApplicable('it only redirects');
  const unnamed = hosts.find(isWithoutCertificate);
  if (!unnamed || namesItsOwn(routing)) return routing.more ? unknown(routing.more) : pass;
  return unknown(
    new Unknown({
      reason: 'not-in-inputs',
      detail: `${name} asks for TLS and names no certificate, so its controller's default is served`,
      settledBy: `the default certificate of the controller behind ${name}; or a secretName in its tls block`,
    }),
  );
}

function isWithoutCertificate({ tls, certificate }: RoutedHost): boolean {
  return tls === 'terminated' && certificate === undefined;
}

/** Controllers that find or make a certificate for the host by themselves. */
function namesItsOwn({ kind, className, annotations }: Routing): boolean {
  const word = className && !Unknown.is(className.value) ? className.value : '';
  if (kind !== 'ingress' || /^(alb|tailscale|cloudflare-tunnel|ngrok|caddy|gce)/.test(word)) return true;
  return Object.keys(annotations.known).some((key) => OWN_CERTIFICATE.some((own) => key.startsWith(own)));
}

const OWN_CERTIFICATE: readonly string[] = [
  'cert-manager.io/',
  'alb.ingress.kubernetes.io/',
  'route.openshift.io/',
  'traefik.ingress.kubernetes.io/router.tls.certresolver',
];

function failed(
  component: Component,
  routing: Routing,
  plain: readonly RoutedHost[],
  context: RuleContext,
): Outcome {
  const served = plain.flatMap((one) => hostsServed(one).map((host) => ({ host, at: one.at })));
  const names = served.map(({ host }) => (Unknown.is(host) ? 'an unknown host' : host || 'every host'));
  const distinct = [...new Set(names)];
  const more = distinct.length > 3 ? ` and ${distinct.length - 3} more` : '';
  const [first] = plain;
  const { isInternal } = routing;
  const isInside = isInternal.value === true || distinct.every(isLocalName);
  return {
    status: 'fail',
    problem:
      `Sessions and passwords for ${distinct.slice(0, 3).join(', ')}${more} travel in plain text: ` +
      `${component.name} offers no TLS.`,
    evidence: [
      ...served.map(({ at }, index): Evidence => ({ says: `${names[index] ?? ''} has no TLS`, at })),
      ...classLine(routing),
      {
        says:
          isInternal.value === true ? 'reached from inside only' : 'nothing in the inputs ends TLS in front',
        at: isInternal.origin === 'written' ? isInternal.at[0] : undefined,
        source: isInternal.source,
      },
      ...entryLines(component, context),
    ],
    remedies: [addTls(component, context)],
    cause: first?.at,
    severity: isInside ? 'low' : undefined,
    confidence: Unknown.is(isInternal.value) ? 'low' : 'medium',
  };
}

/** A listener for every host serves those of its routes. */
function hostsServed({ host, servedPlain = [] }: RoutedHost): readonly Value<string>[] {
  return host === '' && servedPlain.length > 0 ? [...new Set(servedPlain)] : [host];
}

/** Names that only a network of one's own resolves. */
function isLocalName(host: string): boolean {
  return /(^|\.)(local|localhost|internal|lan|home|test|localdomain|home\.arpa|(nip|sslip)\.io)$/i.test(host);
}

function classLine({ className }: Routing): readonly Evidence[] {
  if (!className || Unknown.is(className.value)) return [];
  return [{ says: `class ${className.value}`, at: className.at[0] }];
}

function entryLines({ id }: Component, context: RuleContext): readonly Evidence[] {
  return context
    .dependenciesFrom(id, 'routes-to')
    .flatMap(({ evidence }) => evidence.slice(0, 1))
    .slice(0, 3);
}

function addTls(
  component: Component,
  context: RuleContext,
): {
  readonly title: string;
  readonly safety: 'review';
  readonly caution: string;
  readonly intents: readonly [];
} {
  const other = context.ofKind('gateway').find(({ stack, facts: { routing } }) => {
    return stack === component.stack && routing?.hosts.some(({ certificate }) => certificate !== undefined);
  });
  const like = other ? `, as ${other.name} does` : '';
  return {
    title: `Give ${component.name} TLS for these hosts with a certificate or issuer${like}`,
    safety: 'review',
    caution: 'Clients that call it over plain HTTP must follow a redirect.',
    intents: [],
  };
}
