import type { Component, Stated } from '../../../core/component.ts';
import type { Patience } from '../../../core/facts/contract.ts';
import type { ComponentId } from '../../../core/id.ts';
import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { evidenceOf, notApplicable, pass, unknown } from '../../outcome.ts';

/** A caller whose patience ends before the work of what it calls. */
export const rule: Rule = {
  id: ruleId('resilience/inverted-timeout-chain'),
  title: 'The caller gives up before the callee, so work is done for nobody',
  appliesTo: ['cdn', 'load-balancer', 'gateway', 'api'],
  severity: 'medium',
  consequence: 'availability',
  environments: 'any',
  check(component, context) {
    const { patience } = component.facts;
    if (!patience) return notApplicable('nothing states how long it waits');
    const outcomes = [...ownAttempts(component, patience), ...pairs(component, patience, context)];
    return outcomes.length > 0 ? outcomes : notApplicable('nothing that it calls states a limit');
  },
};

/** A route whose attempts together take longer than the whole may. */
function ownAttempts({ name }: Component, patience: Patience): readonly Outcome[] {
  const { waitsSeconds, attemptSeconds, attempts } = patience;
  if (!waitsSeconds || !attemptSeconds) return [];
  const times: number | Unknown = attempts?.value ?? 1;
  const [all, each] = [waitsSeconds.value, attemptSeconds.value];
  if (Unknown.is(all)) return [unknown(all)];
  if (Unknown.is(each)) return [unknown(each)];
  if (Unknown.is(times)) return [unknown(times)];
  if (all >= each * times) return [pass];
  // A default number of attempts that does not fit is cut short, as documented; nobody chose it.
  if (all >= each && attempts?.origin !== 'written') return [pass];
  return [
    {
      status: 'fail',
      key: 'attempts',
      problem:
        `The last attempts of ${name} are cut short and their work is done for nobody: ` +
        `${times} attempts of ${each} s do not fit into its timeout of ${all} s.`,
      evidence: [
        evidenceOf(waitsSeconds, `all attempts together may take ${all} s`),
        evidenceOf(attemptSeconds, `each attempt may take ${each} s`),
        ...(attempts ? [evidenceOf(attempts, `${times} attempts, the first included`)] : []),
      ],
      remedies: [
        advice(`Give the whole at least ${each * times} s, or each attempt at most ${floor(all / times)} s`),
      ],
      cause: waitsSeconds.at[0],
    },
  ];
}

interface Pair {
  readonly callee: Component;
  readonly waits: Stated<number>;
  readonly works: Stated<number>;
  readonly endsWork: boolean;
}

function pairs(caller: Component, patience: Patience, context: RuleContext): readonly Outcome[] {
  const waits = new Map<ComponentId, Stated<number>>();
  if (patience.waitsSeconds)
    for (const id of calleesOf(caller, context)) waits.set(id, patience.waitsSeconds);
  for (const { callee, seconds } of patience.waitsFor ?? []) {
    const known = waits.get(callee)?.value;
    if (known === undefined || isLonger(known, seconds.value)) waits.set(callee, seconds);
  }
  const found = [...waits].flatMap(([id, waited]): Pair[] => {
    const callee = context.component(id);
    const works = callee.facts.patience?.worksSeconds;
    const endsWork = callee.facts.patience?.endsWork === true;
    return works && id !== caller.id ? [{ callee, waits: waited, works, endsWork }] : [];
  });
  return [...together(found).values()].map((alike) => judge(caller, alike));
}

/** Pairs with the same two limits are one matter, however many functions there are. */
function together(found: readonly Pair[]): ReadonlyMap<string, readonly [Pair, ...Pair[]]> {
  const alike = new Map<string, [Pair, ...Pair[]]>();
  for (const pair of found) {
    const [waits, works] = [pair.waits.value, pair.works.value];
    const isKnown = !Unknown.is(waits) && !Unknown.is(works);
    const key = isKnown ? `${waits} ${works} ${pair.endsWork}` : pair.callee.id;
    const known = alike.get(key);
    if (known) known.push(pair);
    else alike.set(key, [pair]);
  }
  return alike;
}

function isLonger(known: Stated<number>['value'], other: Stated<number>['value']): boolean {
  return Unknown.is(known) || (!Unknown.is(other) && other < known);
}

/** What requests are passed on to; groups of targets only pass them further. */
function calleesOf(caller: Component, context: RuleContext): ReadonlySet<ComponentId> {
  const found = new Set<ComponentId>();
  const groups = new Set<ComponentId>();
  for (const { to } of context.dependenciesFrom(caller.id, 'routes-to')) {
    if (context.component(to).kind === 'target-group') groups.add(to);
    else found.add(to);
  }
  for (const group of groups) {
    for (const { to } of context.dependenciesFrom(group, 'routes-to')) found.add(to);
  }
  return found;
}

const MOST_NAMED = 3;

function judge(caller: Component, pairs: readonly [Pair, ...Pair[]]): Outcome {
  const [{ callee, waits, works, endsWork }, ...others] = pairs;
  const key = callee.id;
  if (Unknown.is(waits.value)) return { ...unknown(waits.value), key };
  if (Unknown.is(works.value)) return { ...unknown(works.value), key };
  // Two defaults side by side: nobody chose either, and most estates have them.
  if (waits.origin === 'default' && works.origin === 'default') return { ...pass, key };
  const isInverted = endsWork ? waits.value <= works.value : waits.value < works.value;
  if (!isInverted) return { ...pass, key };
  const names = pairs.slice(0, MOST_NAMED).map((pair) => pair.callee.name);
  const more = pairs.length > MOST_NAMED ? ` and ${pairs.length - MOST_NAMED} more` : '';
  const who = `${names.join(', ')}${more}`;
  const [verb, callees] = others.length === 0 ? ['works', 'its callee'] : ['work', 'they'];
  const isShared = pairs.some((pair) => (pair.callee.facts.eventSources ?? []).length > 0);
  return {
    status: 'fail',
    key: `${waits.value} s before ${works.value} s`,
    problem:
      `${who} ${verb} on for nobody after ${caller.name} has answered with an error: ` +
      `${caller.name} waits ${waits.value} s, ${callees} may take ${works.value} s.`,
    evidence: pairs
      .slice(0, MOST_NAMED)
      .flatMap((pair) => [
        evidenceOf(pair.waits, `${caller.name} waits ${String(pair.waits.value)} s`),
        evidenceOf(pair.works, `${pair.callee.name} may take ${String(pair.works.value)} s`),
      ]),
    remedies: [
      advice(`Let ${who} give up before ${caller.name} does: at most ${floor(waits.value * 0.9)} s`),
    ],
    cause: works.origin === 'written' ? works.at[0] : waits.at[0],
    // A second more is wasted now and then; only clear differences feed overload.
    severity: works.value <= waits.value * SLIGHT ? 'low' : undefined,
    confidence: endsWork && !isShared ? undefined : 'medium',
  };
}

const SLIGHT = 1.1;

function floor(seconds: number): number {
  return seconds >= 2 ? Math.floor(seconds) : Math.floor(seconds * 10) / 10;
}

function advice(title: string): { title: string; safety: 'review'; caution: string; intents: [] } {
  return {
    title,
    safety: 'review',
    caution: 'Work that needs longer must be done behind a queue, or fails where it was only late before.',
    intents: [],
  };
}
