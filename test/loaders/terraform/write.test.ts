import { describe, expect, it } from 'vitest';
import { withChanges } from '../../../src/core/changed-files.ts';
import type { Files } from '../../../src/core/files.ts';
import { isDenied } from '../../../src/core/files.ts';
import type { Intent, SetValue } from '../../../src/core/remedy.ts';
import type { Stack } from '../../../src/core/resource.ts';
import { defaultLoadOptions } from '../../../src/loaders/terraform/load-options.ts';
import { loadTerraform } from '../../../src/loaders/terraform/load.ts';
import { memoryFiles } from '../../support/memory-files.ts';

type Texts = Readonly<Record<string, string>>;
type Path = readonly (string | number)[];

/** An intent on a resource by its address; without a value it removes. */
interface Wanted {
  readonly address: string;
  readonly path: Path;
  readonly value?: SetValue;
  readonly stack?: string;
}

function stackOf(texts: Texts, id = 'terraform:.'): Stack {
  const { stacks } = loadTerraform(memoryFiles(texts), defaultLoadOptions);
  const stack = stacks.find((one) => one.id === id);
  if (!stack) throw new Error(`no ${id} among ${stacks.map((one) => one.id).join(' ')}`);
  return stack;
}

function intentOf(stack: Stack, { address, path, value }: Wanted): Intent {
  const resource = stack.resources.find((one) => one.address === address);
  if (!resource) throw new Error(`no ${address}`);
  const at = { resource: resource.id, path };
  return value === undefined ? { op: 'remove', at } : { op: 'set', at, value };
}

/** Files that differ after writing, and what else changed; the reason where it cannot be written. */
function write(texts: Texts, ...wanted: readonly Wanted[]): string | Texts {
  const stack = stackOf(texts, wanted[0]?.stack);
  const written = stack.write?.(wanted.map((one) => intentOf(stack, one)));
  if (!written) throw new Error('the stack cannot be written');
  if ('notWritable' in written) return written.notWritable;
  const after = withChanges(memoryFiles(texts), written.changes);
  const changed = written.changes.map(({ file }): [string, string] => [file, textOf(after, file)]);
  const also = written.alsoChanges.map(({ resource, path }) => `${resource.split('#')[1]} ${path.join('.')}`);
  return Object.fromEntries([...changed, ...(also.length > 0 ? [['also', also.join('\n')]] : [])]);
}

function textOf(files: Files, path: string): string {
  const text = files.read(path);
  if (isDenied(text)) throw new Error(text.message);
  return text;
}

const orders = (body: string): string => `resource "aws_db_instance" "orders" {\n${body}}\n`;
const multiAz = { address: 'aws_db_instance.orders', path: ['multi_az'], value: true } as const;

describe('a literal', () => {
  it('is replaced, and every other byte stays', () => {
    const text = '# orders\r\nresource "aws_db_instance" "orders" {\r\n  multi_az = false # one\r\n}';
    expect(write({ 'main.tf': text }, multiAz)).toEqual({ 'main.tf': text.replace('false', 'true') });
  });

  it('leaves comments behind it aligned where they were', () => {
    const before = orders('  multi_az = false # one zone\n  engine   = "x"   # small\n');
    const after = orders('  multi_az = true # one zone\n  engine   = "x"  # small\n');
    expect(write({ 'main.tf': before }, multiAz)).toEqual({ 'main.tf': after });
  });

  it('stays a text where it was one', () => {
    const before = orders('  multi_az = "false"\n');
    expect(write({ 'main.tf': before }, multiAz)).toEqual({ 'main.tf': orders('  multi_az = "true"\n') });
  });

  it('may be a heredoc', () => {
    const before = orders('  engine = <<EOT\nmysql\nEOT\n  port = 1\n');
    const wanted = { ...multiAz, path: ['engine'], value: 'say "${x}"' };
    expect(write({ 'main.tf': before }, wanted)).toEqual({
      'main.tf': orders('  engine = "say \\"$${x}\\""\n  port   = 1\n'),
    });
  });

  it('is not written twice where it is as intended', () => {
    expect(write({ 'main.tf': orders('  multi_az = true\n') }, multiAz)).toEqual({});
  });
});

