import type { Data } from '../../core/value.ts';
import { Sensitive, Unknown } from '../../core/value.ts';
import { at, isList, isObject } from './json.ts';
import type { Json } from './json.ts';

type Path = readonly (string | number)[];

export interface Marks {
  /** Same shape as the value; true where it is known only after apply. */
  readonly unknown?: Json | undefined;
  /** Same shape as the value; true where it is sensitive. */
  readonly sensitive?: Json | undefined;
  /** What stands for an unknown value; undefined leaves the attribute out. */
  readonly unknownAt?: ((path: Path) => Data | undefined) | undefined;
}

// Old states do not mark what the provider's schema calls sensitive; names of these never reach an output.
const HIDDEN =
  /(^|_)(password|passphrase|token|secret(_string|_binary)?|(secret|private|access|api)_key(_pem)?)$/;

/**
 * A value of Terraform's JSON output as data: unknown and sensitive parts marked, null attributes left out.
 */
export function toData(value: Json | undefined, marks: Marks, path: Path = []): Data | undefined {
  if (marks.unknown === true) return marks.unknownAt?.(path) ?? undefined;
  const inner = plainData(value, marks, path);
  if (inner === undefined || inner === null) return inner;
  if (marks.sensitive === true || isHidden(path, inner)) return new Sensitive(inner);
  return inner;
}

function isHidden(path: Path, data: Data): boolean {
  const name = path.at(-1);
  return typeof name === 'string' && typeof data === 'string' && data !== '' && HIDDEN.test(name);
}

function plainData(value: Json | undefined, marks: Marks, path: Path): Data | undefined {
  if (isList(value) || isList(marks.unknown)) {
    const values = isList(value) ? value : [];
    const length = Math.max(values.length, isList(marks.unknown) ? marks.unknown.length : 0);
    const items: Data[] = [];
    for (let index = 0; index < length; index += 1) {
      items.push(toData(values[index], marksAt(marks, index), [...path, index]) ?? null);
    }
    return items;
  }
  if (isObject(value) || isObject(marks.unknown)) {
    const names = new Set([...Object.keys(isObject(value) ? value : {}), ...unknownNames(marks.unknown)]);
    const entries: [string, Data][] = [];
    for (const name of names) {
      const data = toData(at(value, name), marksAt(marks, name), [...path, name]);
      if (data !== undefined && data !== null) entries.push([name, data]);
    }
    return Object.fromEntries(entries);
  }
  return value === undefined ? undefined : value;
}

function unknownNames(unknown: Json | undefined): readonly string[] {
  return isObject(unknown) ? Object.keys(unknown).filter((name) => unknown[name] === true) : [];
}

function marksAt(marks: Marks, step: string | number): Marks {
  return {
    unknown: marks.unknown === true ? true : at(marks.unknown, step),
    sensitive: marks.sensitive === true ? true : at(marks.sensitive, step),
    unknownAt: marks.unknownAt,
  };
}

/** Stands for a value that Terraform will know after apply. */
export function knownAfterApply(address: string, path: Path): Unknown {
  return new Unknown({
    reason: 'computed-attribute',
    detail: `${[address, ...path].join('.')} is known after apply`,
    settledBy: 'the state after apply',
  });
}
