import { describe, expect, it } from 'vitest';
import { lines, loadText, onlyStack } from '../../support/load-text.ts';

const root = 'variable "environment" { type = string }\nresource "aws_vpc" "shop" { name = var.environment }';

function summary(input: Readonly<Record<string, string>>): readonly string[] {
  return loadText(input).stacks.map((stack) => {
    const environments = stack.environments.map(({ name, grade }) => `${name} ${grade}`);
    return `${stack.id} [${stack.variableFiles.join(', ')}] ${environments.join(', ')}`;
  });
}

describe('variable sets', () => {
  it('makes a stack of each set beside the root, after what terraform loads by itself', () => {
    expect(
      summary({
        'shop/main.tf': root,
        'shop/terraform.tfvars': '',
        'shop/env/prod.tfvars': 'environment = "shop-prod"',
        'shop/env/staging.tfvars': 'environment = "shop-staging"',
      }),
    ).toEqual([
      'terraform:shop [shop/terraform.tfvars] ',
      'terraform:shop@prod [shop/terraform.tfvars, shop/env/prod.tfvars] production B',
      'terraform:shop@staging [shop/terraform.tfvars, shop/env/staging.tfvars] staging B',
    ]);
  });

  it('finds sets beside the roots by the name of the root and for everybody', () => {
    expect(
      summary({
        'deployments/orders/main.tf': root,
        'variables/production/common.tfvars': 'environment = "production"',
        'variables/production/orders.tfvars': '',
        'variables/production/mail.tfvars': '',
        'variables/production/load-test.tfvars': '',
      }),
    ).toEqual([
      'terraform:deployments/orders [] ',
      'terraform:deployments/orders@production ' +
        '[variables/production/common.tfvars, variables/production/orders.tfvars] production B',
    ]);
  });

  it('takes the environment from a folder only as a guess', () => {
    expect(summary({ 'staging/main.tf': 'resource "aws_vpc" "shop" {}' })).toEqual([
      'terraform:staging [] staging C',
    ]);
  });
});

describe('folders above roots of several environments', () => {
  it('say nothing when most roots below them name another one', () => {
    const queue = 'resource "aws_sqs_queue" "orders" {}';
    expect(
      summary({
        'live/orders-dev/main.tf': queue,
        'live/orders-staging/main.tf': queue,
        'live/stock/main.tf': queue,
      }),
    ).toEqual([
      'terraform:live/orders-dev [] development C',
      'terraform:live/orders-staging [] staging C',
      'terraform:live/stock [] ',
    ]);
  });

  it('speak for the others when one root below them is a test', () => {
    const queue = 'resource "aws_sqs_queue" "orders" {}';
    expect(summary({ 'live/orders/main.tf': queue, 'live/orders-qa/main.tf': queue })).toEqual([
      'terraform:live/orders [] production C',
      'terraform:live/orders-qa [] test C',
    ]);
  });
});

describe('roots', () => {
  it('are the folders that nobody calls, or that keep a state', () => {
    expect(
      summary({
        'a/main.tf': 'module "m" { source = "../lib" }\nmodule "b" { source = "../b" }',
        'b/main.tf': 'terraform {\n  backend "s3" {}\n}',
        'lib/main.tf': 'resource "aws_vpc" "v" {}',
      }),
    ).toEqual(['terraform:a [] ', 'terraform:b [] ']);
  });

  it('are joined by remote state, keeping what the outputs refer to', () => {
    const backend = 'terraform {\n  backend "s3" {\n    bucket = "state"\n    key = "network"\n  }\n}';
    const vpc = 'resource "aws_vpc" "shop" {}\noutput "vpc_id" { value = aws_vpc.shop.id }';
    const { stacks } = loadText({
      'network/main.tf': `${backend}\n${vpc}`,
      'shop/main.tf': `data "terraform_remote_state" "network" {
          backend = "s3"
          config  = { bucket = "state", key = "network" }
        }
        resource "aws_subnet" "a" { vpc_id = data.terraform_remote_state.network.outputs.vpc_id }`,
    });
    expect(stacks.flatMap(lines)).toContain('aws_subnet.a vpc_id=?computed-attribute(aws_vpc.shop.id)');
  });

  it('keep a state in the folder of the root where no backend is named', () => {
    const { stacks } = loadText({
      'network/main.tf': 'resource "aws_vpc" "shop" {}\noutput "vpc_id" { value = aws_vpc.shop.id }',
      'shop/main.tf': `data "terraform_remote_state" "network" {
          backend = "local"
          config  = { path = "../network/terraform.tfstate" }
        }
        resource "aws_subnet" "a" { vpc_id = data.terraform_remote_state.network.outputs.vpc_id }`,
    });
    expect(stacks.flatMap(lines)).toContain('aws_subnet.a vpc_id=?computed-attribute(aws_vpc.shop.id)');
  });

  it('keep remote state unknown when nobody here writes it', () => {
    const stack = onlyStack(
      loadText(
        `data "terraform_remote_state" "network" {
         backend = "s3"
         config  = { bucket = "state", key = "elsewhere" }
       }
       resource "aws_subnet" "a" { vpc_id = data.terraform_remote_state.network.outputs.vpc_id }`,
      ),
    );
    expect(lines(stack)[1]).toBe(
      'aws_subnet.a vpc_id=?remote-state(data.terraform_remote_state.network.outputs.vpc_id)',
    );
  });
});

describe('a state beside the code', () => {
  it('is told, and refused in the formats that terraform refuses', () => {
    const codes = (version: number): readonly string[] =>
      onlyStack(
        loadText({
          'main.tf': 'resource "aws_vpc" "shop" {}',
          'terraform.tfstate': `{"version": ${version}}`,
        }),
      ).diagnostics.map(({ code }) => code);
    expect(codes(4)).toEqual(['state-in-repository']);
    expect(codes(3)).toEqual(['state-in-repository', 'legacy-state']);
  });
});

describe('options', () => {
  it('settle variables and data sources', () => {
    const stack = onlyStack(
      loadText(
        `variable "zone_count" { type = number }
       data "aws_availability_zones" "all" {}
       resource "aws_subnet" "a" {
         count = var.zone_count
         zone  = data.aws_availability_zones.all.names[count.index]
       }`,
        {
          variables: [{ name: 'zone_count', text: '2' }],
          data: [{ type: 'aws_availability_zones', text: '{ names = ["a", "b", "c"] }' }],
        },
      ),
    );
    expect(lines(stack).slice(1)).toEqual(['aws_subnet.a[0] zone="a"', 'aws_subnet.a[1] zone="b"']);
  });
});

it('takes the account of a provider from the role it assumes', () => {
  const stack = onlyStack(
    loadText(`provider "aws" {
      assume_role { role_arn = "arn:aws:iam::111122223333:role/deploy" }
    }
    resource "aws_vpc" "shop" {}`),
  );
  expect(stack.resources[0]?.provider?.account).toBe('111122223333');
});
