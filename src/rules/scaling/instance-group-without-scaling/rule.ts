import type { Component, Stated } from '../../../core/component.ts';
import type { Scaler } from '../../../core/facts/compute.ts';
import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { isOnNoJourney } from '../../journeys.ts';
import { evidenceOf, notApplicable, pass, unknown } from '../../outcome.ts';

export const rule: Rule = {
  id: ruleId('scaling/instance-group-without-scaling'),
  title: 'The group has the name of autoscaling but cannot grow',
  appliesTo: ['workload'],
  severity: 'medium',
  consequence: 'capacity',
  environments: 'production-like',
  check(component, context) {
    const { runsAs, minimumSize, maximumSize, scalers, replacedBy } = component.facts;
    if (runsAs !== 'instance-group' || !minimumSize || !maximumSize || !scalers) {
      return notApplicable('it is no group of servers with bounds');
    }
    const controller = replacedBy?.value;
    if (typeof controller === 'string') return notApplicable(`${controller} decides its size`);
    if (maximumSize.value === 0) return notApplicable('it runs no server');
    if (maximumSize.value === 1) return notApplicable('a group of one replaces its server, no more');
    if (Unknown.is(scalers.value)) return unknown(scalers.value);
    const found = scalers.value;
    // A schedule brings bounds of its own.
    if (found.some(({ kind }) => kind !== 'policy')) return pass;
    if (Unknown.is(maximumSize.value)) return unknown(maximumSize.value);
    if (Unknown.is(minimumSize.value) && found.length > 0) return unknown(minimumSize.value);
    const isFixed = !Unknown.is(minimumSize.value) && minimumSize.value >= maximumSize.value;
    if (found.length > 0 && !isFixed) return pass;
    if (Unknown.is(controller)) return unknown(controller);
    return failed(component, context, isFixed ? maximumSize : undefined);
  },
};

function failed(component: Component, context: RuleContext, fixed?: Stated<number>): Outcome {
  const { name, facts, remedies } = component;
  const { minimumSize, maximumSize, scalers } = facts;
  const why = fixed
    ? `it may have neither fewer nor more than ${String(fixed.value)}`
    : 'no policy or schedule changes its size';
  const remedy = remedies['scale-with-load'];
  // Without a load balancer a fixed number can be a quorum or a set of workers, which is no mistake.
  const isLow = (fixed && facts.behindLoadBalancer?.value === false) || isOnNoJourney(component, context);
  return {
    status: 'fail',
    problem: `The next peak meets a fixed number of servers in ${name}: ${why}.`,
    evidence: [...bounds([minimumSize, 'at least'], [maximumSize, 'at most']), ...policies(scalers)],
    remedies: remedy ? [remedy] : [],
    cause: fixed?.at[0] ?? scalers?.at[0],
    severity: isLow ? 'low' : undefined,
  };
}

function bounds(
  ...pairs: readonly (readonly [Stated<number> | undefined, string])[]
): ReturnType<typeof evidenceOf>[] {
  return pairs.flatMap(([fact, words]) =>
    fact === undefined || Unknown.is(fact.value) ? [] : [evidenceOf(fact, `${words} ${fact.value} servers`)],
  );
}

function policies(scalers: Stated<readonly Scaler[]> | undefined): ReturnType<typeof evidenceOf>[] {
  if (!scalers || Unknown.is(scalers.value)) return [];
  if (scalers.value.length === 0) return [evidenceOf(scalers, 'no policy or schedule names this group')];
  return scalers.value.map(({ name, at }) => ({
    says: `${name} cannot add servers within these bounds`,
    at,
  }));
}
