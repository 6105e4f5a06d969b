import { describe, expect, it } from 'vitest';
import { defaultLoadOptions } from '../../src/loaders/terraform/load-options.ts';
import { loadTerraform } from '../../src/loaders/terraform/load.ts';
import { GraphDraft } from '../../src/model/graph-draft.ts';
import { dataAt } from '../../src/model/read.ts';
import { memoryFiles } from '../support/memory-files.ts';

/** Where `aws_rds_cluster_instance.orders.cluster_identifier` leads in a root with this text. */
function check(
  text: string,
  expected: { readonly targets: readonly string[]; readonly unknown?: string },
): void {
  const { stacks } = loadTerraform(memoryFiles({ 'main.tf': text }), defaultLoadOptions);
  const draft = new GraphDraft(stacks);
  const [instance] = draft.ofType('aws_rds_cluster_instance');
  if (!instance) throw new Error('the root has no instance');
  const { targets, unknown } = draft.follow(dataAt(instance, 'cluster_identifier'), instance, {
    types: ['aws_rds_cluster'],
    by: ['cluster_identifier'],
  });
  expect(targets.map(({ address }) => address)).toEqual(expected.targets);
  expect(unknown?.reason).toBe(expected.unknown);
}

const cluster = (identifier: string, name = 'orders'): string =>
  `resource "aws_rds_cluster" "${name}" {\n  cluster_identifier = ${identifier}\n}\n`;
const instanceOf = (identifier: string): string =>
  `resource "aws_rds_cluster_instance" "orders" {\n  cluster_identifier = ${identifier}\n}\n`;
const variable = 'variable "env" {\n  type = string\n}\n';

describe('following a value to resources', () => {
  it('follows a computed attribute', () => {
    check(cluster('"orders"') + instanceOf('aws_rds_cluster.orders.id'), {
      targets: ['aws_rds_cluster.orders'],
    });
  });

  it('follows a literal name', () => {
    check(cluster('"orders"') + cluster('"refunds"', 'refunds') + instanceOf('"refunds"'), {
      targets: ['aws_rds_cluster.refunds'],
    });
  });

  it('follows a text that is not known to the resource with the same text', () => {
    const roots = variable + cluster('"orders-${var.env}"') + cluster('"refunds-${var.env}"', 'refunds');
    check(roots + instanceOf('aws_rds_cluster.orders.cluster_identifier'), {
      targets: ['aws_rds_cluster.orders'],
    });
    check(roots + instanceOf('"refunds-${var.env}"'), { targets: ['aws_rds_cluster.refunds'] });
  });

  it('does not take two values for one because neither is known', () => {
    const roots = `${variable}variable "name" {\n  type = string\n}\n${cluster('"orders-${var.env}"')}`;
    check(roots + instanceOf('"orders-${var.name}"'), { targets: [], unknown: 'variable-without-value' });
    check(cluster('uuid()') + instanceOf('uuid()'), { targets: [], unknown: 'impure-function' });
  });

  it('knows a value that was computed once and used twice', () => {
    const local = 'locals {\n  name = uuid()\n}\n';
    check(local + cluster('local.name') + instanceOf('local.name'), { targets: ['aws_rds_cluster.orders'] });
  });
});
