import { describe, expect, it } from 'vitest';
import { resourceId, stackId } from '../../../../src/core/id.ts';
import type { PartialText } from '../../../../src/core/value.ts';
import { Unknown } from '../../../../src/core/value.ts';
import { callFunction } from '../../../../src/loaders/terraform/functions/registry.ts';
import { toData } from '../../../../src/loaders/terraform/values/data.ts';
import { getAttribute, indexValue } from '../../../../src/loaders/terraform/values/traverse.ts';
import { listOf } from '../../../../src/loaders/terraform/values/type.ts';
import type { TfValue } from '../../../../src/loaders/terraform/values/value.ts';
import {
  object,
  string,
  tuple,
  unknownCause,
  unknownOf,
} from '../../../../src/loaders/terraform/values/value.ts';
import { consoleValue, functionContext } from '../../../support/console.ts';

const bucket = resourceId(stackId('terraform:shop'), 'aws_s3_bucket.orders');
const arn = computed('arn');
const id = computed('id');

function computed(attribute: string, type: TfValue['type'] = 'string'): TfValue {
  const refs = [{ resource: bucket, path: [attribute] }];
  const detail = `aws_s3_bucket.orders.${attribute} is known after apply`;
  return unknownOf(type, new Unknown({ reason: 'computed-attribute', detail, refs }), { notNull: true });
}

function call(name: string, ...args: readonly TfValue[]): TfValue {
  return callFunction(name, args, functionContext());
}

function causeOf(value: TfValue): Unknown {
  const cause = unknownCause(value);
  if (!cause) throw new Error('the value is known');
  return cause;
}

/** The pieces with attributes in angle brackets. */
function piecesOf(partial: PartialText | undefined): readonly string[] {
  if (partial?.kind !== 'parts') return [];
  return partial.parts.map((part) =>
    typeof part === 'string' ? part : `<${part.refs.map((ref) => ref.path.join('.')).join()}>`,
  );
}

describe('what is made of a computed attribute', () => {
  it('knows what a text was cut from, and does not say that it is that text', () => {
    const host = indexValue(call('split', string('/'), arn), consoleValue('2'));
    for (const value of [
      call('trimprefix', arn, string('https://')),
      call('replace', arn, string('https://'), string('')),
      call('lower', arn),
      host,
    ]) {
      expect(piecesOf(causeOf(value).partial)).toEqual(['<arn>']);
    }
    expect(piecesOf(causeOf(call('sha256', arn)).partial)).toEqual(['<>']);
    const separator = call('split', arn, string('orders'));
    expect(piecesOf(causeOf(separator).partial)).toEqual(['<>']);
  });

  it('keeps the attribute itself where it is passed on', () => {
    for (const value of [
      call('tostring', arn),
      call('element', computed('arns', listOf('string')), consoleValue('0')),
    ]) {
      expect(causeOf(value).partial).toBeUndefined();
      expect(causeOf(value).refs).toHaveLength(1);
    }
    const vpc = computed('vpc', 'dynamic');
    expect(causeOf(getAttribute(vpc, 'id')).refs).toEqual([{ resource: bucket, path: ['vpc', 'id'] }]);
    expect(causeOf(indexValue(vpc, consoleValue('2'))).refs).toEqual([
      { resource: bucket, path: ['vpc', 2] },
    ]);
  });

  it('names the attribute but is not it where it is computed from it', () => {
    const cause = causeOf(call('upper', arn));
    expect(cause.refs).toHaveLength(1);
    expect(piecesOf(cause.partial)).toEqual(['<>']);
    expect(causeOf(call('length', id)).detail).toBe('aws_s3_bucket.orders.id is known after apply');
  });

  it('names every attribute it is made of, once', () => {
    expect(
      causeOf(call('max', call('length', id), call('length', arn), call('length', id))).refs,
    ).toHaveLength(2);
  });
});

describe('texts with unknown pieces', () => {
  it('join and format keep the known pieces', () => {
    expect(
      piecesOf(causeOf(call('join', string('/'), tuple([arn, string('orders'), string('*')]))).partial),
    ).toEqual(['<arn>', '/orders/*']);
    expect(piecesOf(causeOf(call('format', string('%s/%s-%d'), arn, id, consoleValue('3'))).partial)).toEqual(
      ['<arn>', '/', '<id>', '-3'],
    );
  });

  it('jsonencode keeps the value, and jsondecode gives it back', () => {
    const policy = object([
      ['Resource', arn],
      ['Effect', string('Allow')],
    ]);
    const encoded = call('jsonencode', policy);
    expect(causeOf(encoded).partial).toMatchObject({ kind: 'json', value: { Effect: 'Allow' } });
    const decoded = call('jsondecode', encoded);
    expect(getAttribute(decoded, 'Effect').content).toBe('Allow');
    expect(causeOf(getAttribute(decoded, 'Resource')).refs).toEqual(causeOf(arn).refs);
  });

  it('jsonencode keeps marks inside', () => {
    const encoded = call(
      'jsonencode',
      object([
        ['token', { ...string('hush'), sensitive: true }],
        ['id', id],
      ]),
    );
    expect(encoded.sensitive).toBe(true);
    expect(JSON.stringify(toData(encoded))).not.toContain('hush');
  });
});

describe('functions that cannot be computed here', () => {
  it.each([
    ['timestamp', [], 'impure-function'],
    ['uuid', [], 'impure-function'],
    ['plantimestamp', [], 'impure-function'],
    ['bcrypt', [string('a')], 'impure-function'],
    ['base64gzip', [string('a')], 'impure-function'],
    ['pathexpand', [string('~/x')], 'not-in-inputs'],
    ['provider::google::name_from_id', [string('a')], 'provider-function'],
  ] as const)('%s is unknown', (name, args, reason) => {
    expect(causeOf(call(name, ...args)).reason).toBe(reason);
  });

  it('pure functions of the AWS provider are computed', () => {
    const queue = string('arn:aws:sqs:eu-west-1:123456789012:orders');
    expect(getAttribute(call('provider::aws::arn_parse', queue), 'account_id').content).toBe('123456789012');
    const role = string('arn:aws:iam::123456789012:role/team/shop/orders');
    expect(call('provider::aws::trim_iam_role_path', role).content).toBe(
      'arn:aws:iam::123456789012:role/orders',
    );
    expect(() => call('provider::aws::arn_parse', string('orders'))).toThrow('no ARN');
    const built = call('provider::aws::arn_build', ...['aws', 'sqs', 'eu-west-1', '1', 'orders'].map(string));
    expect(built.content).toBe('arn:aws:sqs:eu-west-1:1:orders');
  });

  it('an unknown name is an error', () => {
    expect(() => call('nope')).toThrow('there is no function named nope');
  });
});
