/** Reads a part of a data file that ships with the package; throws where it has another shape. */
export function recordIn(data: unknown, where: string): { readonly [key: string]: unknown } {
  const isObject = typeof data === 'object' && data !== null && !Array.isArray(data);
  if (!isObject) throw new Error(`${where}: not an object`);
  return Object.fromEntries(Object.entries(data));
}

/** The same for a list. */
export function listIn(data: unknown, where: string): readonly unknown[] {
  if (!Array.isArray(data)) throw new Error(`${where}: not a list`);
  return data;
}

/** The same for a text. */
export function textIn(data: unknown, where: string): string {
  if (typeof data !== 'string' || data === '') throw new Error(`${where}: not a text`);
  return data;
}

/** The same for a number. */
export function numberIn(data: unknown, where: string): number {
  if (typeof data !== 'number' || !Number.isFinite(data)) throw new Error(`${where}: not a number`);
  return data;
}
