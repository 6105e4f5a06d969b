import type { UnknownInit } from '../../../core/value.ts';
import { Unknown } from '../../../core/value.ts';
import { convert } from '../values/convert.ts';
import type { TfValue } from '../values/value.ts';
import { marked, unknownCause, unknownOf } from '../values/value.ts';
import { getAttribute, indexValue } from '../values/traverse.ts';

/**
 * A whole resource, data source or module that is used as a value: attributes are evaluated when they are
 * asked for.
 */
export class Handle extends Unknown {
  readonly attribute: (name: string) => TfValue;

  constructor(init: UnknownInit, attribute: (name: string) => TfValue) {
    super(init);
    this.attribute = attribute;
  }
}

/**
 * `target.name`, where whole resources answer by themselves and computed attributes keep track of their path.
 */
export function attributeOf(target: TfValue, name: string): TfValue {
  const cause = unknownCause(target);
  if (!cause) return getAttribute(target, name);
  if (cause instanceof Handle) return narrowed(marked(cause.attribute(name), target), target, name);
  const plain = getAttribute(target, name);
  return unknownCause(plain) ? marked(unknownOf(plain.type, stepped(cause, name)), target) : plain;
}

/** `target[key]`, keeping track of the path into computed attributes. */
export function elementOf(target: TfValue, key: TfValue): TfValue {
  const cause = unknownCause(target);
  const step = keyStep(key);
  if (!cause || step === undefined) return indexValue(target, key);
  if (cause instanceof Handle && typeof step === 'string') return attributeOf(target, step);
  const plain = indexValue(target, key);
  return unknownCause(plain) ? marked(unknownOf(plain.type, stepped(cause, step)), target) : plain;
}

/** The cause of an element of an unknown value: the same reference, one step further. */
function stepped(cause: Unknown, step: string | number): Unknown {
  const [only] = cause.refs;
  if (cause.refs.length !== 1 || !only || cause.partial) return cause;
  const { reason, detail, settledBy } = cause;
  return new Unknown({
    reason,
    detail,
    settledBy,
    refs: [{ resource: only.resource, path: [...only.path, step] }],
  });
}

function keyStep(key: TfValue): string | number | undefined {
  if (key.sensitive) return undefined;
  if (typeof key.content === 'string') return key.content;
  if (key.type !== 'number' || unknownCause(key) || key.content === null) return undefined;
  const text = convert(key, 'string').content;
  return typeof text === 'string' && /^\d+$/.test(text) ? Number(text) : undefined;
}

/** After a conversion to an object type the attribute has the type that was asked for. */
function narrowed(value: TfValue, target: TfValue, name: string): TfValue {
  if (typeof target.type === 'string' || target.type.kind !== 'object') return value;
  const wanted = target.type.attributes.get(name);
  return wanted === undefined || wanted === 'dynamic' ? value : convert(value, wanted);
}
