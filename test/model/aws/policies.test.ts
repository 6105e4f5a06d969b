import { describe, expect, it } from 'vitest';
import type { Policy, Principal } from '../../../src/core/facts/policy.ts';
import { resourceId, stackId } from '../../../src/core/id.ts';
import { readableText } from '../../../src/core/partial-text.ts';
import type { Data } from '../../../src/core/value.ts';
import { Unknown } from '../../../src/core/value.ts';
import { parsePolicy } from '../../../src/model/aws/access/parse-policy.ts';
import { powerOf } from '../../../src/model/aws/access/power.ts';

const at = { resource: resourceId(stackId('terraform:.'), 'aws_iam_policy.orders'), path: ['policy'] };
const other: Principal = { kind: 'other', id: '', account: undefined, component: undefined };

function read(data: Data): Policy {
  const policy = parsePolicy(data, { at, statementAt: () => at, principals: { read: () => other } });
  if (policy === undefined || Unknown.is(policy))
    throw new Error(`not read: ${policy?.detail ?? 'nothing there'}`);
  return policy;
}

const unset = new Unknown({ reason: 'variable-without-value', detail: 'var.queue has no value' });
const queueArn = new Unknown({
  reason: 'computed-attribute',
  detail: 'aws_sqs_queue.orders.arn is computed',
  refs: [{ resource: resourceId(stackId('terraform:.'), 'aws_sqs_queue.orders'), path: ['arn'] }],
});

/** A document of one statement, as jsonencode leaves it when something inside is unknown. */
function encoded(statement: { readonly [key: string]: Data }): Unknown {
  return new Unknown({
    reason: 'variable-without-value',
    detail: 'a part is unknown',
    partial: { kind: 'json', value: { Statement: [statement] } },
  });
}

describe('reading a policy', () => {
  it('takes text, one statement instead of a list, and one action instead of a list', () => {
    const policy = read('{"Statement":{"Effect":"Allow","Action":"sqs:SendMessage","Resource":"*"}}');
    expect(policy.statements.map(({ effect, actions }) => [effect, actions.items])).toEqual([
      ['allow', ['sqs:SendMessage']],
    ]);
  });

  it('keeps unknown parts apart in an encoded document', () => {
    const [statement] = read(
      encoded({ Effect: 'Allow', Action: ['sqs:SendMessage'], Resource: [queueArn, '*'] }),
    ).statements;
    expect(statement?.resources?.items).toEqual([queueArn, '*']);
  });

  it('reads a template whose holes are unknown, inside and in place of a text', () => {
    const template = new Unknown({
      reason: 'variable-without-value',
      detail: 'a part is unknown',
      partial: {
        kind: 'parts',
        parts: ['{"Statement":[{"Effect":"Allow","Action":', unset, ',"Resource":"', queueArn, '/*"}]}'],
      },
    });
    const [statement] = read(template).statements;
    expect(statement?.actions.items).toBe(unset);
    const places = statement?.resources?.items ?? [];
    expect(Unknown.is(places) ? places.detail : places.map(readableText)).toEqual(['…/*']);
  });

  it('tells what it cannot read', () => {
    expect(read(encoded({ Effect: unset, Action: '*', Resource: '*' })).statements[0]?.effect).toBe(unset);
    const policy = parsePolicy('not JSON', { at, statementAt: () => at, principals: { read: () => other } });
    expect(Unknown.is(policy)).toBe(true);
  });
});

describe('the power of a policy', () => {
  const power = (statement: { readonly [key: string]: Data }): ReturnType<typeof powerOf> =>
    powerOf(read(encoded(statement)), at);
  const broad = (statement: { readonly [key: string]: Data }): readonly (readonly string[])[] =>
    power(statement).broadWrites.map(({ reach, actions }) => [reach, ...actions]);

  it.each([
    [{ Effect: 'Allow', Action: '*', Resource: '*' }, true],
    [{ Effect: 'Allow', Action: ['sqs:*', '*:*'], Resource: ['*'] }, true],
    [{ Effect: 'Deny', Action: '*', Resource: '*' }, false],
    [{ Effect: 'Allow', Action: '*', Resource: queueArn }, false],
    [{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }, false],
    [
      {
        Effect: 'Allow',
        Action: '*',
        Resource: '*',
        Condition: { StringEquals: { 'aws:ResourceTag/a': 'b' } },
      },
      false,
    ],
    [
      { Effect: 'Allow', Action: '*', Resource: '*', Condition: { Bool: { 'aws:SecureTransport': 'true' } } },
      true,
    ],
  ])('everything: %j is %s', (statement, everything) => {
    expect(power(statement).everything.value).toBe(everything);
  });

  it('does not know whether it is everything while the resource of * is unknown', () => {
    expect(power({ Effect: 'Allow', Action: '*', Resource: unset }).everything.value).toBe(unset);
    expect(power({ Effect: 'Allow', Action: 'sqs:SendMessage', Resource: unset }).everything.value).toBe(
      false,
    );
  });

  it.each([
    [
      { Effect: 'Allow', Action: ['dynamodb:PutItem', 'dynamodb:GetItem'], Resource: '*' },
      [['every-resource', 'dynamodb:PutItem']],
    ],
    [
      { Effect: 'Allow', Action: 'kms:Decrypt', Resource: 'arn:aws:kms:eu-west-1:1:key/*' },
      [['every-resource', 'kms:Decrypt']],
    ],
    [{ Effect: 'Allow', Action: 's3:*', Resource: 'arn:aws:s3:::shop/*' }, [['whole-service', 's3:*']]],
    [{ Effect: 'Allow', Action: 's3:PutObject', Resource: 'arn:aws:s3:::shop/*' }, []],
    [{ Effect: 'Allow', Action: 's3:PutObject', Resource: ['arn:aws:s3:::shop/*', 'arn:aws:sqs:*:*:*'] }, []],
    [
      {
        Effect: 'Allow',
        Action: ['ec2:Describe*', 'cloudwatch:PutMetricData', 'logs:PutLogEvents'],
        Resource: '*',
      },
      [],
    ],
    [
      { Effect: 'Allow', Action: ['ec2:RunInstances', 'ec2:CreateNetworkInterface'], Resource: '*' },
      [['every-resource', 'ec2:RunInstances']],
    ],
    [{ Effect: 'Allow', Action: 'sagemaker:*', Resource: '*' }, [['every-resource', 'sagemaker:*']]],
    [{ Effect: 'Allow', Action: 'xray:*', Resource: '*' }, []],
    [
      { Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: '*' },
      [['every-resource', 'secretsmanager:GetSecretValue']],
    ],
    [{ Effect: 'Allow', NotAction: ['iam:*'], Resource: '*' }, [['every-resource', 'everything but iam:*']]],
  ])('broad: %j', (statement, expected) => {
    expect(broad(statement)).toEqual(expected);
  });
});
