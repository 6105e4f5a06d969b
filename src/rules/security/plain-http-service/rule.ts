import type { Component } from '../../../core/component.ts';
import type { ServiceFacts, ServicePort } from '../../../core/facts/traffic.ts';
import type { Evidence } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { isController } from '../../cluster-fronts.ts';
import { evidenceOf, notApplicable, pass, unknown } from '../../outcome.ts';

export const rule: Rule = {
  id: ruleId('security/plain-http-service'),
  title: 'The load balancer of this Service accepts unencrypted traffic',
  appliesTo: ['load-balancer'],
  severity: 'high',
  consequence: 'exposure',
  environments: 'lowered-elsewhere',
  check(component, context) {
    const { service } = component.facts;
    if (!service) return notApplicable('it is no Service of a cluster');
    if (service.isInternal.value === true) return notApplicable('its load balancer is internal');
    if (leadsToHosts(service, context)) return notApplicable('the hosts behind it are judged');
    const plain = service.ports.filter(speaksPlainHttp);
    if (plain.length === 0) return pass;
    if (service.ports.some(({ port, tls }) => port === 443 || tls === true)) return pass;
    if (service.redirectsToHttps) return pass;
    const open = plain.map(({ tls }) => tls).find(Unknown.is);
    if (open) return unknown(open);
    if (Unknown.is(service.isInternal.value)) return unknown(service.isInternal.value);
    const proxied = proxyInFront(component, service);
    return proxied ? unknown(proxied) : failed(component, { service, plain }, context);
  },
};

/** The Service of an ingress controller or a gateway: whose hosts are judged one by one. */
function leadsToHosts({ leadsToGateways = [], selects }: ServiceFacts, context: RuleContext): boolean {
  return leadsToGateways.length > 0 || selects.some((id) => isController(context.component(id)));
}

function speaksPlainHttp({ port, name, appProtocol, protocol, tls }: ServicePort): boolean {
  if (protocol !== 'TCP' || tls === true) return false;
  if (port === 80) return true;
  const isHttp = (word: unknown): boolean => typeof word === 'string' && /^http2?($|-)/i.test(word);
  return isHttp(name) || isHttp(appProtocol);
}

/** DNS that puts the provider's proxy in front, which ends TLS outside the inputs. */
function proxyInFront({ name }: Component, { annotations }: ServiceFacts): Unknown | undefined {
  if (annotations.known['external-dns.alpha.kubernetes.io/cloudflare-proxied'] !== 'true') return undefined;
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `Cloudflare stands in front of ${name} and may end TLS`,
    settledBy: 'whether the load balancer admits requests that do not come from Cloudflare',
  });
}

interface Plain {
  readonly service: ServiceFacts;
  readonly plain: readonly ServicePort[];
}

function failed(component: Component, { service, plain }: Plain, context: RuleContext): Outcome {
  const { sourceRanges, loadBalancerClass } = service;
  const ports = plain.map(portInWords).join(', ');
  const [first] = plain;
  return {
    status: 'fail',
    problem:
      `Sessions and passwords sent to ${component.name} travel in plain text: ` +
      `its load balancer offers ${ports} and nothing with TLS.`,
    evidence: [
      ...plain.map((port): Evidence => ({ says: portInWords(port), at: port.at })),
      evidenceOf(service.type, 'type LoadBalancer'),
      ...(loadBalancerClass && !Unknown.is(loadBalancerClass.value)
        ? [evidenceOf(loadBalancerClass, `class ${loadBalancerClass.value}`)]
        : []),
      ...rangeLine(service),
      ...context.dependenciesFrom(component.id, 'routes-to').map(({ to }): Evidence => {
        return { says: `leads to ${context.component(to).name}`, at: service.selector?.at };
      }),
    ],
    remedies: [
      {
        title:
          'Add the annotations of the provider that end TLS on this port, or make the Service internal ' +
          'behind an Ingress with TLS',
        safety: 'review',
        caution: 'It needs a certificate; clients that call it over plain HTTP must change.',
        intents: [],
      },
    ],
    cause: first?.at,
    severity: isLimited(sourceRanges.value) ? 'low' : undefined,
  };
}

function isLimited(ranges: ServiceFacts['sourceRanges']['value']): boolean {
  return !Unknown.is(ranges) && ranges.length > 0 && !ranges.some((range) => range.endsWith('/0'));
}

function rangeLine({ sourceRanges }: ServiceFacts): readonly Evidence[] {
  if (Unknown.is(sourceRanges.value)) return [];
  const ranges = sourceRanges.value;
  if (ranges.length === 0) return [{ says: 'every address is admitted', source: sourceRanges.source }];
  return [evidenceOf(sourceRanges, `admits ${ranges.slice(0, 3).join(', ')}`)];
}

function portInWords({ port, name }: ServicePort): string {
  const number = Unknown.is(port) ? 'an unknown port' : `port ${port}`;
  return typeof name === 'string' ? `${number} (${name})` : number;
}
