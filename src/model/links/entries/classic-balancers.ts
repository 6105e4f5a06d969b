import type { Stated } from '../../../core/component.ts';
import type { Listener, PlainHttp, TlsSettings } from '../../../core/facts/network.ts';
import type { ResourceId } from '../../../core/id.ts';
import type { Resource } from '../../../core/resource.ts';
import { isDataObject, Unknown } from '../../../core/value.ts';
import type { Data } from '../../../core/value.ts';
import { classicBalancerTls, LOAD_BALANCER_DEFAULT, tlsSettings } from '../../aws/tls-policies.ts';
import type { GraphDraft } from '../../graph-draft.ts';
import { at, blocksAt, dataAt, readNumber, readText } from '../../read.ts';
import { gather } from '../gather.ts';
import { resolveEach } from '../resolve.ts';

const ELB = 'https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/elb';

/** Reads the listeners of classic load balancers, which cannot redirect by themselves. */
export function linkClassicListeners(draft: GraphDraft): void {
  const chosen = chosenPolicies(draft);
  for (const resource of draft.ofType('aws_elb')) {
    const component = draft.componentOf(resource.id);
    if (!component) continue;
    const lists = gather(resource, 'instances[]').length > 0;
    component.facts.listsServers = { value: lists, at: [at(resource, 'instances')], origin: 'written' };
    const blocks = blocksAt(resource, 'listener');
    if (Unknown.is(blocks)) {
      component.facts.moreListeners = blocks;
      continue;
    }
    const listeners = blocks.map((_, index) => readListener(resource, index, chosen.get(resource.id)));
    const isEncrypted = listeners.some(({ tls }) => tls !== undefined);
    component.facts.listeners = listeners.map((listener) => withPlainHttp(listener, isEncrypted));
  }
}

function readListener(resource: Resource, index: number, chosen: Stated<string> | undefined): Listener {
  const path = ['listener', index];
  const port = readNumber(resource, [...path, 'lb_port']);
  const written = readText(resource, [...path, 'lb_protocol'], { value: 'HTTP', source: ELB });
  const value = Unknown.is(written.value) ? written.value : written.value.toLowerCase().replace('ssl', 'tls');
  const shownPort = port && !Unknown.is(port.value) ? String(port.value) : String(index);
  return {
    key: `listener ${shownPort}`,
    name: `the listener on port ${shownPort}`,
    port,
    protocol: { ...written, value },
    plainHttp: undefined,
    tls: value === 'https' || value === 'tls' ? tlsOf(resource, index, chosen) : undefined,
    at: at(resource, ...path),
  };
}

function tlsOf(resource: Resource, index: number, chosen: Stated<string> | undefined): TlsSettings {
  return tlsSettings(
    classicBalancerTls,
    chosen ?? {
      value: LOAD_BALANCER_DEFAULT,
      at: [at(resource, 'listener', index)],
      origin: 'default',
      source: classicBalancerTls.source,
    },
  );
}

// Servers often redirect by themselves when they are told that the request came over plain HTTP.
const behindIt = new Unknown({
  reason: 'rule-question',
  detail: 'a classic load balancer cannot redirect, and whether the servers behind it do is not written here',
  settledBy: 'an application load balancer that redirects, or the configuration of the servers',
});

function withPlainHttp(listener: Listener, isEncrypted: boolean): Listener {
  const { value } = listener.protocol;
  if (value !== 'http' && !Unknown.is(value)) return listener;
  const plain: PlainHttp | Unknown = Unknown.is(value) ? value : isEncrypted ? behindIt : 'served';
  return { ...listener, plainHttp: { value: plain, at: [listener.at], origin: 'written' } };
}

/** Policies that resources of their own set on a classic load balancer. */
function chosenPolicies(draft: GraphDraft): ReadonlyMap<ResourceId, Stated<string>> {
  const chosen = new Map<ResourceId, Stated<string>>();
  const forms = [
    { type: 'aws_load_balancer_policy', owner: 'load_balancer_name', attributes: 'policy_attribute' },
    { type: 'aws_lb_ssl_negotiation_policy', owner: 'load_balancer', attributes: 'attribute' },
  ];
  for (const { type, owner, attributes } of forms) {
    for (const resource of draft.ofType(type)) {
      const kind = dataAt(resource, 'policy_type_name');
      if (kind !== undefined && kind !== 'SSLNegotiationPolicyType') continue;
      const found = resolveEach(draft, gather(resource, owner), resource, {
        types: ['aws_elb'],
        by: ['name', 'id'],
      });
      const policy = {
        value: namedPolicy(resource, attributes),
        at: [at(resource)],
        origin: 'written',
      } as const;
      for (const { resource: balancer } of found) if (balancer) chosen.set(balancer.id, policy);
    }
  }
  return chosen;
}

function namedPolicy(resource: Resource, attributes: string): string | Unknown {
  const blocks = blocksAt(resource, attributes);
  if (Unknown.is(blocks)) return blocks;
  for (const block of blocks) {
    const value: Data | undefined = isDataObject(block) ? block['value'] : undefined;
    if (!isDataObject(block) || block['name'] !== 'Reference-Security-Policy') continue;
    if (typeof value === 'string' || Unknown.is(value)) return value;
  }
  return new Unknown({
    reason: 'rule-question',
    detail: `${resource.address} switches protocols one by one`,
    settledBy: 'a named policy (Reference-Security-Policy)',
  });
}
