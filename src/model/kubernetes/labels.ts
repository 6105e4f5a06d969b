import type { Labels } from '../../core/facts/workload.ts';
import { lookup } from '../../core/lookup.ts';
import type { Resource } from '../../core/resource.ts';
import type { DataObject, Value } from '../../core/value.ts';
import { isDataList, isDataObject, scalarText, Sensitive, Unknown } from '../../core/value.ts';
import { at, dataAt } from '../read.ts';
import type { Path } from '../read.ts';

/** Labels, annotations or a plain selector. */
export function readLabels(resource: Resource, path: Path): Labels {
  const data = dataAt(resource, ...path);
  const place = at(resource, ...path);
  if (Unknown.is(data)) return { known: {}, more: data, at: place };
  const known: { [key: string]: Value<string> } = {};
  if (isDataObject(data)) {
    for (const [key, value] of Object.entries(data)) {
      if (value === null) continue;
      const shown = Sensitive.is(value) ? value.reveal() : value;
      known[key] = Unknown.is(shown) ? shown : (scalarText(shown) ?? '');
    }
  }
  return { known, more: undefined, at: place };
}

/** A label that a plain map of labels demands, where one is known. */
export function demandedLabel({ known }: Labels): readonly [key: string, value: string] | undefined {
  for (const [key, value] of Object.entries(known)) if (typeof value === 'string') return [key, value];
  return undefined;
}

/** What a label must be for a selector to match. */
interface Requirement {
  readonly key: string;
  readonly operator: 'in' | 'not-in' | 'exists' | 'absent';
  readonly values: readonly Value<string>[];
}

/** A label selector; no requirements match every pod. */
export interface LabelSelector {
  readonly requirements: readonly Requirement[];
  /** Why there may be more requirements. */
  readonly more: Unknown | undefined;
}

/** A `labelSelector` with `matchLabels` and `matchExpressions`; undefined when nobody wrote it. */
export function readSelector(resource: Resource, path: Path): LabelSelector | undefined {
  const data = dataAt(resource, ...path);
  if (Unknown.is(data)) return { requirements: [], more: data };
  if (!isDataObject(data)) return undefined;
  const labels = readLabels(resource, [...path, 'matchLabels']);
  const expressions = dataAt(resource, ...path, 'matchExpressions');
  const parsed = isDataList(expressions)
    ? expressions.map((item) => (isDataObject(item) ? requirementOf(item) : undefined))
    : [];
  const known = parsed.filter((item) => item !== undefined);
  const unread = known.length < parsed.length ? UNREAD : undefined;
  return {
    requirements: [...requirementsOf(labels), ...known],
    more: labels.more ?? (Unknown.is(expressions) ? expressions : unread),
  };
}

/** A label that a selector demands with one value, where there is such a one. */
export function demandedBy({
  requirements,
}: LabelSelector): readonly [key: string, value: string] | undefined {
  for (const { key, operator, values } of requirements) {
    const [value, second] = values;
    if (operator === 'in' && typeof value === 'string' && second === undefined) return [key, value];
  }
  return undefined;
}

/** Whether a selector has no requirement at all, so that it selects every pod of its namespace. */
export function isEmptySelector({ requirements, more }: LabelSelector): boolean {
  return requirements.length === 0 && more === undefined;
}

const UNREAD = new Unknown({
  reason: 'evaluation-error',
  detail: 'a match expression of the selector cannot be read',
  settledBy: 'a key and an operator in each match expression',
});

const OPERATORS: { readonly [operator: string]: Requirement['operator'] } = {
  In: 'in',
  NotIn: 'not-in',
  Exists: 'exists',
  DoesNotExist: 'absent',
};

function requirementOf({ key, operator, values }: DataObject): Requirement | undefined {
  const known = typeof operator === 'string' ? lookup(OPERATORS, operator) : undefined;
  if (typeof key !== 'string' || !known) return undefined;
  const list = isDataList(values) ? values : [];
  return {
    key,
    operator: known,
    values: list.map((item) => (Unknown.is(item) ? item : (scalarText(item) ?? ''))),
  };
}

function requirementsOf(labels: Labels): readonly Requirement[] {
  return Object.entries(labels.known).map(([key, value]) => ({ key, operator: 'in', values: [value] }));
}

/** Whether labels satisfy a plain map of labels (a Service's selector). An empty map matches nothing. */
export function matchesLabels(wanted: Labels, labels: Labels): Value<boolean> {
  const requirements = requirementsOf(wanted);
  if (requirements.length === 0) return wanted.more ?? false;
  return matchesSelector({ requirements, more: wanted.more }, labels);
}

/** Whether a selector selects what has these labels. One requirement that is certainly not met decides. */
export function matchesSelector(selector: LabelSelector, labels: Labels): Value<boolean> {
  let unknown = selector.more;
  for (const requirement of selector.requirements) {
    const met = meets(requirement, labels);
    if (met === false) return false;
    if (Unknown.is(met)) unknown ??= met;
  }
  return unknown ?? true;
}

function meets({ key, operator, values }: Requirement, { known, more }: Labels): Value<boolean> {
  const label = lookup(known, key);
  if (operator === 'exists') return label !== undefined || (more ?? false);
  if (operator === 'absent') return label === undefined ? (more ?? true) : false;
  if (label === undefined) return more ?? operator === 'not-in';
  const isIn = isOneOf(label, values);
  return Unknown.is(isIn) || operator === 'in' ? isIn : !isIn;
}

function isOneOf(label: Value<string>, values: readonly Value<string>[]): Value<boolean> {
  // The same unknown value used on both sides is equal to itself.
  if (values.includes(label)) return true;
  if (Unknown.is(label)) return values.length > 0 ? label : false;
  return values.find((value) => Unknown.is(value)) ?? false;
}
