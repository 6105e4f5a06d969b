import { describe, expect, it } from 'vitest';
import { pinOf } from '../../../../src/loaders/terraform/code/module-pin.ts';
import { codeOf, textAt } from './code-of.ts';

describe('module pins', () => {
  it.each([
    ['./queue', undefined, 'local pinned'],
    ['../queue', undefined, 'local pinned'],
    ['terraform-aws-modules/sqs/aws', undefined, 'registry open'],
    ['terraform-aws-modules/sqs/aws', '4.2.0', 'registry pinned'],
    ['terraform-aws-modules/sqs/aws//modules/fifo', '~> 4.2', 'registry pinned'],
    ['terraform-aws-modules/sqs/aws', '>= 4.0', 'registry open'],
    ['terraform-aws-modules/sqs/aws', '> 4, != 5.1', 'registry open'],
    ['terraform-aws-modules/sqs/aws', '>= 4.0, < 5.0', 'registry pinned'],
    ['app.terraform.io/shop/queue/aws', undefined, 'registry open'],
    ['git::https://git.example.com/shop.git', undefined, 'git open'],
    ['git::https://git.example.com/shop.git//queue?ref=v1.2.3', undefined, 'git pinned'],
    ['git::ssh://git@git.example.com/shop.git?ref=queue-1.2.0', undefined, 'git pinned'],
    ['git@github.com:shop/queue.git?ref=main', undefined, 'git open'],
    ['github.com/shop/queue?ref=4f1c2d3', undefined, 'git pinned'],
    ['github.com/shop/queue?ref=winter', undefined, 'git undecided'],
    ['github.com/shop/queue?depth=1', undefined, 'git open'],
    ['hg::http://hg.example.com/queue?rev=1.2', undefined, 'mercurial pinned'],
    ['https://files.example.com/queue.zip', undefined, 'archive open'],
    ['https://files.example.com/queue-1.4.0.zip', undefined, 'archive pinned'],
    ['s3::https://s3.amazonaws.com/shop/queue.zip', undefined, 'archive open'],
  ])('%s %s is %s', (source, version, expected) => {
    const { kind, status } = pinOf(source, version);
    expect(`${kind} ${status}`).toBe(expected);
  });
});

describe('backends', () => {
  const partial = 'terraform {\n  backend "s3" {\n    key = "orders"\n  }\n}\n';
  it('takes the file named like the variable set', () => {
    const texts = {
      'main.tf': `${partial}resource "aws_sqs_queue" "orders" {}`,
      'live.tfvars': 'a = 1',
      'rehearsal.tfvars': 'a = 2',
      'backend/live.hcl': 'bucket = "live"',
      'backend/rehearsal.hcl': 'bucket = "rehearsal"',
    };
    const filesOf = (set: string) => codeOf(texts, set).backend?.completedBy.map(({ at }) => at.file);
    expect(filesOf('.@live')).toEqual(['backend/live.hcl']);
    expect(filesOf('.')).toEqual(['backend/live.hcl', 'backend/rehearsal.hcl']);
  });
  it('reads no file that sets something else', () => {
    const others = { 'backend.hcl': 'service = "orders"', 'config/backend.conf': 'bucket = "a"' };
    const texts = { 'main.tf': partial, ...others };
    expect(codeOf(texts).backend?.completedBy.map(({ at }) => at.file)).toEqual(['config/backend.conf']);
  });
  it('hides credentials', () => {
    const { backend } = codeOf({
      'main.tf': 'terraform {\n  backend "s3" {\n    secret_key = "orders4ever"\n  }\n}',
    });
    expect(JSON.stringify(backend)).not.toContain('orders4ever');
  });
});

