import type { Stated } from '../../../core/component.ts';
import type { Listener, TlsSettings } from '../../../core/facts/network.ts';
import type { ResourceId } from '../../../core/id.ts';
import type { Remedy } from '../../../core/remedy.ts';
import type { Resource } from '../../../core/resource.ts';
import { Unknown } from '../../../core/value.ts';
import { LOAD_BALANCER_DEFAULT, loadBalancerTls, tlsSettings } from '../../aws/tls-policies.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import { at, readNumber, readText } from '../../read.ts';
import { gather } from '../gather.ts';
import { resolveEach } from '../resolve.ts';
import { plainHttpOf } from './listener-actions.ts';
import { linkTargets } from './targets.ts';

const LISTENER_TYPES = ['aws_lb_listener', 'aws_alb_listener'];
const BALANCER_TYPES = ['aws_lb', 'aws_alb'];
const LISTENER = 'https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/lb_listener';

/** Makes listeners and their rules part of their load balancer, and says what each of them does. */
export function linkListeners(draft: GraphDraft): void {
  const rules = rulesByListener(draft);
  for (const listener of draft.ofType(...LISTENER_TYPES)) {
    const own = rules.get(listener.id) ?? [];
    const balancer = balancerOf(draft, listener);
    const owner = balancer ?? draft.componentOf(listener.id);
    if (!owner) continue;
    if (balancer) draft.absorb(listener, balancer);
    else
      owner.facts.isPublicEntry ??= {
        value: balancerElsewhere,
        at: [at(listener, 'load_balancer_arn')],
        origin: 'written',
      };
    for (const rule of own) draft.absorb(rule, owner);
    addListener(owner, readListener(listener, own));
    Object.assign(owner.remedies, remediesOf(listener, own));
    for (const resource of [listener, ...own]) linkTargets(draft, owner, resource);
  }
  for (const resource of draft.ofType('aws_lb_listener_certificate', 'aws_alb_listener_certificate')) {
    const [found] = resolveEach(draft, gather(resource, 'listener_arn'), resource, listenerOptions);
    const owner = found?.resource && draft.componentOf(found.resource.id);
    if (owner) draft.absorb(resource, owner);
  }
}

const balancerElsewhere = new Unknown({
  reason: 'not-in-inputs',
  detail: 'its load balancer is not in the inputs, so nothing tells whether it faces the internet',
  settledBy: 'the code that declares the load balancer',
});

const listenerOptions = { types: LISTENER_TYPES, by: ['arn', 'id'] };

function addListener(owner: ComponentDraft, listener: Listener): void {
  owner.facts.listeners = [...(owner.facts.listeners ?? []), listener];
}

function rulesByListener(draft: GraphDraft): ReadonlyMap<ResourceId, Resource[]> {
  const rules = new Map<ResourceId, Resource[]>();
  for (const rule of draft.ofType('aws_lb_listener_rule', 'aws_alb_listener_rule')) {
    const [found] = resolveEach(draft, gather(rule, 'listener_arn'), rule, listenerOptions);
    const listener = found?.resource;
    if (!listener) continue;
    const known = rules.get(listener.id);
    if (known) known.push(rule);
    else rules.set(listener.id, [rule]);
  }
  return rules;
}

function balancerOf(draft: GraphDraft, listener: Resource): ComponentDraft | undefined {
  const values = gather(listener, 'load_balancer_arn');
  const [found] = resolveEach(draft, values, listener, { types: BALANCER_TYPES, by: ['arn', 'id'] });
  return found?.resource && draft.componentOf(found.resource.id);
}

function readListener(listener: Resource, rules: readonly Resource[]): Listener {
  const port = readNumber(listener, ['port']);
  const written = readText(listener, ['protocol'], { value: 'HTTP', source: LISTENER });
  const protocol: Stated<string> = {
    ...written,
    value: Unknown.is(written.value) ? written.value : written.value.toLowerCase(),
  };
  const isHttp = protocol.value === 'http';
  const isTls = protocol.value === 'https' || protocol.value === 'tls';
  const plain = plainHttpOf(listener, rules);
  return {
    key: listener.address,
    name:
      port && !Unknown.is(port.value)
        ? `the listener on port ${port.value}`
        : `the listener ${listener.address}`,
    port,
    protocol,
    plainHttp:
      isHttp || Unknown.is(protocol.value)
        ? {
            value: Unknown.is(protocol.value) ? protocol.value : plain,
            at: [at(listener, 'default_action')],
            origin: 'written',
          }
        : undefined,
    tls: isTls ? tlsOf(listener) : undefined,
    at: at(listener),
  };
}

function tlsOf(listener: Resource): TlsSettings {
  const policy = readText(listener, ['ssl_policy'], {
    value: LOAD_BALANCER_DEFAULT,
    source: loadBalancerTls.source,
  });
  return tlsSettings(loadBalancerTls, policy);
}

function remediesOf(listener: Resource, rules: readonly Resource[]): { readonly [name: string]: Remedy } {
  const redirect = [
    { type: 'redirect', redirect: [{ port: '443', protocol: 'HTTPS', status_code: 'HTTP_301' }] },
  ];
  return {
    [`redirect-to-https ${listener.address}`]: {
      title: 'Redirect this listener to HTTPS',
      safety: 'review',
      caution:
        'An HTTPS listener with a certificate must take the requests; move the rules of this listener to it.',
      // Where to its rules go is a person's choice: each must move to the listener that speaks HTTPS.
      intents: rules.length > 0 ? [] : [{ op: 'set', at: at(listener, 'default_action'), value: redirect }],
    },
    [`newest-tls ${listener.address}`]: {
      title: `Set ssl_policy = "${loadBalancerTls.newest}"`,
      safety: 'review',
      caution: 'Clients that do not speak TLS 1.2 lose access.',
      intents: [{ op: 'set', at: at(listener, 'ssl_policy'), value: loadBalancerTls.newest }],
    },
  };
}
