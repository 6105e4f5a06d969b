import type { Labels } from '../../core/facts/workload.ts';
import type { Resource } from '../../core/resource.ts';
import type { Value } from '../../core/value.ts';
import { Unknown } from '../../core/value.ts';
import { at } from '../read.ts';
import { itemsAt, labelsAt, textsAt, textValueAt } from './read-object.ts';

type Path = readonly (string | number)[];

/** `matchLabels` and `matchExpressions` of an object. */
export interface LabelSelector {
  readonly labels: Labels;
  readonly expressions: readonly LabelExpression[];
  /** Set when there may be other expressions. */
  readonly more: Unknown | undefined;
}

export interface LabelExpression {
  readonly key: Value<string>;
  readonly operator: Value<string>;
  readonly values: readonly Value<string>[];
}

/** Reads a label selector; nothing written is the empty one, which selects everything. */
export function readSelector(resource: Resource, ...path: Path): LabelSelector {
  const { items, more } = itemsAt(resource, ...path, 'matchExpressions');
  const labels = labelsAt(resource, ...path, 'matchLabels');
  return {
    labels: { ...labels, at: at(resource, ...path) },
    expressions: items.map(({ path: place }) => ({
      key: textValueAt(resource, ...place, 'key') ?? '',
      operator: textValueAt(resource, ...place, 'operator') ?? '',
      values: textsAt(resource, ...place, 'values'),
    })),
    more,
  };
}

/** Whether it has no requirement at all. */
export function isEmptySelector({ labels, expressions, more }: LabelSelector): boolean {
  const isOpen = labels.more !== undefined || more !== undefined;
  return !isOpen && expressions.length === 0 && Object.keys(labels.known).length === 0;
}

/** Whether the selector selects what carries these labels; a requirement that is certainly not met decides. */
export function selects(selector: LabelSelector, labels: Labels): Value<boolean> {
  const answers = [
    selectsByLabels(selector.labels, labels),
    ...selector.expressions.map((expression) => meets(expression, labels)),
    ...(selector.more ? [selector.more] : []),
  ];
  return allOf(answers);
}

/** Whether every label of a plain selector is carried with the same value. */
export function selectsByLabels(wanted: Labels, labels: Labels): Value<boolean> {
  const answers = Object.entries(wanted.known).map(([key, value]): Value<boolean> => {
    const own = labels.known[key];
    if (own === undefined) return labels.more ?? false;
    if (Unknown.is(value)) return value === own ? true : value;
    return Unknown.is(own) ? own : value === own;
  });
  return allOf(wanted.more ? [...answers, wanted.more] : answers);
}

function allOf(answers: readonly Value<boolean>[]): Value<boolean> {
  if (answers.some((answer) => answer === false)) return false;
  return answers.find((answer) => Unknown.is(answer)) ?? true;
}

function meets({ key, operator, values }: LabelExpression, labels: Labels): Value<boolean> {
  if (Unknown.is(key)) return key;
  if (Unknown.is(operator)) return operator;
  const own = labels.known[key];
  if (own === undefined && labels.more) return labels.more;
  switch (operator) {
    case 'Exists':
      return own !== undefined;
    case 'DoesNotExist':
      return own === undefined;
    case 'In':
      return own === undefined ? false : isAmong(own, values);
    case 'NotIn': {
      const among = own === undefined ? false : isAmong(own, values);
      return Unknown.is(among) ? among : !among;
    }
    default:
      return new Unknown({ reason: 'evaluation-error', detail: `no such operator: ${operator}` });
  }
}

function isAmong(own: Value<string>, values: readonly Value<string>[]): Value<boolean> {
  if (Unknown.is(own)) return own;
  if (values.includes(own)) return true;
  return values.find((value) => Unknown.is(value)) ?? false;
}
