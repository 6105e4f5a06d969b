import type { Stated } from '../../../core/component.ts';
import type { Difference } from '../../../core/facts/code.ts';
import type { Facts } from '../../../core/facts.ts';
import { byCodeUnit } from '../../../core/order.ts';
import type { Resource, Stack } from '../../../core/resource.ts';
import type { Data } from '../../../core/value.ts';
import { isDataList, isDataObject, Unknown } from '../../../core/value.ts';
import type { ComponentDraft } from '../../graph-draft.ts';
import { isDocumentedSwitch, meaningOfSwitch } from './switch-names.ts';

/** Settings of two environments, compared: production's side is `own`. */
export interface Compared {
  readonly differences: Difference[];
  readonly undirected: Difference[];
  readonly unresolved: Unknown[];
  compared: number;
}

interface ComparedFact {
  readonly read: (facts: Facts) => Stated<boolean> | undefined;
  readonly label: string;
  readonly strong: boolean;
  /** `security` counts either way; `guard` and `copies` only where production is the weaker side. */
  readonly kind: 'security' | 'guard' | 'copies';
  /** Attributes that say the same, so that a difference is told once. */
  readonly attributes: RegExp;
}

const PUBLIC = 'public address';

// What stands in front of users has a public address on purpose.
const MEANT_FOR_ALL: ReadonlySet<string> = new Set([
  'load-balancer',
  'gateway',
  'cdn',
  'dns',
  'nat',
  'network',
  'subnet',
  'api',
]);

type Row = readonly [label: string, strong: boolean, read: ComparedFact['read'], attributes: RegExp];

function factsOf(kind: ComparedFact['kind'], rows: readonly Row[]): readonly ComparedFact[] {
  return rows.map(([label, strong, read, attributes]) => ({ kind, label, strong, read, attributes }));
}

// Stands for facts that no attribute says by itself.
const NO_ATTRIBUTE = /^$/;

const FACTS: readonly ComparedFact[] = [
  ...factsOf('security', [
    ['encryption at rest', true, (f) => f.encryptedAtRest, /encrypt|kms/],
    ['encrypted connections only', true, (f) => f.requiresTls, /tls|ssl/],
    [PUBLIC, false, (f) => f.hasPublicAddress, /public/],
    ['open to callers who prove nothing', false, (f) => f.admitsAnyone, NO_ATTRIBUTE],
    ['token for instance metadata', true, (f) => f.metadataNeedsToken, NO_ATTRIBUTE],
    ['public API', false, (f) => f.publicApi, /public/],
    ['key rotation', true, (f) => f.rotates, /rotation/],
  ]),
  ...factsOf('guard', [
    ['deletion protection', true, (f) => f.deletionProtection, /protection/],
    ['prevent_destroy', true, (f) => f.preventDestroy, /prevent_destroy/],
    ['no final snapshot', false, (f) => f.skipsFinalSnapshot, /final_snapshot/],
    ['point-in-time recovery', true, (f) => f.pointInTimeRecovery, /recovery/],
    ['versioning', true, (f) => f.versioning, /versioning/],
    ['automatic backups', true, backups, /backup/],
  ]),
  ...factsOf('copies', [
    ['several zones', true, (f) => f.claimsSeveralZones, /multi_az|zones/],
    ['automatic failover', true, (f) => f.automaticFailover, /failover/],
  ]),
];

/** Days are a number and may differ; none at all may not. */
function backups({ backupRetentionDays: days }: Facts): Stated<boolean> | undefined {
  return days && { ...days, value: Unknown.is(days.value) ? days.value : days.value > 0 };
}

/** Compares what two stacks state about the same addresses, variables and module arguments. */
export function compareSettings(
  own: { readonly stack: Stack; readonly components: readonly ComponentDraft[] },
  other: { readonly stack: Stack; readonly components: readonly ComponentDraft[] },
): Compared {
  const result: Compared = { differences: [], undirected: [], unresolved: [], compared: 0 };
  const counterparts = new Map(other.components.flatMap((component) => addressed(component)));
  for (const [address, component] of own.components.flatMap((one) => addressed(one))) {
    const counterpart = counterparts.get(address);
    if (counterpart) compareComponents(address, component, counterpart, result);
  }
  compareVariables(own.stack, other.stack, result);
  compareArguments(own.stack, other.stack, result);
  result.differences.sort((a, b) => byCodeUnit(a.subject, b.subject));
  return result;
}

function addressed(component: ComponentDraft): [string, ComponentDraft][] {
  return component.main ? [[component.main.address, component]] : [];
}

function compareComponents(
  address: string,
  own: ComponentDraft,
  other: ComponentDraft,
  result: Compared,
): void {
  const told: RegExp[] = [];
  for (const fact of FACTS) {
    const [a, b] = [fact.read(own.facts), fact.read(other.facts)];
    if (!a || !b || (fact.label === PUBLIC && MEANT_FOR_ALL.has(own.kind))) continue;
    if (Unknown.is(a.value)) result.unresolved.push(a.value);
    else if (Unknown.is(b.value)) result.unresolved.push(b.value);
    else result.compared += 1;
    if (Unknown.is(a.value) || Unknown.is(b.value) || a.value === b.value) continue;
    told.push(fact.attributes);
    const weaker = a.value === fact.strong ? 'other' : 'own';
    if (fact.kind !== 'security' && weaker === 'other') continue;
    result.differences.push({
      kind: 'setting',
      subject: `${address}: ${fact.label}`,
      weaker,
      own: onOff(a.value),
      other: onOff(b.value),
      ownPlace: { at: a.at[0] },
      otherPlace: { at: b.at[0] },
    });
  }
  if (own.main && other.main) compareAttributes(own.main, other.main, told, result);
}

