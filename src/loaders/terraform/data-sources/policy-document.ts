import type { Data, DataObject } from '../../../core/value.ts';
import { isDataList, isDataObject, Unknown } from '../../../core/value.ts';
import type { StackContext } from '../evaluate/context.ts';
import type { ResourceInstance } from '../evaluate/resource-instance.ts';
import { toData } from '../values/data.ts';
import type { TfValue } from '../values/value.ts';
import { string, unknownOf } from '../values/value.ts';

/**
 * The `json` of `aws_iam_policy_document`, built as the provider builds it (statement order, one element as a
 * text, `Effect` and `Version` defaults, source documents first, overrides by Sid). With unknown parts the
 * text is unknown and carries the document.
 * https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/data-sources/iam_policy_document
 */
export function policyDocumentJson(instance: ResourceInstance, context: StackContext): TfValue | undefined {
  void context;
  const sources = documentsOf(instance, ['source_json', 'source_policy_documents']);
  const overrides = documentsOf(instance, ['override_json', 'override_policy_documents']);
  const own = statementsOf(instance);
  const version = textOr(instance, 'version', '2012-10-17');
  const document = mergeDocuments(
    version,
    textOr(instance, 'policy_id', undefined),
    [sources, [own]],
    overrides,
  );
  const first = firstUnknown(document);
  if (!first) return string(JSON.stringify(document, null, 2));
  const refs = unknownsIn(document).flatMap((unknown) => [...unknown.refs]);
  const { reason, detail, settledBy } = first;
  const cause = new Unknown({ reason, detail, settledBy, refs, partial: { kind: 'json', value: document } });
  return unknownOf('string', cause, { notNull: true, prefix: '{' });
}

type Statements = readonly Data[] | Unknown;

function mergeDocuments(
  version: Data,
  id: Data | undefined,
  base: readonly (readonly Statements[])[],
  overrides: readonly Statements[],
): DataObject {
  const statements: Data[] = [];
  for (const group of base.flat()) {
    if (Unknown.is(group)) statements.push(group);
    else statements.push(...group);
  }
  for (const group of overrides) {
    if (Unknown.is(group)) statements.push(group);
    else for (const statement of group) override(statements, statement);
  }
  const head = { Version: version, ...(id === undefined ? {} : { Id: id }) };
  return statements.length === 0 ? head : { ...head, Statement: statements };
}

function override(statements: Data[], statement: Data): void {
  const sid = isDataObject(statement) ? statement['Sid'] : undefined;
  const index =
    sid === undefined ? -1 : statements.findIndex((one) => isDataObject(one) && one['Sid'] === sid);
  if (index < 0) statements.push(statement);
  else statements[index] = statement;
}

/** The statements of JSON documents passed in; one Unknown for a document that cannot be read. */
function documentsOf(instance: ResourceInstance, names: readonly string[]): readonly Statements[] {
  const found: Statements[] = [];
  for (const name of names) {
    if (!instance.config.attributes.has(name)) continue;
    const value = toData(instance.attributeAsWritten(name));
    const documents = isDataList(value) ? value : [value];
    for (const document of documents)
      if (document !== null && document !== '') found.push(statementsIn(document));
  }
  return found;
}

function statementsIn(document: Data): Statements {
  if (Unknown.is(document)) {
    return document.partial?.kind === 'json' ? listOf(document.partial.value, document) : document;
  }
  if (typeof document !== 'string') return [];
  const parsed = parseJson(document);
  const detail = 'a source policy document is not valid JSON';
  return parsed === undefined
    ? new Unknown({ reason: 'evaluation-error', detail })
    : listOf(parsed, undefined);
}

function listOf(document: Data, whole: Unknown | undefined): Statements {
  if (!isDataObject(document)) return whole ?? [];
  const statements = document['Statement'];
  if (statements === undefined || statements === null) return [];
  if (Unknown.is(statements)) return statements;
  return isDataList(statements) ? statements : [statements];
}

function parseJson(text: string): Data | undefined {
  try {
    const parsed: Data = JSON.parse(text);
    return parsed;
  } catch {
    return undefined;
  }
}

function statementsOf(instance: ResourceInstance): Statements {
  const { attributes, blocks: written } = instance.config;
  if (!attributes.has('statement') && !written.some(({ block }) => isStatement(block))) return [];
  const blocks = toData(instance.attributeAsWritten('statement'));
  if (Unknown.is(blocks)) return blocks;
  return isDataList(blocks) ? blocks.map((block) => statement(block)) : [];
}

