import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { convert } from '../../../../src/loaders/terraform/values/convert.ts';
import type { TypeConstraint } from '../../../../src/loaders/terraform/values/type-constraint.ts';
import {
  applyDefaults,
  parseTypeConstraint,
} from '../../../../src/loaders/terraform/values/type-constraint.ts';
import { typeText } from '../../../../src/loaders/terraform/values/type-text.ts';
import { EvaluationError } from '../../../../src/loaders/terraform/values/value.ts';
import { parseExpression } from '../../../../src/syntax/hcl/parse.ts';
import type { ConsoleAnswer } from '../../../support/console.ts';
import { answerWith, consoleValue, evaluateAlone } from '../../../support/console.ts';

type Row = readonly [pair: string, ...answer: ConsoleAnswer];

const recorded: { readonly answers: readonly Row[] } = JSON.parse(
  readFileSync('test/oracles/recorded/constraints.json', 'utf8'),
);

function constraintOf(text: string): TypeConstraint {
  const { expression } = parseExpression(text);
  if (!expression) throw new EvaluationError(`${text} cannot be parsed`);
  return parseTypeConstraint(expression, evaluateAlone);
}

function answerTo(pair: string): ConsoleAnswer {
  const [type = '', value = ''] = pair.split(' <- ');
  return answerWith(() => {
    const constraint = constraintOf(type);
    return convert(applyDefaults(consoleValue(value), constraint.defaults), constraint.type);
  });
}

it.each(recorded.answers)('%s', (pair, ...answer) => {
  expect(answerTo(pair)).toEqual(answer);
});

describe('constraints of Terraform 0.11', () => {
  it.each([
    ['"string"', 'string'],
    ['"list"', 'list(any)'],
    ['"map"', 'map(any)'],
    ['list', 'list(any)'],
    ['map', 'map(any)'],
    ['set', 'set(any)'],
    ['list("string")', 'list(string)'],
  ])('%s means %s', (text, type) => {
    expect(typeText(constraintOf(text).type)).toBe(type);
  });
});

it('an unknown value keeps its mark and cause under a constraint', () => {
  const { type, defaults } = constraintOf('list(object({ a = optional(string, "d") }))');
  const value = convert(
    applyDefaults(consoleValue('sensitive([{}, { a = local.ustring }])'), defaults),
    type,
  );
  expect(value.sensitive).toBe(true);
  expect(applyDefaults(consoleValue('local.ulist'), defaults)).toEqual(consoleValue('local.ulist'));
});
