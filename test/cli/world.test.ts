import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../../src/cli/program.ts';
import type { Sink, World } from '../../src/cli/world.ts';
import { dayOf, wantsColor, widthOf } from '../../src/cli/world.ts';
import { tempFolder } from '../support/temp-folder.ts';

const terminal: Sink = { write: () => undefined, isTTY: true, columns: 100 };
const pipe: Sink = { write: () => undefined, isTTY: false, columns: undefined };

describe('colour', () => {
  const check = (env: World['env'], sink: Sink, expected: boolean, flag = true): void => {
    expect(wantsColor({ env }, sink, flag)).toBe(expected);
  };

  it('is for terminals that can show it', () => {
    check({}, terminal, true);
    check({}, pipe, false);
    check({ TERM: 'dumb' }, terminal, false);
    check({ CI: 'true' }, terminal, false);
  });

  it('follows the flag, then NO_COLOR, then FORCE_COLOR', () => {
    check({ FORCE_COLOR: '1' }, pipe, true);
    check({ FORCE_COLOR: '0' }, terminal, false);
    check({ NO_COLOR: '1', FORCE_COLOR: '1' }, terminal, false);
    check({ NO_COLOR: '' }, terminal, true);
    check({ FORCE_COLOR: '1' }, terminal, false, false);
  });
});

it('the width is that of the terminal, of COLUMNS, or 80', () => {
  expect(widthOf({ env: { COLUMNS: '60' } }, terminal)).toBe(100);
  expect(widthOf({ env: { COLUMNS: '60' } }, pipe)).toBe(60);
  expect(widthOf({ env: { COLUMNS: 'wide' } }, pipe)).toBe(80);
});

it('a day is that of UTC', () => {
  expect(dayOf(new Date('2026-11-21T23:59:59Z'))).toBe('2026-11-21');
});

describe('a command', () => {
  const runIn = async (
    cwd: string,
    env: World['env'],
    ...words: readonly string[]
  ): Promise<readonly [number, string]> => {
    let printed = '';
    const sink: Sink = { ...pipe, write: (text) => void (printed += text) };
    const code = await run(words, { cwd, env, stdout: sink, stderr: sink, today: () => '2026-11-21' });
    return [code, printed];
  };

  it('writes through what is not a plain file, and leaves it what it is', async () => {
    const folder = tempFolder({
      'main.tf': '',
      'kept/report.json': '',
      'report.json': { linkTo: 'kept/report.json' },
    });
    const file = join(folder, 'report.json');
    expect(await runIn(folder, {}, 'audit', '--json', '--quiet', '-o', 'report.json')).toEqual([0, '']);
    expect(lstatSync(file).isSymbolicLink()).toBe(true);
    expect(readFileSync(file, 'utf8')).toMatch(/^\{/);
  });

  it('does its work although the cache cannot be written', async () => {
    const folder = tempFolder({ 'main.tf': '', file: '' });
    expect(await runIn(folder, { WHATFAILS_CACHE_DIR: `${folder}/file/below` }, 'audit', '--quiet')).toEqual([
      0,
      '',
    ]);
  });

  it('takes the configuration that the environment names', async () => {
    const folder = tempFolder({ 'main.tf': '', 'strict.yaml': 'stage: sedd\n' });
    const [code, printed] = await runIn(folder, { WHATFAILS_CONFIG: 'strict.yaml' }, 'audit');
    expect(code).toBe(2);
    expect(printed).toContain('strict.yaml:1: `stage` is "sedd"');
  });

  it('tells the doctor what is in place', async () => {
    const folder = tempFolder({ 'main.tf': '', 'whatfails.yaml': 'money: {}\n' });
    const [code, printed] = await runIn(folder, { WHATFAILS_CACHE_DIR: `${folder}/cache` }, 'doctor');
    expect(code).toBe(0);
    expect(printed).toContain(`may read ${folder}`);
    expect(printed).toContain('whatfails.yaml:1: `money` is not used yet.');
  });

  it('tells on standard error which accepts the clock has ended', async () => {
    const accept =
      'accept: [{ rule: resilience/single-zone-database, on: "*", reason: rebuilt, until: 2026-10-01 }]\n';
    const folder = tempFolder({
      'main.tf': 'resource "aws_db_instance" "orders" { multi_az = false }\n',
      'whatfails.yaml': accept,
    });
    const [, printed] = await runIn(
      folder,
      { WHATFAILS_CACHE_DIR: `${folder}/cache` },
      'audit',
      '--area',
      'resilience',
    );
    expect(printed).toContain('1 accept ended before today (2026-11-21), but not before 2026-08-22');
  });
});
