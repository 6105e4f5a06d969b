import { createHash } from 'node:crypto';
import type { Component } from '../core/component.ts';
import type { Evidence, Finding, Severity, Standing } from '../core/finding.ts';
import { findingId } from '../core/id.ts';
import type { RuleId } from '../core/id.ts';
import type { Origin } from '../core/location.ts';
import { byCodeUnit, sortedUnique } from '../core/order.ts';
import type { Failed, Outcome, Rule, Undecided } from '../core/rule.ts';
import type { Unknown } from '../core/value.ts';
import { precedence } from './precedence.ts';
import type { Precedence } from './precedence.ts';
import { sharedRemedies } from './shared-remedies.ts';

/** One outcome of one rule on one component, as the rules gave it. */
export interface Judged {
  readonly rule: Rule;
  readonly component: Component;
  readonly outcome: Outcome;
}

export interface GroupContext {
  /** Where the text of a location stands. */
  origin(at: NonNullable<Failed['cause']>): Origin | undefined;
  isProductionLike(component: Component): boolean;
  /** Whether it stands in an example or a test, which shows how something is used and serves nobody. */
  isSample(component: Component): boolean;
}

/** One cause, one finding: outcomes of one rule with one origin are one finding with several subjects. */
export function group(judged: readonly Judged[], context: GroupContext): readonly Finding[] {
  const groups = new Map<string, Draft>();
  const copied = new Set(judged.flatMap(({ component }) => firstOf(component.id) ?? []));
  // Most rules pass on most components: those outcomes are not looked at.
  const told = judged.filter(({ outcome: { status } }) => status === 'fail' || status === 'unknown');
  for (const { rule, component, outcome, alsoMatches } of withPrecedence(told)) {
    if (outcome.status !== 'fail' && outcome.status !== 'unknown') continue;
    const origin = copyAddress(component, outcome, copied) ?? originAddress(component, outcome, context);
    const key = [rule.id, outcome.status, outcome.key ?? '', origin].join('\n');
    const draft = groups.get(key);
    const member: Member = { component, outcome, alsoMatches };
    if (draft) draft.members.push(member);
    else groups.set(key, { rule, origin, key: outcome.key ?? '', members: [member] });
  }
  return [...groups.values()].map((draft) => toFinding(draft, context)).sort(inReadingOrder);
}

