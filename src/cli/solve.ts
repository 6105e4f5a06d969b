import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import * as z from 'zod';
import { UsageError } from '../core/usage-error.ts';
import { renderSolveJson } from '../report/solve-json.ts';
import { renderSolve } from '../report/solve.ts';
import { clean, listed } from '../report/text.ts';
import { solve } from '../solver/solve.ts';
import { decodeXml } from '../syntax/open-psa/decode.ts';
import type { OpenPsaProblem } from '../syntax/open-psa/problem.ts';
import type { OpenPsaFile, OpenPsaModel } from '../syntax/open-psa/read.ts';
import { readOpenPsa } from '../syntax/open-psa/read.ts';
import { countOf, formatOf } from './flags.ts';
import { EXIT } from './gate.ts';
import type { ExitCode } from './gate.ts';
import { emit, layoutOf } from './output.ts';
import type { World } from './world.ts';

const text = z.string().optional();
const yes = z.boolean().default(false);

/** What `solve` takes. */
export const solveFlags = z.object({
  format: text,
  output: text,
  json: yes,
  quiet: yes,
  color: z.boolean().default(true),
  top: text,
  limit: text,
  time: text,
  missionTime: text,
});

type SolveFlags = z.infer<typeof solveFlags>;

// A text longer than this does not fit into one string with room for its tree.
const MOST_BYTES = 200_000_000;
const MOST_PROBLEMS = 20;
const DEFAULT_LIMIT = 10;
const DEFAULT_SECONDS = 60;

/** `whatfails solve FILE…`: a fault tree in the OpenPSA format, as text or for machines. */
export function solveCommand(paths: readonly string[], flags: SolveFlags, world: World): ExitCode {
  const format = formatOf(flags, ['terminal']);
  const limit = flags.limit === undefined ? DEFAULT_LIMIT : countOf('--limit', flags.limit);
  const seconds = flags.time === undefined ? DEFAULT_SECONDS : amountOf('--time', flags.time);
  const missionTime =
    flags.missionTime === undefined ? undefined : amountOf('--mission-time', flags.missionTime);
  const twice = paths.find((path, index) =>
    paths.some((other, at) => at < index && same(other, path, world)),
  );
  if (twice !== undefined) throw new UsageError(`${twice} is given twice.`);
  const files = paths.map((path) => fileAt(path, world));
  const { model, problems } = readOpenPsa(files, { top: flags.top, missionTime });
  if (!model) throw new UsageError(problemText(problems));
  const notes = problems.map(({ at, line, message }) => ({ file: at.file, line, says: message }));
  if (!flags.quiet) {
    for (const { file, line, says } of notes) world.stderr.write(clean(`${file}:${line}: ${says}\n`));
  }
  const top = topOf(model);
  const end = performance.now() + seconds * 1000;
  const { tree, labels } = model;
  const solution = solve(tree, { top, cutSets: { limit }, mayGoOn: () => performance.now() < end });
  const { size: gates } = tree.gates;
  const { size: events } = tree.events;
  const solved = { files: paths, top, gates, events, solution, labels, notes };
  const answer =
    format === 'json' ? renderSolveJson(solved) : renderSolve(solved, { ...layoutOf(flags, world), limit });
  emit(answer, flags.output, world);
  return EXIT.clean;
}

function same(one: string, other: string, { cwd }: World): boolean {
  return resolve(cwd, one) === resolve(cwd, other);
}

function fileAt(path: string, { cwd }: World): OpenPsaFile {
  const file = resolve(cwd, path);
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found) throw new UsageError(`${path}: there is no such file.`);
  if (found.isDirectory()) throw new UsageError(`${path} is a folder. Name the files of the model.`);
  if (found.size > MOST_BYTES) throw new UsageError(`${path} is larger than ${MOST_BYTES / 1e6} MB.`);
  const decoded = decodeXml(bytesOf(file, path));
  if ('problem' in decoded) throw new UsageError(`${path} ${decoded.problem}.`);
  return { path, text: decoded.text };
}

function bytesOf(file: string, path: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new UsageError(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function topOf({ top, tops }: OpenPsaModel): string {
  if (top !== undefined) return top;
  const names = listed(tops, MOST_PROBLEMS);
  throw new UsageError(`Several gates are used by no other one. Name the one to solve with --top: ${names}.`);
}

function problemText(problems: readonly OpenPsaProblem[]): string {
  const errors = problems.filter(({ severity }) => severity === 'error');
  const lines = errors.slice(0, MOST_PROBLEMS).map(({ code, at, line, message }) => {
    const isOfCommand = code === 'unknown-top';
    return isOfCommand ? message : `${at.file}:${line}: ${message}`;
  });
  const rest = errors.length - lines.length;
  return clean([...lines, ...(rest > 0 ? [`and ${rest} more like these`] : [])].join('\n'));
}

/** A number above 0, or 0. */
function amountOf(flag: string, value: string): number {
  const amount = value.trim() === '' ? Number.NaN : Number(value);
  if (Number.isFinite(amount) && amount >= 0) return amount;
  throw new UsageError(`${flag} ${value} is not a number from 0 up.`);
}
