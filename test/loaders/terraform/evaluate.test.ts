import { describe, expect, it } from 'vitest';
import { lines, loadText, onlyStack } from '../../support/load-text.ts';

function check(input: string | Readonly<Record<string, string>>, expected: readonly string[]): void {
  const stack = onlyStack(loadText(input));
  expect(stack.diagnostics.map(({ code, message }) => `${code}: ${message}`)).toEqual([]);
  expect(lines(stack)).toEqual(expected);
}

describe('values', () => {
  it('takes defaults, locals and conditionals', () => {
    check(
      `variable "tasks" { default = 2 }
       locals { total = var.tasks * 3 }
       resource "aws_ecs_service" "orders" {
         desired_count = local.total > 5 ? local.total : 1
         name          = "orders-\${var.tasks}"
       }`,
      ['aws_ecs_service.orders desired_count=6 name="orders-2"'],
    );
  });

  it('keeps a variable without value unknown, with its name', () => {
    const stack = onlyStack(
      loadText('variable "t" { type = number }\nresource "aws_sqs_queue" "orders" { delay_seconds = var.t }'),
    );
    expect(lines(stack)).toEqual(['aws_sqs_queue.orders delay_seconds=?variable-without-value']);
  });

  it('lets nothing of a sensitive value out', () => {
    check(
      `variable "password" {
         default   = "not-a-real-one"
         sensitive = true
       }
       resource "aws_db_instance" "orders" { password = "x\${var.password}" }`,
      ['aws_db_instance.orders password=(sensitive)'],
    );
  });

  it('keeps which attribute of which resource an unknown is, through lists and texts', () => {
    check(
      `resource "aws_subnet" "a" { count = 2 }
       resource "aws_db_subnet_group" "orders" {
         subnet_ids = aws_subnet.a[*].id
         name       = "orders-\${aws_subnet.a[1].id}"
       }`,
      [
        'aws_subnet.a[0]',
        'aws_subnet.a[1]',
        'aws_db_subnet_group.orders subnet_ids=' +
          '[?computed-attribute(aws_subnet.a[0].id), ?computed-attribute(aws_subnet.a[1].id)]' +
          ' name=?computed-attribute(aws_subnet.a[1].id)',
      ],
    );
  });

  it('reads what another resource has written, and what the provider computes inside its blocks', () => {
    check(
      `resource "aws_eks_cluster" "shop" {
         name = "shop"
         vpc_config { subnet_ids = ["subnet-1"] }
       }
       resource "aws_eks_node_group" "shop" {
         cluster_name = aws_eks_cluster.shop.name
         subnet_ids   = aws_eks_cluster.shop.vpc_config[0].subnet_ids
         group        = aws_eks_cluster.shop.vpc_config[0].cluster_security_group_id
       }`,
      [
        'aws_eks_cluster.shop name="shop" vpc_config=[{subnet_ids: ["subnet-1"]}]',
        'aws_eks_node_group.shop cluster_name="shop" subnet_ids=["subnet-1"]' +
          ' group=?computed-attribute(aws_eks_cluster.shop.vpc_config.0.cluster_security_group_id)',
      ],
    );
  });
});

