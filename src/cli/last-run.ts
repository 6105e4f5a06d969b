import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import type { Report } from '../core/report.ts';
import { auditFlags } from './flags.ts';
import type { AuditFlags } from './flags.ts';
import { writeWhole } from './output.ts';
import type { World } from './world.ts';

const lastRunSchema = z.object({
  version: z.string(),
  /** Where the command ran: paths in the flags are relative to it. */
  cwd: z.string(),
  path: z.string().optional(),
  flags: auditFlags,
  findings: z.array(z.object({ number: z.int(), id: z.string(), rule: z.string() })),
});

/** What gives the numbers on screen their meaning: the audit that printed them. */
export type LastRun = z.infer<typeof lastRunSchema>;

/** Where caches go: WHATFAILS_CACHE_DIR, else the place of the system. */
export function cacheFolder({ env }: Pick<World, 'env'>): string {
  const set = (name: string): string | undefined => (env[name] === '' ? undefined : env[name]);
  const own = set('WHATFAILS_CACHE_DIR');
  if (own !== undefined) return own;
  const home = set('HOME') ?? homedir();
  if (process.platform === 'darwin') return join(home, 'Library/Caches/whatfails');
  if (process.platform === 'win32') return join(set('LOCALAPPDATA') ?? home, 'whatfails');
  return join(set('XDG_CACHE_HOME') ?? join(home, '.cache'), 'whatfails');
}

/** One file for each folder that commands run in, and one for the very last run. */
function runFile(world: World, cwd: string | undefined): string {
  const name = cwd === undefined ? 'last' : createHash('sha256').update(cwd).digest('hex').slice(0, 16);
  return join(cacheFolder(world), 'runs', `${name}.json`);
}

export interface Remembered {
  readonly path: string | undefined;
  readonly flags: AuditFlags;
  readonly report: Report;
}

/** Keeps the numbers of a run. A cache that cannot be written is not an error. */
export function rememberRun({ path, flags, report }: Remembered, world: World): void {
  const run: LastRun = {
    version: report.version,
    cwd: world.cwd,
    path,
    flags,
    findings: report.findings.map(({ number, id, rule }) => ({ number, id, rule })),
  };
  const text = JSON.stringify(run);
  try {
    for (const file of [runFile(world, world.cwd), runFile(world, undefined)]) writeWhole(file, text, 0o600);
  } catch {
    // Read-only machines and full disks: `explain 3` then asks for an audit first.
  }
}

/** The last run from here, so that two terminals do not mix their numbers; else the last run at all. */
export function recallRun(world: World): LastRun | undefined {
  return readRun(runFile(world, world.cwd)) ?? readRun(runFile(world, undefined));
}

function readRun(file: string): LastRun | undefined {
  try {
    return lastRunSchema.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data;
  } catch {
    return undefined;
  }
}
