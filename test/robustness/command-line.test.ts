import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { run } from '../../src/cli/program.ts';
import { tempFolder } from '../support/temp-folder.ts';

const queue = 'resource "aws_sqs_queue" "orders" {\n  name = "orders"\n}\n';

interface Answer {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function whatfails(cwd: string, ...words: readonly string[]): Promise<Answer> {
  let stdout = '';
  let stderr = '';
  const sink = (take: (text: string) => void) => ({ write: take, isTTY: false, columns: undefined });
  const code = await run(words, {
    cwd,
    env: { WHATFAILS_CACHE_DIR: join(cwd, 'cache') },
    stdout: sink((text) => (stdout += text)),
    stderr: sink((text) => (stderr += text)),
    today: () => '2026-11-21',
  });
  return { code, stdout, stderr };
}

describe('input that is no Terraform', () => {
  test.each([
    ['an empty folder', {}],
    ['a folder with other files', { 'readme.md': 'orders' }],
  ])('%s says that nothing was audited', async (_, contents) => {
    const { code, stdout } = await whatfails(tempFolder(contents), 'audit');
    expect(code).toBe(0);
    expect(stdout).toContain('Nothing was audited');
  });

  test('a binary file is named, and nothing of it is printed', async () => {
    const here = tempFolder({
      'main.tf': Uint8Array.from({ length: 5000 }, (_, index) => (index * 7) % 256),
    });
    const { code, stdout } = await whatfails(here, 'audit');
    expect(code).toBe(0);
    expect(stdout).toContain('main.tf holds zero bytes, so it is not text');
  });
});

describe('what lies outside', () => {
  const outside = 'kV9-outside-the-shop';

  test('is not read through links, file(), templatefile() or module sources', async () => {
    const beside = tempFolder({
      'secret.txt': outside,
      'm/main.tf': `resource "aws_vpc" "x" {\n  tags = "${outside}"\n}\n`,
    });
    const up = '../'.repeat(12);
    const here = tempFolder({
      'main.tf':
        `${queue}module "a" {\n  source = "${up}${beside}/m"\n}\n` +
        `module "b" {\n  source = "${beside}/m"\n}\n` +
        `module "c" {\n  source = "./linked"\n}\n` +
        `resource "aws_sqs_queue" "b" {\n  name = file("${beside}/secret.txt")\n` +
        `  a = file("${up}${beside}/secret.txt")\n` +
        '  b = file("link.txt")\n  c = templatefile("link.txt", {})\n  d = fileset("/", "*")\n' +
        '  e = filebase64("link.txt")\n}\n',
      'link.txt': { linkTo: join(beside, 'secret.txt') },
      linked: { linkTo: join(beside, 'm') },
      'other.tf': { linkTo: join(beside, 'm/main.tf') },
      loop: { linkTo: '.' },
      gone: { linkTo: 'nowhere' },
    });
    for (const format of ['terminal', 'json', 'markdown', 'sarif']) {
      const { code, stdout, stderr } = await whatfails(here, 'audit', '--format', format);
      expect([code, stdout.includes(outside), stderr.includes('bug')]).toEqual([0, false, false]);
    }
    const resources = await whatfails(here, 'resources', '--format', 'json');
    expect(resources.stdout).not.toContain(outside);
    const { stdout } = await whatfails(here, 'audit');
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      'other.tf is a link to a place outside what may be read. It was not followed;',
    );
  });
});

describe('a wrong command', () => {
  test.each([
    ['a path that is not there', ['audit', 'missing'], 'does not exist or cannot be opened'],
    ['a path below a file', ['audit', 'main.tf/x'], 'does not exist or cannot be opened'],
    ['an output that is a folder', ['audit', '-o', 'folder'], '-o folder cannot be written'],
    [
      'an output where nothing can be made',
      ['audit', '-o', '/proc/orders/report'],
      '-o /proc/orders/report cannot be written',
    ],
    ['an option without value', ['audit', '--data', 'aws_region'], '--data aws_region has no value'],
    ['a state that is not there', ['audit', '--state', 'missing.json'], 'missing.json does not exist'],
    [
      'a variable file that is not there',
      ['audit', '--var-file', 'missing.tfvars'],
      'missing.tfvars does not exist',
    ],
    ['a revision outside of git', ['audit', '--since', 'main'], '--since main'],
    ['no such finding', ['explain', '99'], '99'],
  ])('%s is told, and ends with 2', async (_, words, message) => {
    const here = tempFolder({ 'main.tf': queue, 'folder/x': '' });
    const { code, stderr } = await whatfails(here, ...words);
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
  });

  const nested = ['- '.repeat(5000), '{a: '.repeat(100_000)];
  test.each(['{[', 'a: *b', 'version: 1\naccept: 5', '\0', ...nested])(
    'a broken configuration %# is told with its line',
    async (text) => {
      const { code, stderr } = await whatfails(
        tempFolder({ 'main.tf': queue, 'whatfails.yaml': text }),
        'audit',
      );
      expect([code, stderr]).toEqual([2, expect.stringContaining('whatfails.yaml')]);
    },
  );

  test('a value of a variable that cannot be is told, and the audit goes on', async () => {
    const here = tempFolder({ 'main.tf': `variable "sizes" {\n  type = list(number)\n}\n${queue}` });
    const { code, stdout } = await whatfails(here, 'audit', '--var', 'sizes=local.x');
    expect(code).toBe(0);
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      '--var sizes: a value given from outside cannot refer to local',
    );
  });

  test('a value of a data source that is no HCL is a wrong command', async () => {
    const here = tempFolder({ 'main.tf': queue });
    const { code, stderr } = await whatfails(here, 'audit', '--data', 'aws_region=[');
    expect(code).toBe(2);
    expect(stderr).toContain('--data aws_region: [ is no HCL value');
  });
});
