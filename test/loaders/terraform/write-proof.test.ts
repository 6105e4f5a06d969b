import { describe, expect, it } from 'vitest';
import { withChanges } from '../../../src/core/changed-files.ts';
import { memoryFiles } from '../../support/memory-files.ts';
import { intentOf, multiAz, orders, stackOf, write } from '../../support/terraform-write.ts';

it('adds a resource beside the one it is about, under a free name', () => {
  const bucket = 'resource "aws_s3_bucket" "orders" {\n  bucket = "orders"\n}\n';
  const taken = 'resource "aws_s3_bucket_versioning" "orders" {\n  bucket = "other"\n}\n';
  const texts = { 'main.tf': '', 'store.tf': `${bucket}\n${taken}` };
  const stack = stackOf(texts);
  const written = stack.write?.([
    {
      op: 'add',
      stack: stack.id,
      resource: {
        type: 'aws_s3_bucket_versioning',
        name: 'orders',
        attributes: {
          bucket: { expression: 'aws_s3_bucket.orders.id' },
          versioning_configuration: [{ status: 'Enabled' }],
        },
      },
    },
  ]);
  if (!written || 'notWritable' in written) throw new Error('not written');
  expect(withChanges(memoryFiles(texts), written.changes).read('store.tf')).toBe(
    `${bucket}\nresource "aws_s3_bucket_versioning" "orders_2" {\n  bucket = aws_s3_bucket.orders.id\n\n` +
      `  versioning_configuration {\n    status = "Enabled"\n  }\n}\n\n${taken}`,
  );
});

describe('what is not written', () => {
  it('is computed, downloaded or would break something', () => {
    const computed = orders('  multi_az = length(var.zones) > 1\n') + 'variable "zones" { default = [] }\n';
    expect(write({ 'main.tf': computed }, multiAz)).toBe('it is computed by an expression');
    const downloaded = {
      'main.tf': 'module "db" {\n  source = "example/db/aws"\n}\n',
      '.terraform/modules/modules.json': '{"Modules":[{"Key":"db","Dir":".terraform/modules/db"}]}',
      '.terraform/modules/db/main.tf': orders('  multi_az = false\n'),
    };
    expect(write(downloaded, { ...multiAz, address: 'module.db.aws_db_instance.orders' })).toBe(
      'it is set in the code of a downloaded module',
    );
    const shared =
      'variable "on" { default = false }\n' +
      orders('  multi_az = var.on\n') +
      'resource "aws_eip" "old" {\n  count = var.on ? 1 : 0\n}\n';
    expect(write({ 'main.tf': shared }, multiAz)).toBe('aws_eip.old[0] would come into being');
  });
});

it('reads the stack again with the changes', () => {
  const texts = { 'main.tf': orders('  multi_az = false\n'), 'other/main.tf': orders('') };
  const stack = stackOf(texts);
  const written = stack.write?.([intentOf(stack, multiAz)]);
  if (!written || 'notWritable' in written) throw new Error('not written');
  const again = stack.reload?.(written.changes);
  expect(again?.resources.map(({ id, attributes }) => [id, attributes])).toEqual([
    ['terraform:.#aws_db_instance.orders', { multi_az: true }],
  ]);
  expect(stackOf(texts, 'terraform:other').reload?.(written.changes)).toBeUndefined();
  expect(again?.reload?.([{ file: 'main.tf', created: orders('') }])?.resources[0]?.attributes).toEqual({});
});
