import type { Component } from '../../../core/component.ts';
import type { ComponentId } from '../../../core/id.ts';
import { ruleId } from '../../../core/id.ts';
import type { Failed, Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { declaredAt, spread } from '../../carried.ts';
import { notApplicable, pass, unknown } from '../../outcome.ts';
import type { ChainEnd } from '../../paged.ts';
import { chainOf } from '../../paged.ts';
import type { Stop } from '../../stops.ts';
import { isLikely, pathEvidence, stopsOf, stopWords } from '../../stops.ts';
import type { Watcher } from '../../watching.ts';
import { symptomWatchers, watchersOf } from '../../watching.ts';

/** Something that stops a journey alone, whose alarms end where nobody is woken. */
export const rule: Rule = {
  id: ruleId('observability/critical-component-nobody-is-paged-for'),
  title: 'A single point of failure whose alarm reaches no person',
  appliesTo: ['datastore', 'cache', 'workload', 'function', 'load-balancer', 'queue', 'gateway'],
  severity: 'high',
  consequence: 'availability',
  environments: 'production-like',
  check(component, context): Outcome {
    const why = notAsked(component);
    if (why !== undefined) return notApplicable(why);
    const watchers = allWatchers(component, context);
    if (watchers.length === 0) return notApplicable('no alarm watches it: its own rule speaks');
    const stops = stopsOf(component, context).filter(({ loss }) => isLikely(loss));
    if (stops.length === 0) return notApplicable('no journey stops with it');
    const ends = watchers.flatMap((one) => chainOf(one, context));
    if (ends.some(({ kind }) => kind === 'person')) return pass;
    const open = ends.flatMap((end) => end.unknown ?? []);
    if (open.length > 0) {
      const why = open[0]?.detail ?? '';
      const question = `Does anybody wake up when ${component.name} fails? It hangs on this: ${why}.`;
      return { ...unknown(...open), question };
    }
    const desk = ends.find(({ kind }) => kind === 'desk');
    if (!desk || ends.some(({ kind }) => kind === 'told-elsewhere')) {
      return notApplicable('the rules about alarms and routes tell where its chain breaks');
    }
    return failed(component, { stops, ends, desk }, context);
  },
};

function notAsked({ facts, kind }: Component): string | undefined {
  if (facts.service || (kind === 'load-balancer' && facts.routing))
    return 'the workloads behind it are asked';
  if (facts.memberOf) return 'the cluster it belongs to is asked';
  if (facts.isReplica?.value === true) return 'it is a copy: what it follows is asked';
  if (facts.observes ?? facts.pods?.observes ?? facts.pods?.platformAgent) return 'it watches others';
  return undefined;
}

/** Alarms on it, and those on what users get that fire when it fails. */
function allWatchers(component: Component, context: RuleContext): readonly Watcher[] {
  const felt = feltBy(context).get(component.id) ?? [];
  const all = [...watchersOf(component, context), ...felt];
  return [...new Map(all.map((one) => [one.alarm.id, one])).values()];
}

const known = new WeakMap<RuleContext, ReadonlyMap<ComponentId, readonly Watcher[]>>();

function feltBy(context: RuleContext): ReadonlyMap<ComponentId, readonly Watcher[]> {
  const made = known.get(context);
  if (made) return made;
  const found = new Map<ComponentId, Watcher[]>();
  for (const watcher of symptomWatchers(context)) {
    for (const id of spread(watcher.alert.watches, context)) {
      const same = found.get(id);
      if (same) same.push(watcher);
      else found.set(id, [watcher]);
    }
  }
  known.set(context, found);
  return found;
}

interface Situation {
  readonly stops: readonly Stop[];
  readonly ends: readonly ChainEnd[];
  readonly desk: ChainEnd;
}

function failed(component: Component, { stops, ends, desk }: Situation, context: RuleContext): Failed {
  const [first] = stops;
  const last = desk.evidence.at(-1)?.says ?? '';
  const others = ends.length === 1 ? '' : ', and no other alarm rings anybody either';
  return {
    status: 'fail',
    problem:
      `When ${component.name} fails at night, ${stopWords(stops.map(({ journey }) => journey))} until ` +
      `somebody reads it: ${last}${others}.`,
    evidence: [
      ...desk.evidence,
      { says: `${component.name} stops the journey alone`, at: declaredAt(component) },
      ...(first ? pathEvidence(first.loss.path, context).slice(1) : []),
    ],
    remedies: [
      {
        title: 'Send what stops a journey to whoever is on call: a pager, or a rotation that calls people',
        safety: 'review',
        caution: 'one alarm on the errors of the journey is enough; chat can stay as it is',
        intents: [],
      },
    ],
    cause: desk.at,
    confidence: stops.some(({ loss }) => loss.reading === 'best') ? undefined : 'medium',
  };
}
