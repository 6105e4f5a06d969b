import { Unknown } from '../../core/value.ts';
import type { YamlNode } from './ast.ts';
import type { YamlChange } from './edit.ts';
import type { YamlValue } from './print.ts';
import { isYamlList, isYamlObject } from './print.ts';

/** The values of a tree without their places. */
export function valueOf(node: YamlNode): YamlValue {
  if (node.kind === 'sequence') return node.items.map(valueOf);
  if (node.kind === 'mapping') {
    return fromEntries(node.entries.map(({ key, value }) => [key.value, valueOf(value)]));
  }
  return node.value instanceof Unknown ? null : node.value;
}

/** The values after a change; undefined where the path leads nowhere. */
export function withChange(value: YamlValue, change: YamlChange): YamlValue | undefined {
  return changed(value, change, 0);
}

function changed(value: YamlValue, change: YamlChange, depth: number): YamlValue | undefined {
  const step = change.path[depth];
  if (step === undefined) return change.op === 'set' ? change.value : undefined;
  const isLast = depth === change.path.length - 1;
  if (typeof step === 'number') {
    const items = isYamlList(value) ? value : value === null && change.op !== 'remove' ? [] : undefined;
    return items && changedItems(items, change, { depth, step, isLast });
  }
  const record = isYamlObject(value) ? value : value === null && change.op !== 'remove' ? {} : undefined;
  if (record === undefined) return undefined;
  const has = Object.hasOwn(record, step);
  if (change.op === 'remove' && isLast) {
    return has ? fromEntries(Object.entries(record).filter(([key]) => key !== step)) : undefined;
  }
  const inner = changed(has ? (record[step] ?? null) : null, change, depth + 1);
  if (inner === undefined) return undefined;
  return fromEntries([...Object.entries(record), [step, inner]]);
}

function changedItems(
  items: readonly YamlValue[],
  change: YamlChange,
  { depth, step, isLast }: { readonly depth: number; readonly step: number; readonly isLast: boolean },
): YamlValue | undefined {
  if (step < 0 || step > items.length) return undefined;
  if (change.op === 'insert' && isLast) return items.toSpliced(step, 0, change.value);
  if (change.op === 'remove' && isLast) return step < items.length ? items.toSpliced(step, 1) : undefined;
  const inner = changed(items[step] ?? null, change, depth + 1);
  return inner === undefined ? undefined : items.toSpliced(step, 1, inner);
}

/** `__proto__` is a key like any other. */
function fromEntries(entries: readonly (readonly [string, YamlValue])[]): YamlValue {
  return Object.fromEntries(entries);
}
