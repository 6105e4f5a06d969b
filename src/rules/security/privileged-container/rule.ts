import type { Component } from '../../../core/component.ts';
import type { Container } from '../../../core/facts/container.ts';
import type { Pods } from '../../../core/facts/workload.ts';
import type { Evidence } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { notApplicable, pass, remediesOf, unknown } from '../../outcome.ts';
import { agentLine, isTrustedAgent, POD_KINDS } from '../../pod-security.ts';

export const rule: Rule = {
  id: ruleId('security/privileged-container'),
  title: 'A break-out from this container is a break-in to the node',
  appliesTo: POD_KINDS,
  severity: 'high',
  consequence: 'exposure',
  environments: 'any',
  check(component) {
    const { pods } = component.facts;
    if (!pods) return notApplicable('it runs no pods');
    const privileged = pods.containers.filter(({ security }) => security.privileged.value === true);
    const [first] = privileged;
    if (first) return failed(component, pods, [first, ...privileged.slice(1)]);
    const open = pods.containers.map(({ security }) => security.privileged.value).find(Unknown.is);
    if (open) return unknown(open);
    return pods.notRendered ? unknown(pods.notRendered) : pass;
  },
};

function failed(component: Component, pods: Pods, privileged: readonly [Container, ...Container[]]): Outcome {
  const [first] = privileged;
  const others = privileged.length - 1;
  const kind = first.role === 'init' ? 'init container' : 'container';
  const more = others === 0 ? '' : ` and ${others} more`;
  return {
    status: 'fail',
    problem:
      `Whoever breaks into ${kind} ${first.name}${more} of ${component.name} owns its whole node: ` +
      `${others === 0 ? 'the container is' : 'they are'} privileged.`,
    evidence: [
      ...privileged.flatMap((container): readonly Evidence[] => [
        { says: `${container.name}: privileged = true`, at: container.security.privileged.at[0] },
        ...imageLine(container),
      ]),
      { says: `namespace ${shown(pods)}`, at: pods.namespace.at[0] },
      ...agentLine(pods),
    ],
    remedies: remediesOf(component, 'drop-privileged'),
    cause: first.security.privileged.at[0],
    severity: isTrustedAgent(pods) ? 'low' : undefined,
  };
}

function imageLine({ image }: Container): readonly Evidence[] {
  if (!image || Unknown.is(image.text.value)) return [];
  return [{ says: `image ${image.text.value}`, at: image.text.at[0] }];
}

function shown({ namespace }: Pods): string {
  return Unknown.is(namespace.value) ? 'unknown' : namespace.value;
}