describe('what nobody wrote', () => {
  it('becomes a line, and the lines around it are aligned with it', () => {
    const before = orders('  engine = "mysql"\n  port   = 1\n\n  tags = {}\n');
    const after = orders('  engine   = "mysql"\n  port     = 1\n  multi_az = true\n\n  tags = {}\n');
    expect(write({ 'main.tf': before }, multiAz)).toEqual({ 'main.tf': after });
  });

  it('leaves lines alone that were not aligned before', () => {
    const before = orders('  engine="mysql"\n  p = 1\n');
    const after = orders('  engine="mysql"\n  p = 1\n  multi_az = true\n');
    expect(write({ 'main.tf': before }, multiAz)).toEqual({ 'main.tf': after });
  });

  it('opens a block that stands on one line', () => {
    const text = 'resource "aws_db_instance" "orders" { engine = "mysql" }';
    expect(write({ 'main.tf': text }, multiAz)).toEqual({
      'main.tf': 'resource "aws_db_instance" "orders" {\n  engine   = "mysql"\n  multi_az = true\n}',
    });
    expect(write({ 'main.tf': 'resource "aws_db_instance" "orders" {}' }, multiAz)).toEqual({
      'main.tf': 'resource "aws_db_instance" "orders" {\n  multi_az = true\n}',
    });
  });

  it('keeps the indentation of the file, by tabs or four blanks', () => {
    expect(write({ 'main.tf': orders('\tengine = "mysql"\n') }, multiAz)).toEqual({
      'main.tf': orders('\tengine   = "mysql"\n\tmulti_az = true\n'),
    });
    const wanted = { ...multiAz, path: ['restore', 0, 'at'], value: 'x' };
    expect(write({ 'main.tf': orders('    engine = "mysql"\n') }, wanted)).toEqual({
      'main.tf': orders('    engine = "mysql"\n\n    restore {\n        at = "x"\n    }\n'),
    });
  });

  it('goes into the block that is there, or a new one behind the others', () => {
    const wanted = { ...multiAz, path: ['backup', 0, 'window', 0, 'days'], value: 7 };
    expect(write({ 'main.tf': orders('  port = 1\n  # end\n') }, wanted)).toEqual({
      'main.tf': orders('  port = 1\n\n  backup {\n    window {\n      days = 7\n    }\n  }\n  # end\n'),
    });
    const before = orders('  backup {\n    window {\n      from = 3\n    }\n  }\n');
    expect(write({ 'main.tf': before }, wanted)).toEqual({
      'main.tf': orders('  backup {\n    window {\n      from = 3\n      days = 7\n    }\n  }\n'),
    });
  });

  it('may be a whole block or a list', () => {
    const value = [{ http_tokens: 'required', hops: 2 }];
    expect(write({ 'main.tf': orders('  port = 1\n') }, { ...multiAz, path: ['options'], value })).toEqual({
      'main.tf': orders(
        '  port = 1\n\n  options {\n    http_tokens = "required"\n    hops        = 2\n  }\n',
      ),
    });
    const logs = { ...multiAz, path: ['logs'], value: ['audit', 'slow'] };
    expect(write({ 'main.tf': orders('') }, logs)).toEqual({
      'main.tf': orders('  logs = ["audit", "slow"]\n'),
    });
  });

  it('goes into a map', () => {
    const wanted = { ...multiAz, path: ['tags', 'team/owner'], value: 'orders' };
    const before = orders('  tags = {\n    Name = "orders"\n  }\n');
    expect(write({ 'main.tf': before }, wanted)).toEqual({
      'main.tf': orders('  tags = {\n    Name         = "orders"\n    "team/owner" = "orders"\n  }\n'),
    });
  });
});

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
        'module "db" {\n  source   = "./db"\n  multi_az = true\n}\nmodule "other" {\n  source = "./db"\n}\n',
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
      'locals {\n  dbs = {\n    orders  = { multi_az = false }\n    billing = { multi_az = false }\n  }\n}\n' +
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
        '  dynamic "rule" {\n    for_each = local.rules\n    content {\n      port = rule.value.port\n    }\n  }\n',
      );
    const wanted = { ...multiAz, path: ['rule', 1, 'port'], value: 443 };
    expect(write({ 'main.tf': text }, wanted)).toEqual({ 'main.tf': text.replace('80', '443') });
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

describe('the JSON syntax', () => {
  const text =
    '{\n  "resource": {\n    "aws_db_instance": {\n      "orders": {\n        "port": 1\n      }\n    }\n  }\n}\n';

  it('is written in its own layout', () => {
    expect(write({ 'main.tf.json': text }, multiAz)).toEqual({
      'main.tf.json': text.replace('"port": 1', '"port": 1,\n        "multi_az": true'),
    });
    expect(write({ 'main.tf.json': text }, { ...multiAz, path: ['port'], value: 2 })).toEqual({
      'main.tf.json': text.replace('1', '2'),
    });
  });
});

describe('removing', () => {
  it('takes an attribute out with its line', () => {
    const text = orders('  engine = "mysql"\n\n  iops = 100\n');
    const wanted = { address: 'aws_db_instance.orders', path: ['iops'] };
    expect(write({ 'main.tf': text }, wanted)).toEqual({ 'main.tf': orders('  engine = "mysql"\n') });
  });

  it('takes one element out of a list, and one block of several', () => {
    const text = orders(
      '  cidrs = ["10.0.0.0/8", "0.0.0.0/0"]\n  rule {\n    a = 1\n  }\n\n  rule {\n    a = 2\n  }\n',
    );
    expect(write({ 'main.tf': text }, { address: 'aws_db_instance.orders', path: ['cidrs', 1] })).toEqual({
      'main.tf': text.replace(', "0.0.0.0/0"', ''),
    });
    expect(write({ 'main.tf': text }, { address: 'aws_db_instance.orders', path: ['rule', 0] })).toEqual({
      'main.tf': text.replace('  rule {\n    a = 1\n  }\n', ''),
    });
  });

  it('takes a resource out that nothing refers to', () => {
    const eip = 'resource "aws_eip" "old" {\n  domain = "vpc"\n}\n';
    const wanted = { address: 'aws_eip.old', path: [] };
    expect(write({ 'main.tf': `${orders('')}\n${eip}` }, wanted)).toEqual({ 'main.tf': orders('') });
    const texts = { 'main.tf': eip, 'outputs.tf': 'output "ip" {\n  value = aws_eip.old.public_ip\n}\n' };
    expect(write(texts, wanted)).toBe('outputs.tf refers to it');
  });
});

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
    expect(write(downloaded, inModule)).toBe('it is set in the code of a downloaded module');
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
