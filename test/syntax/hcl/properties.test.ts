import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Body, Expression, HclDocument } from '../../../src/syntax/hcl/ast.ts';
import { applyEdits } from '../../../src/core/edit.ts';
import { parseExpression, parseHcl, parseTemplate } from '../../../src/syntax/hcl/parse.ts';
import { parseHclJson } from '../../../src/syntax/hcl/parse-json.ts';
import { MUTATIONS, SEEDS } from '../../oracles/fmt-accept-reject/cases.ts';
import { bodyText } from './tree-text.ts';

const RUNS = { numRuns: 300 };

const changes = fc.array(fc.tuple(fc.nat(), fc.nat(3), fc.constantFrom(...MUTATIONS)), { maxLength: 4 });
const mutants = fc.tuple(fc.constantFrom(...SEEDS), changes).map(([seed, made]) =>
  made.reduce((text, [place, removed, inserted]) => {
    const at = place % (text.length + 1);
    return text.slice(0, at) + inserted + text.slice(at + removed);
  }, seed),
);
const texts = fc.oneof(
  mutants,
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.array(fc.constantFrom(...MUTATIONS, 'a', ' = '), { maxLength: 25 }).map((tokens) => tokens.join('')),
);

test('no text makes reading throw, and all places lie within their parents', () => {
  fc.assert(
    fc.property(texts, (text) => {
      expect(outside(parseHcl(text), text)).toEqual([]);
      parseExpression(text);
      parseTemplate(text);
    }),
    RUNS,
  );
});

test('no JSON makes reading throw, and places stay within the text', () => {
  const inLocals = texts.map((text) => JSON.stringify({ locals: { a: text, [text]: [text] } }));
  const json = fc.oneof(texts, fc.json(), inLocals);
  fc.assert(
    fc.property(json, (text) => {
      const { body, problems } = parseHclJson(text);
      for (const { start, end } of [body, ...body.attributes, ...body.blocks, ...problems]) {
        expect(start >= 0 && start <= end && end <= text.length).toBe(true);
      }
    }),
    RUNS,
  );
});

test('reading the same text again, or with blank lines around it, gives the same tree', () => {
  fc.assert(
    fc.property(mutants, (text) => {
      const first = parseHcl(text);
      expect(parseHcl(text)).toEqual(first);
      if (first.problems.length > 0) return;
      expect(bodyText(parseHcl(`\n\n${text}\n\n`).body)).toBe(bodyText(first.body));
    }),
    RUNS,
  );
});

test('every expression, cut out by its place and read alone, is the same', () => {
  fc.assert(
    fc.property(mutants, (text) => {
      for (const { expression } of parseHcl(text).body.attributes) {
        const rest = `${text.slice(expression.start, expression.end)}\n`;
        expect(bodyText(parseHcl(`r = ${rest}`).body)).toBe(bodyText(bodyWith(parseHcl(text), expression)));
      }
    }),
    RUNS,
  );
});

test('a value replaced by its place changes that value only', () => {
  fc.assert(
    fc.property(fc.constantFrom(...SEEDS), fc.nat(), (text, choice) => {
      const { attributes } = parseHcl(text).body;
      const attribute = attributes[choice % Math.max(1, attributes.length)];
      if (!attribute) return;
      const { start, end } = attribute.expression;
      const edited = parseHcl(applyEdits(text, [{ start, end, text: '"new"' }]));
      expect(edited.problems).toEqual([]);
      expect(edited.body.attributes.map(({ name }) => name)).toEqual(attributes.map(({ name }) => name));
      expect(edited.comments.length).toBeLessThanOrEqual(parseHcl(text).comments.length);
    }),
    RUNS,
  );
});

test('edits keep every other character', () => {
  const places = fc
    .uniqueArray(fc.nat(40), { minLength: 2, maxLength: 8 })
    .map((list) => list.sort((a, b) => a - b));
  const long = fc.string({ minLength: 41, maxLength: 60 });
  fc.assert(
    fc.property(long, places, fc.string(), (text, sorted, inserted) => {
      const edits = sorted.slice(1).map((end, index) => ({ start: sorted[index] ?? 0, end, text: inserted }));
      const kept = text.slice(0, sorted[0]) + inserted.repeat(edits.length) + text.slice(sorted.at(-1));
      expect(applyEdits(text, edits)).toBe(kept);
      expect(applyEdits(text, [])).toBe(text);
    }),
    RUNS,
  );
});

function bodyWith({ body }: HclDocument, expression: Expression): Body {
  const nameSpan = { start: 0, end: 1 };
  return { ...body, blocks: [], attributes: [{ ...nameSpan, name: 'r', nameSpan, expression }] };
}

/** The nodes of a tree whose place is not within that of the node around them. */
function outside({ body, comments, problems }: HclDocument, text: string): string[] {
  const found: string[] = [];
  const walk = (node: unknown, low: number, high: number): void => {
    if (Array.isArray(node)) {
      for (const item of node) walk(item, low, high);
    } else if (typeof node === 'object' && node !== null) {
      const hasPlace = 'start' in node && 'end' in node;
      const start = hasPlace ? Number(node.start) : low;
      const end = hasPlace ? Number(node.end) : high;
      const isWithin = low <= start && start <= end && end <= high;
      if (!isWithin) found.push(`${JSON.stringify(node)} in ${low}-${high}`);
      for (const child of Object.values(node)) walk(child, start, end);
    }
  };
  walk([body, comments, problems], 0, text.length);
  return found;
}
