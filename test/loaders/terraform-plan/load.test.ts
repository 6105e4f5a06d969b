import { describe, expect, it } from 'vitest';
import type { Stack } from '../../../src/core/resource.ts';
import type { Data } from '../../../src/core/value.ts';
import { isDataList, isDataObject, Sensitive, Unknown } from '../../../src/core/value.ts';
import { loadPlan } from '../../../src/loaders/terraform-plan/load.ts';

function change(address: string, actions: readonly string[], sides: object, more: object = {}): object {
  const parts = address.replace(/\[[^\]]*\]/g, '').split('.');
  const module = /^(module\..*)\.[^.]+\.[^.]+$/.exec(address)?.[1];
  const identity = { address, mode: 'managed', type: parts.at(-2), name: parts.at(-1)?.replace(/\[.*$/, '') };
  const placed = module === undefined ? identity : { ...identity, module_address: module };
  return { ...placed, change: { actions, before: null, after: null, ...sides }, ...more };
}

function resource(address: string, values: object, more: object = {}): object {
  const { change: _, ...identity } = JSON.parse(JSON.stringify(change(address, [], {})));
  return { ...identity, values, sensitive_values: {}, ...more };
}

interface Parts {
  readonly changes: readonly object[];
  readonly planned: object;
  readonly prior?: object;
  readonly configuration?: object;
  readonly more?: object;
}

function planOf({ changes, planned, prior, configuration, more }: Parts): Stack {
  const text = JSON.stringify({
    format_version: '1.2',
    terraform_version: '1.11.4',
    complete: true,
    errored: false,
    planned_values: { root_module: planned },
    resource_changes: changes,
    prior_state: { values: { root_module: prior ?? {} } },
    configuration: { root_module: configuration ?? {} },
    ...more,
  });
  const { stacks, diagnostics } = loadPlan(text, { file: 'orders/plan.json' });
  expect(diagnostics).toEqual([]);
  const [stack] = stacks;
  if (!stack) throw new Error('no stack');
  return stack;
}

