import type { Policy } from '../../../core/facts/policy.ts';
import type { Location } from '../../../core/location.ts';
import type { Resource } from '../../../core/resource.ts';
import type { Data, Value } from '../../../core/value.ts';
import { isDataList, isDataObject, Unknown } from '../../../core/value.ts';
import { parsePolicy } from '../../aws/access/parse-policy.ts';
import { principalReader } from '../../aws/access/principals.ts';
import type { GraphDraft } from '../../graph-draft.ts';
import { dataAt } from '../../read.ts';

/** Reads policies of one graph: who a principal is, and the block that each statement was written in. */
export interface PolicyReader {
  read(data: Data | undefined, at: Location): Value<Policy> | undefined;
}

/** A reader for all policies of a graph. */
export function policyReader(draft: GraphDraft): PolicyReader {
  const principals = principalReader(draft);
  const documents = documentsByText(draft);
  return {
    read(data, at) {
      const written = documents.get(keyOf(data) ?? '');
      const statementAt = (index: number): Location => written ? blockOf(written, index) : at;
      return parsePolicy(data, { at, statementAt, principals });
    },
  };
}

/** Documents written as blocks, by the text they amount to: the place of a statement is its block. */
function documentsByText(draft: GraphDraft): ReadonlyMap<string, Resource> {
  const documents = new Map<string, Resource>();
  for (const document of draft.dataOfType('aws_iam_policy_document')) {
    const key = keyOf(document.attributes['json']);
    const copies = dataAt(document, 'source_policy_documents') ?? dataAt(document, 'override_policy_documents');
    if (key !== undefined && copies === undefined && !documents.has(key)) documents.set(key, document);
  }
  return documents;
}

function blockOf(document: Resource, index: number): Location {
  return { resource: document.id, path: ['statement', index] };
}

function keyOf(data: Data | undefined): string | undefined {
  if (typeof data === 'string') return data;
  if (!Unknown.is(data) || data.partial?.kind !== 'json') return undefined;
  return shapeOf(data.partial.value);
}

function shapeOf(data: Data): string {
  if (Unknown.is(data)) return `?${data.detail}|${data.refs.map((ref) => [ref.resource, ...ref.path].join('.')).join()}`;
  if (isDataList(data)) return `[${data.map(shapeOf).join()}]`;
  if (isDataObject(data)) return `{${Object.entries(data).map(([key, value]) => `${key}:${shapeOf(value)}`).join()}}`;
  return JSON.stringify(data);
}
