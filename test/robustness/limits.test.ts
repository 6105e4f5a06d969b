import { describe, expect, test } from 'vitest';
import { memoryFiles } from '../support/memory-files.ts';
import { wholeAudit } from '../support/whole-audit.ts';

// Each of these would take minutes or all memory without its limit; with it, seconds on a busy machine.
const MOST_SECONDS = 20;

/** Audits one root and gives the diagnostics as `file:line message`. */
function diagnose(input: string | Readonly<Record<string, string>>): readonly string[] {
  const started = performance.now();
  const { report } = wholeAudit(memoryFiles(typeof input === 'string' ? { 'main.tf': input } : input));
  expect(report.ruleErrors).toEqual([]);
  expect((performance.now() - started) / 1000).toBeLessThan(MOST_SECONDS);
  return report.diagnostics.map(
    ({ message, place }) => `${place?.file ?? ''}:${place?.line ?? ''} ${message}`,
  );
}

const queue = (expression: string): string =>
  `resource "aws_sqs_queue" "orders" {\n  name = ${expression}\n}\n`;
const locals = (...lines: readonly string[]): string =>
  `locals {\n${lines.map((line) => `  ${line}\n`).join('')}}\n`;

/** `a1` from `a0`, `a2` from `a1`, and so on: each line made of the name before. */
function chain(count: number, start: string, next: (before: string) => string): string {
  const lines = Array.from({ length: count }, (_, index) => `a${index + 1} = ${next(`local.a${index}`)}`);
  return locals(`a0 = ${start}`, ...lines) + queue(`local.a${count}`);
}

const names = locals('names = flatten([for i in range(100) : [for j in range(1000) : "${i}-${j}"]])');

describe('values that would grow without end', () => {
  test.each([
    [
      'a text doubled forty times',
      chain(40, '"orders-and"', (a) => `"\${${a}}\${${a}}"`),
      'main.tf:23 a text would have more than 16 million characters',
    ],
    [
      'a list doubled sixty times',
      chain(60, '[1]', (a) => `[${a}, ${a}]`),
      'main.tf:21 a value would have more than a million parts',
    ],
    [
      'a map doubled sixty times',
      chain(60, '{ a = 1 }', (a) => `{ a = ${a}, b = ${a} }`),
      'main.tf:21 a value would have more than a million parts',
    ],
    [
      'lists put together',
      chain(60, '[1, 2]', (a) => `concat(${a}, ${a})`),
      'main.tf:21 concat: a value would have more than a million parts',
    ],
    [
      'lists in lists',
      chain(450, '[]', (a) => `[${a}]`),
      'main.tf:253 expressions wait for each other more than 400 levels deep',
    ],
    [
      'replaced letters',
      chain(12, '"aaaaaaaaaa"', (a) => `replace(${a}, "a", "aaaaaaaaaa")`),
      'main.tf:9 replace: a text would have more than 16 million characters',
    ],
    [
      'a product of ranges',
      queue('setproduct(range(1000), range(1000), range(1000))'),
      'main.tf:2 setproduct: the product has too many elements',
    ],
    ['a range', queue('range(2000)'), 'main.tf:2 range: more than 1024 values'],
    ['a width', queue('format("%999999999d", 1)'), 'main.tf:2 format: the format has an unknown verb %99999'],
    [
      'an indent',
      queue('indent(1000000000, "a\\nb\\nc")'),
      'main.tf:2 a text or a list would become too large',
    ],
    ['a number', queue('9'.repeat(200_000)), 'main.tf:2 a number has more than 100000 digits'],
    ['an exponent', queue('1e999999999'), 'main.tf:2 a number is out of range'],
    [
      'subnets',
      queue('cidrsubnets("10.0.0.0/8", [for i in flatten([for j in range(1000) : range(1000)]) : 16]...)'),
      'main.tf:2 a value would have more than a million parts',
    ],
  ])('%s', (_, text, expected) => {
    expect(diagnose(text)).toContain(expected);
  });

  test('unknown pieces of a text', () => {
    const [first] = diagnose(`variable "x" {}\n${chain(40, '"${var.x}-"', (a) => `"\${${a}}\${${a}}"`)}`);
    expect(first).toMatch(/^main\.tf:16 a text would have more than 10000 known and unknown pieces$/);
  });
});

