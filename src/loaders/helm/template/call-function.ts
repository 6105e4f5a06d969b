import type { Unknown } from '../../../core/value.ts';
import { goText } from './print.ts';
import type { Call, GoValue, Plain, TemplateFunction } from './value.ts';
import { Dict, List, TemplateError, Text, Traced, doubted, plain, uncertaintyOf } from './value.ts';

/** Values inside one argument that are looked at for doubts. */
const MAX_LOOKED_AT = 2000;

/** Calls a function; what it does not say itself about provenance and doubt is worked out here. */
export function callFunction(called: TemplateFunction, args: readonly GoValue[], call: Call): GoValue {
  if (called.raw) return called.call(args, call);
  let traced: Traced | Text | undefined;
  let count = 0;
  let because: Unknown | undefined;
  const bare: Plain[] = [];
  for (const arg of args) {
    because ??= uncertaintyOf(arg);
    if (arg instanceof Traced || arg instanceof Text) {
      if (arg instanceof Text || arg.node) {
        traced = arg;
        count += 1;
      }
      bare.push(plain(arg));
    } else bare.push(arg);
  }
  const result = failingWith(because, () => called.call(bare, call));
  if (count === 1 && traced && shows(traced, result)) {
    if (!(traced instanceof Text)) return keeping(traced, result);
    if (typeof plain(result) === 'string') return traced;
  }
  if (because === undefined && !(result instanceof List || result instanceof Dict))
    because = doubtInside(args);
  return because === undefined ? result : doubtedResult(result, because);
}

/** What is made of something uncertain: of a list or a dict of texts each item is in doubt. */
function doubtedResult(result: GoValue, because: Unknown): GoValue {
  const item = (value: GoValue): GoValue =>
    value instanceof List || value instanceof Dict ? value : doubted(value, because);
  if (result instanceof List) {
    const { node, goType } = result;
    return new List(result.items.map(item), { node, goType, uncertain: because });
  }
  if (result instanceof Dict && result.goType === 'map[string]string') {
    for (const [key, value] of result.entries()) result.set(key, item(value));
  }
  return doubted(result, because);
}

/** What fails only because of an uncertain argument is an uncertain result. */
function failingWith(because: Unknown | undefined, run: () => GoValue): GoValue {
  if (because === undefined) return run();
  try {
    return run();
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    return new Traced(null, { uncertain: because });
  }
}

/** Whether a result says what the argument says: the text to edit is then the argument's. */
function shows(arg: Traced | Text, result: GoValue): boolean {
  if (result instanceof Text) return false;
  const value = plain(result);
  if (typeof value === 'string')
    return value === arg.value || (arg instanceof Traced && value === goText(arg.value));
  if (typeof value === 'bigint' && typeof arg.value === 'number') return Number(value) === arg.value;
  return (typeof value === 'number' || typeof value === 'bigint') && goText(value) === goText(arg.value);
}

function keeping({ node, uncertain }: Traced, result: GoValue): GoValue {
  const value = plain(result);
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'bigint') return result;
  const goType = result instanceof Traced ? result.goType : undefined;
  return new Traced(value, { node, uncertain, goType });
}

/** A doubt about anything inside the lists and dicts of a call. */
function doubtInside(args: readonly GoValue[]): Unknown | undefined {
  const open: GoValue[] = args.filter((arg) => arg instanceof List || arg instanceof Dict);
  for (let looked = 0; open.length > 0 && looked < MAX_LOOKED_AT; looked += 1) {
    const value = open.pop();
    if (value === undefined) break;
    const because = uncertaintyOf(value);
    if (because !== undefined) return because;
    if (value instanceof List) for (const item of value.items) open.push(item);
    if (value instanceof Dict) for (const [, item] of value.entries()) open.push(item);
  }
  return undefined;
}
