import type { Policy } from '../../../core/facts/policy.ts';
import type { Location } from '../../../core/location.ts';
import type { Data, Value } from '../../../core/value.ts';
import { isDataList, isDataObject, Unknown } from '../../../core/value.ts';
import { documentOf } from '../../aws/access/document.ts';
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
  const blocks = blocksByStatement(draft);
  return {
    read: (data, at) =>
      parsePolicy(data, {
        at,
        statementAt: (statement) => blocks.get(shapeOf(statement)) ?? at,
        principals,
      }),
  };
}

/** Blocks of policy documents, by the statement they amount to; also found where documents were merged. */
function blocksByStatement(draft: GraphDraft): ReadonlyMap<string, Location> {
  const blocks = new Map<string, Location>();
  for (const document of draft.dataOfType('aws_iam_policy_document')) {
    const merged =
      dataAt(document, 'source_policy_documents') ?? dataAt(document, 'override_policy_documents');
    const written = documentOf(document.attributes['json']);
    if (merged !== undefined || !isDataObject(written)) continue;
    const { Statement: statements } = written;
    for (const [index, statement] of (isDataList(statements) ? statements : [statements ?? null]).entries()) {
      const key = shapeOf(statement);
      if (!blocks.has(key)) blocks.set(key, { resource: document.id, path: ['statement', index] });
    }
  }
  return blocks;
}

function shapeOf(data: Data): string {
  if (Unknown.is(data))
    return `?${data.detail}|${data.refs.map((ref) => [ref.resource, ...ref.path].join('.')).join()}`;
  if (isDataList(data)) return `[${data.map(shapeOf).join()}]`;
  if (isDataObject(data))
    return `{${Object.entries(data)
      .map(([key, value]) => `${key}:${shapeOf(value)}`)
      .join()}}`;
  return JSON.stringify(data);
}
