import type { Condition, Policy, Principals, Selection, Statement } from '../../../core/facts/policy.ts';
import type { Location } from '../../../core/location.ts';
import type { Data, DataObject, Value } from '../../../core/value.ts';
import { isDataList, isDataObject, Sensitive, Unknown } from '../../../core/value.ts';
import { documentOf } from './document.ts';
import type { PrincipalReader } from './principals.ts';

export interface PolicyPlace {
  readonly at: Location;
  /** Where one statement stands, when a block of its own was written for it. */
  statementAt(statement: DataObject): Location;
  readonly principals: PrincipalReader;
}

/** Reads an access policy, as text or as encoded data with unknown parts. Undefined when there is none. */
export function parsePolicy(data: Data | undefined, place: PolicyPlace): Value<Policy> | undefined {
  const document = documentOf(data);
  if (document === undefined || document === null) return undefined;
  if (Unknown.is(document)) return document;
  if (!isDataObject(document)) return notPolicy('the document is not an object');
  const statements: Statement[] = [];
  const unread: Unknown[] = [];
  for (const [index, item] of listOf(document['Statement']).entries()) {
    if (Unknown.is(item)) unread.push(item);
    else if (isDataObject(item)) statements.push(statementOf(item, place));
    else unread.push(notPolicy(`statement ${index + 1} is not an object`));
  }
  return { statements, unread, at: place.at };
}

function notPolicy(detail: string): Unknown {
  return new Unknown({ reason: 'evaluation-error', detail: `a policy cannot be read: ${detail}` });
}

function listOf(data: Data | undefined): readonly Data[] {
  if (data === undefined || data === null) return [];
  if (Sensitive.is(data)) return listOf(data.reveal());
  return isDataList(data) ? data : [data];
}

function statementOf(statement: DataObject, place: PolicyPlace): Statement {
  const { Sid: sid, Resource: resource, NotResource: notResource } = statement;
  const hasResource = resource !== undefined || notResource !== undefined;
  return {
    sid: typeof sid === 'string' && sid !== '' ? sid : undefined,
    effect: effectOf(statement['Effect']),
    actions: selectionOf(statement['Action'], statement['NotAction']),
    resources: hasResource ? selectionOf(resource, notResource) : undefined,
    principals: principalsOf(statement, place.principals),
    conditions: conditionsOf(statement['Condition']),
    at: place.statementAt(statement),
  };
}

function effectOf(data: Data | undefined): Value<'allow' | 'deny'> {
  if (Unknown.is(data)) return data;
  // A document without an effect is refused by the service; deny is the reading that claims least.
  return typeof data === 'string' && data.toLowerCase() === 'allow' ? 'allow' : 'deny';
}

function selectionOf(wanted: Data | undefined, excluded: Data | undefined): Selection {
  const inverted = wanted === undefined && excluded !== undefined;
  return { inverted, items: textsOf(inverted ? excluded : wanted) };
}

/** A text or a list of texts; Unknown when not even its length is known. */
function textsOf(data: Data | undefined): Value<readonly Value<string>[]> {
  // An unknown whose text is partly known, or that is one attribute of one resource, is one text.
  if (Unknown.is(data)) return data.partial !== undefined || data.refs.length > 0 ? [data] : data;
  return listOf(data).flatMap((item): Value<string>[] => {
    if (Unknown.is(item)) return [item];
    if (typeof item === 'boolean' || typeof item === 'number') return [String(item)];
    return typeof item === 'string' ? [item] : [];
  });
}

function principalsOf(statement: DataObject, reader: PrincipalReader): Principals | undefined {
  const inverted = statement['Principal'] === undefined;
  const data = inverted ? statement['NotPrincipal'] : statement['Principal'];
  if (data === undefined || data === null) return undefined;
  if (Unknown.is(data)) return { inverted, items: data };
  if (!isDataObject(data))
    return { inverted, items: listOf(data).map((item) => reader.read('AWS', textOf(item))) };
  const items = Object.entries(data).flatMap(([type, value]) => {
    const ids = textsOf(value);
    // A list of unknown length still says of which kind its members are.
    return Unknown.is(ids) ? [reader.read(type, ids)] : ids.map((id) => reader.read(type, id));
  });
  return { inverted, items };
}

function textOf(data: Data): Value<string> {
  if (Unknown.is(data)) return data;
  return typeof data === 'string' ? data : '';
}

function conditionsOf(data: Data | undefined): Value<readonly Condition[]> {
  if (data === undefined || data === null) return [];
  if (Unknown.is(data)) return data;
  if (!isDataObject(data)) return [];
  const conditions: Condition[] = [];
  for (const [operator, keys] of Object.entries(data)) {
    if (Unknown.is(keys)) return keys;
    if (!isDataObject(keys)) continue;
    for (const [key, values] of Object.entries(keys))
      conditions.push({ operator, key, values: textsOf(values) });
  }
  return conditions;
}
