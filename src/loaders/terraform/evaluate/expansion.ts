import type { Unknown } from '../../../core/value.ts';
import type { ConfigBlock } from '../config/module-config.ts';
import { rangeIn } from '../config/source-file.ts';
import { convert } from '../values/convert.ts';
import { numFromInt } from '../values/number.ts';
import type { TfValue } from '../values/value.ts';
import { EvaluationError, isNull, number, string, unknownCause, unknownOf } from '../values/value.ts';
import type { StackContext } from './context.ts';
import { failure, MAX_INSTANCES_OF_BLOCK, MAX_INSTANCES_OF_STACK } from './context.ts';
import { evaluate } from './expression.ts';
import type { InstanceKeys, Scope } from './scope.ts';

/** One instance of a block: its key in the address and what `each` or `count` mean in it. */
export interface Instance {
  /** `''`, `[0]`, `["a"]`. */
  readonly suffix: string;
  readonly key: string | number | undefined;
  readonly keys: InstanceKeys;
}

/**
 * The instances of a block; `unknown` when their number cannot be known, with one instance that stands for
 * all.
 */
export interface Expansion {
  readonly kind: 'single' | 'count' | 'each' | 'unknown';
  readonly instances: readonly Instance[];
  readonly unknown: Unknown | undefined;
}

const SINGLE: Expansion = {
  kind: 'single',
  instances: [{ suffix: '', key: undefined, keys: {} }],
  unknown: undefined,
};

/** Evaluates `count` or `for_each` of a resource or a module call. */
export function expand(block: ConfigBlock, scope: Scope, context: StackContext): Expansion {
  const argument = block.attributes.get('count') ?? block.attributes.get('for_each');
  if (!argument) return SINGLE;
  const isCount = argument.attribute.name === 'count';
  const at = rangeIn(argument.file, argument.attribute);
  try {
    const value = evaluate(argument.attribute.expression, scope);
    const expansion = isCount ? expandCount(value) : expandEach(value);
    return withinLimits(expansion, { context, isCount }, () => {
      const message =
        `${argument.attribute.name} asks for more than ${MAX_INSTANCES_OF_BLOCK} instances here, or the ` +
        `stack has more than ${MAX_INSTANCES_OF_STACK} in all; they are not expanded. Check the value.`;
      context.diagnostics.add({ severity: 'error', code: 'too-many-instances', message, at });
    });
  } catch (error) {
    const cause = failure(error);
    context.diagnostics.addFailure(error, {
      severity: 'error',
      code: 'expansion',
      message: cause.detail,
      at,
    });
    return unknownExpansion(cause, isCount);
  }
}

function withinLimits(
  expansion: Expansion | TooMany,
  { context, isCount }: { context: StackContext; isCount: boolean },
  report: () => void,
): Expansion {
  const count = 'tooMany' in expansion ? Infinity : expansion.instances.length;
  if ('tooMany' in expansion || context.budget.instances + count > MAX_INSTANCES_OF_STACK) {
    report();
    return unknownExpansion(failure(new EvaluationError('too many instances', 'limit')), isCount);
  }
  context.budget.instances += count;
  return expansion;
}

interface TooMany {
  readonly tooMany: true;
}

function expandCount(value: TfValue): Expansion | TooMany {
  if (value.sensitive)
    throw new EvaluationError('count is sensitive, so the number of instances would become visible');
  if (isNull(value)) throw new EvaluationError('count is null; it must be a whole number');
  const count = convert(value, 'number');
  const cause = unknownCause(count);
  if (cause) return unknownExpansion(cause, true);
  const { content } = count;
  const size =
    typeof content === 'object' && content !== null && !Array.isArray(content) ? countOf(count) : undefined;
  if (size === undefined || size < 0)
    throw new EvaluationError('count must be a whole number that is not negative');
  if (size > MAX_INSTANCES_OF_BLOCK) return { tooMany: true };
  const instances = Array.from({ length: size }, (_, index): Instance => ({
    suffix: `[${index}]`,
    key: index,
    keys: { countIndex: number(numFromInt(index)) },
  }));
  return { kind: 'count', instances, unknown: undefined };
}

function countOf(count: TfValue): number | undefined {
  const text = convert(count, 'string').content;
  if (typeof text !== 'string' || !/^-?\d+$/.test(text)) return undefined;
  const size = Number(text);
  return Number.isSafeInteger(size) ? size : Infinity;
}

function expandEach(value: TfValue): Expansion | TooMany {
  if (value.sensitive)
    throw new EvaluationError('for_each is sensitive, so the keys of the instances would become visible');
  if (isNull(value)) throw new EvaluationError('for_each is null; it must be a map or a set of strings');
  const cause = unknownCause(value);
  if (cause) return unknownExpansion(cause, false);
  const { content, type } = value;
  if (content instanceof Map) {
    const entries: ReadonlyMap<string, TfValue> = content;
    if (entries.size > MAX_INSTANCES_OF_BLOCK) return { tooMany: true };
    return eachOf([...entries]);
  }
  if (Array.isArray(content) && typeof type !== 'string' && type.kind === 'set') return expandSet(content);
  throw new EvaluationError(
    'for_each must be a map, an object or a set of strings; toset(…) makes a set of a list',
  );
}

function expandSet(items: readonly TfValue[]): Expansion | TooMany {
  if (items.length > MAX_INSTANCES_OF_BLOCK) return { tooMany: true };
  const entries: [string, TfValue][] = [];
  for (const item of items) {
    const cause = unknownCause(item);
    if (cause) return unknownExpansion(cause, false);
    if (typeof item.content !== 'string')
      throw new EvaluationError('for_each takes a set of strings without null');
    entries.push([item.content, item]);
  }
  return eachOf(entries);
}

function eachOf(entries: readonly (readonly [string, TfValue])[]): Expansion {
  const instances = entries.map(([key, eachValue]): Instance => ({
    suffix: `["${escapeKey(key)}"]`,
    key,
    keys: { eachKey: string(key), eachValue },
  }));
  return { kind: 'each', instances, unknown: undefined };
}

/** One instance without key: how many there are, and their keys, is unknown. */
function unknownExpansion(cause: Unknown, isCount: boolean): Expansion {
  const keys: InstanceKeys = isCount
    ? { countIndex: unknownOf('number', cause) }
    : { eachKey: unknownOf('string', cause), eachValue: unknownOf('dynamic', cause) };
  return { kind: 'unknown', instances: [{ suffix: '', key: undefined, keys }], unknown: cause };
}

/** A key inside an address, quoted as terraform prints it. */
function escapeKey(key: string): string {
  return key
    .replace(/\\/g, '\\\\')
    .replace(/"/g, '\\"')
    .replace(/\n/g, '\\n')
    .replace(/\r/g, '\\r')
    .replace(/\t/g, '\\t')
    .replace(/([$%])\{/g, '$1$1{');
}
