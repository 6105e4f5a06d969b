// Whole audits of broken and hostile inputs:
// node tools/run-ts.mjs bench/hostile.ts [COUNT] [SEED] [kubernetes|estate]
// Every input is a project of ours with a few mutations, made from its number. Prints what broke (with the
// number of the input, so that it can be made again), the slowest inputs and the memory. An input that takes
// longer than the limit ends the run.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { brokenBy } from '../test/support/hold-hostile.ts';
import { hostileCluster } from '../test/support/hostile-cluster-files.ts';
import { hostileEstate } from '../test/support/hostile-estate-files.ts';
import { hostileInput } from '../test/support/hostile-files.ts';

const LIMIT_SECONDS = 20;
// Every so many inputs are audited twice.
const TWICE = 10;
// Of every so many estates pictures are drawn.
const PICTURES = 4;

type Kind = 'terraform' | 'kubernetes' | 'estate';

interface Job {
  readonly count: number;
  readonly seed: number;
  readonly kind: Kind;
}

if (isMainThread)
  await watch({
    count: Number(process.argv[2] ?? '1000'),
    seed: Number(process.argv[3] ?? '1'),
    kind: kindOf(process.argv[4]),
  });
else await work(workerData);

/** Runs the inputs in a worker, which can be stopped when one of them never ends. */
function watch(job: Job): Promise<void> {
  const worker = new Worker(new URL(import.meta.url), {
    workerData: job,
    resourceLimits: { maxYoungGenerationSizeMb: 64 },
  });
  let last = { seed: job.seed, at: performance.now() };
  const timer = setInterval(() => {
    if (performance.now() - last.at < LIMIT_SECONDS * 1000) return;
    process.stdout.write(`input ${last.seed} takes more than ${LIMIT_SECONDS} s\n`);
    process.exit(1);
  }, 1000);
  worker.on('message', (message: unknown) => {
    if (typeof message === 'number') last = { seed: message, at: performance.now() };
    else process.stdout.write(`${String(message)}\n`);
  });
  worker.on('error', (error) =>
    process.stdout.write(`input ${last.seed}: ${error.stack ?? error.message}\n`),
  );
  return new Promise((resolve) => {
    worker.on('exit', () => {
      clearInterval(timer);
      resolve();
    });
  });
}

async function work(given: unknown): Promise<void> {
  const { count, seed, kind } = jobOf(given);
  const inputOf = { terraform: hostileInput, kubernetes: hostileCluster, estate: hostileEstate }[kind];
  const say = (message: unknown): void => parentPort?.postMessage(message);
  const seeds = fixtureProjects();
  const slowest: { seed: number; ms: number }[] = [];
  let broken = 0;
  let most = 0;
  const started = performance.now();
  for (let number = seed; number < seed + count; number += 1) {
    say(number);
    const start = performance.now();
    const options = { twice: number % TWICE === 0, pictures: kind === 'estate' && number % PICTURES === 0 };
    for (const what of await brokenBy(inputOf(number, seeds), options)) {
      broken += 1;
      say(`input ${number}: ${what}`);
    }
    slowest.push({ seed: number, ms: Math.round(performance.now() - start) });
    slowest.sort((a, b) => b.ms - a.ms).splice(5);
    most = Math.max(most, process.memoryUsage().rss);
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  const slow = slowest.map((one) => `${one.ms} ms (${one.seed})`).join(', ');
  say(
    `${count} inputs from ${seed} in ${seconds} s, ${broken} broken; slowest ${slow}; ` +
      `${Math.round(most / 1e6)} MB at most`,
  );
}

function jobOf(given: unknown): Job {
  if (typeof given === 'object' && given !== null && 'count' in given && 'seed' in given) {
    const kind = kindOf('kind' in given ? given.kind : undefined);
    return { count: Number(given.count), seed: Number(given.seed), kind };
  }
  throw new Error('the worker got no job');
}

function kindOf(given: unknown): Kind {
  return given === 'kubernetes' || given === 'estate' ? given : 'terraform';
}

/** Every fixture of every rule, and the example, as projects. */
function fixtureProjects(): Readonly<Record<string, string>>[] {
  const folders = readdirSync('src/rules', { recursive: true, encoding: 'utf8' })
    .filter((folder) => path.basename(path.dirname(folder)) === 'fixtures')
    .map((folder) => path.join('src/rules', folder))
    .sort();
  return [...folders, 'examples/shop'].filter((folder) => statSync(folder).isDirectory()).map(textsOf);
}

function textsOf(folder: string): Readonly<Record<string, string>> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const files = names.filter(
    (name) => statSync(path.join(folder, name)).isFile() && !name.endsWith('expected.txt'),
  );
  return Object.fromEntries(files.map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]));
}
