import type { Shortfall, Term, WorkloadCapacity, ZoneLoad } from '../../../core/capacity.ts';
import type { Component } from '../../../core/component.ts';
import type { Zone } from '../../../core/facts/common.ts';
import type { Evidence } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { Remedy } from '../../../core/remedy.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { journeyEvidence } from '../../journeys.ts';
import { notApplicable, pass, unknown } from '../../outcome.ts';

export const rule: Rule = {
  id: ruleId('resilience/zone-loss-exceeds-capacity'),
  title: 'The surviving zones cannot carry the load of a lost one',
  appliesTo: ['workload', 'cluster'],
  severity: 'high',
  consequence: 'capacity',
  environments: 'production-like',
  check: (component, context) =>
    component.kind === 'cluster' ? ofCluster(component, context) : ofWorkload(component, context),
};

function ofWorkload(component: Component, context: RuleContext): Outcome {
  const capacity = context.capacity().ofWorkload(component.id);
  if (!capacity) return notApplicable('nobody counts its copies');
  if (component.facts.load === undefined && !isServing(component)) {
    return notApplicable('nothing sends it requests');
  }
  const why = whyNot(capacity);
  if (why !== undefined) return notApplicable(why);
  const { zoneLoad, afterZone } = capacity;
  if (!zoneLoad) return unknown(...(afterZone?.hangsOn ?? []));
  if (zoneLoad.verdict === 'within') return pass;
  if (zoneLoad.verdict === 'over') return failed(component, zoneLoad, context);
  return { ...unknown(...zoneLoad.hangsOn), question: questionOf(component, zoneLoad) };
}

function isServing({ facts }: Component): boolean {
  const { pods, behindLoadBalancer, discoverable } = facts;
  if (!pods) return behindLoadBalancer?.value === true || discoverable?.value === true;
  const isAside = pods.platformAgent !== undefined || pods.observes !== undefined || pods.store !== undefined;
  return pods.serving.is === 'yes' && !isAside && pods.consumes === undefined;
}

/** What other rules speak of, or nothing is known about. */
function whyNot({ replicas: { low }, afterZone }: WorkloadCapacity): string | undefined {
  if (!afterZone) return 'nothing says in which zones it runs';
  if (Unknown.is(low)) return 'the platform, or an autoscaler, chooses how many copies there are';
  if (low < 2) return 'it may have one copy, which has rules of its own';
  if (afterZone.over.atMost === 1) return 'it stands in one zone, which has rules of its own';
  return undefined;
}

function questionOf({ name }: Component, { zones, headroom }: ZoneLoad): string {
  return (
    `Do ${zones - 1} of ${zones} zones carry the peak of ${name}? Each must be able to do ` +
    `${factor(headroom)} times its share.`
  );
}

function factor(value: number): string {
  return String(Number(value.toFixed(2)));
}

function failed(component: Component, load: ZoneLoad, context: RuleContext): Outcome {
  const { zones, left, copies, utilization, basis, enough } = load;
  const busy = Unknown.is(utilization) ? '' : `${Math.round(utilization * 100)} % of what they can do`;
  const when = basis === 'declared peak' ? 'at its peak' : 'at the load that its autoscaler aims at';
  return {
    status: 'fail',
    problem:
      `When one of ${zones} zones stops, the copies of ${component.name} in the others are overloaded: ` +
      `${when} ${left} of ${copies} are left and would have to do ${busy}.`,
    evidence: [
      ...load.terms.map(evidenceOfTerm),
      {
        says: `each zone must do up to ${factor(load.headroom)} times its share (${zones} / ${zones - 1})`,
      },
      replacement(component),
      ...journeyEvidence(component, context),
    ],
    remedies: remediesOf(component, load),
    cause: enough?.at ?? load.terms.find(({ at }) => at !== undefined)?.at,
    // A target is what the load may rise to, a declared peak is what it does rise to.
    severity: basis === 'declared peak' ? undefined : 'medium',
  };
}