function isStatement(block: {
  readonly type: string;
  readonly labels: readonly { readonly text: string }[];
}): boolean {
  return block.type === 'statement' || (block.type === 'dynamic' && block.labels[0]?.text === 'statement');
}

const LISTS: readonly (readonly [string, string])[] = [
  ['actions', 'Action'],
  ['not_actions', 'NotAction'],
  ['resources', 'Resource'],
  ['not_resources', 'NotResource'],
];

function statement(block: Data): Data {
  if (!isDataObject(block)) return block;
  const made: { [key: string]: Data } = {};
  const sid = block['sid'];
  if (sid !== undefined && sid !== null && sid !== '') made['Sid'] = sid;
  made['Effect'] = block['effect'] ?? 'Allow';
  for (const [name, key] of LISTS) {
    const list = oneOrMany(block[name]);
    if (list !== undefined) made[key] = list;
  }
  const principals = principalsOf(block['principals']);
  if (principals !== undefined) made['Principal'] = principals;
  const notPrincipals = principalsOf(block['not_principals']);
  if (notPrincipals !== undefined) made['NotPrincipal'] = notPrincipals;
  const conditions = conditionsOf(block['condition']);
  if (conditions !== undefined) made['Condition'] = conditions;
  return made;
}

/**
 * A list with one element is written as that element. The provider sorts longer lists in reverse order of
 * text.
 */
function oneOrMany(list: Data | undefined): Data | undefined {
  if (!isDataList(list)) return list ?? undefined;
  if (list.length === 0) return undefined;
  if (list.length === 1) return list[0];
  const texts = list.filter((item) => typeof item === 'string');
  return texts.length === list.length ? [...texts].sort((a, b) => (a < b ? 1 : a > b ? -1 : 0)) : list;
}

function principalsOf(blocks: Data | undefined): Data | undefined {
  if (!isDataList(blocks)) return blocks ?? undefined;
  if (blocks.length === 0) return undefined;
  const byType: { [type: string]: Data } = {};
  for (const block of blocks) {
    if (Unknown.is(block)) return block;
    if (!isDataObject(block)) continue;
    const { type, identifiers } = block;
    if (typeof type !== 'string') return type ?? undefined;
    const everybody =
      type === '*' && isDataList(identifiers) && identifiers.length === 1 && identifiers[0] === '*';
    if (everybody && blocks.length === 1) return '*';
    const list = oneOrMany(identifiers);
    if (list !== undefined) byType[type] = joined(byType[type], list);
  }
  return byType;
}

function conditionsOf(blocks: Data | undefined): Data | undefined {
  if (!isDataList(blocks)) return blocks ?? undefined;
  if (blocks.length === 0) return undefined;
  const byTest: { [test: string]: { [variable: string]: Data } } = {};
  for (const block of blocks) {
    if (!isDataObject(block)) return block;
    const { test, variable, values } = block;
    if (typeof test !== 'string' || typeof variable !== 'string') return test ?? variable;
    const group = (byTest[test] ??= {});
    const list = oneOrMany(values);
    if (list !== undefined) group[variable] = joined(group[variable], list);
  }
  return byTest;
}

function joined(before: Data | undefined, list: Data): Data {
  if (before === undefined) return list;
  return [...(isDataList(before) ? before : [before]), ...(isDataList(list) ? list : [list])];
}

function textOr(instance: ResourceInstance, name: string, fallback: string): Data;
function textOr(instance: ResourceInstance, name: string, fallback: undefined): Data | undefined;
function textOr(instance: ResourceInstance, name: string, fallback: string | undefined): Data | undefined {
  if (!instance.config.attributes.has(name)) return fallback;
  return toData(instance.attributeAsWritten(name)) ?? fallback;
}

function firstUnknown(data: Data): Unknown | undefined {
  return unknownsIn(data)[0];
}

function unknownsIn(data: Data): readonly Unknown[] {
  if (Unknown.is(data)) return [data];
  if (isDataList(data)) return data.flatMap((item) => unknownsIn(item));
  if (isDataObject(data)) return Object.values(data).flatMap((item) => unknownsIn(item));
  return [];
}
