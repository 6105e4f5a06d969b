import type { Data, DataObject, PartialText } from '../../../core/value.ts';
import { isDataList, isDataObject, scalarText, Unknown } from '../../../core/value.ts';
import type { ResourceInstance } from '../evaluate/resource-instance.ts';
import { toData } from '../values/data.ts';
import { containsSensitive, withoutMarks } from '../values/unknowns.ts';
import type { TfValue } from '../values/value.ts';
import { string, unknownOf, withSensitive } from '../values/value.ts';
import { statementOfBlock, statementOfJson } from './policy-statement.ts';

/**
 * The `json` of `aws_iam_policy_document`, built as the provider builds it: source documents first, then what
 * is written, then overrides; a statement takes the place of an earlier one with the same Sid. With unknown
 * parts the text is unknown and carries the document.
 * https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/data-sources/iam_policy_document
 */
export function policyDocumentJson(
  instance: ResourceInstance,
  name: 'json' | 'minified_json',
): TfValue | undefined {
  const document = merged([
    ...documentsOf(instance, ['source_json', 'source_policy_documents']),
    writtenDocument(instance),
    ...documentsOf(instance, ['override_json', 'override_policy_documents']),
  ]);
  const sensitive = ARGUMENTS.some((argument) => {
    const value = written(instance, argument);
    return value !== undefined && containsSensitive(value);
  });
  const [first, ...others] = unknownsIn(document);
  if (!first) return withSensitive(string(jsonText(document, name)), sensitive);
  const refs = [first, ...others].flatMap((unknown) => [...unknown.refs]);
  const { reason, detail, settledBy } = first;
  const partial: PartialText | undefined = sensitive ? undefined : { kind: 'json', value: document };
  const cause = new Unknown({ reason, detail, settledBy, refs, partial });
  return withSensitive(unknownOf('string', cause, { notNull: true, prefix: '{' }), sensitive);
}

const ARGUMENTS = [
  'source_json',
  'source_policy_documents',
  'statement',
  'override_json',
  'override_policy_documents',
];

interface PolicyDocument {
  readonly version: Data | undefined;
  readonly id: Data | undefined;
  readonly statements: readonly Data[] | Unknown;
}

function merged(documents: readonly PolicyDocument[]): DataObject {
  let version: Data | undefined;
  let id: Data | undefined;
  const statements: Data[] = [];
  for (const document of documents) {
    version = isPresent(document.version) ? document.version : version;
    id = isPresent(document.id) ? document.id : id;
    if (Unknown.is(document.statements)) statements.push(document.statements);
    else for (const statement of document.statements) place(statements, statement);
  }
  return {
    ...(version === undefined ? {} : { Version: version }),
    ...(id === undefined ? {} : { Id: id }),
    ...(statements.length === 0 ? {} : { Statement: statements }),
  };
}

function isPresent(data: Data | undefined): boolean {
  return data !== undefined && data !== null && data !== '';
}

function place(statements: Data[], statement: Data): void {
  const sid = sidOf(statement);
  const index = sid === undefined ? -1 : statements.findIndex((one) => sidOf(one) === sid);
  if (index < 0) statements.push(statement);
  else statements[index] = statement;
}

function sidOf(statement: Data): string | undefined {
  const sid = isDataObject(statement) ? statement['Sid'] : undefined;
  return typeof sid === 'string' && sid !== '' ? sid : undefined;
}

/** JSON documents passed in. */
function documentsOf(instance: ResourceInstance, names: readonly string[]): readonly PolicyDocument[] {
  const found: PolicyDocument[] = [];
  for (const name of names) {
    const value = writtenData(instance, name);
    for (const document of isDataList(value) ? value : [value ?? null]) {
      if (document !== null && document !== '') found.push(documentIn(document));
    }
  }
  return found;
}

function documentIn(document: Data): PolicyDocument {
  const detail = 'a source policy document is not valid JSON';
  if (Unknown.is(document)) {
    return document.partial?.kind === 'json'
      ? documentFrom(document.partial.value, document)
      : { version: undefined, id: undefined, statements: document };
  }
  const parsed = typeof document === 'string' ? parseJson(document) : {};
  return documentFrom(parsed ?? {}, parsed ? undefined : new Unknown({ reason: 'evaluation-error', detail }));
}

function documentFrom(document: Data, whole: Unknown | undefined): PolicyDocument {
  if (!isDataObject(document)) return { version: undefined, id: undefined, statements: whole ?? [] };
  const { Version: version, Id: id, Statement: found } = document;
  return { version, id, statements: statementsIn(found) };
}

function statementsIn(found: Data | undefined): readonly Data[] | Unknown {
  if (found === undefined || found === null) return [];
  if (Unknown.is(found)) return found;
  return (isDataList(found) ? found : [found]).map(statementOfJson);
}

function parseJson(text: string): Data | undefined {
  try {
    const parsed: Data = JSON.parse(text);
    return parsed;
  } catch {
    return undefined;
  }
}

/** What the data source itself states. */
function writtenDocument(instance: ResourceInstance): PolicyDocument {
  const version = writtenData(instance, 'version') ?? '2012-10-17';
  const blocks = writtenData(instance, 'statement') ?? [];
  const replaced = scalarText(version) !== '2008-10-17';
  const statements = isDataList(blocks) ? blocks.map((block) => statementOfBlock(block, replaced)) : [];
  return {
    version,
    id: writtenData(instance, 'policy_id'),
    statements: Unknown.is(blocks) ? blocks : statements,
  };
}

function writtenData(instance: ResourceInstance, name: string): Data | undefined {
  const value = written(instance, name);
  return value === undefined ? undefined : toData(withoutMarks(value));
}

function written(instance: ResourceInstance, name: string): TfValue | undefined {
  const { attributes, blocks } = instance.config;
  const isBlock = blocks.some(
    ({ block }) => block.type === name || (block.type === 'dynamic' && block.labels[0]?.text === name),
  );
  return isBlock || attributes.has(name) ? instance.attributeAsWritten(name) : undefined;
}

/** As Go writes JSON: signs of HTML are escaped. */
function jsonText(document: DataObject, name: 'json' | 'minified_json'): string {
  const text = JSON.stringify(document, null, name === 'json' ? 2 : 0);
  return text.replace(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function unknownsIn(data: Data): readonly Unknown[] {
  if (Unknown.is(data)) return [data];
  if (isDataList(data)) return data.flatMap((item) => unknownsIn(item));
  if (isDataObject(data)) return Object.values(data).flatMap((item) => unknownsIn(item));
  return [];
}
