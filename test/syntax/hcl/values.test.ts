import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseExpression, parseHcl, parseTemplate } from '../../../src/syntax/hcl/parse.ts';
import { parseHclJson } from '../../../src/syntax/hcl/parse-json.ts';
import { templateValue, valueOf } from './small-evaluator.ts';

interface Recorded {
  readonly expressions: readonly (readonly [text: string, value: unknown])[];
  readonly json: readonly (readonly [text: string, value: unknown])[];
  readonly templates: readonly (readonly [text: string, value: unknown])[];
}

const recorded: Recorded = JSON.parse(
  readFileSync(new URL('../../oracles/recorded/hcl-values.json', import.meta.url), 'utf8'),
);
const REFUSED = 'terraform refuses';

test.each(recorded.expressions)('%j is %j', (text, value) => {
  const { body, problems } = parseHcl(`r = ${text}\n`);
  const [attribute] = body.attributes;
  const isRefused = problems.length > 0 || !attribute;
  expect(isRefused ? REFUSED : valueOf(attribute.expression, new Map())).toEqual(value);
});

test.each(recorded.templates)('the template %j is %j', (text, value) => {
  const { parts, problems } = parseTemplate(text);
  expect(problems).toEqual([]);
  expect(String(templateValue(parts, new Map()))).toEqual(value);
});

test.each(recorded.json)('the JSON value %j is %j', (text, value) => {
  const { body, problems } = parseHclJson(`{"locals": {"r": ${text}}}`);
  const attribute = body.blocks[0]?.body.attributes[0];
  const isRefused = problems.length > 0 || !attribute;
  expect(isRefused ? REFUSED : valueOf(attribute.expression, new Map())).toEqual(value);
});

test('an expression given alone is read as if it stood in parentheses', () => {
  const { expression } = parseExpression('\n  1 +\n  2\n');
  expect(expression && valueOf(expression, new Map())).toBe(3);
});
