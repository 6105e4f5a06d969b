import type { Component } from '../../../core/component.ts';
import type { Evidence } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { Journey } from '../../../core/journey.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import type { Carrying } from '../../carried.ts';
import { allCarried, carriedBy, carryingEvidence, declaredAt } from '../../carried.ts';
import { notApplicable, pass, unknown } from '../../outcome.ts';
import { calledAfter, hasAlarmsFor, isFelt, nearAlarms, watchersOf } from '../../watching.ts';

/** A component that journeys stop with, and whose failure no alarm tells. */
export const rule: Rule = {
  id: ruleId('observability/critical-component-without-alarm'),
  title: 'This component can fail and no alarm exists for it',
  appliesTo: ['datastore', 'cache', 'load-balancer', 'workload', 'function'],
  severity: 'high',
  consequence: 'availability',
  environments: 'production-like',
  check(component, context): Outcome {
    const why = notAsked(component);
    if (why !== undefined) return notApplicable(why);
    const carrying = carriedBy(component, context);
    if (carrying.length === 0) return notApplicable('no journey stops with it');
    const isEntry = carrying.some(({ journey }) => journey.entries.includes(component.id));
    if (component.kind === 'load-balancer' && !carrying.some(({ journey }) => leadsOn(journey, context))) {
      return notApplicable('nothing that runs is behind it in the inputs');
    }
    if (context.settings.stage === 'seed' && !isEntry)
      return notApplicable('at the stage seed only entry points are asked');
    if (watchersOf(component, context).length > 0 || isFelt(component, context)) return pass;
    const { moreWatchers } = component.facts;
    if (moreWatchers) return unknown(moreWatchers);
    const namesake = calledAfter(component, context);
    if (namesake) return unknown(namesake);
    return failed(component, carrying, context);
  },
};

const RUNS: ReadonlySet<string> = new Set([
  'workload',
  'function',
  'datastore',
  'cache',
  'bucket',
  'cluster',
]);

/** Some entries only send people elsewhere. */
function leadsOn({ reaches }: Journey, context: RuleContext): boolean {
  return reaches.some((id) => RUNS.has(context.component(id).kind));
}

function notAsked({ facts, type, kind }: Component): string | undefined {
  const { pods, runsAs, memberOf } = facts;
  if (facts.service || (kind === 'load-balancer' && facts.routing))
    return 'the workloads behind it are asked';
  if (memberOf) return 'the cluster it belongs to is asked';
  if (facts.isReplica?.value === true) return 'it is a copy: what it follows is asked';
  if (runsAs === 'nodes' || runsAs === 'launch-template') return 'what runs on it is asked';
  if (facts.observes !== undefined || pods?.observes !== undefined) return 'it watches others';
  if (facts.generatesLoad || pods?.generatesLoad) return 'it tests others';
  if (pods?.platformAgent !== undefined) return 'it is an agent of the platform';
  if (pods?.controller === 'job' || pods?.controller === 'cron-job') return 'it ends by itself';
  if (facts.calledAsynchronously?.value === true && facts.calledSynchronously?.value !== true) {
    return 'nobody waits for it: observability/queue-backlog-nobody-watches speaks';
  }
  return type === 'compose-service' ? 'a compose file says nothing of alarms' : undefined;
}

function failed(component: Component, carrying: readonly Carrying[], context: RuleContext): Outcome {
  const [first] = carrying;
  const hasAlarms = hasAlarmsFor(component, context);
  const isCertain = carrying.some((one) => one.isCertain);
  const none = hasAlarms ? '' : ', and none of its platform is in the inputs';
  const near = nearAlarms(component, context);
  const evidence: readonly Evidence[] = [
    { says: `no alarm names ${component.name}, nor the errors of what needs it`, at: declaredAt(component) },
    ...carryingEvidence(carrying, context),
    ...near,
    ...(hasAlarms
      ? []
      : [{ says: 'no alarm that could watch it was loaded at all: they may be kept elsewhere' }]),
    { says: 'without one, customers are the first to notice' },
  ];
  return {
    status: 'fail',
    problem: `Customers notice first when ${component.name} fails: no alarm watches it${none}.`,
    evidence,
    remedies: [
      {
        title: 'Add an alarm on the errors, the saturation and the free space of this component, or an SLO',
        safety: 'review',
        caution: 'One alarm on the error budget of the journey is worth more than one on each component.',
        intents: [],
      },
    ],
    cause: first && placeOfTask(component, first.journey, { context, hasAlarms }),
    severity: hasAlarms ? undefined : 'medium',
    confidence: hasAlarms ? (isCertain ? undefined : 'medium') : 'low',
  };
}

interface Around {
  readonly context: RuleContext;
  readonly hasAlarms: boolean;
}

/** What one journey stops with is one task; where there is no alarm at all, what one stack holds. */
function placeOfTask(component: Component, journey: Journey, { context, hasAlarms }: Around): Evidence['at'] {
  const { byJourney, byStack } = firstsOf(context);
  const first = hasAlarms ? byJourney.get(journey) : byStack.get(component.stack ?? '');
  return declaredAt(first ?? component);
}

/** Of each journey and each stack the first component that is asked: copies of one system have the same. */
interface Firsts {
  readonly byJourney: ReadonlyMap<Journey, Component>;
  readonly byStack: ReadonlyMap<string, Component>;
}

const known = new WeakMap<RuleContext, Firsts>();

function firstsOf(context: RuleContext): Firsts {
  const made = known.get(context);
  if (made) return made;
  const byJourney = new Map<Journey, Component>();
  const byStack = new Map<string, Component>();
  for (const [id, carrying] of allCarried(context)) {
    const component = context.component(id);
    if (!rule.appliesTo.includes(component.kind) || notAsked(component) !== undefined) continue;
    putFirst(byStack, component.stack ?? '', component);
    for (const { journey } of carrying) putFirst(byJourney, journey, component);
  }
  const firsts = { byJourney, byStack };
  known.set(context, firsts);
  return firsts;
}

function putFirst<K>(map: Map<K, Component>, key: K, component: Component): void {
  const other = map.get(key);
  if (!other || component.id < other.id) map.set(key, component);
}
