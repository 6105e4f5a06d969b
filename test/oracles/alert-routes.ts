// Judges where alerts end by amtool: random routing trees with random labels.
// usage: node tools/run-ts.mjs test/oracles/alert-routes.ts [--amtool=PROGRAM] [--trees=N] [--record]
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomNumbers } from '../support/random-numbers.ts';
import { receiversOf } from '../support/receivers-of.ts';

const RECORDED = 'test/model/prometheus/routes.json';
// Enough for the tests to meet every operator; the rest is only for this script.
const KEPT_TREES = 12;
const LABEL_SETS = 12;
const LABELS = ['severity', 'team', 'service'];
const VALUES = ['page', 'ticket', 'orders', 'carts', 'orders-db', ''];
const flags = process.argv.slice(2);
const amtool = flags.find((flag) => flag.startsWith('--amtool='))?.slice(9) ?? 'amtool';
const trees = Number(flags.find((flag) => flag.startsWith('--trees='))?.slice(8) ?? 40);

interface Recorded {
  readonly configuration: string;
  readonly cases: readonly {
    readonly labels: Record<string, string>;
    readonly receivers: readonly string[];
  }[];
}

const below = randomNumbers(11);
const recorded: Recorded[] = [];
let different = 0;
for (let index = 0; index < trees; index += 1) judgeTree(randomTree());
const total = trees * LABEL_SETS;
process.stdout.write(`${total - different} of ${total} label sets end where amtool says\n`);
if (flags.includes('--record')) {
  writeFileSync(RECORDED, `${JSON.stringify(recorded.slice(0, KEPT_TREES), undefined, 2)}\n`);
}
process.exitCode = different === 0 ? 0 : 1;

function judgeTree(configuration: string): void {
  const folder = mkdtempSync(join(tmpdir(), 'routes-'));
  const file = join(folder, 'alertmanager.yml');
  writeFileSync(file, configuration);
  const cases = Array.from({ length: LABEL_SETS }, () => {
    const labels = randomLabels();
    const theirs = ask(file, labels);
    const ours = receiversOf(configuration, labels);
    if (ours.join() !== theirs.join()) {
      different += 1;
      process.stdout.write(
        `${configuration}\n${JSON.stringify(labels)}: ours ${ours.join()}, amtool ${theirs.join()}\n`,
      );
    }
    return { labels, receivers: theirs };
  });
  rmSync(folder, { recursive: true });
  recorded.push({ configuration, cases });
}

function ask(file: string, labels: Record<string, string>): readonly string[] {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}=${value}`);
  const { stdout, stderr, status } = spawnSync(
    amtool,
    ['config', 'routes', 'test', `--config.file=${file}`, ...pairs],
    {
      encoding: 'utf8',
    },
  );
  if (status !== 0) throw new Error(stderr);
  return [...new Set(stdout.trim().split(','))];
}

function pick<T>(items: readonly T[]): T {
  const item = items[below(items.length)];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
}

function randomLabels(): Record<string, string> {
  const labels: Record<string, string> = { alertname: pick(['OrdersFailing', 'CartsSlow']) };
  for (const label of LABELS) if (below(3) > 0) labels[label] = pick(VALUES.filter((value) => value !== ''));
  return labels;
}

function randomTree(): string {
  const names = ['nobody', 'on-call', 'chat', 'mail'];
  const receivers = names.map((name) => `  - name: ${name}`).join('\n');
  return `route:\n  receiver: nobody\n${randomRoutes(1)}receivers:\n${receivers}\n`;
}

function randomRoutes(depth: number): string {
  const count = depth > 3 ? 0 : below(4);
  if (count === 0) return '';
  const pad = '  '.repeat(2 * depth - 1);
  const routes = Array.from({ length: count }, () => {
    const parts = [
      ...randomMatchers(),
      ...(below(4) > 0 ? [`receiver: ${pick(['nobody', 'on-call', 'chat', 'mail'])}`] : []),
      ...(below(4) === 0 ? ['continue: true'] : []),
    ];
    const own = parts.map((part, index) => `${pad}  ${index === 0 ? '- ' : '  '}${part}\n`).join('');
    return own + randomRoutes(depth + 1);
  });
  return `${pad}routes:\n${routes.join('')}`;
}

function randomMatchers(): readonly string[] {
  const label = pick(LABELS);
  const way = below(6);
  if (way === 0) return [`match: {${label}: '${pick(VALUES)}'}`];
  if (way === 1)
    return [`match_re: {${label}: '${pick(['orders.*', 'page|ticket', '.*', '(orders|carts)'])}'}`];
  const matchers = Array.from({ length: 1 + below(2) }, () => {
    const operator = pick(['=', '!=', '=~', '!~']);
    const value = operator.includes('~') ? pick(['orders.*', 'page|ticket', '.+', '']) : pick(VALUES);
    const quote = below(2) === 0 || value === '' ? '"' : '';
    return `'${pick(LABELS)}${pick(['', ' '])}${operator}${pick(['', ' '])}${quote}${value}${quote}'`;
  });
  return [`matchers: [${matchers.join(', ')}]`];
}
