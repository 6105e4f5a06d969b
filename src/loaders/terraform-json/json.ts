/** What `JSON.parse` can return. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

/** The parsed text, or what is wrong with it. */
export function parseJson(text: string): { readonly json: Json } | { readonly error: string } {
  try {
    // A byte order mark is not part of JSON.
    const json: Json = JSON.parse(text.replace(/^\uFEFF/, ''));
    return { json };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

/** True for an object: not for null and not for a list. */
export function isObject(json: Json | undefined): json is JsonObject {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

/** True for a list. */
export function isList(json: Json | undefined): json is readonly Json[] {
  return Array.isArray(json);
}

/** The value inside nested objects, or undefined. */
export function at(json: Json | undefined, ...path: readonly (string | number)[]): Json | undefined {
  let current = json;
  for (const step of path) {
    if (isList(current) && typeof step === 'number') current = current[step];
    else if (isObject(current)) current = current[String(step)];
    else return undefined;
  }
  return current;
}

/** The text inside nested objects, or undefined where there is something else. */
export function textAt(json: Json | undefined, ...path: readonly (string | number)[]): string | undefined {
  const found = at(json, ...path);
  return typeof found === 'string' ? found : undefined;
}

/** The objects of a list inside nested objects; empty where there is no list. */
export function objectsAt(
  json: Json | undefined,
  ...path: readonly (string | number)[]
): readonly JsonObject[] {
  const found = at(json, ...path);
  return isList(found) ? found.filter(isObject) : [];
}

/** The texts of a list inside nested objects; empty where there is no list. */
export function textsAt(json: Json | undefined, ...path: readonly (string | number)[]): readonly string[] {
  const found = at(json, ...path);
  return isList(found) ? found.filter((item) => typeof item === 'string') : [];
}