describe('work without end', () => {
  const steps = /^main\.tf:\d+ this takes more (steps|parts of lists and maps) than a stack of this size may/;
  test.each([
    [
      'a search for each name',
      names + queue('length([for a in local.names : a if contains(local.names, "x${a}")])'),
    ],
    ['objects told apart', names + queue('length(distinct([for a in local.names : { a = a }]))')],
    ['blocks in blocks', dynamicBlocks(10)],
    [
      'a condition that loops',
      'variable "a" {\n  default = 1\n}\n' +
        `${names}${queue('[for a in local.names : try(index(local.names, "x"), a)]')}`,
    ],
  ])('%s', (_, text) => {
    const found = diagnose(text);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(steps);
  });

  test('a limit of ours is no proof that try or can may go on', () => {
    expect(diagnose(queue('try(setproduct(range(1000), range(1000), range(1000)), "x")'))).toEqual([
      'main.tf:2 setproduct: the product has too many elements',
    ]);
  });

  test('a validation rule', () => {
    const condition = 'length([for a in local.names : [for b in local.names : 1]]) > var.a';
    const rule = `validation {\n    condition     = ${condition}\n    error_message = "no"\n  }`;
    const [found] = diagnose(`variable "a" {\n  default = 1\n  ${rule}\n}\n${names}`);
    expect(found).toMatch(steps);
  });

  test('after the budget is used up, the rest is unknown and nothing else is said', () => {
    const loop = 'length([for a in local.names : [for b in local.names : 1]])';
    expect(
      diagnose(`${names}${queue(loop)}resource "aws_sqs_queue" "refunds" {\n  name = upper("a")\n}\n`),
    ).toHaveLength(1);
  });

  test('regular expressions never go back', () => {
    expect(diagnose(queue(`can(regex("^(a+)+$", "${'a'.repeat(20_000)}b"))`))).toEqual([]);
    expect(diagnose(queue(`length(regexall("a*b|a", "${'a'.repeat(1_000_000)}"))`))).toEqual([
      'main.tf:2 regexall: matching this pattern takes too long',
    ]);
  });

  test('patterns of files neither', () => {
    const text = queue(`length(fileset(path.module, "**/*${'a*'.repeat(20)}b"))`);
    expect(diagnose({ 'main.tf': text, [`a/${'a'.repeat(60)}`]: '' })).toEqual([]);
  });
});

function dynamicBlocks(depth: number): string {
  const open = Array.from(
    { length: depth },
    (_, index) => `dynamic "b${index}" {\nfor_each = range(100)\ncontent {\nx = 1\n`,
  );
  return `resource "aws_security_group" "orders" {\n${open.join('')}${'}\n}\n'.repeat(depth)}}\n`;
}

