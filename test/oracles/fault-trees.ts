// Judges `solve` by SCRAM (https://scram-pra.org), on models in the OpenPSA format: probability, importance
// and the number of minimal cut sets up to an order. Random trees of our own are written for it too.
// Version 0.16.2 is wrong about an event that stands twice in one atleast gate (so says brute force), and
// about signs where a tree says NOT; it prints 0 for an infinite risk reduction worth.
// usage: node tools/run-ts.mjs test/oracles/fault-trees.ts --scram=PROGRAM [--order=N] [FILE[+FILE…]…]
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { solve } from '../../src/solver/solve.ts';
import { readOpenPsa } from '../../src/syntax/open-psa/read.ts';
import { writeOpenPsa } from '../../src/syntax/open-psa/write.ts';
import type { XmlElement } from '../../src/syntax/open-psa/xml.ts';
import { readXml } from '../../src/syntax/open-psa/xml.ts';
import { randomTree } from '../solver/random-trees.ts';

const words = process.argv.slice(2);
const flag = (name: string): string | undefined =>
  words.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3);
const scram = flag('scram') ?? 'scram';
const order = Number(flag('order') ?? 4);
const TREES = 200;
const SECONDS = 60;
// It prints six digits.
const NEAR = 2e-5;

const tally = { same: 0, different: 0, 'not read here': 0, 'refused there': 0 };
for (const group of words.filter((word) => !word.startsWith('--'))) judge(group, group.split('+'));
const folder = mkdtempSync(join(tmpdir(), 'fault-trees-'));
for (let seed = 0; seed < TREES; seed += 1) {
  const file = join(folder, `${seed}.xml`);
  const tree = randomTree(seed, { events: 12, gates: 12 });
  writeFileSync(file, writeOpenPsa(tree, { name: 'random', tops: ['gate0'] }));
  judge(`random tree ${seed}`, [file]);
}
rmSync(folder, { recursive: true });
process.stdout.write(`${JSON.stringify(tally)}\n`);
process.exitCode = tally.different === 0 ? 0 : 1;

function judge(name: string, paths: readonly string[]): void {
  const report = reportOf(paths);
  if (!report) return tell('refused there', name, []);
  const files = paths.map((path) => ({ path, text: readFileSync(path, 'utf8') }));
  for (const products of within(report, 'sum-of-products')) {
    const top = textOf(products, 'name');
    const { model, problems } = readOpenPsa(files, { top });
    if (!model) {
      tell('not read here', `${name} [${top}]`, [problems.at(-1)?.message ?? '']);
      continue;
    }
    const importance = within(report, 'importance').find((one) => textOf(one, 'name') === top);
    const said = differences(solve(model.tree, { top: model.top ?? top }), products, importance);
    tell(said.length === 0 ? 'same' : 'different', `${name} [${top}]`, said);
  }
}

function tell(verdict: keyof typeof tally, name: string, said: readonly string[]): void {
  tally[verdict] += 1;
  if (verdict !== 'same') process.stdout.write(`${verdict}: ${name} ${said.slice(0, 4).join('; ')}\n`);
}

function reportOf(paths: readonly string[]): XmlElement | undefined {
  const options = ['--probability', '--importance', '--ccf', '-l', String(order), ...paths];
  const { stdout, status } = spawnSync(scram, options, {
    encoding: 'utf8',
    timeout: SECONDS * 1000,
    maxBuffer: 2 ** 29,
  });
  const report = status === 0 ? readXml(stdout, 'report') : undefined;
  return report && 'name' in report ? report : undefined;
}

function differences(
  { probability, isExact, importance, cutSets }: ReturnType<typeof solve>,
  products: XmlElement,
  weights: XmlElement | undefined,
): readonly string[] {
  const said: string[] = [];
  const compare = (what: string, own: number | undefined, other: number): void => {
    const isNear =
      own !== undefined && Math.abs(own - other) <= NEAR * Math.max(Math.abs(own), Math.abs(other));
    if (!isNear && own !== Infinity) said.push(`${what} ${own}, there ${other}`);
  };
  if (!isExact) said.push(`bounds ${probability.low} to ${probability.high}`);
  compare('probability', probability.high, numberOf(products, 'probability'));
  const there = textOf(products, 'distribution').split(' ').map(Number);
  const isConstant = probability.high === 1 || probability.high === 0;
  if (cutSets && !isConstant) {
    for (let at = 0; at < order; at += 1) {
      compare(`cut sets of order ${at + 1}`, Number(cutSets.byOrder[at] ?? 0), there[at] ?? 0);
    }
  }
  for (const event of weights?.children ?? []) {
    const own = importance.get(eventName(event));
    // It tells no sign where a tree says NOT.
    const size = (value: number | undefined): number | undefined =>
      cutSets || value === undefined ? value : Math.abs(value);
    compare(`Birnbaum of ${eventName(event)}`, size(own?.birnbaum), Math.abs(numberOf(event, 'MIF')));
    if (cutSets) compare(`RAW of ${eventName(event)}`, own?.raw, numberOf(event, 'RAW'));
    if (cutSets) compare(`RRW of ${eventName(event)}`, own?.rrw, numberOf(event, 'RRW'));
  }
  return said;
}

function eventName(event: XmlElement): string {
  if (event.name === 'basic-event') return textOf(event, 'name');
  return `[${within(event, 'basic-event')
    .map((one) => textOf(one, 'name'))
    .join(' ')}]`;
}

function within(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.flatMap((child) => (child.name === name ? [child] : within(child, name)));
}

function textOf({ attributes }: XmlElement, name: string): string {
  return attributes.get(name) ?? '';
}

function numberOf(element: XmlElement, name: string): number {
  return Number(textOf(element, name));
}
