import type { ShellCommand } from '../../../core/shell.ts';
import { shellCommands } from '../../../core/shell.ts';

/** A command with its variables filled in, in the folder where it runs. */
export interface PlacedCommand {
  readonly words: readonly string[];
  /** Relative to the boundary; undefined: not known. */
  readonly folder: string | undefined;
}

export interface ScriptInput {
  readonly text: string;
  readonly folder: string | undefined;
  readonly variables: ReadonlyMap<string, string>;
}

/** The commands of a script in their folders, without what only wraps them (`npx`, `sudo -E`, `bash -c`). */
export function placedCommands(script: ScriptInput): readonly PlacedCommand[] {
  const found: PlacedCommand[] = [];
  const variables = new Map(script.variables);
  const folders: (string | undefined)[] = [script.folder];
  for (const command of shellCommands(script.text)) {
    folders.length = Math.min(folders.length, command.depth + 1);
    while (folders.length <= command.depth) folders.push(folders.at(-1));
    const folder = folders[command.depth];
    const words = unwrapped(expanded(command, variables));
    const [name, ...args] = words;
    if (name === undefined) continue;
    if (name === 'cd' || name === 'pushd') {
      const target = args.find((word) => !word.startsWith('-'));
      folders[command.depth] = target === undefined ? undefined : folderBelow(folder, target);
    } else if (name === 'bash -c') {
      found.push(...placedCommands({ text: args[0] ?? '', folder, variables }));
    } else if (name !== 'export') found.push({ words, folder });
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

/** Fills in variables that are known, and remembers those that the command sets. */
function expanded({ words, assigned }: ShellCommand, variables: Map<string, string>): readonly string[] {
  const fill = (text: string): string =>
    text.replace(/\$(?:(\w+)|\{(\w+)\})/g, (whole, bare?: string, braced?: string) => {
      return variables.get(bare ?? braced ?? '') ?? whole;
    });
  const isExport = words[0] === 'export' || words[0] === 'readonly' || words[0] === 'local';
  const more = isExport ? words.slice(1).flatMap(assignment) : [];
  if (words.length === 0 || isExport) {
    for (const [name, value] of [...assigned, ...more]) {
      const filled = fill(value);
      // What a command or an argument supplies is not known.
      if (/\$\(|`/.test(filled) || filled.length > 1000) variables.delete(name);
      else variables.set(name, filled);
    }
  }
  return words.map(fill);
}

function assignment(word: string): readonly (readonly [string, string])[] {
  const match = /^([A-Za-z_]\w*)=([^]*)$/.exec(word);
  return match ? [[match[1] ?? '', match[2] ?? '']] : [];
}

// Words before a command that run it as it stands.
const WRAPPERS: ReadonlySet<string> = new Set(
  'npx bunx sudo env time nohup xvfb-run retry chronic unbuffer catchsegv eval xargs'.split(' '),
);
const TWO_WORDS =
  /^(?:poetry run|pipenv run|uv run|uvx --|rye run|hatch run|pdm run|bundle exec|pnpm (?:dlx|exec)|yarn (?:dlx|exec)|npm exec|aws-vault exec|dotenv -e|op run|doppler run|mise exec|rtk run|devbox run|nix develop|chamber exec|dagger run)$/;

function unwrapped(words: readonly string[]): readonly string[] {
  let rest = words;
  for (let round = 0; round < 4; round += 1) {
    const [first = '', second = ''] = rest;
    if (WRAPPERS.has(first)) rest = withoutOptions(rest.slice(1));
    else if (first === 'timeout') rest = withoutOptions(rest.slice(1)).slice(1);
    else if (TWO_WORDS.test(`${first} ${second}`)) rest = behindDashes(rest.slice(2));
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
