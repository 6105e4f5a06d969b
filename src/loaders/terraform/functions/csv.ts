import { objectOf } from '../values/type.ts';
import type { TfValue } from '../values/value.ts';
import { EvaluationError, list, object, string } from '../values/value.ts';
import { textOf } from './arguments.ts';
import type { Functions } from './definition.ts';
import { TEXT } from './definition.ts';

/** `csvdecode`. */
export const csvFunctions: Functions = {
  csvdecode: { parameters: [TEXT], result: 'dynamic', call: ([text]) => decode(textOf(text)) },
};

const MOST_FIELDS = 1_000_000;

/** One object for each row, with the names of the first row. */
function decode(text: string): TfValue {
  const [header, ...rows] = readRows(text);
  if (header === undefined) throw new EvaluationError('the text has no header');
  if (new Set(header).size < header.length) throw new EvaluationError('two columns have the same name');
  const type = objectOf(
    new Map([...header].sort((a, b) => (a < b ? -1 : 1)).map((name) => [name, 'string'])),
  );
  if (rows.length * (header.length + 1) > MOST_FIELDS)
    throw new EvaluationError('the table has too many fields', 'limit');
  const objects = rows.map((row) => {
    if (row.length !== header.length)
      throw new EvaluationError('a row has another number of fields than the header');
    return object(header.map((name, position): [string, TfValue] => [name, string(row[position] ?? '')]));
  });
  return list(type, objects);
}

/**
 * Rows by RFC 4180 as Go reads them: empty lines are skipped, a quote is allowed only around a whole field.
 */
function readRows(text: string): string[][] {
  const source = text.replaceAll('\r\n', '\n');
  const rows: string[][] = [];
  let at = 0;
  while (at < source.length) {
    if (source.charAt(at) === '\n') {
      at += 1;
      continue;
    }
    const row: string[] = [];
    for (;;) {
      const field = source.charAt(at) === '"' ? quotedField(source, at) : plainField(source, at);
      row.push(field.value);
      at = field.end;
      if (source.charAt(at) !== ',') break;
      at += 1;
    }
    at += 1;
    rows.push(row);
  }
  return rows;
}

interface Field {
  readonly value: string;
  readonly end: number;
}

function plainField(source: string, start: number): Field {
  let end = start;
  while (end < source.length && source.charAt(end) !== ',' && source.charAt(end) !== '\n') end += 1;
  let value = source.slice(start, end);
  if (value.includes('"')) throw new EvaluationError('a quote stands inside a field without quotes');
  // Go drops a carriage return at the very end of the text too.
  if (end === source.length && value.endsWith('\r')) value = value.slice(0, -1);
  return { value, end };
}

function quotedField(source: string, start: number): Field {
  let value = '';
  let at = start + 1;
  for (;;) {
    const quote = source.indexOf('"', at);
    if (quote < 0) throw new EvaluationError('a quoted field is not closed');
    value += source.slice(at, quote);
    at = quote + 1;
    const next = source.charAt(at);
    if (next !== '"') {
      if (next !== '' && next !== ',' && next !== '\n')
        throw new EvaluationError('a quoted field is followed by text');
      return { value, end: at };
    }
    value += '"';
    at += 1;
  }
}
