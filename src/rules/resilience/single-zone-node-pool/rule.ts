import type { Component, Stated } from '../../../core/component.ts';
import type { Zones } from '../../../core/facts/common.ts';
import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { zonesTogether } from '../../../core/zones.ts';
import { notApplicable, pass, unknown } from '../../outcome.ts';
import { zoneChain } from '../../zones.ts';

export const rule: Rule = {
  id: ruleId('resilience/single-zone-node-pool'),
  title: 'All nodes of the cluster sit in one zone',
  appliesTo: ['node-pool', 'cluster'],
  severity: 'high',
  consequence: 'availability',
  environments: 'production-like',
  check(component, context) {
    if (component.kind === 'cluster') return ofCluster(component, context);
    return component.facts.siblingPools ? ofSiblings(component, context) : ofPool(component);
  },
};

function ofCluster(cluster: Component, context: RuleContext): Outcome {
  if (cluster.facts.serverless?.value === true)
    return notApplicable('the provider chooses and spreads its nodes');
  const pools = context
    .dependenciesTo(cluster.id, 'member-of')
    .map(({ from }) => context.component(from))
    .filter(({ kind, facts }) => kind === 'node-pool' && facts.maximumSize?.value !== 0);
  if (pools.length === 0) return notApplicable('no node pool of it is in the inputs');
  // Ordinary pods cannot go to a pool with a taint; when all have one, each is for somebody.
  const open = pools.filter(({ facts }) => facts.tainted?.value !== true);
  return judge(cluster, open.length > 0 ? open : pools);
}

/** Pools of a cluster's own controller: the first speaks for all that are deployed with it. */
function ofSiblings(pool: Component, context: RuleContext): Outcome {
  const { siblingPools = [] } = pool.facts;
  if (siblingPools[0] !== pool.id) return notApplicable('the first pool speaks for all of them');
  const pools = siblingPools.map((id) => context.component(id));
  const open = pools.filter(({ facts }) => facts.tainted?.value !== true);
  const outcome = judge(pool, open.length > 0 ? open : pools);
  if (outcome.status !== 'fail') return outcome;
  // Nodes that the platform starts by itself may stand elsewhere.
  return { ...outcome, problem: problemOfSiblings(pool, pools.length), confidence: 'medium' };
}

function problemOfSiblings({ name }: Component, count: number): string {
  const which = count === 1 ? name : `${name} and ${count - 1} more`;
  return `Every pod on nodes of ${which} stops when their zone stops: all of them stand there.`;
}

/** A pool of a cluster outside the inputs: other pools of it may stand elsewhere. */
function ofPool(pool: Component): Outcome {
  const clusters = pool.facts.clusters?.value;
  if (clusters === undefined) return notApplicable('it belongs to no cluster');
  if (!Unknown.is(clusters)) return notApplicable('its cluster is judged as a whole');
  const outcome = judge(pool, [pool]);
  return outcome.status === 'fail' ? unknown(clusters) : outcome;
}

function judge(subject: Component, pools: readonly Component[]): Outcome {
  const facts = pools.flatMap((pool) => pool.facts.zones ?? []);
  if (facts.length === 0) return notApplicable('nothing says where its nodes stand');
  const zones = zonesTogether(facts.map(({ value }) => value));
  if (Unknown.is(zones)) return unknown(zones);
  if (zones.atLeast >= 2) return pass;
  if (Unknown.is(zones.atMost)) return unknown(zones.atMost);
  if (zones.atMost > 1) return unknown(Unknown.is(zones.names) ? zones.names : several);
  if (pools.some((pool) => pool.facts.claimsSeveralZones?.value === true)) {
    return notApplicable('several subnets that share one zone');
  }
  return failed(subject, pools, { zones, facts });
}

const several = new Unknown({
  reason: 'rule-question',
  detail: 'its nodes may stand in one zone or in several',
  settledBy: 'the zones of its subnets',
});

interface Placed {
  readonly zones: Zones;
  readonly facts: readonly Stated<Zones>[];
}

function failed(subject: Component, pools: readonly Component[], { zones, facts }: Placed): Outcome {
  const zone = Unknown.is(zones.names) ? undefined : zones.names[0]?.name;
  const where = zone === undefined ? 'one zone' : `zone ${zone}`;
  const remedies = pools.flatMap((pool) => pool.remedies['spread-over-zones'] ?? []);
  return {
    status: 'fail',
    problem:
      `Every pod of ${subject.name} stops when ${zone === undefined ? 'its zone' : where} stops: ` +
      'all nodes stand there.',
    evidence: pools.flatMap((pool) =>
      pool.facts.zones ? zoneChain(pool.facts.zones, `nodes of ${pool.name} stand in ${where}`) : [],
    ),
    remedies: remedies.slice(0, 1),
    cause: facts[0]?.at[0],
  };
}
