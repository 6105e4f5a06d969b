import { byCodeUnit } from '../../../core/order.ts';
import type { Data, DataObject } from '../../../core/value.ts';
import { isDataList, isDataObject, scalarText, Unknown } from '../../../core/value.ts';

/**
 * A statement as the provider writes it, from a `statement` block: lists of one as that one, longer lists in
 * reverse order, everything as text. `&{…}` stands for IAM's own `${…}` where `replacesVariables`.
 */
export function statementOfBlock(block: Data, replacesVariables: boolean): Data {
  if (!isDataObject(block)) return block;
  const sid = block['sid'];
  const effect = block['effect'];
  const text = (data: Data): Data => policyText(data, replacesVariables);
  return inOrder({
    Sid: sid === '' ? undefined : (sid ?? undefined),
    Effect: effect === '' ? 'Allow' : (effect ?? 'Allow'),
    Action: elements(block['actions'], asText),
    NotAction: elements(block['not_actions'], asText),
    Resource: elements(block['resources'], text),
    NotResource: elements(block['not_resources'], text),
    Principal: principalsOf(block['principals'], text),
    NotPrincipal: principalsOf(block['not_principals'], text),
    Condition: conditionsOf(block['condition'], text),
  });
}

/** A statement of another document as the provider hands it on: its own names only, conditions as texts. */
export function statementOfJson(statement: Data): Data {
  if (!isDataObject(statement)) return statement;
  const conditions = statement['Condition'];
  return inOrder({ ...statement, Condition: isDataObject(conditions) ? textsIn(conditions) : conditions });
}

const NAMES = [
  'Sid',
  'Effect',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Principal',
  'NotPrincipal',
  'Condition',
];

function inOrder(statement: { readonly [name: string]: Data | undefined }): DataObject {
  const made: { [name: string]: Data } = {};
  for (const name of NAMES) {
    const value = statement[name];
    if (value !== undefined && value !== null) {
      made[name] = isDataObject(value) ? sorted(value) : value;
    }
  }
  return made;
}

function sorted(object: DataObject): DataObject {
  return Object.fromEntries(
    Object.entries(object)
      .sort(([a], [b]) => byCodeUnit(a, b))
      .map(([name, value]): [string, Data] => [name, isDataObject(value) ? sorted(value) : value]),
  );
}

function textsIn(data: Data): Data {
  if (isDataList(data)) return data.map(textsIn);
  if (!isDataObject(data)) return asText(data);
  return Object.fromEntries(
    Object.entries(data).map(([name, value]): [string, Data] => [name, textsIn(value)]),
  );
}

function asText(data: Data): Data {
  return scalarText(data) ?? data;
}

function policyText(data: Data, replacesVariables: boolean): Data {
  const text = asText(data);
  return typeof text === 'string' && replacesVariables ? text.replaceAll('&{', '${') : text;
}

/** The elements of a set; a list with one element is written as that element. */
function elements(list: Data | undefined, text: (data: Data) => Data): Data | undefined {
  if (!isDataList(list)) return list ?? undefined;
  return oneOrMany(inReverse(distinct(list.map(text))));
}

function oneOrMany(list: readonly Data[]): Data | undefined {
  return list.length < 2 ? list[0] : list;
}

function distinct(list: readonly Data[]): readonly Data[] {
  return [...new Set(list)];
}

/** The provider sorts what it reads from sets in reverse order of text. */
function inReverse(list: readonly Data[]): readonly Data[] {
  const texts = list.filter((item) => typeof item === 'string');
  return texts.length === list.length ? [...texts].sort((a, b) => byCodeUnit(b, a)) : list;
}

function principalsOf(blocks: Data | undefined, text: (data: Data) => Data): Data | undefined {
  if (!isDataList(blocks)) return blocks ?? undefined;
  if (blocks.length === 0) return undefined;
  const byType: { [type: string]: readonly Data[] } = {};
  for (const block of blocks) {
    if (Unknown.is(block)) return block;
    if (!isDataObject(block)) continue;
    const { type, identifiers } = block;
    if (typeof type !== 'string') return type ?? undefined;
    const found = isDataList(identifiers) ? distinct(identifiers.map(text)) : [identifiers ?? null];
    if (type === '*' && found.length === 1 && found[0] === '*' && blocks.length === 1) return '*';
    byType[type] = [...(byType[type] ?? []), ...found.filter((one) => one !== null)];
  }
  return Object.fromEntries(
    Object.entries(byType).map(([type, found]): [string, Data] => [type, oneOrMany(inReverse(found)) ?? []]),
  );
}

function conditionsOf(blocks: Data | undefined, text: (data: Data) => Data): Data | undefined {
  if (!isDataList(blocks)) return blocks ?? undefined;
  if (blocks.length === 0) return undefined;
  const byTest: { [test: string]: { [variable: string]: Data } } = {};
  for (const block of blocks) {
    if (!isDataObject(block)) return block;
    const { test, variable, values } = block;
    if (typeof test !== 'string') return test;
    if (typeof variable !== 'string') return variable;
    const group = (byTest[test] ??= {});
    // Their order is kept: for some tests it means something.
    const list = isDataList(values) ? (oneOrMany(values.map(text)) ?? []) : values;
    if (list !== undefined && list !== null) group[variable] = joined(group[variable], list);
  }
  return byTest;
}

function joined(before: Data | undefined, list: Data): Data {
  if (before === undefined) return list;
  return [...(isDataList(before) ? before : [before]), ...(isDataList(list) ? list : [list])];
}
