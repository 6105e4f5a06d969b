import { describe, expect, it } from 'vitest';
import { codeOf } from './code-of.ts';

/** Names of what nothing reads, values of variable files included. */
function check(texts: Readonly<Record<string, string>>, unread: readonly string[], root?: string): void {
  const { settings } = codeOf(texts, root);
  expect(
    settings
      .filter(({ readers }) => readers === 0)
      .map(({ name }) => name)
      .sort(),
  ).toEqual([...unread].sort());
}

const queue = 'resource "aws_sqs_queue" "orders" { name = local.name }';

describe('settings without effect', () => {
  it('follows locals to what has an effect', () => {
    check({ 'main.tf': `${queue}\nlocals {\n  name = local.base\n  base = "orders"\n  spare = "stock"\n}` }, [
      'local.spare',
    ]);
  });
  it('counts what only an unread local reads as unread', () => {
    const locals = 'locals {\n  name = "orders"\n  a = "1"\n  b = local.a\n}';
    check({ 'main.tf': `${queue}\n${locals}` }, ['local.a', 'local.b']);
  });
  it('reads in outputs, providers, checks, validations, dynamic blocks and lifecycle count', () => {
    const names = ['out', 'region', 'checked', 'valid', 'rules', 'guard'];
    const variables = names.map((name) => `variable "${name}" {\n  default = "x"\n}`).join('\n');
    check(
      {
        'main.tf': `${variables}
output "o" { value = var.out }
provider "aws" { region = var.region }
check "c" {
  assert {
    condition     = var.checked != ""
    error_message = "no"
  }
}
variable "other" {
  default = "x"
  validation {
    condition     = var.other != var.valid
    error_message = "no"
  }
}
resource "aws_security_group" "orders" {
  dynamic "ingress" {
    for_each = var.rules
    content { from_port = ingress.value }
  }
  lifecycle {
    precondition {
      condition     = var.guard != ""
      error_message = "no"
    }
  }
}`,
      },
      [],
    );
  });
  it('tells leaves of maps that nothing picks', () => {
    check(
      {
        'main.tf': `
locals {
  queues = {
    orders = { delay = 1, kept = 2 }
    stock  = { delay = 3, kept = 4 }
  }
}
resource "aws_sqs_queue" "this" {
  for_each      = local.queues
  name          = each.key
  delay_seconds = each.value.delay
}`,
      },
      ['local.queues.orders.kept', 'local.queues.stock.kept'],
    );
  });
  it.each([
    ['a whole element passed on', 'tags = each.value'],
    ['a computed key', 'name = each.value[var.key]'],
    ['a lookup with a computed key', 'name = lookup(each.value, var.key, "")'],
    ['merge', 'tags = merge(each.value, { a = "b" })'],
    ['jsonencode', 'policy = jsonencode(each.value)'],
    ['a splat over all', 'name = join("", local.queues[*].orders.kept)'],
  ])('takes %s for a read of everything', (_, line) => {
    check(
      {
        'main.tf': `
variable "key" { default = "kept" }
locals { queues = { orders = { kept = 2 } } }
resource "aws_sqs_queue" "this" {
  for_each = local.queues
  ${line}
  description = var.key
}`,
      },
      [],
    );
  });
  it('follows nested for expressions and flattened lists', () => {
    check(
      {
        'main.tf': `
variable "teams" {
  default = { shop = { queues = [{ name = "orders", note = "unread" }] } }
}
locals {
  flat = flatten(
    [for team, t in var.teams : [for q in t.queues : { key = "\${team}-\${q.name}", size = q.name }]],
  )
}
resource "aws_sqs_queue" "this" {
  for_each = { for item in local.flat : item.key => item }
  name     = each.value.key
}`,
      },
      ['teams.shop.queues.*.note'],
    );
  });
  it('knows that the key of a set is its element', () => {
    check(
      {
        'main.tf': `
locals { rules = [{ port = 1, unread = 2 }] }
resource "aws_security_group" "orders" {
  dynamic "ingress" {
    for_each = toset(local.rules)
    content { from_port = ingress.key.port }
  }
}`,
      },
      ['local.rules.*.unread'],
    );
  });
  it('knows what the declared type of a variable drops', () => {
    const main = `
variable "db" {
  type = object({ class = string })
}
resource "aws_db_instance" "orders" { tags = var.db }`;
    check({ 'main.tf': main, 'live.tfvars': 'db = { class = "a", backups = 7 }' }, ['db.backups'], '.@live');
  });
  it('follows arguments through modules, and tells an unread one at its declaration', () => {
    const texts = {
      'main.tf': 'module "shop" {\n  source = "./a"\n  size = 3\n  spare = 4\n}',
      'a/main.tf': `
variable "size" {}
variable "spare" {}
module "inner" {
  source = "../b"
  size   = var.size
  spare  = var.spare
}`,
      'b/main.tf': `
variable "size" {}
variable "spare" {}
resource "aws_sqs_queue" "q" { delay_seconds = var.size }`,
    };
    check(texts, ['spare']);
    const spare = codeOf(texts).settings.find(({ readers }) => readers === 0);
    expect(spare?.at.file).toBe('b/main.tf');
    expect(spare?.givenAt?.map(({ file }) => file)).toEqual(['a/main.tf']);
  });
  it('ends for locals that refer to each other', () => {
    check({ 'main.tf': 'locals {\n  a = local.b.x\n  b = local.a\n}\noutput "o" { value = local.a }' }, []);
  });
  it('notes names that a script reads', () => {
    const { settings } = codeOf({
      'main.tf': 'variable "days" { default = 1 }',
      'deploy.sh': 'echo $TF_VAR_days',
    });
    expect(settings).toMatchObject([{ name: 'days', readers: 0, maybeReadElsewhere: true }]);
  });
});
