import { UNKNOWN_PIECE } from '../../../core/partial-text.ts';
import type { Data, Reference } from '../../../core/value.ts';
import { isDataList, isDataObject, Sensitive, Unknown } from '../../../core/value.ts';

/** One thing that a value is made of: an attribute of a resource, or a known text. */
export type Leaf =
  | {
      readonly kind: 'reference';
      readonly reference: Reference;
      /** True where it stands after `//` or `@`, as hosts do. */
      readonly asHost: boolean;
      /** The key of the document under which it stands; empty where there is none. */
      readonly key: string;
    }
  | {
      readonly kind: 'text';
      /** With `UNKNOWN_PIECE` for what is not known. */
      readonly text: string;
      readonly key: string;
    };

/** What a value is made of, however deep; each reference and each text once. */
export function leavesOf(value: Data | undefined): readonly Leaf[] {
  const leaves: Leaf[] = [];
  collect(value, { key: '', asHost: false }, leaves);
  return leaves;
}

interface Context {
  readonly key: string;
  readonly asHost: boolean;
}

function collect(value: Data | undefined, context: Context, leaves: Leaf[]): void {
  if (value === undefined || value === null) return;
  if (typeof value === 'string') {
    if (value !== '') leaves.push({ kind: 'text', text: value, key: context.key });
  } else if (Unknown.is(value)) collectUnknown(value, context, leaves);
  else if (Sensitive.is(value)) collect(value.reveal(), context, leaves);
  else if (isDataList(value)) for (const item of value) collect(item, context, leaves);
  else if (isDataObject(value)) {
    for (const [key, item] of Object.entries(value)) collect(item, { key, asHost: false }, leaves);
  }
}

function collectUnknown(value: Unknown, context: Context, leaves: Leaf[]): void {
  const { partial } = value;
  if (partial?.kind === 'json') return collect(partial.value, context, leaves);
  if (partial?.kind !== 'parts') {
    for (const reference of value.refs) leaves.push({ kind: 'reference', reference, ...context });
    return;
  }
  let text = '';
  for (const part of partial.parts) {
    if (typeof part === 'string') {
      text += part;
      continue;
    }
    const inner: Leaf[] = [];
    collectUnknown(part, { ...context, asHost: context.asHost || /(\/\/|@|\()$/.test(text) }, inner);
    text += inner.find((leaf) => leaf.kind === 'text')?.text ?? UNKNOWN_PIECE;
    leaves.push(...inner.filter((leaf) => leaf.kind === 'reference'));
  }
  if (/[a-z]/i.test(text)) leaves.push({ kind: 'text', text, key: context.key });
}
