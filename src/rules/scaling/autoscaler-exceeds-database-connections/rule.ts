import type { ConnectionCaller, ConnectionCapacity, Span } from '../../../core/capacity.ts';
import type { Component } from '../../../core/component.ts';
import type { ConnectionLimit } from '../../../core/facts/capacity.ts';
import type { Evidence } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { Remedy } from '../../../core/remedy.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import type { Value } from '../../../core/value.ts';
import { Unknown } from '../../../core/value.ts';
import { journeyEvidence } from '../../journeys.ts';
import { notApplicable, pass, unknown } from '../../outcome.ts';

export const rule: Rule = {
  id: ruleId('scaling/autoscaler-exceeds-database-connections'),
  title: 'At full scale the pods open more connections than the database accepts',
  appliesTo: ['datastore'],
  severity: 'high',
  consequence: 'capacity',
  environments: 'production-like',
  check(component, context) {
    const capacity = context.capacity().ofStore(component.id);
    if (!capacity) return notApplicable('nothing counts its connections');
    const { callers, poolers, verdict } = capacity;
    const isExceeded = verdict === 'over' || verdict === 'over-in-rollout';
    if (isExceeded) return failed(component, capacity, context);
    const [pooler] = poolers;
    if (pooler) return notApplicable(`its callers share connections through ${pooler.says}`);
    if (callers.length === 0) return notApplicable('nothing in the inputs connects to it');
    if (verdict === 'within') return pass;
    if (!callers.some(({ isScaled }) => isScaled)) return notApplicable('nothing scales its callers');
    return { ...unknown(...openOf(component, capacity)), question: questionOf(component, capacity) };
  },
};

function openOf({ name }: Component, { hangsOn, limit }: ConnectionCapacity): readonly Unknown[] {
  if (hangsOn.length > 0) return hangsOn;
  const detail = `${name} accepts ${limitWords(limit)} connections: how much memory the system keeps decides`;
  return [new Unknown({ reason: 'rule-question', detail, settledBy: 'max_connections in its parameters' })];
}

function questionOf({ name }: Component, { fitsPerCopy, limit }: ConnectionCapacity): string | undefined {
  if (fitsPerCopy === undefined) return undefined;
  return (
    `Does every copy open at most ${fitsPerCopy} connections to ${name}? ` +
    `More exceed its ${limitWords(limit)} when all callers run at their maximum.`
  );
}

function failed(component: Component, capacity: ConnectionCapacity, context: RuleContext): Outcome {
  const { callers, verdict } = capacity;
  const largest = [...callers].sort((a, b) => opened(b) - opened(a))[0];
  const isInRolloutOnly = verdict === 'over-in-rollout';
  const grows = callers.some(({ isScaled }) => isScaled);
  return {
    status: 'fail',
    problem: problemOf(component, capacity, { largest, context }),
    evidence: [
      ...callers.slice(0, SHOWN).flatMap((caller) => callerEvidence(caller, context)),
      ...poolEvidence(capacity),
      ...sumEvidence(capacity),
      limitEvidence(capacity.limit),
      ...journeyEvidence(component, context),
    ],
    remedies: remediesFor(capacity, largest, context),
    cause: largest?.maximumAt,
    // Names of settings say what they are for, and a pool is full only under load.
    confidence: 'medium',
    severity: isInRolloutOnly || !grows ? 'medium' : undefined,
  };
}

const SHOWN = 6;

interface Told {
  readonly largest: ConnectionCaller | undefined;
  readonly context: RuleContext;
}

function problemOf({ name }: Component, capacity: ConnectionCapacity, { largest, context }: Told): string {
  const { callers, demand, demandInRollout, limit, verdict } = capacity;
  const caller = largest === undefined ? '' : context.component(largest.component).name;
  if (verdict === 'over-in-rollout') {
    return (
      `A release of ${caller} at full scale exhausts ${name}: the new copies beside the old ones open ` +
      `${demandInRollout.atLeast} connections, and it accepts ${limitWords(limit)}.`
    );
  }
  const breaks = largest?.breaksAt;
  if (callers.length === 1 && breaks && largest) {
    const may = largest.isScaled ? 'the autoscaler may start' : 'there are';
    return `${name} refuses connections ${whenOf(breaks)} of ${caller}; ${may} ${shown(largest.maximum)}.`;
  }
  return (
    `${name} refuses connections at full scale: its ${callers.length} callers open ` +
    `${demand.atLeast}, and it accepts ${limitWords(limit)}.`
  );
}

