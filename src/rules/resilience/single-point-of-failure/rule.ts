import type { Cause, Share } from '../../../core/availability.ts';
import type { Component } from '../../../core/component.ts';
import type { Evidence } from '../../../core/finding.ts';
import { groupBy } from '../../../core/group-by.ts';
import { MINUTES_PER_YEAR } from '../../../core/assumption.ts';
import { ruleId } from '../../../core/id.ts';
import type { Journey } from '../../../core/journey.ts';
import type { Remedy } from '../../../core/remedy.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { conditionOf, openSteps } from '../../../graph/conditions.ts';
import { declaredAt } from '../../carried.ts';
import { notApplicable, pass, remediesOf, unknown } from '../../outcome.ts';
import { countingScalers, singleWriterClaims } from '../../pods.ts';
import { secondPod } from '../../second-pod.ts';
import type { Minutes, Stop } from '../../stops.ts';
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

/** A component without a second one, whose own failure is enough to stop a journey. */
export const rule: Rule = {
  id: ruleId('resilience/single-point-of-failure'),
  title: 'If this one component stops, the journey stops',
  appliesTo: [
    'datastore',
    'cache',
    'queue',
    'topic',
    'workload',
    'load-balancer',
    'nat',
    'gateway',
    'cluster',
    'function',
    'secret',
    'key',
    'external',
  ],
  severity: 'high',
  consequence: 'availability',
  environments: 'production-like',
  check(component, context): Outcome {
    const own = causesOf(component, context);
    if (own.length === 0) return notApplicable('nothing of it fails by itself');
    if (context.journeysThrough(component.id).length === 0) return notApplicable('no journey needs it');
    // Its provider, a standby or its other copies take over.
    if (!own.some(({ isSingle }) => isSingle)) return pass;
    const stops = stopsOf(component, context);
    if (stops.length === 0) return pass;
    const likely = stops.filter(({ loss }) => isLikely(loss));
    if (likely.length === 0) return undecided(component, stops, context);
    if (!likely.some((stop) => shareOf(component, stop, context))) {
      return notApplicable('whether something takes over is asked by the rules about its kind');
    }
    const counted = likely.flatMap((stop) => costOf(component, stop, context) ?? []);
    return counted.length === 0 ? pass : failed(component, counted, context);
  },
};

/** Its own failures, other than deployments: those are told by the rules of delivery. */
function causesOf({ id }: Component, context: RuleContext): readonly Cause[] {
  let byComponent = known.get(context);
  if (!byComponent) {
    const own = context.availability().causes.filter(({ kind }) => kind === 'own' || kind === 'copy');
    byComponent = groupBy(own, ({ component }) => component ?? '');
    known.set(context, byComponent);
  }
  return byComponent.get(id) ?? [];
}

const known = new WeakMap<RuleContext, ReadonlyMap<string, readonly Cause[]>>();

interface Costing extends Stop {
  readonly share: Share;
  readonly total: number;
}

// What is less is lost in the rest.
const SMALLEST_PART = 0.01;

/** Its part of a journey, where its failure alone is enough and nothing takes over. */
function shareOf(
  { id }: Component,
  { journey }: Stop,
  context: RuleContext,
): { readonly share: Share; readonly total: number } | undefined {
  const found = context.availability().journeys.find((one) => one.journey.name === journey.name);
  const share = found?.shares.find(
    ({ cause, isAlone }) => cause.component === id && cause.isSingle && cause.kind !== 'change' && isAlone,
  );
  return found && share && { share, total: found.badMinutesPerYear.likely };
}

/** What its failures cost a journey; undefined below a hundredth of all its minutes and of its budget. */
function costOf(component: Component, stop: Stop, context: RuleContext): Costing | undefined {
  const found = shareOf(component, stop, context);
  if (!found) return undefined;
  const { share, total } = found;
  const budget = budgetOf(stop.journey);
  const isMuch = share.minutes >= total * SMALLEST_PART || (budget !== undefined && share.minutes > budget);
  return isMuch ? { ...stop, share, total } : undefined;
}

/** Minutes a year that the promise of a journey leaves. */
function budgetOf({ sloPercent }: Journey): number | undefined {
  return sloPercent === undefined ? undefined : (1 - sloPercent / 100) * MINUTES_PER_YEAR;
}

