import { format } from './format.ts';
import { goText, isTrue, typeName } from './print.ts';
import type { FunctionTable, GoValue, Plain, TemplateFunction } from './value.ts';
import {
  Dict,
  GoStruct,
  List,
  TemplateError,
  Traced,
  doubted,
  plain,
  uncertaintyOf,
  stringOf,
} from './value.ts';

type Kind = 'bool' | 'int' | 'float' | 'string' | 'none';

function kindOf(value: Plain | undefined): Kind {
  switch (typeof value) {
    case 'boolean':
      return 'bool';
    case 'bigint':
      return 'int';
    case 'number':
      return 'float';
    case 'string':
      return 'string';
    default:
      return 'none';
  }
}

function equals(a: Plain, b: Plain): boolean {
  const kind = kindOf(a);
  if (kind !== kindOf(b)) {
    if (a !== null && b !== null)
      throw new TemplateError('error calling eq: incompatible types for comparison');
    return false;
  }
  if (kind !== 'none') return a === b;
  if (a === null || b === null) return a === b;
  throw new TemplateError(`error calling eq: non-comparable type ${goText(a)}: ${typeName(a)}`);
}

function isLess(a: Plain, b: Plain): boolean {
  const kind = kindOf(a);
  if (kind !== kindOf(b)) throw new TemplateError('error calling lt: incompatible types for comparison');
  if (kind === 'none' || kind === 'bool')
    throw new TemplateError('error calling lt: invalid type for comparison');
  if (typeof a === 'string' && typeof b === 'string') return a < b;
  return Number(a) < Number(b);
}

function compared(decide: (a: Plain, b: Plain) => boolean): TemplateFunction {
  return { parameters: ['any', 'any'], call: ([a = null, b = null]) => decide(a, b) };
}

function lengthOf(value: Plain | undefined): bigint {
  if (typeof value === 'string') return BigInt(new TextEncoder().encode(value).length);
  if (value instanceof List) return BigInt(value.items.length);
  if (value instanceof Dict) return BigInt(value.size);
  if (value instanceof GoStruct && value.entries) return BigInt(value.entries.size);
  if (value instanceof GoStruct && value.items) return BigInt(value.items.items.length);
  if (value === null || value === undefined) throw new TemplateError('error calling len: len of nil pointer');
  throw new TemplateError(`error calling len: len of type ${typeName(value)}`);
}

function elementOf(from: GoValue, index: GoValue): GoValue {
  const value = plain(from);
  const key = plain(index);
  const because = uncertaintyOf(from) ?? uncertaintyOf(index);
  const found = lookedUp(value instanceof GoStruct ? (value.entries ?? value.items ?? value) : value, key);
  if (found instanceof TemplateError) {
    if (because !== undefined) return new Traced(null, { uncertain: because });
    throw found;
  }
  // The entries of a dict have their own doubts, the items of a list share the list's.
  const isShared = value instanceof List || plain(found) === null;
  return doubted(found, uncertaintyOf(index) ?? (isShared ? because : undefined));
}

function lookedUp(value: Plain, key: Plain): GoValue | TemplateError {
  if (value === null) return new TemplateError('error calling index: index of untyped nil');
  if (value instanceof Dict) {
    if (key === null) return new TemplateError('error calling index: value is nil; should be of type string');
    if (typeof key !== 'string') {
      return new TemplateError(`error calling index: value has type ${typeName(key)}; should be string`);
    }
    return value.get(key) ?? (value.goType === 'map[string]string' ? '' : null);
  }
  if (!(value instanceof List) && typeof value !== 'string') {
    return new TemplateError(`error calling index: can't index item of type ${typeName(value)}`);
  }
  if (key === null) return new TemplateError('error calling index: cannot index slice/array with nil');
  if (typeof key !== 'bigint') {
    return new TemplateError(`error calling index: cannot index slice/array with type ${typeName(key)}`);
  }
  if (value instanceof List) {
    const item = key < 0n ? undefined : value.items[Number(key)];
    return item === undefined ? new TemplateError(`error calling index: index out of range: ${key}`) : item;
  }
  const byte = new TextEncoder().encode(value)[Number(key)];
  return byte === undefined
    ? new TemplateError(`error calling index: index out of range: ${key}`)
    : new Traced(BigInt(byte), { goType: 'uint8' });
}

/** Go's Sprint: a space between two operands of which neither is a text. */
function joined(args: readonly Plain[]): string {
  let result = '';
  for (const [index, value] of args.entries()) {
    const before = args[index - 1];
    const isSpaced = index > 0 && typeof value !== 'string' && typeof before !== 'string';
    result += (isSpaced ? ' ' : '') + goText(value);
  }
  return result;
}

const HTML: Readonly<Record<string, string>> = {
  '"': '&#34;',
  "'": '&#39;',
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '\0': '\uFFFD',
};
const JS: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  "'": "\\'",
  '"': '\\"',
  '<': '\\u003C',
  '>': '\\u003E',
  '&': '\\u0026',
  '=': '\\u003D',
};

function jsEscaped(text: string): string {
  return text.replaceAll(
    /[\\'"<>&=\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff]/g,
    (char) => JS[char] ?? `\\u${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`,
  );
}

function queryEscaped(text: string): string {
  return encodeURIComponent(text)
    .replaceAll(/[!'()*]/g, (char) => `%${(char.codePointAt(0) ?? 0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+');
}

function escaping(escape: (text: string) => string): TemplateFunction {
  return { parameters: [], rest: 'any', call: (args) => escape(joined(args)) };
}

/** The functions of Go's text/template. `and` and `or` are part of the evaluator; `slice` is Sprig's. */
export const builtins: FunctionTable = {
  not: { parameters: ['any'], call: ([value = null]) => !isTrue(value) },
  eq: {
    parameters: ['any'],
    rest: 'any',
    call: ([first = null, ...rest]) => {
      if (rest.length === 0) throw new TemplateError('error calling eq: missing argument for comparison');
      return rest.some((other) => equals(first, other));
    },
  },
  ne: compared((a, b) => !equals(a, b)),
  lt: compared(isLess),
  le: compared((a, b) => isLess(a, b) || equals(a, b)),
  gt: compared((a, b) => !(isLess(a, b) || equals(a, b))),
  ge: compared((a, b) => !isLess(a, b)),
  len: { parameters: ['any'], call: ([value]) => lengthOf(value) },
  index: {
    parameters: ['any'],
    rest: 'any',
    raw: true,
    call: ([from = null, ...indexes]) => indexes.reduce(elementOf, from),
  },
  print: { parameters: [], rest: 'any', call: joined },
  println: {
    parameters: [],
    rest: 'any',
    call: (args) => `${args.map((value) => goText(value)).join(' ')}\n`,
  },
  printf: {
    parameters: ['string'],
    rest: 'any',
    raw: true,
    call: ([template = '', ...values], call) =>
      doubted(format(stringOf(template), values, call.at), uncertaintyOf(template)),
  },
  html: escaping((text) => text.replaceAll(/["'&<>\0]/g, (char) => HTML[char] ?? char)),
  js: escaping(jsEscaped),
  urlquery: escaping(queryEscaped),
  call: {
    parameters: ['any'],
    rest: 'any',
    call: ([value = null]) => {
      throw new TemplateError(`error calling call: non-function of type ${typeName(value)}`);
    },
  },
};
