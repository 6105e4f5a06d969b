import { MINUTES_PER_YEAR } from '../../../core/assumption.ts';
import type { JourneyAvailability } from '../../../core/availability.ts';
import type { Component } from '../../../core/component.ts';
import type { Estimate } from '../../../core/estimate.ts';
import type { Evidence } from '../../../core/finding.ts';
import type { ComponentId } from '../../../core/id.ts';
import { ruleId } from '../../../core/id.ts';
import type { Journey } from '../../../core/journey.ts';
import type { Location } from '../../../core/location.ts';
import type { Failed, Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { declaredAt } from '../../carried.ts';
import { notApplicable, pass, unknown } from '../../outcome.ts';
import { isServing, yearly } from '../../stops.ts';

/** A promise that even the best case of the structure does not keep. */
export const rule: Rule = {
  id: ruleId('observability/unreachable-slo-target'),
  title: 'The target is higher than the architecture can deliver',
  appliesTo: ['slo', 'load-balancer', 'gateway', 'cdn', 'api', 'dns', 'workload', 'function', 'target-group'],
  severity: 'high',
  consequence: 'availability',
  environments: 'production-like',
  check(component, context): Outcome | readonly Outcome[] {
    const targets = component.kind === 'slo' ? promised(component, context) : declared(component, context);
    if ('status' in targets) return targets;
    if (targets.length === 0) return notApplicable('nothing is promised of a journey here');
    return targets.map((target) => ({ ...judge(target, context), key: target.key }));
  },
};

/** What is promised of a journey, and where. */
interface Target {
  readonly key: string | undefined;
  readonly percent: number;
  readonly journey: Journey;
  readonly evidence: Evidence;
  readonly cause: Location | undefined;
}

/** Promises that the configuration makes of journeys; each hangs on the first entry. */
function declared(component: Component, context: RuleContext): readonly Target[] {
  return context.journeys().flatMap((journey): readonly Target[] => {
    const { entries, name, sloPercent, declaredAt: place } = journey;
    if (entries[0] !== component.id || sloPercent === undefined || !isServing(journey, context)) return [];
    const where = place === undefined ? '' : `${place.file}:${place.line} `;
    const says = `${where}promises ${sloPercent} % of ${name}`;
    return [{ key: name, percent: sloPercent, journey, evidence: { says }, cause: declaredAt(component) }];
  });
}

/** An SLO on an entry, or on the one thing that it leads to. */
function promised({ facts: { slo }, name }: Component, context: RuleContext): readonly Target[] | Outcome {
  const objective = slo?.objective;
  if (!slo || !objective) return notApplicable('no objective in percent');
  if (Unknown.is(objective.value)) return unknown(objective.value);
  // An objective that is written as a part of one has digits that nobody wrote.
  const percent = Number(objective.value.toPrecision(9));
  const covered = new Set(slo.covers);
  return context
    .journeys()
    .filter((journey) => isServing(journey, context) && isAbout(journey, covered, context))
    .map((journey) => ({
      key: journey.name,
      percent,
      journey,
      evidence: { says: `${name} promises ${percent} %`, at: objective.at[0] },
      cause: objective.at[0],
    }));
}

function isAbout({ entries }: Journey, covered: ReadonlySet<ComponentId>, context: RuleContext): boolean {
  if (entries.some((id) => covered.has(id))) return true;
  const ends = new Set<ComponentId>();
  const seen = new Set(entries);
  const queue = [...entries];
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    const ways = context.dependenciesFrom(id, 'routes-to').map(({ to }) => to);
    if (ways.length === 0) ends.add(id);
    for (const to of ways) {
      if (covered.has(to)) ends.add(to);
      else if (!seen.has(to)) queue.push(to);
      seen.add(to);
    }
  }
  return ends.size === 1 && [...ends].every((id) => covered.has(id));
}

function judge(target: Target, context: RuleContext): Outcome {
  const found = context.availability().journeys.find(({ journey }) => journey.name === target.journey.name);
  if (!found) return notApplicable('the journey reaches nothing');
  const budget = (1 - target.percent / 100) * MINUTES_PER_YEAR;
  const weaker = weakerPromise(target, context);
  if (weaker) return weaker;
  if (found.certain.low > budget) return tooHigh(target, { found, budget }, context);
  if (found.possible.low > budget) return undecided(target, { found, budget }, context);
  const missed = missedIn(target.journey, budget, context);
  if (missed < 0.1) return pass;
  return notApplicable(
    `it can be kept, and is missed with a probability of about ${Math.round(missed * 100)} %`,
  );
}