/** `from copy 21 on`, `somewhere between copy 21 and copy 23`. */
function whenOf({ atLeast, atMost }: Span): string {
  if (Unknown.is(atMost) || atLeast === atMost) return `from copy ${atLeast} on`;
  return `somewhere between copy ${atLeast} and copy ${atMost}`;
}

function limitWords({ atLeast, atMost }: ConnectionLimit): string {
  if (Unknown.is(atLeast) || Unknown.is(atMost)) return shown(atMost);
  return atLeast === atMost ? String(atMost) : `${atLeast} to ${atMost}`;
}

function shown(value: Value<number>): string {
  return Unknown.is(value) ? 'an unknown number' : String(value);
}

function opened({ maximum, perCopy }: ConnectionCaller): number {
  return Unknown.is(maximum) || Unknown.is(perCopy) ? 0 : maximum * perCopy;
}

function callerEvidence(caller: ConnectionCaller, context: RuleContext): readonly Evidence[] {
  const { maximum, perCopy, surge, maximumAt } = caller;
  const { name } = context.component(caller.component);
  const product = opened(caller);
  const total = product === 0 ? '' : ` = ${product}`;
  const says = `${name}: at most ${shown(maximum)} copies × ${shown(perCopy)} connections${total}`;
  const inRollout = Unknown.is(surge) || surge === 0 ? '' : `, and ${surge} copies more during a rollout`;
  return [{ says: `${says}${inRollout}`, at: maximumAt }];
}

/** Where the sizes of pools are written. */
function poolEvidence({ terms }: ConnectionCapacity): readonly Evidence[] {
  return terms
    .filter(({ unit, at, says }) => at !== undefined && unit !== 'copies' && !says.startsWith('accepted'))
    .slice(0, SHOWN)
    .map(({ says, value, at }) => ({ says: `${says} = ${shown(value)}`, at }));
}

function sumEvidence({ demand, demandInRollout, callers }: ConnectionCapacity): readonly Evidence[] {
  if (callers.length < 2 && demand.atLeast === demandInRollout.atLeast) return [];
  const least = Unknown.is(demand.atMost) ? 'at least ' : '';
  return [
    {
      says: `together ${least}${demand.atLeast} connections, ${demandInRollout.atLeast} during a rollout`,
    },
  ];
}

function limitEvidence(limit: ConnectionLimit): Evidence {
  return { says: `it accepts ${limitWords(limit)}: ${limit.says}`, at: limit.at, source: limit.source };
}

/** The maximum that fits where one can be written; the other ways as advice. */
function remediesFor(
  { fitsPerCopy }: ConnectionCapacity,
  largest: ConnectionCaller | undefined,
  context: RuleContext,
): readonly Remedy[] {
  const { fits, maximumAt } = largest ?? {};
  const name = largest === undefined ? '' : context.component(largest.component).name;
  const lower: readonly Remedy[] =
    fits === undefined || maximumAt === undefined
      ? []
      : [
          {
            title: `Lower the maximum of ${name} to ${fits}, which fits with the copies of a rollout`,
            safety: 'review',
            caution: 'It then serves less at the peak: measure first how many copies the peak needs.',
            intents: [{ op: 'set', at: maximumAt, value: fits }],
          },
        ];
  const smaller = fitsPerCopy === undefined || fitsPerCopy < 1 ? '' : ` (${fitsPerCopy} for each copy fit)`;
  return [
    ...lower,
    {
      title: `Make the pools smaller${smaller}, put a pooler in between, or use a larger class`,
      safety: 'review',
      caution: 'A pooler in transaction mode forbids session state; a larger class costs by the hour.',
      intents: [],
    },
  ];
}
