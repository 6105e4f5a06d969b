import type { Component } from '../../../core/component.ts';
import type { Evidence } from '../../../core/finding.ts';
import { groupBy } from '../../../core/group-by.ts';
import type { ComponentId } from '../../../core/id.ts';
import { ruleId } from '../../../core/id.ts';
import type { Journey } from '../../../core/journey.ts';
import { byKey } from '../../../core/order.ts';
import type { Remedy } from '../../../core/remedy.ts';
import type { Failed, Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { conditionOf, openSteps } from '../../../graph/conditions.ts';
import { declaredAt } from '../../carried.ts';
import { notApplicable, pass, remediesOf, unknown } from '../../outcome.ts';
import { pinsOf, waysOutOf } from '../../pinned.ts';
import type { Stop } from '../../stops.ts';
import {
  isLikely,
  listed,
  minutesOf,
  pathEvidence,
  questionOf,
  stopsIn,
  stopWords,
  yearly,
} from '../../stops.ts';

/** Journeys that stop with one zone, told once for each zone with everything that holds them there. */
export const rule: Rule = {
  id: ruleId('resilience/zone-shared-fate'),
  title: 'One zone alone stops the journey',
  appliesTo: [
    'datastore',
    'cache',
    'queue',
    'topic',
    'workload',
    'function',
    'load-balancer',
    'target-group',
    'gateway',
    'cdn',
    'dns',
    'api',
    'nat',
    'node-pool',
    'volume',
  ],
  severity: 'high',
  consequence: 'availability',
  environments: 'production-like',
  check(component, context): Outcome | readonly Outcome[] {
    const told = storiesOf(context).get(component.id);
    if (told) return told.map((story) => failed(story, context));
    if (context.journeysThrough(component.id).length === 0) return notApplicable('no journey needs it');
    const asked = doubtsOf(context).get(component.id);
    return asked ? asked.map((doubt) => undecided(doubt, context)) : pass;
  },
};

/** A zone, the journeys that stop with it, and what holds them there. */
interface Story {
  readonly place: string;
  /** `zone eu-west-1a`; undefined for one that the provider picks. */
  readonly name: string | undefined;
  readonly stops: readonly Stop[];
  readonly pins: readonly Component[];
}

const known = new WeakMap<RuleContext, ReadonlyMap<ComponentId, readonly Story[]>>();

/**
 * Stories by the component that tells them: where one thing alone is pinned it is the thing, and the rule
 * that knows it speaks; where several are, the entries of the journeys.
 */
function storiesOf(context: RuleContext): ReadonlyMap<ComponentId, readonly Story[]> {
  const made = known.get(context);
  if (made) return made;
  const found = new Map<ComponentId, Story[]>();
  for (const story of allStories(context)) {
    const entries = story.stops.flatMap(({ journey }) => journey.entries.slice(0, 1));
    const tellers = story.pins.length === 1 ? story.pins.map(({ id }) => id) : entries;
    for (const id of new Set(tellers)) found.set(id, [...(found.get(id) ?? []), story]);
  }
  known.set(context, found);
  return found;
}

function allStories(context: RuleContext): readonly Story[] {
  const { places } = context.availability();
  return places.flatMap(({ kind, place, says }): readonly Story[] => {
    if (kind !== 'zone') return [];
    const losses = context.availability().losses({ kind, place });
    const stops = stopsIn(losses.filter(isLikely), context);
    const isNamed = !place.endsWith('/?');
    const told = stops.flatMap((stop): readonly Told[] => {
      const pins = pinsIn(stop, { context, isNamed });
      return pins.length === 0 ? [] : [{ stop, pins }];
    });
    const zone = { place, name: isNamed ? says.replace(/ is lost$/, '') : undefined };
    const stories = isNamed ? [told] : withSharedPins(told);
    return stories.filter((one) => one.length > 0).map((one) => ({ ...zone, ...storyOf(one) }));
  });
}

interface Told {
  readonly stop: Stop;
  readonly pins: readonly Component[];
}

function storyOf(told: readonly Told[]): Pick<Story, 'stops' | 'pins'> {
  const pins = new Map(told.flatMap((one) => one.pins.map((pin) => [pin.id, pin])));
  return { stops: told.map(({ stop }) => stop), pins: [...pins.values()].sort(byKey(({ id }) => id)) };
}

/** What no zone that is written ties together are stories of their own, as far as nothing is in both. */
function withSharedPins(told: readonly Told[]): readonly (readonly Told[])[] {
  const stories: Told[][] = [];
  for (const one of told) {
    const own = new Set(one.pins);
    const meeting = stories.filter((story) => story.some(({ pins }) => pins.some((pin) => own.has(pin))));
    const rest = stories.filter((story) => !meeting.includes(story));
    stories.splice(0, stories.length, ...rest, [...meeting.flat(), one]);
  }
  return stories;
}

/** What holds a journey in the zone. Zones that the provider picks may differ: there each must be enough. */
function pinsIn(
  { journey, loss }: Stop,
  { context, isNamed }: { readonly context: RuleContext; readonly isNamed: boolean },
): readonly Component[] {
  const first = loss.first.map((id) => context.component(id));
  const held = isNamed ? first : first.filter((one) => isEnough(one, journey, context));
  return [...new Set(held.flatMap((component) => pinsOf(component, context)))];
}

function isEnough({ id }: Component, { name }: Journey, context: RuleContext): boolean {
  const losses = context.availability().losses({ kind: 'component', id });
  return losses.some((loss) => loss.journey === name && isLikely(loss));
}

/** A journey that stops with a zone only if a dependency is hard of which that is not more probable. */
interface Doubt {
  readonly place: string;
  readonly name: string;
  readonly pin: Component;
  readonly stop: Stop;
}

const knownDoubts = new WeakMap<RuleContext, ReadonlyMap<ComponentId, readonly Doubt[]>>();

/** Doubts by what is pinned, in zones that somebody wrote: where the provider picks, nothing is shared. */
function doubtsOf(context: RuleContext): ReadonlyMap<ComponentId, readonly Doubt[]> {
  const made = knownDoubts.get(context);
  if (made) return made;
  const named = context
    .availability()
    .places.filter(({ kind, place }) => kind === 'zone' && !place.includes('#') && !place.endsWith('/?'));
  const all = named.flatMap(({ place, says }): readonly Doubt[] => {
    const losses = context.availability().losses({ kind: 'zone', place });
    const open = losses.filter((loss) => !isLikely(loss) && openSteps(loss.path, context).length > 0);
    return stopsIn(open, context).flatMap((stop) =>
      stop.loss.first.slice(0, 1).map((id) => {
        const pin = context.component(id);
        return { place, name: says.replace(/ is lost$/, ''), pin, stop };
      }),
    );
  });
  const found = groupBy(all, ({ pin }) => pin.id);
  knownDoubts.set(context, found);
  return found;
}

function undecided({ place, name, pin, stop }: Doubt, context: RuleContext): Outcome {
  const open = openSteps(stop.loss.path, context);
  const questions = open.slice(-1).map((one) => questionOf(one, context));
  return {
    ...unknown(...questions),
    key: place,
    question:
      `Does ${stop.journey.name} stop when ${name} is lost, where ${pin.name} stands? ` +
      `Only if ${conditionOf(open, context)}.`,
    evidence: [...pinEvidence(pin, [stop], context), ...pathEvidence(stop.loss.path, context)],
  };
}

function failed(story: Story, context: RuleContext): Failed {
  const { place, name, stops, pins } = story;
  const names = listed(pins.map((pin) => pin.name));
  const journeys = stops.map(({ journey }) => journey);
  const [first] = stops;
  const [cause] = pins;
  const isCertain = stops.some(({ loss }) => loss.reading === 'best');
  const open = first && !isCertain ? openSteps(first.loss.path, context) : [];
  const when = open.length === 0 ? '' : `, if ${conditionOf(open, context)}`;
  const minutes = first && minutesText(first, place, context);
  return {
    status: 'fail',
    key: place,
    problem: `When ${name ?? 'a zone'} is lost, ${stopWords(journeys)}${when}: ${standing(names, story)}.`,
    evidence: [
      ...pins.flatMap((pin) => pinEvidence(pin, stops, context)),
      ...(first ? pathEvidence(first.loss.path, context) : []),
      {
        // Beside the worth of the remedy, which counts more than the zone, it would be a second figure.
        says: `the zone alone, counted once for all of them: ${minutes ?? ''} (assumed: zone_unavailability)`,
      },
    ],
    remedies: together(pins),
    cause: cause && declaredAt(cause),
    confidence: isCertain ? undefined : 'medium',
  };
}

function standing(names: string, { name, pins }: Story): string {
  const verb = pins.length === 1 ? 'stands' : 'stand';
  if (name !== undefined) return `${names} ${verb} there and nowhere else`;
  return `${names} ${verb} in one zone${pins.length === 1 ? '' : ' each'}, which the provider picks`;
}

function minutesText({ journey }: Stop, place: string, context: RuleContext): string {
  const { causes } = context.availability();
  const events = causes.filter((cause) => cause.kind === 'zone' && cause.place === place);
  const names = new Set(events.map(({ event }) => event));
  return yearly(minutesOf({ journey, reading: 'likely', events: names }, context));
}

/** Where it stands, and which of those that fall leave through it. */
function pinEvidence(pin: Component, stops: readonly Stop[], context: RuleContext): readonly Evidence[] {
  const { zones } = pin.facts;
  const first = [...new Set(stops.flatMap(({ loss }) => loss.first))].map((id) => context.component(id));
  const users = first.filter((one) => waysOutOf(one, context).includes(pin)).map(({ name }) => name);
  return [
    { says: `${pin.name} stands in one zone`, at: zones?.at[0] ?? declaredAt(pin) },
    ...(users.length > 0 ? [{ says: `${listed(users)} can call nobody outside without ${pin.name}` }] : []),
  ];
}

const SPREADING = [
  'spread-over-zones',
  'one-nat-per-zone',
  'fail-over',
  'add-instance',
  'run-two-copies',
] as const;

/** All of them at once: one that stays keeps the journeys in the zone. */
function together(pins: readonly Component[]): readonly Remedy[] {
  const found = pins.map((pin) => ({ pin, remedy: remediesOf(pin, ...SPREADING)[0] }));
  const without = found.filter(({ remedy }) => (remedy?.intents ?? []).length === 0);
  const byHand =
    without.length === 0 ? '' : `; no edit is known for ${listed(without.map(({ pin }) => pin.name))}`;
  const all = pins.length === 1 ? '' : ', all of them';
  const alone =
    pins.length === 1 ? 'costs the copy in a second zone' : 'alone, none of them changes the figure';
  return [
    {
      title: `Spread ${listed(pins.map(({ name }) => name))} over zones${all}`,
      safety: 'review',
      caution: `${alone}${byHand}`,
      intents: without.length === 0 ? found.flatMap(({ remedy }) => remedy?.intents ?? []) : [],
    },
  ];
}
