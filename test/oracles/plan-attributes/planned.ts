// A plan as terraform writes it in JSON, read as values with holes where only applying will tell.

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export const LATER = Symbol('known after apply');

/** A planned value; what applying will tell is `LATER`. */
export type Planned =
  | null
  | boolean
  | number
  | string
  | typeof LATER
  | readonly Planned[]
  | { readonly [key: string]: Planned };

export interface Change {
  readonly actions: readonly string[];
  readonly after?: Json;
  readonly after_unknown?: Json;
}

export interface PlanJson {
  readonly resource_changes?: readonly {
    readonly address: string;
    readonly mode: string;
    readonly type: string;
    readonly change: Change;
  }[];
  readonly output_changes?: Readonly<Record<string, Change>>;
}

/** The value after a change: what is known, with holes where `after_unknown` says so. */
export function plannedValue({ after, after_unknown: unknown }: Change): Planned {
  return merged(after ?? null, unknown ?? false);
}

function merged(after: Json, unknown: Json): Planned {
  if (unknown === true) return LATER;
  if (isJsonList(after) || isJsonList(unknown)) {
    const items = isJsonList(after) ? after : [];
    const marks = isJsonList(unknown) ? unknown : [];
    const length = Math.max(items.length, marks.length);
    return Array.from({ length }, (_, index) => merged(items[index] ?? null, marks[index] ?? false));
  }
  if (isJsonObject(after) || isJsonObject(unknown)) {
    const entries = isJsonObject(after) ? after : {};
    const marks = isJsonObject(unknown) ? unknown : {};
    if (after === null && !hasMark(unknown)) return null;
    const names = [...new Set([...Object.keys(entries), ...Object.keys(marks)])];
    return Object.fromEntries(
      names.map((name): [string, Planned] => [name, merged(entries[name] ?? null, marks[name] ?? false)]),
    );
  }
  return after;
}

function hasMark(unknown: Json): boolean {
  if (isJsonList(unknown)) return unknown.some(hasMark);
  return isJsonObject(unknown) ? Object.values(unknown).some(hasMark) : unknown === true;
}

function isJsonList(json: Json): json is readonly Json[] {
  return Array.isArray(json);
}

function isJsonObject(json: Json): json is { readonly [key: string]: Json } {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

export function isPlannedList(value: Planned | undefined): value is readonly Planned[] {
  return Array.isArray(value);
}

export function isPlannedObject(value: Planned | undefined): value is { readonly [key: string]: Planned } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether any part is known only after apply. */
export function hasLater(value: Planned | undefined): boolean {
  if (value === LATER) return true;
  if (isPlannedList(value)) return value.some(hasLater);
  return isPlannedObject(value) && Object.values(value).some(hasLater);
}

/** A planned value in one line. */
export function plannedText(value: Planned | undefined): string {
  if (value === LATER) return '(known after apply)';
  if (isPlannedList(value)) return `[${value.map(plannedText).join(', ')}]`;
  if (isPlannedObject(value)) {
    return `{${Object.entries(value)
      .map(([name, inner]) => `${name}: ${plannedText(inner)}`)
      .join(', ')}}`;
  }
  return JSON.stringify(value) ?? 'absent';
}
