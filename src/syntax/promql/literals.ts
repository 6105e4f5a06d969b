const UNITS: { readonly [unit: string]: number } = {
  ms: 0.001,
  s: 1,
  m: 60,
  h: 3600,
  d: 86_400,
  w: 604_800,
  y: 31_536_000,
};

const DURATION = /^(?:\d+(?:ms|[smhdwy]))+$/;

/** Seconds of a duration as Prometheus writes it (`1h30m`); undefined for everything else. */
export function durationSeconds(text: string): number | undefined {
  if (text === '0') return 0;
  if (!DURATION.test(text)) return undefined;
  let seconds = 0;
  for (const [, count = '', unit = ''] of text.matchAll(/(\d+)(ms|[smhdwy])/g)) {
    seconds += Number(count) * (UNITS[unit] ?? Number.NaN);
  }
  return seconds;
}

/** The value of a number, or of a duration in its place; NaN for what is none. */
export function numberValue(text: string): number {
  const sign = text.startsWith('-') ? -1 : 1;
  const plain = text.replace(/^[+-]\s*/, '').replaceAll('_', '');
  if (/^inf$/i.test(plain)) return sign * Infinity;
  return sign * (durationSeconds(plain) ?? Number(plain));
}

const ESCAPES: { readonly [escape: string]: string } = {
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** The text inside quotes; undefined where it does not end, or holds an escape that Go refuses. */
export function unquoted(text: string): string | undefined {
  const quote = text[0];
  if (text.length < 2 || quote === undefined || !text.endsWith(quote)) return undefined;
  const inner = text.slice(1, -1);
  if (quote === '`') return inner;
  let isWrong = false;
  const value = inner.replace(
    /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3})|([\s\S]?))/g,
    (_, hex?: string, short?: string, long?: string, octal?: string, other?: string) => {
      const digits = hex ?? short ?? long;
      const code = digits === undefined ? Number.parseInt(octal ?? '', 8) : Number.parseInt(digits, 16);
      if (code <= 0x10_ff_ff) return String.fromCodePoint(code);
      if (other === '\\' || other === quote) return other;
      const known = ESCAPES[other ?? ''];
      if (known === undefined) isWrong = true;
      return known ?? '';
    },
  );
  return isWrong ? undefined : value;
}
