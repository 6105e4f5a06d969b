import type { GoValue } from './value.ts';
import { Dict, List, TemplateError } from './value.ts';

/** Deeper than this Go's decoder gives up as well (10,000), and we recurse. */
const MAX_DEPTH = 500;

/** The value of a JSON text, or why it has none. Numbers are float64, as in Go. */
export function fromJsonText(text: string): GoValue | TemplateError {
  if (text.trim() === '') return new TemplateError('unexpected end of JSON input');
  try {
    const parsed: unknown = JSON.parse(text);
    return converted(parsed, 0);
  } catch (error) {
    if (error instanceof TemplateError) return error;
    if (!(error instanceof SyntaxError)) throw error;
    return new TemplateError('invalid JSON');
  }
}

function converted(value: unknown, depth: number): GoValue {
  if (depth > MAX_DEPTH) throw new TemplateError('the JSON is nested too deep');
  if (Array.isArray(value)) return new List(value.map((item) => converted(item, depth + 1)));
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'boolean':
      return value;
    case 'object':
      if (value === null) return null;
      return Dict.of(Object.entries(value).map(([key, item]) => [key, converted(item, depth + 1)] as const));
    default:
      return null;
  }
}
