import type { Component } from '../../../core/component.ts';
import type { Counterpart, Difference, StackFacts } from '../../../core/facts/code.ts';
import type { Evidence } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import { sortedUnique } from '../../../core/order.ts';
import type { Outcome, Rule } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { notApplicable, pass, unknown } from '../../outcome.ts';
import { counted, listed } from '../../root-of.ts';

const MOST_LINES = 20;

export const rule: Rule = {
  id: ruleId('iac/diverging-environments'),
  title: 'Staging is not a rehearsal for production',
  appliesTo: ['stack'],
  severity: 'medium',
  consequence: 'change-failure',
  environments: 'any',
  check(component, context) {
    const facts = component.facts.stackFacts;
    if (!facts || component.stack === undefined) return notApplicable('it is not a stack');
    if (context.stack(component.stack).kind !== 'terraform') {
      return notApplicable('it was not read from source text');
    }
    if (facts.code.role === 'example' || facts.code.role === 'test') {
      return notApplicable(facts.code.roleBecause);
    }
    const isProduction = component.environments.some(({ name }) => name === 'production');
    if (!isProduction || component.environments.length !== 1) {
      return notApplicable('it is not told to be production');
    }
    return facts.managedResources === 0 && facts.code.moduleCalls.length === 0
      ? notApplicable('it manages nothing')
      : judge(component, facts);
  },
};

function judge(
  component: Component,
  { counterparts, rootName, sameRoot }: StackFacts,
): Outcome | readonly Outcome[] {
  if (counterparts.length === 0) {
    return sameRoot[0] === component.id
      ? unknown(withoutCounterpart(rootName))
      : notApplicable('another variable set speaks for this root');
  }
  const rows = rowsOf(counterparts);
  const asked = undirected(component, counterparts);
  if (rows.length > 0) return [failed(component, counterparts, rows), ...asked];
  if (asked.length > 0) return asked;
  const unresolved = counterparts.flatMap((pair) =>
    pair.unresolved.length >= pair.compared ? pair.unresolved : [],
  );
  return unresolved.length > 0 ? unknown(...unresolved) : pass;
}

function withoutCounterpart(rootName: string): Unknown {
  const detail = `the inputs hold no other environment of ${rootName}`;
  return new Unknown({
    reason: 'not-in-inputs',
    detail,
    settledBy: 'the code of the environment in which changes are rehearsed',
  });
}

/** One thing that differs, with the environments it differs from. */
interface Row {
  readonly subject: string;
  readonly isProductionWeaker: boolean;
  readonly sides: { readonly label: string; readonly difference: Difference }[];
}

/**
 * What differs from the environments in which people rehearse: staging, else test. In the others nobody
 * rehearses; they count only where production is the weaker side.
 */
function rowsOf(counterparts: readonly Counterpart[]): readonly Row[] {
  const hasStaging = counterparts.some(({ environment }) => environment === 'staging');
  const rehearsal = hasStaging ? 'staging' : 'test';
  const rows = new Map<string, Row>();
  for (const { environment, label, differences } of counterparts) {
    for (const difference of differences) {
      const isProductionWeaker = difference.weaker === 'own';
      if (environment !== rehearsal && !isProductionWeaker) continue;
      const row = rows.get(difference.subject) ?? {
        subject: difference.subject,
        isProductionWeaker,
        sides: [],
      };
      row.sides.push({ label, difference });
      rows.set(difference.subject, row);
    }
  }
  return [...rows.values()].sort((a, b) => Number(b.isProductionWeaker) - Number(a.isProductionWeaker));
}

function failed(component: Component, counterparts: readonly Counterpart[], rows: readonly Row[]): Outcome {
  const labels = sortedUnique(rows.flatMap(({ sides }) => sides.map(({ label }) => label)));
  const weaker = rows.filter(({ isProductionWeaker }) => isProductionWeaker);
  const others = listed(labels, 3);
  const consequence =
    weaker.length > 0
      ? `Production of ${component.name} is less protected than ${others}`
      : `A change of ${component.name} that works in ${others} is no evidence for production`;
  const subjects = listed(
    (weaker.length > 0 ? weaker : rows).map(({ subject }) => subject),
    3,
  );
  const isMinor = rows.every(({ sides }) => sides.every(({ difference }) => difference.isMinor));
  const isGuessed = component.environments.every(({ grade }) => grade === 'C' || grade === 'D');
  const compared = counterparts.filter(({ label }) => labels.includes(label));
  return {
    status: 'fail',
    problem: `${consequence}: they differ in ${counted(rows.length, 'thing')} (${subjects}).`,
    evidence: [
      ...compared.map(({ label, pairedBy }) => ({ says: `compared with ${label}: ${pairedBy}` })),
      ...rows.flatMap(linesOf),
    ].slice(0, MOST_LINES),
    remedies: [
      {
        title: `Write the same for ${others} and production, and let only sizes, numbers and names differ`,
        safety: 'review',
        caution: 'Resources that begin to exist in an environment cost money there.',
        intents: [],
      },
    ],
    severity: isMinor ? 'low' : undefined,
    confidence: isGuessed ? 'medium' : 'high',
  };
}

function linesOf({ subject, sides }: Row): readonly Evidence[] {
  const [first] = sides;
  if (!first) return [];
  const mark = (side: 'own' | 'other', weaker: Difference['weaker']): string =>
    weaker === side ? ' (the weaker side)' : '';
  const own = first.difference;
  return [
    { says: `${subject}: ${own.own} in production${mark('own', own.weaker)}`, ...own.ownPlace },
    ...sides.map(({ label, difference }) => ({
      says: `${subject}: ${difference.other} in ${label}${mark('other', difference.weaker)}`,
      ...difference.otherPlace,
    })),
  ];
}

const REHEARSALS: ReadonlySet<string> = new Set(['staging', 'test']);

/**
 * Switches about security whose weaker value the name does not tell are asked about, once for all
 * environments.
 */
function undirected(component: Component, counterparts: readonly Counterpart[]): readonly Outcome[] {
  const rows = new Map<string, Row>();
  for (const { undirected: switches, environment, label } of counterparts) {
    if (!REHEARSALS.has(environment)) continue;
    for (const difference of switches) {
      const { subject } = difference;
      const row = rows.get(subject) ?? { subject, isProductionWeaker: false, sides: [] };
      row.sides.push({ label, difference });
      rows.set(subject, row);
    }
  }
  if (rows.size === 0) return [];
  const names = listed([...rows.keys()], 3);
  const detail = `${names} of ${component.name} has another value in another environment`;
  const settledBy = 'which value of these switches is the weaker one';
  return [
    {
      status: 'unknown',
      key: 'switches',
      because: [new Unknown({ reason: 'rule-question', detail, settledBy })],
      evidence: [...rows.values()].flatMap(linesOf).slice(0, MOST_LINES),
    },
  ];
}