/** Where no answer is more probable, its own rules speak of what has one copy; the rest is asked. */
function undecided(component: Component, stops: readonly Stop[], context: RuleContext): Outcome {
  if (component.kind !== 'external') return notApplicable('the rules about its kind speak of its one copy');
  const open = stops.flatMap(({ loss }) => openSteps(loss.path, context).slice(-1));
  const questions = open.map((one) => questionOf(one, context));
  const [first] = stops;
  if (!first || questions.length === 0) return pass;
  return {
    ...unknown(...questions),
    question: questionText(component, stops, conditionOf(openSteps(first.loss.path, context), context)),
    evidence: pathEvidence(first.loss.path, context),
  };
}

function questionText({ name }: Component, stops: readonly Stop[], condition: string): string {
  const journeys = stops.map(({ journey }) => journey);
  const does = journeys.length === 1 ? 'Does' : 'Do';
  const names = listed(journeys.map((one) => one.name));
  return `${does} ${names} stop when ${name} does not answer? Only if ${condition}.`;
}

function failed(component: Component, costs: readonly Costing[], context: RuleContext): Outcome {
  const [worst] = [...costs].sort((a, b) => b.share.minutes - a.share.minutes);
  if (!worst) return pass;
  const isCertain = worst.loss.reading === 'best';
  const { cause } = worst.share;
  const minutes = minutesOf(
    { journey: worst.journey, reading: 'likely', events: new Set([cause.event]) },
    context,
  );
  const condition = conditionOf(openSteps(worst.loss.path, context), context);
  const journeys = costs.map(({ journey }) => journey);
  const when = isCertain || condition === '' ? '' : `, if ${condition}`;
  return {
    status: 'fail',
    problem: `When ${cause.says}, ${stopWords(journeys)}: ${yearly(minutes)}${when}.`,
    evidence: [...pathEvidence(worst.loss.path, context), ...figures(component, worst, { minutes, context })],
    remedies: waysOut(component, context),
    cause: declaredAt(component),
    confidence: isCertain ? undefined : 'medium',
  };
}

interface Figures {
  readonly minutes: Minutes;
  readonly context: RuleContext;
}

function figures(
  { id }: Component,
  { journey, share, total }: Costing,
  { minutes, context }: Figures,
): readonly Evidence[] {
  const step = context
    .availability()
    .derivation(journey.name, [id])
    .find(({ assumptions }) => assumptions.join() === share.cause.factors.join());
  const part = Math.round((share.minutes / total) * 100);
  const budget = budgetOf(journey);
  const spent = budget === undefined ? [] : [budgetLine(journey, budget, minutes)];
  return [
    ...(step ? [{ says: `${step.says} (assumed: ${share.cause.factors.join(', ')})` }] : []),
    { says: `that is ${part < 1 ? 'less than 1' : part} % of the bad minutes of ${journey.name}` },
    ...spent,
  ];
}

function budgetLine({ name, sloPercent }: Journey, budget: number, { likely }: Minutes): Evidence {
  const part = Math.round((likely / budget) * 100);
  return {
    says: `and ${part} % of what ${sloPercent} % leaves ${name}: ${Math.round(budget)} minutes a year`,
  };
}

function waysOut(component: Component, context: RuleContext): readonly Remedy[] {
  const written = ownWaysOut(component, context);
  if (written.length > 0) return written;
  const title =
    component.kind === 'external'
      ? 'Put a time limit on the call and answer without it: keep its last answer, or do its part later'
      : 'Let a second one take over from it, or let what calls it do without';
  return [{ title, safety: 'review', intents: [] }];
}

function ownWaysOut(component: Component, context: RuleContext): readonly Remedy[] {
  const { pods } = component.facts;
  if (pods) {
    return secondPod(component, {
      pods,
      claims: singleWriterClaims(pods, context),
      scalers: countingScalers(pods, context),
    });
  }
  // Where its one copy runs makes no difference: a second one does.
  if (component.kind === 'workload') return remediesOf(component, 'run-two-copies', 'fail-over');
  return remediesOf(component, 'spread-over-zones', 'fail-over', 'run-two-copies');
}
