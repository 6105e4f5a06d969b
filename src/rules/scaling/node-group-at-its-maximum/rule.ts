import type { Component } from '../../../core/component.ts';
import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { evidenceOf, notApplicable, pass, unknown } from '../../outcome.ts';

export const rule: Rule = {
  id: ruleId('scaling/node-group-at-its-maximum'),
  title: 'The node group is already as large as it may get',
  appliesTo: ['node-pool'],
  severity: 'medium',
  consequence: 'capacity',
  environments: 'production-like',
  check(component, context) {
    const room = roomOf(component);
    if (room === undefined) return notApplicable('it has no bounds of its own');
    if (component.facts.maximumSize?.value === 0) return notApplicable('it runs no node');
    if (room === true) return pass;
    if (Unknown.is(room)) return unknown(room);
    const others = otherPools(component, context).filter(({ facts }) => facts.tainted?.value !== true);
    const rooms = others.map(roomOf);
    if (rooms.includes(true)) return notApplicable('another pool of its cluster can take the same pods');
    const undecided = rooms.find((other) => Unknown.is(other));
    if (Unknown.is(undecided)) return unknown(undecided);
    return failed(component, others);
  },
};

/** True when the pool can grow. A pool whose nodes the provider keeps can always. */
function roomOf({ facts }: Component): boolean | Unknown | undefined {
  if (facts.serverless?.value === true) return undefined;
  const desired = facts.desiredSize?.value;
  const maximum = facts.maximumSize?.value;
  if (desired === undefined || maximum === undefined) return undefined;
  if (Unknown.is(maximum)) return maximum;
  // A fixed pool is at its maximum whatever the autoscaler thinks.
  if (facts.minimumSize?.value === maximum) return false;
  return Unknown.is(desired) ? desired : desired < maximum;
}

function otherPools(component: Component, context: RuleContext): readonly Component[] {
  const clusters = component.facts.clusters?.value;
  if (clusters === undefined || Unknown.is(clusters)) return [];
  return clusters
    .flatMap((cluster) => context.dependenciesTo(cluster, 'member-of'))
    .map(({ from }) => context.component(from))
    .filter((other) => other.kind === 'node-pool' && other.id !== component.id);
}

function failed(component: Component, others: readonly Component[]): Outcome {
  const { name, facts, remedies } = component;
  const remedy = remedies['raise-maximum'];
  const says = `at most ${String(facts.maximumSize?.value)} nodes`;
  const wanted = facts.desiredSize;
  const isKnown = wanted !== undefined && !Unknown.is(wanted.value);
  return {
    status: 'fail',
    problem: `New pods wait at the next peak: ${name} already has as many nodes as it may get, ${says}.`,
    evidence: [
      ...(facts.maximumSize ? [evidenceOf(facts.maximumSize, says)] : []),
      ...(isKnown ? [evidenceOf(wanted, `it starts with ${String(wanted.value)}`)] : []),
      ...(facts.minimumSize
        ? [evidenceOf(facts.minimumSize, `at least ${String(facts.minimumSize.value)}`)]
        : []),
      ...others.map((other) => ({
        says: `${other.name} cannot take its pods either`,
        at: other.facts.maximumSize?.at[0],
      })),
    ],
    remedies: remedy ? [remedy] : [],
    cause: facts.maximumSize?.at[0],
    confidence: Unknown.is(facts.clusters?.value) ? 'low' : undefined,
  };
}
