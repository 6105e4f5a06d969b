import { describe, expect, it } from 'vitest';
import type { Stack } from '../../../src/core/resource.ts';
import { Sensitive } from '../../../src/core/value.ts';
import { defaultLoadOptions } from '../../../src/loaders/terraform/load-options.ts';
import { loadTerraform } from '../../../src/loaders/terraform/load.ts';
import { compare } from '../../../src/loaders/terraform-state/drift.ts';
import { loadState } from '../../../src/loaders/terraform-state/load.ts';
import { memoryFiles } from '../../support/memory-files.ts';

type Values = Readonly<Record<string, unknown>>;

function raw(resources: readonly object[]): string {
  return JSON.stringify({
    version: 4,
    terraform_version: '1.11.4',
    resources,
    outputs: { url: { value: 'x', sensitive: true } },
  });
}

function block(type: string, name: string, instances: readonly object[], module?: string): object {
  return { ...(module === undefined ? {} : { module }), mode: 'managed', type, name, instances };
}

function stateOf(text: string): Stack {
  const [stack] = loadState(text, { file: 'terraform.tfstate' }).stacks;
  if (!stack) throw new Error('no stack');
  return stack;
}

describe('states', () => {
  it('reads a state file', () => {
    const stack = stateOf(
      raw([
        block('aws_sqs_queue', 'orders', [
          { index_key: 0, attributes: { name: 'a' } },
          { index_key: 1, attributes: { name: 'b' } },
        ]),
        block(
          'aws_sns_topic',
          'orders',
          [
            {
              index_key: 'eu',
              attributes: { name: 'c', tags: null },
              dependencies: ['aws_sqs_queue.orders'],
            },
            { index_key: 'eu', deposed: '12', attributes: { name: 'old' } },
          ],
          'module.shop',
        ),
      ]),
    );
    expect(stack.resources.map(({ address, attributes, module }) => [address, attributes, module])).toEqual([
      ['aws_sqs_queue.orders[0]', { name: 'a' }, ''],
      ['aws_sqs_queue.orders[1]', { name: 'b' }, ''],
      ['module.shop.aws_sns_topic.orders["eu"]', { name: 'c' }, 'module.shop'],
    ]);
    expect(stack.resources[2]?.dependsOn).toHaveLength(2);
  });

  it('reads the same from terraform show -json', () => {
    const shown = JSON.stringify({
      format_version: '1.0',
      values: {
        root_module: {
          child_modules: [
            {
              address: 'module.shop',
              resources: [
                {
                  address: 'module.shop.aws_sqs_queue.orders["eu"]',
                  mode: 'managed',
                  type: 'aws_sqs_queue',
                  name: 'orders',
                  values: { name: 'a' },
                  sensitive_values: {},
                },
              ],
            },
          ],
        },
      },
    });
    const file = raw([
      block('aws_sqs_queue', 'orders', [{ index_key: 'eu', attributes: { name: 'a' } }], 'module.shop'),
    ]);
    const identity = ({ resources }: Stack) =>
      resources.map(({ address, module, attributes }) => [address, module, attributes]);
    expect(identity(stateOf(shown))).toEqual(identity(stateOf(file)));
  });

  it('hides what the state marks, and what is called a password', () => {
    const attributes = { content: 'orders4ever', password: 'orders5ever', name: 'a' };
    const sensitive = [[{ type: 'get_attr', value: 'content' }]];
    const stack = stateOf(raw([block('aws_x', 'a', [{ attributes, sensitive_attributes: sensitive }])]));
    const found = stack.resources[0]?.attributes;
    expect([found?.['content'], found?.['password']].map((data) => Sensitive.is(data))).toEqual([true, true]);
    expect(JSON.stringify([stack.resources, stack.outputs])).not.toMatch(/orders[45]ever/);
  });

  it.each(['{', '{"version":3,"modules":[]}', '{"planned_values":{},"values":{},"format_version":"1"}'])(
    '%s is no state',
    (text) => {
      const { stacks, diagnostics } = loadState(text, { file: 'terraform.tfstate' });
      expect(stacks).toEqual([]);
      expect(diagnostics).toMatchObject([{ code: 'state-json' }]);
    },
  );
});

/** What differs between code and a state of `aws_db_instance.orders` with these attributes. */
function drift(code: string, attributes: Values): readonly string[] {
  const [stack] = loadTerraform(memoryFiles({ 'main.tf': code }), defaultLoadOptions).stacks;
  if (!stack) throw new Error('no stack');
  const state = stateOf(raw([block('aws_db_instance', 'orders', [{ attributes }])]));
  return compare(stack, state).map(({ code: kind, message }) => `${kind} ${message}`);
}

const orders = (body: string): string => `resource "aws_db_instance" "orders" {\n${body}\n}`;

describe('drift', () => {
  it.each([
    ['equal values', 'multi_az = true', { multi_az: true, arn: 'x' }],
    ['converted values', 'port = "5432"', { port: 5432 }],
    ['sets in another order', 'groups = ["b", "a"]', { groups: ['a', 'b'] }],
    ['documents written otherwise', 'policy = jsonencode({ b = 1, a = 2 })', { policy: '{"a": 2, "b": 1}' }],
    ['values known after apply', 'name = aws_vpc.main.id', { name: 'vpc-1' }],
    ['ignored changes', 'size = 1\nlifecycle {\n  ignore_changes = [size]\n}', { size: 2 }],
    ['what the state does not hold', 'apply_immediately = true', {}],
  ])('is not %s', (_, body, attributes) => {
    expect(drift(orders(body), attributes)).toEqual([]);
  });
  it('is another value, in a block too', () => {
    expect(drift(orders('size = 1'), { size: 2 })[0]).toContain(
      'aws_db_instance.orders size is 2 in the state and 1 in the code',
    );
    const nested = drift(orders('root {\n  encrypted = true\n}'), { root: [{ encrypted: false }] });
    expect(nested[0]).toContain('root[0].encrypted is false in the state and true in the code');
  });
  it('is what only one side knows', () => {
    const found = drift(`${orders('')}\nresource "aws_sqs_queue" "new" {}`, {});
    expect(found).toHaveLength(1);
    expect(found[0]).toContain('drift-not-in-state aws_sqs_queue.new');
    expect(drift('resource "aws_sqs_queue" "new" {}', {})[0]).toContain(
      'drift-not-in-code aws_db_instance.orders',
    );
  });
  it('is not claimed for an unknown number of instances', () => {
    const variable = 'variable "n" {\n  type = number\n}\n';
    expect(drift(`${variable}${orders('count = var.n')}`, {})).toEqual([]);
  });
  it('never tells a password', () => {
    const found = drift(orders('password = "orders4ever"'), { password: 'orders5ever' });
    expect(found[0]).toContain('a hidden value');
    expect(found.join(' ')).not.toMatch(/orders[45]ever/);
  });
});