/** `…#Deployment/shop/orders~2` is the same object as `…#Deployment/shop/orders`, written a second time. */
function firstOf(id: string): string | undefined {
  return /^(.+#.+)~\d+$/.exec(id)?.[1];
}

/** One object that a folder writes several times (one file for each way to try it) is told once. */
function copyAddress(
  { id }: Component,
  outcome: Failed | Undecided,
  copied: ReadonlySet<string>,
): string | undefined {
  const first = firstOf(id) ?? id;
  if (outcome.status !== 'fail' || !outcome.cause || !copied.has(first)) return undefined;
  return `${first} ${outcome.cause.path.join('.')}`;
}

interface Member {
  readonly component: Component;
  readonly outcome: Failed | Undecided;
  readonly alsoMatches: readonly RuleId[];
}

interface Draft {
  readonly rule: Rule;
  readonly origin: string;
  readonly key: string;
  readonly members: Member[];
}

const BY_SILENT = precedenceBy(({ silent }) => silent);
const BY_SPEAKER = precedenceBy(({ speaks }) => speaks);

function precedenceBy(ruleOf: (pair: Precedence) => string): ReadonlyMap<string, readonly Precedence[]> {
  const pairs = new Map<string, Precedence[]>();
  for (const pair of precedence) pairs.set(ruleOf(pair), [...(pairs.get(ruleOf(pair)) ?? []), pair]);
  return pairs;
}

/** Drops outcomes of rules that stay silent where a more specific rule speaks about the same component. */
function withPrecedence(judged: readonly Judged[]): readonly (Judged & { alsoMatches: readonly RuleId[] })[] {
  const failing = new Set<string>();
  for (const one of judged) {
    if (one.outcome.status !== 'fail') continue;
    failing.add(`${one.component.id}\n${one.rule.id}`).add(`${placeOf(one)}\n${one.rule.id}`);
  }
  const hasFailed = (rule: string, one: Judged, { sameCause }: Precedence): boolean =>
    failing.has(`${sameCause ? placeOf(one) : one.component.id}\n${rule}`);
  const ruleIds = new Map(judged.map(({ rule }) => [String(rule.id), rule.id]));
  return judged.flatMap((one) => {
    const { rule, outcome } = one;
    if (outcome.status !== 'fail') return [{ ...one, alsoMatches: [] }];
    const above = BY_SILENT.get(rule.id) ?? [];
    if (above.some((pair) => hasFailed(pair.speaks, one, pair))) return [];
    const silent = (BY_SPEAKER.get(rule.id) ?? []).filter((pair) => hasFailed(pair.silent, one, pair));
    return [{ ...one, alsoMatches: silent.flatMap((pair) => ruleIds.get(pair.silent) ?? []) }];
  });
}

/** The component and the cause in it. */
function placeOf({ component, outcome }: Judged): string {
  const cause = outcome.status === 'fail' ? outcome.cause : undefined;
  return `${component.id}\n${cause?.resource ?? ''}\n${cause?.path.join('.') ?? ''}`;
}

/**
 * What the finding is about, in words that survive reformatting: the origin of the cause, else the component.
 */
function originAddress(component: Component, outcome: Failed | Undecided, context: GroupContext): string {
  if (outcome.status === 'fail') {
    // What several examples do alike is one habit of theirs.
    if (context.isSample(component)) return 'examples';
    const origin = outcome.cause && context.origin(outcome.cause);
    return origin ? origin.address : component.id;
  }
  // One answer settles it everywhere, so it is asked once.
  return sortedUnique(outcome.because.map((cause) => cause.settledBy ?? cause.detail)).join(', ');
}

function toFinding({ rule, origin, key, members }: Draft, context: GroupContext): Finding {
  const sorted = [...members].sort((a, b) => byCodeUnit(a.component.id, b.component.id));
  const first = worstOf(rule, sorted, context);
  if (!first) throw new Error('a group has at least one member');
  const severity =
    sorted.map((member) => severityOf(rule, member, context)).sort(bySeverity)[0] ?? rule.severity;
  const { status } = first.outcome;
  return {
    id: findingId(
      createHash('sha256').update([rule.id, status, key, origin].join('\n')).digest('hex').slice(0, 12),
    ),
    rule: rule.id,
    status,
    title: rule.title,
    problem: problemOf(rule, first),
    severity,
    confidence: confidenceOf(rule, sorted),
    standing: standingOf(rule, severity),
    subjects: [...new Set(sorted.map((member) => member.component.id))],
    evidence: evidenceOf([first, ...sorted]),
    because: uniqueCauses(sorted),
    remedies: sharedRemedies(first, sorted, (at) => context.origin(at)),
    environments: sortedUnique(
      sorted.flatMap((member) => member.component.environments.map(({ name }) => name)),
    ),
    alsoMatches: [...new Set(sorted.flatMap((member) => member.alsoMatches))].sort(byCodeUnit),
    origin,
    ...(key === '' ? {} : { key }),
  };
}

/** The member whose words the finding takes: where it is worst, else the first by name. */
function worstOf(rule: Rule, members: readonly Member[], context: GroupContext): Member | undefined {
  const ranked = members.map((member) => ({ member, severity: severityOf(rule, member, context) }));
  return ranked.sort((a, b) => bySeverity(a.severity, b.severity))[0]?.member;
}

function problemOf(rule: Rule, { component, outcome }: Member): string {
  if (outcome.status === 'fail') return outcome.problem;
  if (outcome.question !== undefined) return outcome.question;
  const [cause] = outcome.because;
  const title = `${rule.title.charAt(0).toLowerCase()}${rule.title.slice(1)}`;
  return `Cannot tell for ${component.name} (${title}): ${cause?.detail ?? ''}.`;
}

// A root or its files are named after a rehearsal environment, and no value says so: lowered, never silenced.
function isNamedOtherwise(component: Component): boolean {
  const { environments } = component;
  return (
    environments.length > 0 &&
    environments.every(
      ({ name, grade }) => grade === 'C' && ['development', 'test', 'preview', 'staging'].includes(name),
    )
  );
}

function severityOf(rule: Rule, { component, outcome }: Member, context: GroupContext): Severity {
  const own = outcome.status === 'fail' ? (outcome.severity ?? rule.severity) : rule.severity;
  const isLowered =
    context.isSample(component) ||
    (rule.environments !== 'any' && isNamedOtherwise(component) && context.isProductionLike(component));
  return isLowered && rank(own) < rank('low') ? 'low' : own;
}

function confidenceOf(rule: Rule, members: readonly Member[]): Finding['confidence'] {
  const stated = members.flatMap(({ outcome }) =>
    outcome.status === 'fail' ? (outcome.confidence ?? []) : [],
  );
  if (stated.includes('low')) return 'low';
  const untold =
    rule.environments !== 'any' && members.every(({ component }) => component.environments.length === 0);
  return stated.includes('medium') || untold ? 'medium' : 'high';
}

/** Until findings are priced: security that cannot wait first, what only tidies last. */
function standingOf(rule: Rule, severity: Severity): Standing {
  if (rule.consequence === 'exposure' && (severity === 'critical' || severity === 'high'))
    return { kind: 'must-do' };
  return {
    kind: rule.consequence === 'none' || severity === 'low' || severity === 'info' ? 'hygiene' : 'unpriced',
  };
}

/** The evidence of the first subject, and of others what it does not already say. */
function evidenceOf(members: readonly Member[]): readonly Evidence[] {
  const seen = new Set<string>();
  const found: Evidence[] = [];
  for (const { outcome } of members) {
    for (const line of outcome.evidence ?? []) {
      const { says, at, range } = line;
      const key = `${says} ${at?.resource} ${at?.path.join('.')} ${range?.file} ${range?.start}`;
      if (!seen.has(key)) found.push(line);
      seen.add(key);
    }
  }
  return found;
}

function uniqueCauses(members: readonly Member[]): readonly Unknown[] {
  const causes = members.flatMap(({ outcome }) => (outcome.status === 'unknown' ? outcome.because : []));
  const seen = new Map(causes.map((cause) => [`${cause.reason} ${cause.detail}`, cause]));
  return [...seen.values()];
}

const SEVERITIES: readonly Severity[] = ['critical', 'high', 'medium', 'low', 'info'];
const STANDINGS: readonly Standing['kind'][] = ['must-do', 'tier', 'unpriced', 'hygiene'];

function rank(severity: Severity): number {
  return SEVERITIES.indexOf(severity);
}

function bySeverity(a: Severity, b: Severity): number {
  return rank(a) - rank(b);
}

/**
 * Decided before asked, must-do first, then severity, production first, many subjects first, then by name.
 */
function inReadingOrder(a: Finding, b: Finding): number {
  return (
    (a.status === b.status ? 0 : a.status === 'fail' ? -1 : 1) ||
    STANDINGS.indexOf(a.standing.kind) - STANDINGS.indexOf(b.standing.kind) ||
    bySeverity(a.severity, b.severity) ||
    productionFirst(a) - productionFirst(b) ||
    b.subjects.length - a.subjects.length ||
    byCodeUnit(a.rule, b.rule) ||
    byCodeUnit(a.origin, b.origin) ||
    byCodeUnit(a.id, b.id)
  );
}

function productionFirst(finding: Finding): number {
  if (finding.environments.includes('production')) return 0;
  return finding.environments.length === 0 ? 1 : 2;
}