/** Something that the journey cannot do without, and that promises less. */
function weakerPromise(
  { journey, percent, evidence, cause }: Target,
  context: RuleContext,
): Failed | undefined {
  const own = new Set(journey.entries);
  const promises = journey.needs.flatMap((id) => {
    const { promisedBy = [] } = context.component(id).facts;
    return promisedBy
      .filter((slo) => !LATENCY.test(context.component(slo).name))
      .flatMap((slo) => {
        const objective = context.component(slo).facts.slo?.objective;
        const value = objective?.value;
        return typeof value === 'number' && value < percent && !own.has(id) ? [{ id, value, objective }] : [];
      });
  });
  const [worst] = promises.sort((a, b) => a.value - b.value);
  if (!worst) return undefined;
  const { name } = context.component(worst.id);
  return {
    status: 'fail',
    problem:
      `${journey.name} promises ${percent} % and cannot do without ${name}, which promises ` +
      `${worst.value} %: nothing is better than what it needs.`,
    evidence: [evidence, { says: `${name} promises ${worst.value} %`, at: worst.objective?.at[0] }],
    remedies: advice(
      `Promise of ${journey.name} no more than ${worst.value} %, or let it do without ${name}`,
    ),
    cause,
  };
}

interface Computed {
  readonly found: JourneyAvailability;
  /** Minutes a year that the target leaves. */
  readonly budget: number;
}

// Another promise than that of being there: the two percentages cannot be compared.
const LATENCY = /latency|duration|slow|fast|\bp9\d/i;

function tooHigh(target: Target, { found, budget }: Computed, context: RuleContext): Failed {
  const { journey, percent, evidence, cause } = target;
  const [largest] = found.shares;
  return {
    status: 'fail',
    problem:
      `${journey.name} promises ${percent} %, and this design gives ${percents(found.badMinutesPerYear)}: ` +
      `it leaves ${minutes(budget)} minutes a year, and is down ${yearly(found.badMinutesPerYear)}.`,
    evidence: [evidence, ...readings(found), ...ceiling(journey, context)],
    remedies: advice(
      largest
        ? `Take away what costs most (${largest.cause.says}), or promise what can be kept`
        : 'Promise what can be kept',
    ),
    cause,
    confidence: 'medium',
  };
}

function undecided(target: Target, { found, budget }: Computed, context: RuleContext): Outcome {
  const { journey, percent, evidence } = target;
  const question = context
    .availability()
    .questions()
    .find(({ journeys }) => journeys.includes(journey.name));
  const detail = question?.says ?? 'dependencies of unknown strength decide';
  const settledBy = question?.settledBy;
  return {
    ...unknown(new Unknown({ reason: 'rule-question', detail, settledBy })),
    question:
      `Can ${journey.name} keep ${percent} %, which is ${minutes(budget)} minutes a year? ` +
      `What is not known decides, first: ${detail}`,
    evidence: [evidence, ...readings(found)],
  };
}

function readings({ certain, possible }: JourneyAvailability): readonly Evidence[] {
  return [
    { says: `what is certain alone: ${percents(certain)}` },
    { says: `with everything hard of which nobody says otherwise: ${percents(possible)}` },
  ];
}

const NAMED = 3;

/** What costs most, with its arithmetic. */
function ceiling({ name }: Journey, context: RuleContext): readonly Evidence[] {
  const steps = context.availability().derivation(name).slice(0, NAMED);
  return steps.map(({ says, assumptions }) => ({ says: `${says} (assumed: ${assumptions.join(', ')})` }));
}

function advice(title: string): Failed['remedies'] {
  return [{ title, safety: 'review', intents: [] }];
}

/** Part of the draws of the likely reading in which more minutes are lost than the target leaves. */
function missedIn(journey: Journey, budget: number, context: RuleContext): number {
  const { drawn } = context.availability().spreads(journey).likely;
  return drawn.filter((value) => value > budget).length / Math.max(1, drawn.length);
}

/** `99.71–99.88 %`. */
function percents({ low, high }: Estimate): string {
  const [from, to] = [high, low].map((bad) => percent(bad));
  return from === to ? `${from} %` : `${from}–${to} %`;
}

/** As many digits as tell it from 100. */
function percent(bad: number): string {
  const down = (100 * bad) / MINUTES_PER_YEAR;
  const digits = down <= 0 ? 0 : Math.min(5, Math.max(2, 1 - Math.floor(Math.log10(down))));
  return (100 - down).toFixed(digits);
}

function minutes(value: number): string {
  return value >= 10 ? String(Math.round(value)) : String(Number(value.toPrecision(2)));
}
