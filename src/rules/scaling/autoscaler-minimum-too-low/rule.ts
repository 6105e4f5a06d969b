import type { Component, Stated } from '../../../core/component.ts';
import type { Zones } from '../../../core/facts/common.ts';
import type { Evidence } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { NotApplicable, Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { journeyEvidence } from '../../journeys.ts';
import { evidenceOf, notApplicable, pass, unknown } from '../../outcome.ts';
import { countingScalers, isNotApplicable } from '../../pods.ts';

export const rule: Rule = {
  id: ruleId('scaling/autoscaler-minimum-too-low'),
  title: 'At quiet times the autoscaler keeps fewer replicas than a zone loss or the load needs',
  appliesTo: ['workload'],
  severity: 'medium',
  consequence: 'availability',
  environments: 'production-like',
  check(component, context) {
    const meant = component.facts.pods ? meantForPods(component, context) : meantForTasks(component);
    if (isNotApplicable(meant)) return meant;
    const { minimum, zones, evidence } = meant;
    if (Unknown.is(minimum.value)) return unknown(minimum.value);
    if (minimum.value < 2) return notApplicable('one copy has a rule of its own');
    if (Unknown.is(zones)) return unknown(zones);
    if (minimum.value >= zones) return pass;
    return failed(component, { minimum, count: minimum.value, zones, evidence }, context);
  },
};

interface Meant {
  readonly minimum: Stated<number>;
  readonly zones: number | Unknown;
  readonly evidence: readonly Evidence[];
}

const ZONE = /(?:^topology|^failure-domain\.beta)\.kubernetes\.io\/zone$/;

/** Zones that a spread constraint means, as the node pools of the inputs have them. */
function meantForPods({ facts: { pods } }: Component, context: RuleContext): Meant | NotApplicable {
  if (!pods?.minimum) return notApplicable('nothing says how many pods it has');
  const [scaler] = countingScalers(pods, context);
  if (!scaler) return notApplicable('no autoscaler targets it');
  if (pods.consumes) return notApplicable(`it works off a queue: ${pods.consumes.says}`);
  const constraint = pods.spread.find(
    ({ topologyKey, selectsOwnPods }) =>
      typeof topologyKey === 'string' && ZONE.test(topologyKey) && selectsOwnPods !== false,
  );
  if (!constraint) return notApplicable('nothing says that it is meant to span zones');
  const pools = context
    .ofKind('node-pool')
    .flatMap(({ name, facts }) => (facts.zones ? [{ name, zones: facts.zones }] : []));
  const counts = new Set(pools.map(({ zones }) => exactly(zones)));
  const [only] = counts;
  const zones = counts.size === 1 && only !== undefined ? only : NO_ZONES;
  const [pool] = pools;
  return {
    minimum: pods.minimum,
    zones,
    evidence: [
      { says: 'its pods spread over zones', at: constraint.at },
      ...(pool ? [evidenceOf(pool.zones, `node pool ${pool.name} has ${String(zones)} zones`)] : []),
    ],
  };
}

const NO_ZONES = new Unknown({
  reason: 'not-in-inputs',
  detail: 'in how many zones the nodes of its cluster stand is not in the inputs',
  settledBy: 'the node pools of the cluster, among the files that are read',
});

function meantForTasks({ facts }: Component): Meant | NotApplicable {
  const { minimumSize, zones, scalers, runsAs, behindLoadBalancer, discoverable } = facts;
  if (runsAs !== 'service' || !minimumSize || !scalers) return notApplicable('no autoscaler targets it');
  if (behindLoadBalancer?.value !== true && discoverable?.value !== true) {
    return notApplicable('nothing sends it requests');
  }
  if (!zones) return notApplicable('nothing says in which zones it runs');
  const known = exactly(zones);
  const open = Unknown.is(zones.value) ? zones.value : zones.value.atMost;
  const count = known ?? (Unknown.is(open) ? open : NO_ZONES);
  return {
    minimum: minimumSize,
    zones: count,
    evidence: [evidenceOf(zones, `its subnets are in ${String(count)} zones`)],
  };
}

/** The number of zones, where it is certain. */
function exactly({ value }: Stated<Zones>): number | undefined {
  if (Unknown.is(value)) return undefined;
  return value.atMost === value.atLeast ? value.atLeast : undefined;
}

interface Situation {
  readonly minimum: Stated<number>;
  readonly count: number;
  readonly zones: number;
  readonly evidence: readonly Evidence[];
}

function failed(
  component: Component,
  { minimum, count, zones, evidence }: Situation,
  context: RuleContext,
): Outcome {
  const [place] = minimum.at;
  const left = count === 2 ? 'one copy' : `${count - 1} copies`;
  return {
    status: 'fail',
    problem:
      `${component.name} may be down to ${left} when a zone stops in quiet hours: ` +
      `its autoscaler keeps ${count} over ${zones} zones.`,
    evidence: [
      evidenceOf(minimum, `the minimum is ${count}`),
      ...evidence,
      ...journeyEvidence(component, context),
    ],
    remedies: [
      {
        title: `Set the minimum to ${zones}, one for each zone`,
        safety: 'review',
        caution: `${zones - count} more run around the clock`,
        intents: place ? [{ op: 'set', at: place, value: zones }] : [],
      },
    ],
    cause: place,
    // Two copies in two of three zones survive the loss of any one, with half of the capacity.
    severity: count === 2 && zones === 3 ? 'low' : undefined,
  };
}