function onOff(value: boolean): string {
  return value ? 'on' : 'off';
}

/** Switches among a resource's own attributes that no fact speaks of. */
function compareAttributes(own: Resource, other: Resource, told: readonly RegExp[], result: Compared): void {
  const others = new Map(switchesIn(other.attributes, []).map((item) => [item.path.join('.'), item.value]));
  for (const { path, value } of switchesIn(own.attributes, [])) {
    const name = path.filter((step) => typeof step === 'string').join('.');
    const counterpart = others.get(path.join('.'));
    if (
      counterpart === undefined ||
      FACTS.some((fact) => told.includes(fact.attributes) && fact.attributes.test(name))
    ) {
      continue;
    }
    if (FACTS.some((fact) => fact.attributes.test(name) && fact.kind !== 'security')) continue;
    addSwitch(
      `${own.address}: ${name}`,
      { own: value, other: counterpart },
      {
        ownPlace: { at: { resource: own.id, path } },
        otherPlace: { at: { resource: other.id, path } },
      },
      result,
    );
  }
}

/** Variables of one root with two variable sets; what an attribute already told is left out. */
function compareVariables(own: Stack, other: Stack, result: Compared): void {
  if (own.root !== other.root) return;
  const told = new Set(result.differences.map(({ subject }) => lastWord(subject)));
  const others = new Map(other.code.variables.map((variable) => [variable.name, variable]));
  for (const variable of own.code.variables) {
    const counterpart = others.get(variable.name);
    if (!counterpart) continue;
    const theirs = new Map(
      switchesIn(counterpart.value, [variable.name]).map((item) => [item.path.join('.'), item.value]),
    );
    for (const { path, value } of switchesIn(variable.value, [variable.name])) {
      const match = theirs.get(path.join('.'));
      if (match === undefined || told.has(lastWord(path.join('.')))) continue;
      const places = { ownPlace: { range: variable.at }, otherPlace: { range: counterpart.at } };
      addSwitch(`variable ${path.join('.')}`, { own: value, other: match }, places, result);
    }
  }
}

/** Arguments of the same module call in two folders. */
function compareArguments(own: Stack, other: Stack, result: Compared): void {
  if (own.root === other.root) return;
  const others = new Map(other.moduleCalls.map((call) => [call.address, call]));
  const told = new Set(result.differences.map(({ subject }) => lastWord(subject)));
  for (const call of own.moduleCalls) {
    const counterpart = others.get(call.address);
    if (!counterpart || call.opened === 'local') continue;
    const theirs = new Map(
      switchesIn(counterpart.inputs, []).map((item) => [item.path.join('.'), item.value]),
    );
    for (const { path, value } of switchesIn(call.inputs, [])) {
      const match = theirs.get(path.join('.'));
      if (match === undefined || told.has(lastWord(path.join('.')))) continue;
      const places = { ownPlace: { range: call.declaredAt }, otherPlace: { range: counterpart.declaredAt } };
      addSwitch(`${call.address}: ${path.join('.')}`, { own: value, other: match }, places, result);
    }
  }
}

function lastWord(text: string): string {
  return text.slice(Math.max(text.lastIndexOf('.'), text.lastIndexOf(' ')) + 1);
}

interface Switch {
  readonly path: readonly (string | number)[];
  readonly value: boolean | Unknown;
}

/** The booleans inside a value, each with its path. */
function switchesIn(data: Data, path: readonly (string | number)[]): readonly Switch[] {
  if (typeof data === 'boolean') return [{ path, value: data }];
  if (Unknown.is(data)) return [];
  if (isDataList(data)) return data.flatMap((item, index) => switchesIn(item, [...path, index]));
  if (!isDataObject(data)) return [];
  return Object.entries(data).flatMap(([name, item]) => switchesIn(item, [...path, name]));
}

function addSwitch(
  subject: string,
  values: { readonly own: boolean | Unknown; readonly other: boolean | Unknown },
  places: Pick<Difference, 'ownPlace' | 'otherPlace'>,
  result: Compared,
): void {
  const meaning = meaningOfSwitch(lastWord(subject));
  if (!meaning || Unknown.is(values.own) || Unknown.is(values.other)) return;
  result.compared += 1;
  if (values.own === values.other) return;
  const shown = { own: String(values.own), other: String(values.other) };
  const base = { kind: 'switch', subject, ...shown, ...places } as const;
  // Of a variable only a name is known, unless it is called like the argument that it feeds.
  const isProven = places.ownPlace.at !== undefined || isDocumentedSwitch(lastWord(subject));
  if (meaning.strong === undefined || !isProven) {
    if (meaning.kind === 'guard' && values.own === meaning.strong) return;
    result.undirected.push({ ...base, weaker: undefined });
    return;
  }
  const weaker = values.own === meaning.strong ? 'other' : 'own';
  if (meaning.kind === 'security' || weaker === 'own') result.differences.push({ ...base, weaker });
}
