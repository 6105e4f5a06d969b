// How long fault trees take:
//   node tools/run-ts.mjs bench/solver.ts GENERATOR.mjs [SERVICES] [JOURNEYS] [NODES]
//   node tools/run-ts.mjs bench/solver.ts MODEL.xml…
// A generator exports synth(options) → { events, gates, tops }; models are OpenPSA MEF files. Prints
// milliseconds: compiling, probabilities, all importances, and all cut sets.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { FaultTree, Formula } from '../src/core/fault-tree.ts';
import { compile } from '../src/solver/compile.ts';

/** Nodes that one model may take before bounds are given. */
const BUDGET = 1 << 25;

const [first = '', ...rest] = process.argv.slice(2);
if (first.endsWith('.mjs')) await measureGenerated(first, rest.map(Number));
else
  for (const file of [first, ...rest])
    measure(path.basename(file), readModel(readFileSync(file, 'utf8')), BUDGET);

interface Generated {
  readonly events: Readonly<Record<string, number>>;
  readonly gates: Readonly<
    Record<string, { readonly op: 'and' | 'or' | 'atleast'; readonly k: number; readonly args: string[] }>
  >;
  readonly tops: readonly string[];
}

async function measureGenerated(file: string, sizes: readonly number[]): Promise<void> {
  const { synth } = await import(pathToFileURL(path.resolve(file)).href);
  const [services = 420, journeys = 50, nodes = 0] = sizes;
  const made: Generated = synth({ fallback: 0.1, services, journeys, nodes });
  const ref = (name: string): Formula => ({ op: name in made.gates ? 'gate' : 'event', name });
  const gates = Object.entries(made.gates).map(([name, { op, k, args }]): [string, Formula] => [
    name,
    op === 'atleast' ? { op, min: k, of: args.map(ref) } : { op, of: args.map(ref) },
  ]);
  const tree = { gates: new Map(gates), events: new Map(Object.entries(made.events)) };
  for (const _ of [1, 2, 3, 4]) measure(`${made.tops.length} tops`, { tree, tops: made.tops }, 1 << 20);
}

function measure(name: string, { tree, tops }: Model, budget: number): void {
  const marks = [performance.now()];
  const compiled = compile(tree, tops, { budget });
  const all = tops.map((top) => compiled.top(top));
  const p = Float64Array.from(tree.events.values());
  marks.push(performance.now());
  const bounds = all.map((top) => top.probability(p));
  marks.push(performance.now());
  for (const top of all) top.birnbaum(p);
  marks.push(performance.now());
  const sets = all.map((top) => top.cutSets(p, { limit: 20 }));
  marks.push(performance.now());
  const spent = marks.slice(1).map((mark, at) => (mark - (marks[at] ?? 0)).toFixed(1).padStart(9));
  const exact = all.filter(({ isExact }) => isExact).length;
  const widest = Math.max(...bounds.map(({ low, high }) => (high - low) / high));
  const complete = sets.filter((one) => one?.isComplete).length;
  const told = `${exact} of ${tops.length} exact, widest ${widest.toPrecision(2)}, ${complete} with all sets`;
  console.log(`${name.padEnd(14)} ${spent.join(' ')}   ${told}`);
}

interface Model {
  readonly tree: FaultTree;
  readonly tops: readonly string[];
}

/** As much of the format as benchmark models use: gates of one formula, and floats. */
function readModel(text: string): Model {
  const gates = new Map<string, Formula>();
  const events = new Map<string, number>();
  const used = new Set<string>();
  for (const [, name = '', body = ''] of text.matchAll(
    /<define-gate name="([^"]+)">([^]*?)<\/define-gate>/g,
  )) {
    const of = [...body.matchAll(/<(gate|basic-event|event) name="([^"]+)"/g)].map(
      ([, kind, to = '']): Formula => {
        if (kind === 'gate') used.add(to);
        return { op: kind === 'gate' ? 'gate' : 'event', name: to };
      },
    );
    const [, op = '', min] = /<(and|or|atleast)(?: min="(\d+)")?>/.exec(body) ?? [];
    if (op === 'atleast') gates.set(name, { op, min: Number(min), of });
    else gates.set(name, { op: op === 'and' ? 'and' : 'or', of });
  }
  for (const [, name = '', value] of text.matchAll(
    /<define-basic-event name="([^"]+)">\s*<float value="([^"]+)"/g,
  )) {
    events.set(name, Number(value));
  }
  return { tree: { gates, events }, tops: [...gates.keys()].filter((name) => !used.has(name)) };
}
