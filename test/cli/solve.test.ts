import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../../src/cli/program.ts';
import { solve as schema } from '../../tools/schemas/solve.ts';

const root = join(import.meta.dirname, '../..');
const page = readFileSync(join(root, 'docs/fault-trees.md'), 'utf8');

/** What a command prints, run beside the examples. */
async function printed(...words: readonly string[]): Promise<string> {
  let stdout = '';
  const code = await run(words, {
    cwd: root,
    env: {},
    stdout: { write: (text) => void (stdout += text), isTTY: false, columns: 100 },
    stderr: { write: () => {}, isTTY: false, columns: 100 },
    today: () => '2026-11-21',
  });
  expect(code).toBe(0);
  return stdout;
}

async function solved(...words: readonly string[]): Promise<ReturnType<typeof schema.parse>> {
  return schema.parse(JSON.parse(await printed('solve', ...words, '--json')));
}

const PIPELINE = 'examples/fault-trees/order-pipeline.xml';

describe('the order pipeline', () => {
  const [bus, gateway, database, worker] = [5e-4, 3e-4, 9.55e-4, 1e-2];
  const allThree = worker ** 3;
  const twoOfThree = 3 * worker ** 2 * (1 - worker) + worker ** 3;
  const intake = (1 - bus) * (1 - gateway) * (1 - allThree);
  const fulfilment = (1 - bus) * (1 - database) * (1 - twoOfThree);

  it('is wrong by a quarter where branches are multiplied, and exact here', async () => {
    expect((1 - intake * fulfilment).toExponential(2)).toBe('2.55e-3');
    const exact = 1 - (intake * fulfilment) / (1 - bus);
    expect(exact.toExponential(2)).toBe('2.05e-3');
    const { probability, exact: isExact, importance, cutSets } = await solved(PIPELINE);
    expect(probability).toBeCloseTo(exact, 15);
    expect(isExact).toBe(true);
    expect(importance['message-bus']?.birnbaum).toBeCloseTo((1 - exact) / (1 - bus), 12);
    expect(cutSets).toMatchObject({ total: 7, byOrder: [3, 3, 1], complete: true });
    expect(cutSets?.top.slice(0, 2)).toEqual([
      { events: ['warehouse-database'], probability: database },
      { events: ['message-bus'], probability: bus },
    ]);
  });

  it('has branches of the availability that the page states', async () => {
    for (const [top, availability] of [
      ['intake-stops', intake],
      ['fulfilment-stops', fulfilment],
    ] as const) {
      const { probability } = await solved(PIPELINE, '--top', top);
      expect(probability).toBeCloseTo(1 - availability, 15);
      expect(page).toContain(availability.toFixed(8));
    }
  });
});

it('three replicas of one image stop together', async () => {
  const { probability, importance } = await solved('examples/fault-trees/replicas.xml');
  const alone = 0.9e-3;
  const independent = 3 * alone ** 2 * (1 - alone) + alone ** 3;
  expect(probability).toBeCloseTo(1e-4 + (1 - 1e-4) * independent, 15);
  expect(importance['[replica-1 replica-2 replica-3]']?.criticality.toFixed(2)).toBe('0.98');
});

it('the page shows what is printed', async () => {
  const shown = [...page.matchAll(/```text\n\$ whatfails ([^\n]*)\n([^]*?)```/g)];
  expect(shown).toHaveLength(1);
  for (const [, command = '', output] of shown) expect(await printed(...command.split(' '))).toBe(output);
});

it('infinity is a text in JSON, and a tree that says NOT has no cut sets', async () => {
  const { importance } = await solved('test/scenarios/solve/input/fallback.xml', '--top', 'stops');
  expect(importance).toEqual({ store: { birnbaum: 1, criticality: 1, raw: 8, rrw: 'Infinity' } });
  const { cutSets, importance: signed } = await solved(
    'test/scenarios/solve/input/fallback.xml',
    '--top',
    'slow',
  );
  expect(cutSets).toBeNull();
  expect(signed['store']?.birnbaum).toBe(-0.25);
});
