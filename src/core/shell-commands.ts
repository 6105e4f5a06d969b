import type { ShellCommand } from './shell.ts';
import { runCommands } from './shell-functions.ts';
import { closingParenthesis, shellCommands } from './shell.ts';

/** A command with its variables filled in, in the folder where it runs. */
export interface PlacedCommand {
  readonly words: readonly string[];
  readonly assigned: ShellCommand['assigned'];
  /** Relative to the boundary; undefined: not known. */
  readonly folder: string | undefined;
}

export interface ScriptInput {
  readonly text: string;
  /** Where it starts; undefined: not known. */
  readonly folder: string | undefined;
  readonly variables: ReadonlyMap<string, string>;
  /** The folder of the file that holds it; undefined for a text that is no file of the tree. */
  readonly home?: string | undefined;
  /** Functions that are called from outside. */
  readonly names?: readonly string[] | undefined;
}

/** Texts that were read before: many steps run one script, most of them with the same variables. */
export type ShellCache = Map<string, KnownScript>;

interface KnownScript {
  readonly commands: readonly ShellCommand[];
  /** Names that the text may take from its variables. */
  readonly mentioned: readonly string[];
  /** What it runs, by all that decides it. */
  readonly placed: Map<string, readonly PlacedCommand[]>;
}

// A text that runs in more ways than this is read anew each time.
const MAX_WAYS = 200;

/** The commands of a script in their folders, without what only wraps them (`npx`, `sudo -E`, `bash -c`). */
export function placedCommands(script: ScriptInput, cache: ShellCache): readonly PlacedCommand[] {
  const known = cache.get(script.text) ?? knownScript(script.text);
  cache.set(script.text, known);
  const key = keyOf(script, known);
  const before = known.placed.get(key);
  if (before) return before;
  const found = commandsIn(script, known.commands, cache);
  if (known.placed.size < MAX_WAYS) known.placed.set(key, found);
  return found;
}

/** All that decides what a text runs. */
function keyOf({ folder, home, names, variables }: ScriptInput, { mentioned }: KnownScript): string {
  const own = mentioned.map((name) => variables.get(name) ?? null);
  // A text inside the text (`bash -c`) is filled in twice: what values mention counts too.
  const inner = [...variables.values()].filter((value) => value.includes('$')).flatMap(mentionedIn);
  const more = inner.map((name) => [name, variables.get(name) ?? null]);
  return JSON.stringify([folder ?? null, home ?? null, names ?? [], own, more]);
}

function knownScript(text: string): KnownScript {
  return { commands: shellCommands(text), mentioned: mentionedIn(text), placed: new Map() };
}

function mentionedIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(/\$["'{\\]*(\w+)/g)].map(([, name = '']) => name))];
}

function commandsIn(
  script: ScriptInput,
  commands: readonly ShellCommand[],
  cache: ShellCache,
): readonly PlacedCommand[] {
  const found: PlacedCommand[] = [];
  const variables = new Map(script.variables);
  const folders: (string | undefined)[] = [script.folder];
  for (const command of runCommands(commands, script.names ?? [])) {
    folders.length = Math.min(folders.length, command.depth + 1);
    while (folders.length <= command.depth) folders.push(folders.at(-1));
    const folder = folders[command.depth];
    const words = unwrapped(expanded(command, { variables, home: script.home }));
    const [name, ...args] = words;
    if (name === undefined) continue;
    if (name === 'cd' || name === 'pushd') {
      const target = args.find((word) => !word.startsWith('-'));
      folders[command.depth] = target === undefined ? undefined : folderBelow(folder, target);
    } else if (name === 'bash -c') {
      const inner = args[0] ?? '';
      if (inner.length < script.text.length) {
        found.push(...placedCommands({ text: inner, folder, variables, home: script.home }, cache));
      }
    } else if (name !== 'export') found.push({ words, assigned: command.assigned, folder });
  }
  return found;
}

/** A path of a command as one of the tree; undefined where it leaves the tree or is not known. */
export function folderBelow(folder: string | undefined, path: string): string | undefined {
  const inner = path.replace(
    /^(?:\$\{\{ *github\.workspace *\}\}|\$\{?(?:GITHUB_WORKSPACE|CI_PROJECT_DIR)\}?)/,
    '/.',
  );
  const isRooted = inner !== path;
  if (/^[~/]/.test(path) && !isRooted) return undefined;
  if (inner.includes('$') && !inner.includes('${{')) return undefined;
  const base = isRooted ? '' : folder;
  if (base === undefined) return undefined;
  const segments = base === '' ? [] : base.split('/');
  for (const segment of inner.split('/')) {
    if (segment === '..' && segments.pop() === undefined) return undefined;
    if (segment !== '..' && segment !== '.' && segment !== '') segments.push(segment);
  }
  return segments.join('/');
}

interface Known {
  readonly variables: Map<string, string>;
  readonly home: string | undefined;
}

/** Fills in variables that are known, and remembers those that the command sets. */
function expanded({ words, assigned }: ShellCommand, { variables, home }: Known): readonly string[] {
  const fill = (text: string): string => {
    if (!text.includes('$')) return text;
    const filled = text.replace(/\$(?:(\w+)|\{(\w+)\})/g, (whole, bare?: string, braced?: string) => {
      return variables.get(bare ?? braced ?? '') ?? whole;
    });
    return withHome(filled.length > MAX_WORD ? text : filled, home);
  };
  const isExport = /^(?:export|readonly|local|declare)$/.test(words[0] ?? '');
  const more = isExport ? words.slice(1).flatMap(assignment) : [];
  if (words.length === 0 || isExport) {
    for (const [name, value] of [...assigned, ...more]) {
      const filled = fill(value);
      // What a command supplies is not known.
      if (/\$\(|`/.test(filled) || filled.length > MAX_WORD) variables.delete(name);
      else variables.set(name, filled);
    }
  }
  return words.map(fill);
}

// Longer words are texts for people and data.
const MAX_WORD = 2000;

/** `$(dirname "$0")/..` and its like as a path from the root of the repository. */
function withHome(text: string, home: string | undefined): string {
  if (!text.startsWith('$(') || text.length > MAX_WORD) return text;
  const end = closingParenthesis(text, 1);
  const inner = text.slice(2, end);
  const rest = text.slice(end + 1);
  if (/^\s*git rev-parse --show-toplevel\s*$/.test(inner)) return `${ROOT}${rest}`;
  if (home === undefined || !/\bdirname\b/.test(inner) || !/\$0|BASH_SOURCE|\$\{0/.test(inner)) return text;
  const below = /^\s*(?:CDPATH=\S*\s+)?cd\b/.test(inner)
    ? (/dirname[^)]*\)["']?([^"'&;\s)]*)/.exec(inner)?.[1] ?? '')
    : '';
  return `${ROOT}/${home}${below}${rest}`;
}

const ROOT = '$GITHUB_WORKSPACE';

function assignment(word: string): readonly (readonly [string, string])[] {
  const match = /^([A-Za-z_]\w*)=([^]*)$/.exec(word);
  return match ? [[match[1] ?? '', match[2] ?? '']] : [];
}

// Words before a command that run it as it stands.
const WRAPPERS: ReadonlySet<string> = new Set(
  'npx bunx sudo env time nohup exec command builtin xvfb-run retry chronic unbuffer eval xargs'.split(' '),
);
const TWO_WORDS: ReadonlySet<string> = new Set([
  ...['poetry', 'pipenv', 'uv', 'rye', 'hatch', 'pdm', 'op', 'doppler', 'dagger', 'devbox'].map(ofRun),
  ...['bundle', 'pnpm', 'yarn', 'npm', 'aws-vault', 'mise', 'chamber'].map((name) => `${name} exec`),
  ...['pnpm', 'yarn'].map((name) => `${name} dlx`),
]);

function ofRun(name: string): string {
  return `${name} run`;
}

function unwrapped(words: readonly string[]): readonly string[] {
  let rest = words;
  for (let round = 0; round < 4; round += 1) {
    const [first = '', second = ''] = rest;
    if (WRAPPERS.has(first)) rest = withoutOptions(rest.slice(1));
    else if (first === 'timeout') rest = withoutOptions(rest.slice(1)).slice(1);
    else if (TWO_WORDS.has(`${first} ${second}`)) rest = behindDashes(rest.slice(2));
    else if (/^(?:\/(?:usr\/)?bin\/)?(?:ba|z)?sh$/.test(first) && /^-\w*c$/.test(second))
      return ['bash -c', rest[2] ?? ''];
    else if (/^python[\d.]*$/.test(first))
      return second === '-m' ? ['python', ...rest.slice(2)] : ['python', ...rest.slice(1)];
    else break;
  }
  return rest;
}

function withoutOptions(words: readonly string[]): readonly string[] {
  const start = words.findIndex((word) => !word.startsWith('-') && !/^\w+=/.test(word));
  return start < 0 ? [] : words.slice(start);
}

function behindDashes(words: readonly string[]): readonly string[] {
  const dashes = words.indexOf('--');
  return dashes < 0 ? withoutOptions(words) : words.slice(dashes + 1);
}
