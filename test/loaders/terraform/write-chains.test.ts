import { describe, expect, it } from 'vitest';
import { multiAz, orders, stackOf, write } from '../../support/terraform-write.ts';

const module = 'variable "multi_az" { default = false }\n' + orders('  multi_az = var.multi_az\n');
const inModule = { ...multiAz, address: 'module.db.aws_db_instance.orders' };

describe('a chain of references', () => {
  it('ends at the input of the call', () => {
    const texts = {
      'main.tf': 'module "db" {\n  source   = "./db"\n  multi_az = false\n}\n',
      'db/main.tf': module,
    };
    expect(write(texts, inModule)).toEqual({
      'main.tf': 'module "db" {\n  source   = "./db"\n  multi_az = true\n}\n',
    });
  });

  it('puts the input into the call where it left it out, and leaves other calls alone', () => {
    const texts = {
      'main.tf': 'module "db" {\n  source = "./db"\n}\nmodule "other" {\n  source = "./db"\n}\n',
      'db/main.tf': module,
    };
    expect(write(texts, inModule)).toEqual({
      'main.tf':
        'module "db" {\n  source = "./db"\n\n  multi_az = true\n}\nmodule "other" {\n  source = "./db"\n}\n',
    });
  });

  it('ends at a local, and other uses of it are told', () => {
    const texts = {
      'main.tf':
        'locals {\n  safe = false\n}\n' +
        orders('  multi_az = local.safe\n') +
        'resource "aws_db_instance" "billing" {\n  multi_az = local.safe\n}\n',
    };
    expect(write(texts, multiAz)).toEqual({
      'main.tf': texts['main.tf'].replace('false', 'true'),
      also: 'aws_db_instance.billing multi_az',
    });
  });

  it('ends at the default of a root variable', () => {
    const text = 'variable "safe" {\n  default = false\n}\n' + orders('  multi_az = var.safe\n');
    expect(write({ 'main.tf': text }, multiAz)).toEqual({ 'main.tf': text.replace('false', 'true') });
  });

  it('ends at a variable file', () => {
    const main = 'variable "safe" {\n  default = false\n}\n' + orders('  multi_az = var.safe\n');
    expect(write({ 'main.tf': main, 'terraform.tfvars': '# here\nsafe=false' }, multiAz)).toEqual({
      'terraform.tfvars': '# here\nsafe=true',
    });
    expect(write({ 'main.tf': main, 'a.auto.tfvars.json': '{"safe": false}' }, multiAz)).toEqual({
      'a.auto.tfvars.json': '{"safe": true}',
    });
  });

  it('is put into the own file of a variable set, so that other sets keep the default', () => {
    const main = 'variable "safe" {\n  default = false\n}\n' + orders('  multi_az = var.safe\n');
    const texts = { 'main.tf': main, 'prod.tfvars': 'size = 3\n', 'staging.tfvars': 'size = 1\n' };
    expect(write(texts, { ...multiAz, stack: 'terraform:.@prod' })).toEqual({
      'prod.tfvars': 'size = 3\nsafe = true\n',
    });
  });

  it('leads into the element of for_each that the instance stands for', () => {
    const text =
      'locals {\n  dbs = {\n    orders  = { multi_az = false }\n' +
      '    billing = { multi_az = false }\n  }\n}\n' +
      'resource "aws_db_instance" "all" {\n  for_each = local.dbs\n  multi_az = each.value.multi_az\n}\n';
    expect(write({ 'main.tf': text }, { ...multiAz, address: 'aws_db_instance.all["billing"]' })).toEqual({
      'main.tf': text.replace('billing = { multi_az = false', 'billing = { multi_az = true'),
    });
  });

  it('puts an entry into the element that takes a default instead', () => {
    const text =
      'variable "dbs" {\n  type = map(object({ multi_az = optional(bool, false) }))\n  default = {\n' +
      '    orders = {}\n  }\n}\n' +
      'resource "aws_db_instance" "all" {\n  for_each = var.dbs\n  multi_az = each.value.multi_az\n}\n';
    expect(write({ 'main.tf': text }, { ...multiAz, address: 'aws_db_instance.all["orders"]' })).toEqual({
      'main.tf': text.replace('orders = {}', 'orders = {\n      multi_az = true\n    }'),
    });
  });

  it('changes all instances of a count, and says so', () => {
    const text = orders('  count    = 2\n  multi_az = false\n');
    expect(write({ 'main.tf': text }, { ...multiAz, address: 'aws_db_instance.orders[0]' })).toEqual({
      'main.tf': text.replace('false', 'true'),
      also: 'aws_db_instance.orders[1] multi_az',
    });
  });

  it('goes through expressions that hand a value on', () => {
    const text = orders('  multi_az = try(local.given.multi_az, local.usual)\n');
    const locals = 'locals {\n  given = { port = 1 }\n  usual = false\n}\n';
    expect(write({ 'main.tf': locals + text }, multiAz)).toEqual({
      'main.tf': locals.replace('port = 1', 'port = 1, multi_az = true') + text,
    });
  });

  it('leads from the content of a dynamic block to the element that it is made of', () => {
    const text =
      'locals {\n  rules = [{ port = 22 }, { port = 80 }]\n}\n' +
      orders(
        '  dynamic "rule" {\n    for_each = local.rules\n' +
          '    content {\n      port = rule.value.port\n    }\n  }\n',
      );
    const wanted = { ...multiAz, path: ['rule', 1, 'port'], value: 443 };
    expect(write({ 'main.tf': text }, wanted)).toEqual({ 'main.tf': text.replace('80', '443') });
  });

  it('turns the switch that chooses between two texts', () => {
    const text =
      'variable "safe" {\n  default = false\n}\n' +
      orders('  mode = var.safe ? (1 > 2 ? "hold" : "on") : "off"\n');
    const wanted = { ...multiAz, path: ['mode'], value: 'on' };
    expect(write({ 'main.tf': text }, wanted)).toEqual({ 'main.tf': text.replace('false', 'true') });
    expect(write({ 'main.tf': text }, { ...wanted, value: 'standby' })).toBe(
      'it is computed by an expression',
    );
  });

  it('reaches the input of a module whose code is not here', () => {
    const text =
      'module "db" {\n  source     = "terraform-aws-modules/rds/aws"\n  identifier = "orders"\n}\n';
    const stack = stackOf({ 'main.tf': text });
    const address = stack.resources.find(({ type }) => type === 'aws_db_instance')?.address ?? '';
    expect(write({ 'main.tf': text }, { ...multiAz, address })).toEqual({
      'main.tf': text.replace('"orders"\n', '"orders"\n  multi_az   = true\n'),
    });
  });
});

