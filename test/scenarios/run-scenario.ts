import { appendFileSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../src/cli/program.ts';
import { git, tempFolder } from '../support/temp-folder.ts';

/** The day that the clock shows in every scenario. */
const TODAY = '2026-11-21';

interface Answer {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
}

/**
 * Runs the lines of a scenario that begin with `$ `, in a copy of its `input` folder, and gives the whole
 * transcript
 * back: what is printed on standard output, lines of standard error behind `! `, and the exit code where it
 * is not 0.
 */
export async function transcript(scenario: string): Promise<string> {
  const here = tempFolder();
  const cache = tempFolder();
  if (existsSync(join(scenario, 'input'))) cpSync(join(scenario, 'input'), here, { recursive: true });
  const lines = readFileSync(join(scenario, 'scenario.txt'), 'utf8').split('\n');
  const said = lines.slice(
    0,
    Math.max(
      0,
      lines.findIndex((line) => line.startsWith('$ ')),
    ),
  );
  while (said.at(-1) === '') said.pop();
  for (const line of lines) {
    if (!line.startsWith('$ ')) continue;
    const { stdout, stderr, code } = await answer(wordsOf(line.slice(2)), here, cache);
    const errors =
      stderr === ''
        ? []
        : stderr
            .trimEnd()
            .split('\n')
            .map((one) => `! ${one}`.trimEnd());
    said.push(
      '',
      line,
      ...(stdout === '' ? [] : stdout.trimEnd().split('\n')),
      ...errors,
      ...(code === 0 ? [] : [`exit ${code}`]),
    );
  }
  return `${said.join('\n').replaceAll(here, '<here>').replaceAll(cache, '<cache>').trim()}\n`;
}

async function answer(words: readonly string[], here: string, cache: string): Promise<Answer> {
  const [program = '', ...rest] = words;
  if (program === 'whatfails') return await whatfails(rest, here, cache);
  const [file = '', ...more] = rest;
  if (program === 'cat') return { stdout: readFileSync(join(here, file), 'utf8'), stderr: '', code: 0 };
  if (program === 'append') appendFileSync(join(here, file), `${more.join(' ')}\n`);
  else if (program === 'rm') rmSync(join(here, file));
  else if (program === 'mkdir') mkdirSync(join(here, file));
  else if (program === 'git') git(here, ...rest);
  else throw new Error(`a scenario cannot run ${program}`);
  return { stdout: '', stderr: '', code: 0 };
}

async function whatfails(words: readonly string[], cwd: string, cache: string): Promise<Answer> {
  let stdout = '';
  let stderr = '';
  const code = await run(words, {
    cwd,
    env: { WHATFAILS_CACHE_DIR: cache },
    stdout: { write: (text) => void (stdout += text), isTTY: false, columns: 80 },
    stderr: { write: (text) => void (stderr += text), isTTY: false, columns: 80 },
    today: () => TODAY,
  });
  return { stdout, stderr, code };
}

/** Words as a shell splits them: spaces, and quotes that keep them together. */
function wordsOf(line: string): readonly string[] {
  return [...line.matchAll(/(?:[^\s'"]|'[^']*'|"[^"]*")+/g)].map(([word]) => word.replaceAll(/['"]/g, ''));
}
