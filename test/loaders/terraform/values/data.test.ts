import { expect, it } from 'vitest';
import { isDataObject, Sensitive, Unknown } from '../../../../src/core/value.ts';
import { fromData, fromJson, toData } from '../../../../src/loaders/terraform/values/data.ts';
import { typeText } from '../../../../src/loaders/terraform/values/type-text.ts';
import {
  EvaluationError,
  string,
  tuple,
  unknownOf,
  withSensitive,
} from '../../../../src/loaders/terraform/values/value.ts';
import { consoleValue } from '../../../support/console.ts';

it('numbers that a double cannot hold leave as decimal text', () => {
  const value = consoleValue(
    '{ port = 443, rate = 0.1, account = 12345678901234567890, third = 1 / 3, zero = -0 }',
  );
  expect(toData(value)).toEqual({
    account: '12345678901234567890',
    port: 443,
    rate: 0.1,
    third: 1 / 3,
    zero: 0,
  });
});

it('sets become lists, marks become wrappers, unknowns become their cause', () => {
  const data = toData(
    consoleValue('{ tags = toset(["b", "a"]), password = sensitive("hush"), id = local.ustring }'),
  );
  expect(data).toMatchObject({ tags: ['a', 'b'] });
  const { password, id } = isDataObject(data) ? data : {};
  expect(Sensitive.is(password) && password.reveal()).toBe('hush');
  expect(Unknown.is(id) && id.reason).toBe('computed-attribute');
});

it('the pieces of an unknown text that is sensitive do not leave with it', () => {
  const data = toData(consoleValue('"${sensitive("hush")}-${local.ustring}"'));
  expect(Unknown.is(data)).toBe(true);
  expect(JSON.stringify(data)).not.toContain('hush');
});

it('data is typed as JSON is', () => {
  expect(typeText(fromData({ b: [1, 'x', null], a: true }).type)).toBe(
    'object({a=bool, b=tuple([number, string, any])})',
  );
  const cause = new Unknown({ reason: 'data-source', detail: 'data.aws_vpc.main is read from the cloud' });
  expect(toData(fromData([cause, new Sensitive(1)]))).toMatchObject([cause, {}]);
});

it('JSON keeps large numbers, the last of equal keys, and refuses what is no JSON', () => {
  expect(toData(fromJson('{"n": 12345678901234567890, "a": 1, "a": 2}'))).toEqual({
    a: 2,
    n: '12345678901234567890',
  });
  expect(() => fromJson('{"a": }')).toThrow(EvaluationError);
  expect(() => fromJson('['.repeat(5000))).toThrow(EvaluationError);
});

it('a value inside a sensitive list is reached through the wrapper only', () => {
  const hidden = toData(withSensitive(tuple([string('hush')]), true));
  expect(Sensitive.is(hidden) && hidden.reveal()).toEqual(['hush']);
  const cause = new Unknown({ reason: 'variable-without-value', detail: 'var.token has no value' });
  expect(toData(withSensitive(unknownOf('string', cause), true))).toBe(cause);
});
