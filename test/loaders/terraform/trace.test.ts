import { expect, it } from 'vitest';
import { defaultLoadOptions } from '../../../src/loaders/terraform/load-options.ts';
import { loadTerraform } from '../../../src/loaders/terraform/load.ts';
import { memoryFiles } from '../../support/memory-files.ts';

/**
 * Where the text of an attribute stands: kind, the text itself, and the address that survives reformatting.
 */
function check(
  texts: Readonly<Record<string, string>>,
  address: string,
  path: readonly (string | number)[],
  expected: string,
): void {
  const { stacks } = loadTerraform(memoryFiles(texts), defaultLoadOptions);
  const stack = stacks.at(-1);
  const resource = stack?.resources.find((one) => one.address === address);
  if (!stack || !resource) throw new Error(`no ${address}`);
  const origin = stack.trace({ resource: resource.id, path });
  const at = origin.kind === 'reference-chain' ? origin.literal : origin.at;
  const text = (texts[at.file] ?? '').slice(at.start, at.end);
  expect(`${origin.kind} ${text} | ${origin.address}`).toBe(expected);
}

const database =
  'variable "size" { default = 20 }\nresource "aws_db_instance" "this" {\n  allocated_storage = var.size\n}';

it('names a literal', () => {
  check(
    { 'main.tf': 'resource "aws_vpc" "a" { cidr_block = "10.0.0.0/16" }' },
    'aws_vpc.a',
    ['cidr_block'],
    'literal "10.0.0.0/16" | main.tf aws_vpc.a.cidr_block',
  );
});

it('follows a module input to the call', () => {
  check(
    { 'main.tf': 'module "db" {\n  source = "./db"\n  size = 50\n}', 'db/main.tf': database },
    'module.db.aws_db_instance.this',
    ['allocated_storage'],
    'reference-chain 50 | main.tf module.db.size',
  );
});

it('follows a module input to its default', () => {
  check(
    { 'main.tf': 'module "db" { source = "./db" }', 'db/main.tf': database },
    'module.db.aws_db_instance.this',
    ['allocated_storage'],
    'reference-chain 20 | db/main.tf var.size.default',
  );
});

it('follows a root variable to the variable file in use', () => {
  check(
    { 'main.tf': database, 'prod.tfvars': 'size = 200' },
    'aws_db_instance.this',
    ['allocated_storage'],
    'reference-chain 200 | prod.tfvars var.size',
  );
});

it('follows each.value into the map it comes from', () => {
  check(
    {
      'main.tf':
        'locals { q = { mail = { delay = 5 } } }\n' +
        'resource "aws_sqs_queue" "q" {\n for_each = local.q\n delay_seconds = each.value.delay\n}',
    },
    'aws_sqs_queue.q["mail"]',
    ['delay_seconds'],
    'reference-chain 5 | main.tf local.q.mail.delay',
  );
});

it('follows each.value of a module call to the default of an optional attribute', () => {
  const main = `variable "dbs" { type = map(object({ name = string, size = optional(number, 30) })) }
    module "db" {
      source   = "./db"
      for_each = var.dbs
      size     = each.value.size
    }`;
  const texts = {
    'main.tf': main,
    'db/main.tf': database,
    'prod.tfvars': 'dbs = { orders = { name = "orders" } }',
  };
  check(
    texts,
    'module.db["orders"].aws_db_instance.this',
    ['allocated_storage'],
    'reference-chain 30 | main.tf var.dbs.type.size',
  );
});

it('says that a computed value is computed', () => {
  check(
    { 'main.tf': 'locals { n = 2 }\nresource "aws_vpc" "a" { size = local.n + 1 }' },
    'aws_vpc.a',
    ['size'],
    'computed local.n + 1 | main.tf aws_vpc.a.size',
  );
});

it('says that nobody wrote it', () => {
  check(
    { 'main.tf': 'resource "aws_vpc" "a" {}' },
    'aws_vpc.a',
    ['size'],
    'absent resource "aws_vpc" "a" {} | main.tf aws_vpc.a.size',
  );
});

it('goes into nested blocks', () => {
  check(
    { 'main.tf': 'resource "aws_eks_cluster" "a" {\n  vpc_config {\n    public = true\n  }\n}' },
    'aws_eks_cluster.a',
    ['vpc_config', 0, 'public'],
    'literal true | main.tf aws_eks_cluster.a.vpc_config.0.public',
  );
});

it('points to the innermost written block for what is not written in it', () => {
  const texts = {
    'main.tf': 'resource "aws_ecs_service" "orders" {\n  load_balancer {\n    container_port = 80\n  }\n}',
  };
  check(
    texts,
    'aws_ecs_service.orders',
    ['load_balancer', 0, 'elb_name'],
    'absent load_balancer {\n    container_port = 80\n  } | ' +
      'main.tf aws_ecs_service.orders.load_balancer.0.elb_name',
  );
});

it('points to a dynamic block as a whole', () => {
  const block =
    'dynamic "load_balancer" {\n    for_each = [80]\n' +
    '    content { container_port = load_balancer.value }\n  }';
  check(
    { 'main.tf': `resource "aws_ecs_service" "orders" {\n  ${block}\n}` },
    'aws_ecs_service.orders',
    ['load_balancer', 0],
    `absent ${block} | main.tf aws_ecs_service.orders.load_balancer.0`,
  );
});
