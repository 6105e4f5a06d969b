import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type * as z from 'zod';
import { run } from '../../src/cli/program.ts';
import { MINUTES_PER_YEAR } from '../../src/core/assumption.ts';
import { solve } from '../../tools/schemas/solve.ts';
import { whatif } from '../../tools/schemas/whatif.ts';
import { git, tempFolder } from '../support/temp-folder.ts';

const INPUT = join(import.meta.dirname, '../scenarios/whatif/input');

let here = '';

beforeAll(() => {
  here = tempFolder();
  cpSync(INPUT, here, { recursive: true });
  git(here, 'init', '-q');
});

/** What a command prints. */
async function printed(...words: readonly string[]): Promise<string> {
  let text = '';
  let errors = '';
  const code = await run(words, {
    cwd: here,
    env: {},
    stdout: { write: (part) => void (text += part), isTTY: false, columns: 100 },
    stderr: { write: (part) => void (errors += part), isTTY: false, columns: 100 },
    today: () => '2026-11-21',
  });
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  return text;
}

async function asked(...words: readonly string[]): Promise<z.infer<typeof whatif>> {
  return whatif.parse(JSON.parse(await printed('whatif', ...words, '--json')));
}

describe('whatif --json', () => {
  it('is what the schema says, for the table, for a case, and with everything else asked for', async () => {
    const table = await asked('./shop');
    expect(table.cases.length).toBeGreaterThan(5);
    await asked('zone=a', 'shop', '--traffic', '2x', '--overlay', 'target');
    const published: unknown = JSON.parse(readFileSync('schemas/whatif.schema.json', 'utf8'));
    expect(published).toMatchObject({ properties: { cases: { type: 'array' } } });
  });

  it('tells the way from the entry to what failed, with lines', async () => {
    const { cases } = await asked('zone=a', 'shop');
    const [effect] = cases[0]?.journeys ?? [];
    expect(cases[0]?.case).toBe('zone=eu-west-1a');
    expect(effect?.effect).toBe('stops');
    expect(effect?.path.map(({ component }) => component)).toEqual(['shop', 'orders', 'orders', 'orders-db']);
    expect(effect?.path.at(-1)?.evidence[0]?.says).toBe('whatfails.yaml:5 declares it');
    expect(effect?.reason?.evidence).toMatchObject([{ file: 'shop/infra/stores.tf', line: 7 }]);
  });

  it('never lets a journey survive where what it needs may stand in the lost zone', async () => {
    const { cases } = await asked('zone=b', 'shop');
    expect(cases[0]?.journeys).toMatchObject([{ effect: 'unknown', atWorst: 'degrades' }]);
    expect(cases[0]?.journeys[0]?.questions[0]?.says).toContain('It may be this one.');
    expect(cases[0]?.restarts.map(({ component }) => component)).toEqual(['orders']);
  });

  it('tells what a journey goes on without', async () => {
    const { cases } = await asked('sessions', 'shop');
    expect(cases[0]?.journeys).toMatchObject([{ effect: 'degrades', loses: [{ component: 'sessions' }] }]);
    expect(cases[0]?.falls).toEqual([]);
  });

  it('counts the minutes of a case with the numbers that are given', async () => {
    const name = 'aws_db_instance.orders';
    const [before, after] = [
      await asked(name, 'shop', '--set', 'database_single=30'),
      await asked(name, 'shop', '--set', 'database_single=60'),
    ].map(({ cases }) => cases[0]?.badMinutesPerYear?.likely);
    // Twice as long down is twice as long decisive, but for what is down at the same time.
    expect((after ?? 0) / (before ?? 1)).toBeCloseTo(2, 2);
    expect(before).toBeCloseTo(30, 1);
  });
});

describe('graph --format open-psa', () => {
  it('is a model whose solution is the figure of the journey', async () => {
    const file = join(here, 'model.xml');
    await printed('graph', './shop', '--format', 'open-psa', '-o', file);
    const { probability, exact } = solve.parse(JSON.parse(await printed('solve', file, '--json')));
    const { journeys } = await asked('./shop');
    expect(exact).toBe(true);
    expect(Number(probability) * MINUTES_PER_YEAR).toBeCloseTo(journeys[0]?.badMinutesPerYear.likely ?? 0, 2);
    expect(readFileSync(file, 'utf8')).toContain('<label>orders-db fails (one instance)</label>');
  });
});
