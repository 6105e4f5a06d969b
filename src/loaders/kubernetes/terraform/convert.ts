import type { Data, DataObject } from '../../../core/value.ts';
import { isDataList, isDataObject } from '../../../core/value.ts';
import { fieldOf, isFreeMap, isNumber, listOf } from './shapes.ts';

export type Path = readonly (string | number)[];

/** A value of an object with the attribute it is made of. */
export interface Converted {
  readonly data: Data;
  readonly from: Path;
  readonly inner: ReadonlyMap<string | number, Converted>;
}

/** Attributes of a `kubernetes_…` resource as the API spells them. */
export function convertAttributes(attributes: DataObject): ReadonlyMap<string, Converted> {
  const fields = new Map<string, Converted>();
  for (const [name, value] of Object.entries(attributes)) {
    if (NOT_OF_THE_OBJECT.has(name) || value === null) continue;
    addField(fields, name, value, { from: [name], above: [] });
  }
  return fields;
}

const NOT_OF_THE_OBJECT: ReadonlySet<string> = new Set([
  'id',
  'timeouts',
  'wait_for_completion',
  'wait_for_default_service_account',
  'wait_for_load_balancer',
  'wait_for_rollout',
  'wait_for_service_account_token',
  'wait_until_bound',
]);

interface Where {
  readonly from: Path;
  /** Names of the blocks around it. */
  readonly above: readonly string[];
}

function addField(fields: Map<string, Converted>, name: string, value: Data, { from, above }: Where): void {
  const isBlocks = isDataList(value) && value.length > 0 && value.every(isDataObject);
  const list = isBlocks ? listOf(name, above) : undefined;
  if (!isBlocks) {
    fields.set(
      fieldOf(name),
      plain(isNumber(name) ? asNumber(value) : value, from, {
        isFree: isFreeMap(name),
        above: [...above, name],
      }),
    );
  } else if (list === undefined && value.length === 1) {
    fields.set(fieldOf(name), block(value[0] ?? null, [...from, 0], [...above, name]));
  } else {
    const items = value.map((item, index) => block(item, [...from, index], [...above, name]));
    fields.set(list ?? fieldOf(name), ofItems(items, from));
  }
}

function block(value: Data, from: Path, above: readonly string[]): Converted {
  if (!isDataObject(value)) return plain(value, from, { isFree: false, above });
  const fields = new Map<string, Converted>();
  for (const [name, inner] of Object.entries(value)) {
    if (inner !== null) addField(fields, name, inner, { from: [...from, name], above });
  }
  return ofFields(fields, from);
}

/** An attribute that is no block: its value as it is, maps of the user with their keys. */
function plain(
  value: Data,
  from: Path,
  { isFree, above }: { readonly isFree: boolean; readonly above: readonly string[] },
): Converted {
  if (isDataObject(value) && !isFree) return block(value, from, above);
  const inner = new Map<string | number, Converted>();
  if (isDataObject(value)) {
    for (const [key, one] of Object.entries(value))
      inner.set(key, { data: one, from: [...from, key], inner: NONE });
  }
  if (isDataList(value)) {
    for (const [index, one] of value.entries())
      inner.set(index, { data: one, from: [...from, index], inner: NONE });
  }
  return { data: value, from, inner };
}

const NONE: ReadonlyMap<string | number, Converted> = new Map();

/** An object of fields. */
export function ofFields(fields: ReadonlyMap<string, Converted>, from: Path): Converted {
  const data = Object.fromEntries([...fields].map(([name, field]): [string, Data] => [name, field.data]));
  return { data, from, inner: fields };
}

function ofItems(items: readonly Converted[], from: Path): Converted {
  return { data: items.map(({ data }) => data), from, inner: new Map(items.entries()) };
}

/** The attribute that a field is made of; the rest of the path where nobody wrote it. */
export function attributeOf(root: Converted, path: Path): { readonly from: Path; readonly missing: Path } {
  let found = root;
  for (const [index, step] of path.entries()) {
    const next = found.inner.get(step);
    if (!next) {
      const rest = path.slice(index);
      return found.inner.size === 0 && found.from.length > 0
        ? { from: [...found.from, ...rest], missing: [] }
        : { from: found.from, missing: rest };
    }
    found = next;
  }
  return { from: found.from, missing: [] };
}

function asNumber(value: Data): Data {
  return typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
}