describe('names and expressions', () => {
  it('are made of what another attribute is written as', () => {
    const value = { writtenAs: ['identifier'], suffix: '-final' };
    const wanted = { ...multiAz, path: ['final'], value };
    expect(write({ 'main.tf': orders('  identifier = "orders"\n') }, wanted)).toEqual({
      'main.tf': orders('  identifier = "orders"\n  final      = "orders-final"\n'),
    });
    const text = 'variable "name" { default = "a" }\n' + orders('  identifier = "x-${var.name}"\n');
    expect(write({ 'main.tf': text }, wanted)).toEqual({
      'main.tf':
        'variable "name" { default = "a" }\n' +
        orders('  identifier = "x-${var.name}"\n  final      = "x-${var.name}-final"\n'),
    });
  });

  it('may be a multiple of what another attribute is written as, for each instance its own', () => {
    const text =
      'locals {\n  sizes = { a = 20, b = 50 }\n}\n' +
      orders('  for_each = local.sizes\n  size     = each.value\n');
    const value = { timesOf: ['size'], factor: 2 };
    expect(
      write({ 'main.tf': text }, { address: 'aws_db_instance.orders["a"]', path: ['most'], value }),
    ).toEqual({
      'main.tf': text.replace('= each.value\n', '= each.value\n  most     = each.value * 2\n'),
      also: 'aws_db_instance.orders["b"] most',
    });
    const literal = orders('  size = "20"\n');
    expect(write({ 'main.tf': literal }, { ...multiAz, path: ['most'], value })).toEqual({
      'main.tf': orders('  size = "20"\n  most = 40\n'),
    });
  });

  it('are written as they stand', () => {
    const key = 'resource "aws_kms_key" "orders" {}\n';
    const wanted = { ...multiAz, path: ['kms'], value: { expression: 'aws_kms_key.orders.arn' } };
    expect(write({ 'main.tf': key + orders('') }, wanted)).toEqual({
      'main.tf': key + orders('  kms = aws_kms_key.orders.arn\n'),
    });
    expect(write({ 'main.tf': orders('') }, wanted)).toBe('the value does not reach the resource');
  });
});