/** Data with unknowns as `?resource.path` and hidden values as `hidden`. */
function shown(data: Data | undefined): unknown {
  if (Unknown.is(data)) {
    const references = data.refs.map(({ resource: id, path }) => [id.replace(/^.*#/, ''), ...path].join('.'));
    return `?${references.join(' ')}`;
  }
  if (Sensitive.is(data)) return 'hidden';
  if (isDataList(data)) return data.map(shown);
  return isDataObject(data)
    ? Object.fromEntries(Object.entries(data).map(([key, item]) => [key, shown(item)]))
    : data;
}

function attributesOf(stack: Stack, address: string): unknown {
  return shown(stack.resources.find((one) => one.address === address)?.attributes);
}

const queueBlock = (expressions: object, name = 'orders'): object => ({
  mode: 'managed',
  type: 'aws_sqs_queue',
  name,
  provider_config_key: 'aws',
  expressions,
});

describe('plans', () => {
  it('keeps what is known, hides what is sensitive, leaves out what nobody wrote', () => {
    const after = { name: 'orders', policy: 'p', tags: null };
    const stack = planOf({
      changes: [
        change('aws_sqs_queue.orders', ['create'], {
          after,
          after_unknown: { arn: true, kms_master_key_id: true },
          after_sensitive: { policy: true },
        }),
      ],
      planned: { resources: [resource('aws_sqs_queue.orders', after)] },
      configuration: {
        resources: [
          queueBlock({
            name: { constant_value: 'orders' },
            kms_master_key_id: { references: ['aws_kms_key.a.arn', 'aws_kms_key.a'] },
          }),
        ],
      },
    });
    expect(attributesOf(stack, 'aws_sqs_queue.orders')).toEqual({
      name: 'orders',
      policy: 'hidden',
      kms_master_key_id: '?',
    });
  });

  it('follows references through variables and outputs of modules to instances', () => {
    const subnets = ['aws_subnet.a[0]', 'aws_subnet.a[1]'];
    const group = 'module.db["orders"].aws_db_subnet_group.this';
    const instance = 'module.db["orders"].aws_db_instance.this';
    const stack = planOf({
      changes: [
        change(group, ['create'], { after: {}, after_unknown: { subnet_ids: true } }),
        change(instance, ['create'], { after: {}, after_unknown: { db_subnet_group_name: true } }),
        change('aws_route53_record.db', ['create'], { after: {}, after_unknown: { name: true } }),
      ],
      planned: {
        resources: [...subnets, 'aws_route53_record.db'].map((address) => resource(address, {})),
        child_modules: [
          {
            address: 'module.db["orders"]',
            resources: [group, instance].map((address) => resource(address, {})),
          },
        ],
      },
      configuration: {
        resources: [
          {
            mode: 'managed',
            type: 'aws_route53_record',
            name: 'db',
            expressions: {
              name: { references: ['module.db["orders"].address', 'module.db["orders"]', 'module.db'] },
            },
          },
        ],
        module_calls: {
          db: {
            source: './db',
            expressions: { subnets: { references: ['aws_subnet.a'] } },
            module: {
              outputs: {
                address: {
                  expression: { references: ['aws_db_instance.this.address', 'aws_db_instance.this'] },
                },
              },
              resources: [
                {
                  mode: 'managed',
                  type: 'aws_db_subnet_group',
                  name: 'this',
                  expressions: { subnet_ids: { references: ['var.subnets'] } },
                },
                {
                  mode: 'managed',
                  type: 'aws_db_instance',
                  name: 'this',
                  expressions: {
                    db_subnet_group_name: {
                      references: ['aws_db_subnet_group.this.name', 'aws_db_subnet_group.this'],
                    },
                  },
                },
              ],
            },
          },
        },
      },
    });
    expect(attributesOf(stack, group)).toEqual({
      subnet_ids: ['?aws_subnet.a[0].id', '?aws_subnet.a[1].id'],
    });
    expect(attributesOf(stack, instance)).toEqual({ db_subnet_group_name: `?${group}.name` });
    expect(attributesOf(stack, 'aws_route53_record.db')).toEqual({ name: `?${instance}.address` });
    expect(stack.moduleCalls.map(({ address, opened }) => `${address} ${opened}`)).toEqual([
      'module.db["orders"] local',
    ]);
  });

  it('tells the changes, what forces them and what was made from it', () => {
    const stack = planOf({
      changes: [
        change(
          'aws_ebs_volume.data',
          ['delete', 'create'],
          {
            before: { availability_zone: 'a', note: 'x' },
            after: { availability_zone: 'b' },
            after_unknown: { note: true },
            before_sensitive: { note: true },
            replace_paths: [['availability_zone'], ['note']],
          },
          { action_reason: 'replace_because_cannot_update' },
        ),
        change('aws_sqs_queue.kept', ['no-op'], { before: {}, after: {} }),
        change('aws_sqs_queue.gone', ['forget'], { before: { name: 'gone' } }),
        change('aws_sqs_queue.old', ['delete'], { before: { name: 'old' } }, { deposed: '1234' }),
      ],
      planned: { resources: [resource('aws_ebs_volume.data', {}), resource('aws_sqs_queue.kept', {})] },
      prior: {
        resources: [
          resource('aws_ebs_volume.data', {}),
          resource('aws_sqs_queue.kept', {}),
          resource('aws_volume_attachment.web', {}, { depends_on: ['aws_ebs_volume.data'] }),
        ],
      },
    });
    expect(stack.plan?.existing).toBe(3);
    expect(stack.plan?.changes.map(({ address, action }) => `${address} ${action}`)).toEqual([
      'aws_ebs_volume.data delete-then-create',
      'aws_sqs_queue.gone forget',
    ]);
    const [volume] = stack.plan?.changes ?? [];
    expect(volume?.neededBy).toEqual(['aws_volume_attachment.web']);
    expect(volume?.forcedBy.map(({ path, before, after }) => [path, shown(before), shown(after)])).toEqual([
      ['availability_zone', 'a', 'b'],
      ['note', 'hidden', '?'],
    ]);
  });

  it.each([
    [{ errored: true }, 'planning ended with an error'],
    [{ complete: false }, 'some changes are deferred'],
    [{ format_version: '9.0' }, 'its format version 9.0 is not known'],
    [{}, undefined],
  ])('%j is incomplete because %s', (more, expected) => {
    expect(planOf({ changes: [], planned: {}, more }).plan?.incompleteBecause).toBe(expected);
  });

  it('tells the environment and the places of addresses', () => {
    const stack = planOf({
      changes: [],
      planned: { resources: [resource('aws_sqs_queue.orders', {})] },
      more: { variables: { environment: { value: 'staging' } } },
    });
    expect(stack.environments.map(({ name, grade }) => `${name} ${grade}`)).toEqual(['staging B']);
    expect(stack.root).toBe('orders');
    expect(stack.resources[0]?.declaredAt.start).toBeGreaterThan(0);
  });

  it.each(['', '{', '[]', '{"format_version":"1.0","values":{}}'])('%s is no plan', (text) => {
    const { stacks, diagnostics } = loadPlan(text, { file: 'plan.json' });
    expect(stacks).toEqual([]);
    expect(diagnostics[0]?.message).toContain('terraform show -json');
  });
});
