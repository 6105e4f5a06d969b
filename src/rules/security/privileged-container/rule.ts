import type { Component } from '../../../core/component.ts';
import type { Container } from '../../../core/facts/container.ts';
import type { Pods } from '../../../core/facts/workload.ts';
import type { Evidence } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { notApplicable, pass, remediesOf, unknown } from '../../outcome.ts';
import { POD_KINDS } from '../../pod-security.ts';

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
    if (privileged.length > 0) return privileged.map((container) => failed(component, pods, container));
    const open = pods.containers.map(({ security }) => security.privileged.value).find(Unknown.is);
    if (open) return unknown(open);
    return pods.notRendered ? unknown(pods.notRendered) : pass;
  },
};

function failed(component: Component, pods: Pods, container: Container): Outcome {
  const { privileged } = container.security;
  const isAgent = pods.platformAgent !== undefined;
  const kind = container.role === 'init' ? 'init container' : 'container';
  return {
    status: 'fail',
    key: container.name,
    problem:
      `Whoever breaks into ${kind} ${container.name} of ${component.name} owns the node and everything on it: ` +
      'the container is privileged.',
    evidence: [
      { says: `privileged = true on ${kind} ${container.name}`, at: privileged.at[0] },
      ...imageLine(container),
      { says: `namespace ${shown(pods)}`, at: pods.namespace.at[0] },
      ...(pods.platformAgent === undefined
        ? []
        : [{ says: `an agent of the platform: ${pods.platformAgent}`, at: pods.template }]),
    ],
    remedies: remediesOf(component, 'drop-privileged'),
    cause: privileged.at[0],
    severity: isAgent ? 'low' : undefined,
  };
}

function imageLine({ image }: Container): readonly Evidence[] {
  if (!image || Unknown.is(image.text.value)) return [];
  return [{ says: `image ${image.text.value}`, at: image.text.at[0] }];
}

function shown({ namespace }: Pods): string {
  return Unknown.is(namespace.value) ? 'unknown' : namespace.value;
}
