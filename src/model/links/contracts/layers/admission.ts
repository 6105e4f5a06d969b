import type { Stated } from '../../../../core/component.ts';
import type { AccessRule } from '../../../../core/facts/network.ts';
import type { Policy, Principals } from '../../../../core/facts/policy.ts';
import type { ComponentId } from '../../../../core/id.ts';
import type { Value } from '../../../../core/value.ts';
import { Unknown } from '../../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../../graph-draft.ts';
import { isLimited } from '../../../aws/access/assumers.ts';
import { at, dataAt } from '../../../read.ts';
import { policyReader } from '../../access/policy-reader.ts';
import { gather } from '../../gather.ts';
import { says } from './own-layers.ts';

/** Entries that admit known networks, holders of certificates or named accounts alone. */
export function admission(draft: GraphDraft): void {
  certificates(draft);
  apiPolicies(draft);
  for (const component of draft.components.values()) {
    if (
      component.main?.type === 'aws_lb' ||
      component.main?.type === 'aws_alb' ||
      component.main?.type === 'aws_elb'
    ) {
      component.facts.admitsOnly ??= byFirewall(draft, component);
    }
  }
}

/** A client certificate that a name or a listener demands; an API behind such a name is reached by it. */
function certificates(draft: GraphDraft): void {
  const behind = behindOf(draft);
  for (const resource of draft.ofType('aws_api_gateway_domain_name', 'aws_apigatewayv2_domain_name')) {
    const component = draft.componentOf(resource.id);
    if (!component || dataAt(resource, 'mutual_tls_authentication', 0) === undefined) continue;
    const certificate = says('holders of a client certificate', at(resource, 'mutual_tls_authentication'));
    component.facts.admitsOnly ??= certificate;
    for (const api of behind(component.id)) {
      if (api.kind === 'api') api.facts.admitsOnly ??= certificate;
    }
  }
  for (const resource of draft.ofType('aws_lb_listener', 'aws_alb_listener')) {
    const component = draft.componentOf(resource.id);
    const mode = dataAt(resource, 'mutual_authentication', 0, 'mode');
    const login = gather(resource, 'default_action.type').find(
      ({ data }) => typeof data === 'string' && data.startsWith('authenticate'),
    );
    const place = mode === 'verify' ? at(resource, 'mutual_authentication') : login?.at;
    if (component && place) component.facts.admitsOnly ??= says('who passes its login', place);
  }
}

function behindOf(draft: GraphDraft): (id: ComponentId) => readonly ComponentDraft[] {
  const behind = new Map<ComponentId, ComponentDraft[]>();
  for (const { from, to } of draft.dependencies) {
    const target = draft.components.get(to);
    if (draft.components.get(from)?.kind !== 'gateway' || !target) continue;
    const known = behind.get(from);
    if (known) known.push(target);
    else behind.set(from, [target]);
  }
  return (id) => behind.get(id) ?? [];
}

/** Resource policies of REST APIs: open where a statement lets everybody in without a condition. */
function apiPolicies(draft: GraphDraft): void {
  const rest = { types: ['aws_api_gateway_rest_api'], by: ['id', 'name'] };
  const written = [
    ...draft.ofType('aws_api_gateway_rest_api').map((resource) => ({ resource, api: resource })),
    ...draft.ofType('aws_api_gateway_rest_api_policy').flatMap((resource) => {
      const [api] = draft.follow(dataAt(resource, 'rest_api_id'), resource, rest).targets;
      return api ? [{ resource, api }] : [];
    }),
  ].filter(({ resource }) => dataAt(resource, 'policy') !== undefined);
  if (written.length === 0) return;
  const reader = policyReader(draft);
  for (const { resource, api } of written) {
    const place = at(resource, 'policy');
    const policy = reader.read(dataAt(resource, 'policy'), place);
    const component = draft.componentOf(api.id);
    const who = policy && (Unknown.is(policy) ? policy : whoMayCall(policy));
    if (component && who !== undefined) {
      component.facts.admitsOnly ??= { value: who, at: [place], origin: 'written' };
    }
  }
}

/** Undefined: everybody. */
function whoMayCall({ statements, unread }: Policy): Value<string> | undefined {
  const isOpen = statements.some(({ effect, principals, conditions }) => {
    const everybody = principals?.inverted === true || isEverybody(principals?.items);
    return effect === 'allow' && everybody && isLimited(conditions) === false;
  });
  const refused = statements.some(
    ({ effect, conditions }) => effect === 'deny' && isLimited(conditions) === true,
  );
  if (refused || !isOpen) return unread[0] ?? 'whom its resource policy names';
  return unread[0];
}

function isEverybody(items: Principals['items'] | undefined): boolean {
  return items !== undefined && !Unknown.is(items) && items.some(({ kind }) => kind === 'everyone');
}

const WEB_PORTS = [80, 443];

/** What the firewall of a load balancer admits, where it does not admit the world. */
function byFirewall(draft: GraphDraft, { facts }: ComponentDraft): Stated<string> | undefined {
  const groups = facts.securityGroups?.value;
  if (groups === undefined || Unknown.is(groups) || groups.length === 0) return undefined;
  const ingress = groups.map((id) => draft.components.get(id)?.facts.ingress);
  if (ingress.some((rules) => rules === undefined || rules.more !== undefined)) return undefined;
  const admitting = ingress
    .flatMap((rules) => rules?.rules ?? [])
    .filter((rule) => WEB_PORTS.some((port) => mayHold(rule, port)));
  const ranges = admitting.flatMap((rule) => rule.ranges);
  const isOpen = ranges.some(({ value }) => Unknown.is(value) || value.endsWith('/0'));
  const [first] = admitting;
  if (isOpen || !first) return undefined;
  const names = ranges.flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
  const who = names.length > 0 ? names.slice(0, 3).join(', ') : 'other firewall groups';
  return says(`what its firewall admits (${who})`, first.at);
}

function mayHold({ protocol, fromPort, toPort }: AccessRule, port: number): boolean {
  if (protocol !== 'tcp' && protocol !== 'all' && !Unknown.is(protocol)) return false;
  if (Unknown.is(fromPort) || Unknown.is(toPort)) return true;
  return fromPort <= port && port <= toPort;
}
