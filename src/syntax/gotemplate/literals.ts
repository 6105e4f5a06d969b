/** The length of a quoted text, quotes included; undefined when it does not end. */
export function quotedLength(source: string, start: number, quote: string): number | undefined {
  for (let at = start + 1; at < source.length; at += 1) {
    const char = source[at];
    if (char === quote) return at + 1 - start;
    if (quote === '`') continue;
    if (char === '\n') return undefined;
    if (char === '\\') {
      at += 1;
      if (source[at] === '\n') return undefined;
    }
  }
  return undefined;
}

const SIMPLE: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
};
const ESCAPE = /\\(?:([abfnrtv\\'"])|x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([0-3][0-7]{2}))/y;

/** The value of a Go string or character constant; undefined where an escape is not one of Go's. */
export function unquote(written: string): string | undefined {
  const quote = written[0] ?? '';
  const inner = written.slice(1, -1);
  if (!inner.includes('\\')) return quote === "'" && [...inner].length !== 1 ? undefined : inner;
  // Escapes of bytes may together make one character, so text is collected as bytes where they occur.
  const bytes: number[] = [];
  const encoder = new TextEncoder();
  let isBytes = false;
  for (let at = 0; at < inner.length;) {
    if (inner[at] !== '\\') {
      const next = inner.indexOf('\\', at);
      const stop = next < 0 ? inner.length : next;
      for (const byte of encoder.encode(inner.slice(at, stop))) bytes.push(byte);
      at = stop;
      continue;
    }
    ESCAPE.lastIndex = at;
    const found = ESCAPE.exec(inner);
    if (!found) return undefined;
    const [whole, simple, hex, short, long, octal] = found;
    const byte = hex ?? octal;
    if (simple !== undefined) {
      if ((simple === '"' || simple === "'") && simple !== quote) return undefined;
      for (const one of encoder.encode(SIMPLE[simple] ?? simple)) bytes.push(one);
    } else if (byte !== undefined) {
      isBytes = true;
      bytes.push(Number.parseInt(byte, hex === undefined ? 8 : 16));
    } else {
      const code = Number.parseInt(short ?? long ?? '', 16);
      if (code > 0x10_ff_ff || (code >= 0xd8_00 && code <= 0xdf_ff)) return undefined;
      for (const one of encoder.encode(String.fromCodePoint(code))) bytes.push(one);
    }
    at += whole.length;
  }
  const [single] = bytes;
  if (quote === "'" && isBytes && bytes.length === 1 && single !== undefined)
    return String.fromCharCode(single);
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(new Uint8Array(bytes));
  return quote === "'" && [...text].length !== 1 ? undefined : text;
}

export interface NumberValue {
  readonly int: bigint | undefined;
  readonly float: number | undefined;
  readonly isFloat: boolean;
}

/** What a Go number constant is; undefined when it is none. Complex constants are not read. */
export function numberValue(text: string): NumberValue | undefined {
  const sign = text.startsWith('-') ? -1 : 1;
  const digits = text.replace(/^[+-]/, '');
  if (!isWellSpaced(digits)) return undefined;
  const bare = digits.replaceAll('_', '');
  const integer = integerValue(bare);
  if (integer !== undefined) {
    const int = sign < 0 ? -integer : integer;
    // Go's uint64 is the widest; what a signed one cannot hold overflows where it is used.
    if (int >= -(2n ** 63n) && int < 2n ** 64n) return { int, float: Number(int), isFloat: false };
  }
  const float = floatValue(bare);
  if (float === undefined || !Number.isFinite(float)) return undefined;
  const signed = sign * float;
  const int = Number.isInteger(signed) && Math.abs(signed) < 2 ** 63 ? BigInt(signed) : undefined;
  return { int, float: signed, isFloat: true };
}

function integerValue(text: string): bigint | undefined {
  if (/^(?:0[xX][\da-fA-F]+|0[oO][0-7]+|0[bB][01]+|0|[1-9]\d*)$/.test(text))
    return BigInt(text.toLowerCase());
  return /^0[0-7]+$/.test(text) ? BigInt(`0o${text.slice(1)}`) : undefined;
}

function floatValue(text: string): number | undefined {
  if (/^(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text)) return Number(text);
  const hex = /^0[xX]([\da-fA-F]*)\.?([\da-fA-F]*)[pP]([+-]?\d+)$/.exec(text);
  if (!hex) return undefined;
  const [, whole = '', fraction = '', power = '0'] = hex;
  if (whole === '' && fraction === '') return undefined;
  return Number.parseInt(`0${whole}${fraction}`, 16) * 2 ** (Number(power) - 4 * fraction.length);
}

/** Underscores stand between digits only, or after a base prefix; a decimal without prefix has none. */
function isWellSpaced(digits: string): boolean {
  if (!digits.includes('_')) return true;
  return /^0[xXoObB_]/.test(digits)
    ? !/__|_$/.test(digits)
    : /^[\d_.eE+-]+$/.test(digits) && !/__|_$|^_/.test(digits);
}
