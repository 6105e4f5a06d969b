import type { Component } from '../../../core/component.ts';
import type { Evidence } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { Failed, Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { conditionOf, openSteps } from '../../../graph/conditions.ts';
import { declaredAt } from '../../carried.ts';
import { notApplicable, pass, remediesOf, unknown } from '../../outcome.ts';
import type { Stop } from '../../stops.ts';
import {
  isLikely,
  listed,
  minutesOf,
  pathEvidence,
  questionOf,
  stopsOf,
  stopWords,
  yearly,
} from '../../stops.ts';

/** One thing that no request passes, and with which all copies of something fall. */
export const rule: Rule = {
  id: ruleId('resilience/redundancy-sharing-one-fate'),
  title: 'The redundant copies depend on the same single thing',
  appliesTo: ['node-pool', 'nat'],
  severity: 'high',
  consequence: 'availability',
  environments: 'production-like',
  check(component, context): Outcome {
    const stops = stopsOf(component, context).filter(
      ({ journey }) => !journey.reaches.includes(component.id),
    );
    const shared = stops.flatMap((stop) => {
      const copies = stop.loss.first.map((id) => context.component(id)).filter(hasCopies);
      return copies.length === 0 ? [] : [{ ...stop, copies }];
    });
    if (shared.length === 0) return notApplicable('no copies of anything fall with it');
    const isSingle = standsAlone(component);
    if (Unknown.is(isSingle)) return unknown(isSingle);
    if (!isSingle) return pass;
    const likely = shared.filter(({ loss }) => isLikely(loss));
    return likely.length === 0 ? undecided(shared, context) : failed(component, likely, context);
  },
};

interface Shared extends Stop {
  /** Those that have copies, and fall with all of them. */
  readonly copies: readonly Component[];
}

/** Whether somebody meant it to survive the loss of one copy or one zone. */
function hasCopies({ facts }: Component): boolean {
  const { pods, minimumSize, desiredSize, zones } = facts;
  const counts = [pods?.minimum, pods?.replicas, minimumSize, desiredSize].map((stated) => stated?.value);
  const places = zones?.value;
  return (
    counts.some((count) => typeof count === 'number' && count > 1) ||
    (places !== undefined && !Unknown.is(places) && places.atLeast > 1)
  );
}

/** Whether it is one thing in one place: nodes in several zones, and gateways of a region, are not. */
function standsAlone({ kind, facts }: Component): boolean | Unknown {
  const { zonal, zones, maximumSize } = facts;
  if (kind === 'nat') return zonal === undefined ? true : zonal.value;
  if (maximumSize?.value === 1) return true;
  const places = zones?.value;
  if (places === undefined) return NO_ZONES;
  if (Unknown.is(places)) return places;
  if (places.atLeast > 1) return false;
  return Unknown.is(places.atMost) ? places.atMost : places.atMost === 1;
}

const NO_ZONES = new Unknown({
  reason: 'not-in-inputs',
  detail: 'in how many zones its nodes stand is not in the inputs',
  settledBy: 'the subnets or zones of the pool',
});

function undecided(shared: readonly Shared[], context: RuleContext): Outcome {
  const open = shared.flatMap(({ loss }) => openSteps(loss.path, context).slice(-1));
  return open.length === 0 ? pass : unknown(...open.map((one) => questionOf(one, context)));
}

function failed(component: Component, shared: readonly Shared[], context: RuleContext): Failed {
  const copies = [...new Set(shared.flatMap((one) => one.copies))];
  const names = listed(copies.map(({ name }) => name));
  const [first] = shared;
  const isCertain = shared.some(({ loss }) => loss.reading === 'best');
  const condition = first && !isCertain ? conditionOf(openSteps(first.loss.path, context), context) : '';
  const minutes = first && minutesText(component, first, context);
  return {
    status: 'fail',
    problem:
      `When ${component.name} fails, all copies of ${names} fall with it and ` +
      `${stopWords(shared.map(({ journey }) => journey))}${condition === '' ? '' : `, if ${condition}`}: ` +
      `${minutes ?? ''} that the copies do not save.`,
    evidence: [
      {
        says: `${component.name} is the only ${WORDS[component.kind] ?? 'one'} of ${names}`,
        at: placeOf(component),
      },
      ...copies.map(copyEvidence),
      ...(first ? pathEvidence(first.loss.path, context) : []),
    ],
    remedies: waysOut(component),
    cause: declaredAt(component),
    confidence: isCertain ? undefined : 'medium',
  };
}

const WORDS: { readonly [kind: string]: string | undefined } = {
  nat: 'way out',
  'node-pool': 'pool of nodes',
};

function placeOf(component: Component): Evidence['at'] {
  return component.facts.zones?.at[0] ?? declaredAt(component);
}

function copyEvidence(copy: Component): Evidence {
  const { pods, minimumSize, desiredSize, zones } = copy.facts;
  const count = pods?.minimum ?? pods?.replicas ?? minimumSize ?? desiredSize;
  const isCounted = typeof count?.value === 'number' && count.value > 1;
  const says = isCounted
    ? `${String(count.value)} copies of ${copy.name}`
    : `${copy.name} stands in several zones`;
  return { says, at: (isCounted ? count : zones)?.at[0] ?? declaredAt(copy) };
}

/** What its own failures cost, which are nobody else's. */
function minutesText({ id }: Component, { journey }: Shared, context: RuleContext): string {
  const own = context.availability().causes.filter(({ component }) => component === id);
  const events = new Set(own.map(({ event }) => event));
  return yearly(minutesOf({ journey, reading: 'likely', events }, context));
}

function waysOut(component: Component): Failed['remedies'] {
  const written = remediesOf(component, 'one-nat-per-zone', 'spread-over-zones');
  if (written.length > 0) return written;
  const title =
    component.kind === 'nat'
      ? 'Give each zone a way out of its own'
      : 'Add nodes in a second zone, or a second pool that may run the same copies';
  return [{ title, safety: 'review', intents: [] }];
}
