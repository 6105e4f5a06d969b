import { EvaluationError } from '../values/value.ts';

/** One verb of a format: `%-8.3f`, `%[2]q`. */
export interface Verb {
  readonly raw: string;
  readonly mode: string;
  readonly flags: ReadonlySet<string>;
  readonly width: number | undefined;
  readonly precision: number | undefined;
  /** Which argument, from one. */
  readonly position: number;
}

const VERB = /^%([ +\-#0]*)(\d{1,4})?(?:\.(\d{0,4}))?(?:\[(\d{1,4})\])?(.)/su;

/** The literal pieces and the verbs of a format. */
export function parseFormat(format: string): readonly (string | Verb)[] {
  const pieces: (string | Verb)[] = [];
  let position = 0;
  for (let at = 0; at < format.length;) {
    const next = format.indexOf('%', at);
    const end = next < 0 ? format.length : next;
    if (end > at) pieces.push(format.slice(at, end));
    if (next < 0) break;
    const match = VERB.exec(format.slice(next));
    if (match === null) throw new EvaluationError('the format ends within a verb');
    const [raw, flags = '', width, precision, index, mode = ''] = match;
    at = next + raw.length;
    if (mode === '%') {
      pieces.push('%');
      continue;
    }
    if (!'vtbdoxXeEfgGsq'.includes(mode)) throw new EvaluationError(`the format has an unknown verb ${raw}`);
    position = index === undefined ? position + 1 : Number(index);
    if (position < 1) throw new EvaluationError('arguments of a format are counted from 1');
    pieces.push({
      raw,
      mode,
      flags: new Set(flags),
      width: width === undefined ? undefined : Number(width),
      precision: precision === undefined ? undefined : Number(precision),
      position,
    });
  }
  return pieces;
}
