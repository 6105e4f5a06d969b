import type { Component } from '../../../core/component.ts';
import type { AccessRule, Listener } from '../../../core/facts/network.ts';
import type { RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { holdsPort } from '../../world-opening.ts';

/**
 * True when every way through the firewall to this port comes from a list of addresses of a content network.
 */
export function admitsOnlyContentNetwork(
  component: Component,
  listener: Listener,
  context: RuleContext,
): boolean {
  const port = listener.port?.value;
  const groups = component.facts.securityGroups?.value;
  if (port === undefined || Unknown.is(port) || groups === undefined || Unknown.is(groups)) return false;
  const ingress = groups.map((id) => context.component(id).facts.ingress);
  if (ingress.some((rules) => rules === undefined || rules.more !== undefined)) return false;
  const admitting = ingress
    .flatMap((rules) => rules?.rules ?? [])
    .filter((rule) => holdsPort(rule, port) !== false);
  return admitting.length > 0 && admitting.every(comesFromContentNetwork);
}

function comesFromContentNetwork({ ranges, groups, self }: AccessRule): boolean {
  const isListed = ranges.every(
    ({ kind, value }) => kind === 'named' && String(value).includes('cloudfront'),
  );
  return ranges.length > 0 && isListed && groups.length === 0 && !self;
}