function evidenceOfTerm({ says, value, unit, at, source }: Term): Evidence {
  const shown = Unknown.is(value) ? 'unknown' : String(Number(value.toFixed(2)));
  return { says: `${says}: ${shown}${unit === '' ? '' : ` ${unit}`}`, at, source };
}

const EVICTION =
  'https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/#taint-based-evictions';
const ECS = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_services.html';

/** How long it takes until copies stand elsewhere. */
function replacement({ facts }: Component): Evidence {
  return facts.pods
    ? { says: 'pods of a lost node are started elsewhere after five minutes by default', source: EVICTION }
    : { says: 'lost copies are started in other zones once they are found to be gone', source: ECS };
}

function remediesOf({ name }: Component, { enough, zones }: ZoneLoad): readonly Remedy[] {
  if (!enough) return [];
  const { sets, value, at, maximumAt } = enough;
  const intents = [at, ...(maximumAt ? [maximumAt] : [])].map(
    (place) => ({ op: 'set', at: place, value }) as const,
  );
  if (sets === 'maximum') {
    return [
      {
        title: `Let the autoscaler of ${name} start ${value} copies: enough without one of ${zones} zones`,
        safety: 'review',
        caution: 'Databases and nodes must have room for them.',
        intents,
      },
    ];
  }
  if (sets === 'minimum') {
    return [
      {
        title: `Run at least ${value} copies of ${name}: ${zones - 1} of ${zones} zones then carry the peak`,
        safety: 'review',
        caution: 'The copies that are added cost money around the clock, and need room on nodes.',
        intents,
      },
    ];
  }
  return [
    {
      title: `Lower the autoscaler's target of ${name} to ${value} %, the reserve for one of ${zones} zones`,
      safety: 'review',
      caution: 'More copies then run at every load, up to the maximum.',
      intents,
    },
  ];
}

/** Whether the pods of a cluster find room on the nodes of the other zones, at their largest. */
function ofCluster(cluster: Component, context: RuleContext): Outcome {
  if (cluster.facts.serverless?.value === true)
    return notApplicable('its nodes are the business of the provider');
  const pools = context
    .dependenciesTo(cluster.id, 'member-of')
    .map(({ from }) => context.component(from))
    .filter(({ kind, facts }) => kind === 'node-pool' && facts.maximumSize?.value !== 0);
  if (pools.length === 0) return notApplicable('no node pool of it is in the inputs');
  if (context.dependenciesTo(cluster.id, 'runs-on').length === 0) {
    return notApplicable('no pods that run on it are in the inputs');
  }
  const zones = new Map<string, Zone>();
  for (const { facts } of pools) {
    const known = facts.zones?.value;
    if (known === undefined) continue;
    if (Unknown.is(known)) return unknown(known);
    if (Unknown.is(known.names)) return unknown(known.names);
    for (const zone of known.names) zones.set(zone.id, zone);
  }
  if (zones.size < 2) return notApplicable('its nodes stand in one zone, which has rules of its own');
  const missing = [...zones.values()].flatMap((zone) =>
    context
      .capacity()
      .afterLoss({ kind: 'zone', zone })
      .filter(({ kind, component, isCertain }) => kind === 'nodes' && component === cluster.id && isCertain),
  );
  const [worst] = missing;
  return worst ? withoutRoom(cluster, worst, pools) : pass;
}

function withoutRoom(
  { resources }: Component,
  { says, terms }: Shortfall,
  pools: readonly Component[],
): Outcome {
  const [main] = resources;
  const sizes = pools.flatMap(({ facts }) => facts.maximumSize?.at[0] ?? []);
  return {
    status: 'fail',
    problem: says,
    evidence: terms.map(evidenceOfTerm),
    remedies: [moreNodes],
    cause: sizes[0] ?? (main === undefined ? undefined : { resource: main, path: [] }),
  };
}

const moreNodes: Remedy = {
  title:
    'Let the pools of the other zones grow to what all pods ask for, by a node autoscaler up to max_size',
  safety: 'review',
  caution: 'Nodes that start only then take minutes; spare ones cost money around the clock.',
  intents: [],
};
