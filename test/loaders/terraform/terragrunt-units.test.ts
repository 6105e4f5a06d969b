import { describe, expect, it } from 'vitest';
import { lines, loadText } from '../../support/load-text.ts';

const modules = {
  'modules/database/main.tf': `resource "aws_db_instance" "orders" {}
    output "address" { value = aws_db_instance.orders.address }`,
  'modules/orders/main.tf': `variable "database" {}
    variable "size" {}
    resource "aws_instance" "orders" {
      user_data     = var.database
      instance_type = var.size
    }`,
};

const orders = `dependency "db" { config_path = "../database" }
  inputs = {
    database = dependency.db.outputs.address
    size     = "m7g.large"
  }`;

function ordersOf(files: Readonly<Record<string, string>>): string | undefined {
  const all = loadText({ ...modules, ...files }).stacks.flatMap(lines);
  return all.find((line) => line.startsWith('aws_instance.orders'));
}

const ADDRESS = '?computed-attribute(aws_db_instance.orders.address)';
const GIVEN = `aws_instance.orders user_data=${ADDRESS} instance_type="m7g.large"`;

describe('a root that one Terragrunt file runs', () => {
  it('is given what stands there, and the outputs of the roots that it depends on', () => {
    const files = {
      'live/database/terragrunt.hcl': 'terraform { source = "../../modules//database" }',
      'live/orders/terragrunt.hcl': `terraform { source = "../../modules//orders" }\n${orders}`,
    };
    expect(ordersOf(files)).toBe(GIVEN);
  });

  it('may stand beside the file, which then names no source', () => {
    const { 'modules/database/main.tf': database, 'modules/orders/main.tf': code } = modules;
    const files = { 'database/main.tf': database, 'orders/main.tf': code };
    const loaded = loadText({ ...files, 'database/terragrunt.hcl': '', 'orders/terragrunt.hcl': orders });
    const all = loaded.stacks.flatMap(lines);
    expect(all).toContain(GIVEN);
  });

  it('is found by paths that Terragrunt works out, and through what is included', () => {
    const include = 'include "root" { path = find_in_parent_folders("common.hcl") }';
    const source = (name: string): string =>
      `terraform { source = "\${path_relative_from_include("root")}/modules/${name}" }`;
    const files = {
      'common.hcl': '',
      'shared/orders.hcl': orders.replace('"../database"', '"${dirname(get_terragrunt_dir())}/database"'),
      'live/database/terragrunt.hcl': `${include}\n${source('database')}`,
      'live/orders/terragrunt.hcl': `${include}\n${source('orders')}
        include "shared" { path = "\${get_terragrunt_dir()}/../../shared/orders.hcl" }`,
    };
    expect(ordersOf(files)).toBe(GIVEN);
  });

  it('stays open where several run it, and where the output is not there', () => {
    const unit = `terraform { source = "../../modules/orders" }\n${orders}`;
    const two = { 'live/orders/terragrunt.hcl': unit, 'live/refunds/terragrunt.hcl': unit };
    const open = 'aws_instance.orders user_data=?variable-without-value';
    expect(ordersOf(two)).toBe(`${open} instance_type=?variable-without-value`);
    expect(ordersOf({ 'live/orders/terragrunt.hcl': unit })).toBe(`${open} instance_type="m7g.large"`);
  });
});