describe('instances and modules', () => {
  const call = (name: string, source: string, more = ''): string =>
    `module "${name}" {\n  source = "${source}"\n${more}}\n`;

  test.each([
    ['count', 'count = 1e9', 'count'],
    [
      'for_each',
      'for_each = toset([for p in setproduct(range(500), range(500)) : "${p[0]}-${p[1]}"])',
      'for_each',
    ],
  ])('%s of a resource', (_, argument, name) => {
    const [first] = diagnose(`resource "aws_sqs_queue" "orders" {\n  ${argument}\n}\n`);
    expect(first).toContain(`main.tf:2 ${name} asks for more than 20000 instances here`);
  });

  test('a module that calls itself twice', () => {
    const found = diagnose({ 'main.tf': call('a', './m'), 'm/main.tf': call('b', '../m') + call('c', './') });
    const refused =
      'calls a module that it is inside of. Terraform cannot open it. Remove the call, or let it make fewer.';
    expect(found).toEqual([`m/main.tf:1 module "b" ${refused}`, `m/main.tf:4 module "c" ${refused}`]);
  });

  test('modules that call each other, and a root that calls itself', () => {
    expect(
      diagnose({
        'main.tf': call('a', './m'),
        'm/main.tf': call('n', '../n'),
        'n/main.tf': call('m', '../m'),
      }),
    ).toHaveLength(1);
    expect(diagnose(call('a', './') + call('b', './.'))).toHaveLength(2);
  });

  test('forty levels of modules that each call the next one twice', () => {
    const levels = Array.from({ length: 40 }, (_, index): [string, string] => [
      `m${index}/main.tf`,
      call('a', `../m${index + 1}`) + call('b', `../m${index + 1}`),
    ]);
    const found = diagnose({
      'main.tf': call('a', './m0'),
      ...Object.fromEntries(levels),
      'm40/main.tf': queue('"x"'),
    });
    expect(found.some((line) => line.includes('the stack has more than 20000 instances of modules'))).toBe(
      true,
    );
  });

  test('unknown instances of modules in modules are one each', () => {
    const input = {
      'main.tf': `variable "x" {}\n${call('a', './m', '  for_each = var.x\n  y = each.value\n')}`,
      'm/main.tf': `variable "y" {}\n${call('b', '../n', '  for_each = var.y\n  z = each.value\n')}`,
      'n/main.tf':
        'variable "z" {}\nresource "aws_sqs_queue" "q" {\n  for_each = var.z\n  name = each.key\n}\n',
    };
    expect(diagnose(input)).toEqual([]);
  });

  test('a chain of ten thousand locals', () => {
    expect(diagnose(chain(10_000, '"x"', (a) => a))).toEqual([
      'main.tf:9754 local.a9751 is at the end of a chain of more than 250 references',
    ]);
  });

  test('five thousand blocks in each other', () => {
    expect(diagnose(`resource "a" "b" {\n${'a {\n'.repeat(5000)}${'}\n'.repeat(5001)}`)).toContain(
      'main.tf:501 Nested more than 500 levels deep. Split this expression or block.',
    );
  });
});

describe('files that are decoded', () => {
  const decode = (call: string): string => queue(`length(${call}(file("\${path.module}/orders")))`);
  test.each([
    [
      'aliases',
      'yamldecode',
      `a: &a [x, x, x, x, x, x, x, x, x]\n${aliases('bcdefghi')}`,
      'yamldecode: the aliases make the YAML text too large',
    ],
    [
      'a long YAML text',
      'yamldecode',
      '- a: b\n'.repeat(400_000),
      'yamldecode: a YAML text of more than a million characters is not decoded',
    ],
    [
      'deep JSON',
      'jsondecode',
      '['.repeat(100_000),
      'jsondecode: the text is not JSON: values are nested too deeply at character 1001',
    ],
    [
      'wide JSON',
      'jsondecode',
      `[${'{},'.repeat(2_000_000)}{}]`,
      'jsondecode: the JSON text has more than a million values',
    ],
    [
      'a large table',
      'csvdecode',
      `a,b\n${'1,2\n'.repeat(1_000_000)}`,
      'csvdecode: the table has too many fields',
    ],
  ])('%s', (_, call, text, expected) => {
    expect(diagnose({ 'main.tf': decode(call), orders: text })).toEqual([`main.tf:2 ${expected}`]);
  });

  test('a template that renders itself', () => {
    const template = '${templatefile("orders.tftpl", { x = x })}'.repeat(2);
    expect(
      diagnose({ 'main.tf': queue('templatefile("orders.tftpl", { x = 1 })'), 'orders.tftpl': template }),
    ).toEqual(['main.tf:2 templatefile: templatefile: a template cannot render another template']);
  });

  test('names that JavaScript knows', () => {
    const text = 'locals {\n  o = { __proto__ = { a = 1 }, constructor = 3 }\n}\n';
    expect(diagnose(text + queue('"${local.o.__proto__.a}${local.o.constructor}"'))).toEqual([]);
  });
});

function aliases(keys: string): string {
  return [...keys]
    .map((key, index) => {
      const before = 'abcdefghi'.charAt(index);
      return `${key}: &${key} [${Array.from({ length: 9 }, () => `*${before}`).join(', ')}]\n`;
    })
    .join('');
}