describe('toggles', () => {
  it.each([
    ['var.env == "prod" ? 1 : 0', 'env', ['prod'], true],
    ['var.env == "prod" ? 3 : 1', 'env', [], false],
    ['local.live ? 1 : 0', 'env', ['prod'], true],
    ['contains(["prod", "staging"], var.env) ? 1 : 0', 'env', ['prod', 'staging'], true],
    ['terraform.workspace == "default" ? 0 : 1', 'terraform.workspace', ['default'], true],
    ['(var.env != "dev" ? 1 : 0) * var.copies', 'env', ['dev'], true],
    ['length(var.names)', 'names', [], false],
  ])('count = %s', (text, dependsOn, comparedWith, existence) => {
    const { toggles } = codeOf({
      'main.tf': `
variable "env" { default = "prod" }
variable "names" { default = ["a"] }
variable "copies" { default = 2 }
locals { live = var.env == "prod" }
resource "aws_sqs_queue" "orders" { count = ${text} }`,
    });
    expect(toggles).toHaveLength(1);
    expect(toggles[0]?.dependsOn).toContain(dependsOn);
    expect(toggles[0]).toMatchObject({ comparedWith, existence, address: 'aws_sqs_queue.orders' });
  });
  it('tells each step from the variable to the argument', () => {
    const texts = {
      'main.tf': `
variable "env" { default = "prod" }
locals {
  names = local.live ? ["orders"] : []
  live  = var.env == "prod"
}
resource "aws_sqs_queue" "orders" { for_each = toset(local.names) }`,
    };
    const [toggle] = codeOf(texts).toggles;
    expect(toggle?.chain.map((at) => textAt(texts, at))).toEqual([
      'variable "env"',
      'live  = var.env == "prod"',
      'toset(local.names)',
    ]);
    expect(toggle?.result).toEqual(['orders']);
  });
});

describe('workspace uses', () => {
  it.each([
    ['name = "orders-${terraform.workspace}"', 'name', []],
    ['delay_seconds = terraform.workspace == "prod" ? 1 : 2', 'settings', ['prod']],
    ['delay_seconds = { prod = 1, staging = 2 }[local.env]', 'settings', ['prod', 'staging']],
    ['delay_seconds = lookup(var.delays, terraform.workspace, 1)', 'settings', ['dev', 'prod']],
    ['tags = { Environment = terraform.workspace }', 'name', []],
    ['delay_seconds = "%{ if terraform.workspace == "prod" }1%{ else }2%{ endif }"', 'settings', ['prod']],
  ])('%s', (line, decides, environments) => {
    const { workspaceUses } = codeOf({
      'main.tf': `
variable "delays" { default = { dev = 1, prod = 2 } }
locals { env = lower(terraform.workspace) }
resource "aws_sqs_queue" "orders" {
  ${line}
}`,
    });
    expect(workspaceUses).toMatchObject([{ decides, environments }]);
  });
});

describe('wrappers', () => {
  const main = { 'live/orders/main.tf': 'resource "aws_sqs_queue" "orders" {}' };
  it.each([
    ['live/orders/terragrunt.hcl', 'inputs = {}', 'terragrunt', undefined],
    ['live/orders/terragrunt.hcl', 'remote_state {\n  backend = "s3"\n}', 'terragrunt', 'generates'],
    [
      'live/units/terragrunt.hcl',
      'terraform {\n  source = "../orders"\n}\ngenerate "backend" {}',
      'terragrunt',
      'generates',
    ],
    ['.spacelift/config.yml', 'version: 1', 'spacelift', 'keeps'],
    ['live/env0.yml', 'deploy: {}', 'env0', 'keeps'],
    ['atmos.yaml', 'components:\n  terraform:\n    auto_generate_backend_file: true', 'atmos', 'generates'],
    ['live/stack.tm.hcl', 'generate_hcl "backend.tf" {}', 'terramate', 'generates'],
    ['deploy.sh', 'cat > backend.tf <<EOF', 'deploy.sh', 'generates'],
  ])('%s (%s)', (file, text, name, state) => {
    expect(codeOf({ ...main, [file]: text }, 'live/orders').wrapper).toEqual({ name, file, state });
  });
  it('finds none beside another folder', () => {
    const texts = { ...main, 'other/terragrunt.hcl': 'remote_state {}' };
    expect(codeOf(texts, 'live/orders').wrapper).toBeUndefined();
  });
});

describe('roles', () => {
  it.each([
    ['orders/main.tf', 'provider "aws" {}', 'root'],
    ['orders/main.tf', 'resource "aws_sqs_queue" "orders" {}', 'maybe-module'],
    ['examples/orders/main.tf', 'provider "aws" {}', 'example'],
    ['orders/test/main.tf', 'provider "aws" {}', 'test'],
    ['latest/main.tf', 'provider "aws" {}', 'root'],
  ])('%s with %s', (file, text, role) => {
    expect(codeOf({ [file]: text }).role).toBe(role);
  });
});