describe('expansion', () => {
  it('expands count, for_each over maps and sets, and dynamic blocks', () => {
    check(
      `resource "aws_subnet" "a" {
         count = 2
         index = count.index
       }
       resource "aws_sqs_queue" "q" {
         for_each = { mail = 5, orders = 10 }
         name     = each.key
         delay    = each.value
       }
       resource "aws_security_group" "s" {
         dynamic "ingress" {
           for_each = toset(["80", "443"])
           content { port = ingress.value }
         }
       }`,
      [
        'aws_subnet.a[0] index=0',
        'aws_subnet.a[1] index=1',
        'aws_sqs_queue.q["mail"] name="mail" delay=5',
        'aws_sqs_queue.q["orders"] name="orders" delay=10',
        'aws_security_group.s ingress=[{port: "443"}, {port: "80"}]',
      ],
    );
  });

  it('lists one entry for an unknown number of instances', () => {
    const stack = onlyStack(
      loadText(
        `variable "names" { type = set(string) }
       resource "aws_sqs_queue" "q" {
         for_each = var.names
         name     = each.key
       }
       output "first" { value = [for queue in aws_sqs_queue.q : queue.arn] }`,
      ),
    );
    expect(lines(stack)).toEqual(['aws_sqs_queue.q ×? name=?variable-without-value']);
  });

  it('expands modules by key and passes values in and out', () => {
    check(
      {
        'main.tf': `module "queue" {
            source   = "./queue"
            for_each = toset(["mail", "orders"])
            name     = each.key
          }
          resource "aws_sns_topic" "t" { arns = [for queue in module.queue : queue.arn] }`,
        'queue/main.tf': `variable "name" { type = string }
          resource "aws_sqs_queue" "this" { name = var.name }
          output "arn" { value = aws_sqs_queue.this.arn }`,
      },
      [
        'aws_sns_topic.t arns=[?computed-attribute(module.queue["mail"].aws_sqs_queue.this.arn),' +
          ' ?computed-attribute(module.queue["orders"].aws_sqs_queue.this.arn)]',
        'module.queue["mail"].aws_sqs_queue.this name="mail"',
        'module.queue["orders"].aws_sqs_queue.this name="orders"',
      ],
    );
  });

  it.each([
    ['resource "aws_subnet" "a" { count = 1e9 }', 'too-many-instances'],
    ['resource "aws_subnet" "a" { count = -1 }', 'expansion'],
    ['resource "aws_subnet" "a" { for_each = ["a"] }', 'expansion'],
    ['locals { a = local.b\n b = local.a }\nresource "aws_subnet" "a" { count = local.a }', 'evaluation'],
  ])('does not expand %s and says so', (input, code) => {
    const stack = onlyStack(loadText(input));
    expect(stack.resources.map(({ unknownCount }) => unknownCount)).toEqual([true]);
    expect(stack.diagnostics.map((diagnostic) => diagnostic.code)).toContain(code);
  });

  it('stops at modules that call themselves', () => {
    const loaded = loadText({
      'main.tf': 'module "a" { source = "./a" }',
      'a/main.tf': 'module "b" { source = "../b" }\nresource "aws_vpc" "v" {}',
      'b/main.tf': 'module "a" { source = "../a" }',
    });
    expect(loaded.stacks.flatMap((stack) => stack.diagnostics.map(({ code }) => code))).toContain(
      'module-limit',
    );
  });
});

describe('errors', () => {
  it('turns an error into a diagnostic and an unknown, and goes on', () => {
    const stack = onlyStack(
      loadText('resource "aws_vpc" "a" {\n  name = local.missing\n  cidr = "10.0.0.0/16"\n}'),
    );
    expect(lines(stack)).toEqual(['aws_vpc.a name=?evaluation-error cidr="10.0.0.0/16"']);
    expect(stack.diagnostics.map(({ code, message }) => [code, message])).toEqual([
      ['evaluation', 'local.missing is not declared in this module'],
    ]);
  });

  it('says which validation rule a value breaks, and nothing of a value that is unknown', () => {
    const variable = `variable "size" {
        type = number
        validation {
          condition     = var.size > 2
          error_message = "At least three."
        }
      }`;
    const messages = (call: string): readonly string[] =>
      onlyStack(loadText({ 'main.tf': call, 'db/main.tf': variable })).diagnostics.map(
        ({ message }) => message,
      );
    expect(messages('module "db" {\n  source = "./db"\n  size = 1\n}')).toEqual([
      'var.size breaks its validation rule: At least three.',
    ]);
    expect(messages('variable "n" {}\nmodule "db" {\n  source = "./db"\n  size = var.n\n}')).toEqual([]);
  });

  it('counts an error in the branch that is not taken as no error', () => {
    check('resource "aws_vpc" "a" { size = true ? 1 : [][3] }', ['aws_vpc.a size=1']);
  });
});
