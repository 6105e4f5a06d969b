import type { Files } from '../../core/files.ts';
import { isDenied } from '../../core/files.ts';
import { folderOf, joinPath, normalPath } from '../../core/path.ts';
import { writtenText } from '../../core/pipeline-text.ts';
import type { PlacedCommand, ScriptInput, ShellCache } from '../../core/shell-commands.ts';
import { folderBelow, placedCommands } from '../../core/shell-commands.ts';
import { Unknown } from '../../core/value.ts';
import type { YamlScalar, YamlSequence } from '../../syntax/yaml/ast.ts';
import { scalarOf, sequenceOf } from '../objects/make-node.ts';
import { made } from './made.ts';
import type { Makefile } from './makefile.ts';
import { commandsOfTargets, parseMakefile } from './makefile.ts';
import { packageCall } from './package-call.ts';

/** A script of the tree that a command runs. */
interface Found {
  readonly says: string;
  readonly file: string;
  readonly text: string;
  readonly folder: string;
  /** Functions of it that are called. */
  readonly names: readonly string[];
}

interface ScriptCall {
  readonly folder: string;
  readonly isShell: boolean;
  readonly names: readonly string[];
}

// What a step runs beyond these is a program of its own.
const MAX_SCRIPTS = 20;
const MAX_LENGTH = 64_000;

/** Finds the scripts, Makefile targets and package scripts of the tree that commands run. */
export class ScriptReader {
  readonly #files: Files;
  readonly #cache: ShellCache = new Map();
  readonly #makefiles = new Map<string, Makefile | undefined>();
  readonly #packages = new Map<string, ReadonlyMap<string, string> | undefined>();
  readonly #texts = new Map<string, string | undefined>();
  // The cache of commands gives the same list for the same script.
  readonly #calls = new WeakMap<readonly PlacedCommand[], readonly Found[]>();

  constructor(files: Files) {
    this.#files = files;
  }

  /** What a step's script runs, and what that runs in turn; undefined where it runs nothing of the tree. */
  scriptsOf(
    run: YamlScalar,
    folder: YamlScalar | undefined,
    variables: ReadonlyMap<string, string>,
  ): YamlSequence | undefined {
    const { value } = run;
    const text = Unknown.is(value) ? writtenText(value) : String(value);
    const start = folder === undefined ? '' : folderText(folder);
    if (start === undefined) return undefined;
    const found = new Map<string, Found>();
    this.#follow({ text, folder: start, variables }, found);
    if (found.size === 0) return undefined;
    return sequenceOf(
      [...found.values()].map(({ says, file, text: content, folder: at, names }) => {
        const place = { file, start: 0, end: 0 };
        return made(
          [
            ['says', scalarOf(says, place)],
            ['file', scalarOf(file, place)],
            ['text', scalarOf(content, place)],
            ['folder', scalarOf(at, place)],
            [
              'names',
              sequenceOf(
                names.map((name) => scalarOf(name, place)),
                place,
              ),
            ],
          ],
          place,
        );
      }),
      run,
    );
  }

  #follow(script: ScriptInput, found: Map<string, Found>): void {
    const commands = placedCommands(script, this.#cache);
    for (const one of this.#callsOf(commands)) {
      const key = `${one.file}\u0000${one.says}\u0000${one.folder}`;
      if (found.has(key) || found.size >= MAX_SCRIPTS) continue;
      found.set(key, one);
      const { text, names } = one;
      const home = folderOf(one.file);
      this.#follow({ text, names, home, folder: one.folder, variables: script.variables }, found);
    }
  }

  #callsOf(commands: readonly PlacedCommand[]): readonly Found[] {
    const known = this.#calls.get(commands);
    if (known) return known;
    const calls = commands.flatMap((command) => {
      const { folder } = command;
      return (folder === undefined ? undefined : this.#called(command, folder, commands)) ?? [];
    });
    this.#calls.set(commands, calls);
    return calls;
  }

  #called(command: PlacedCommand, folder: string, around: readonly PlacedCommand[]): Found | undefined {
    const [name = '', ...rest] = command.words;
    if (name === 'make' || name === 'gmake') return this.#make(command, folder);
    const script = packageCall(command.words);
    if (script) return this.#package(script, folder, command.words.join(' '));
    const isSource = name === 'source' || name === '.';
    const isShell = isSource || /^(?:(?:\/usr)?\/bin\/)?(?:ba|z|da)?sh$/.test(name);
    const path = isShell ? rest.find((word) => !word.startsWith('-')) : name;
    if (path === undefined || !/\/|\.(?:ba)?sh$/.test(path)) return undefined;
    // Who reads a file in calls its functions; who runs it names them.
    const names = isSource ? around.flatMap(({ words }) => words.slice(0, 1)) : rest;
    return this.#script(path, { folder, isShell, names });
  }

  #script(path: string, { folder, isShell, names }: ScriptCall): Found | undefined {
    const file = folderBelow(folder, path);
    if (file === undefined || file === '' || /(?:^|\/)(?:gradlew|mvnw)$/.test(file) || file.includes('$'))
      return undefined;
    const text = this.#text(file);
    if (text === undefined || text.length > MAX_LENGTH) return undefined;
    const isOne = isShell || /\.(?:ba)?sh$/.test(file) || /^#!.*sh\b/.test(text);
    const starts = path.includes('/') || isShell;
    return isOne && starts
      ? { says: path, file, text, folder, names: [...new Set(names)].slice(0, 50) }
      : undefined;
  }

  #text(file: string): string | undefined {
    if (this.#texts.has(file)) return this.#texts.get(file);
    const read = this.#files.read(file);
    const text = isDenied(read) ? undefined : read;
    this.#texts.set(file, text);
    return text;
  }

  #make(command: PlacedCommand, folder: string): Found | undefined {
    const targets: string[] = [];
    const variables = new Map(command.assigned);
    let at: string | undefined = folder;
    let named: string | undefined;
    const words = command.words.slice(1);
    for (let index = 0; index < words.length; index += 1) {
      const word = words[index] ?? '';
      const assignment = /^([\w.-]+)[:?+]?=([^]*)$/.exec(word);
      if (word === '-C' || word === '--directory') {
        index += 1;
        at = normalPath(joinPath(folder, words[index] ?? ''));
      } else if (word === '-f' || word === '--file') {
        index += 1;
        named = words[index];
      } else if (word === '-j' && /^\d+$/.test(words[index + 1] ?? '')) index += 1;
      else if (assignment) variables.set(assignment[1] ?? '', assignment[2] ?? '');
      else if (!word.startsWith('-')) targets.push(word);
    }
    if (at === undefined) return undefined;
    const names = named === undefined ? ['GNUmakefile', 'makefile', 'Makefile'] : [named];
    for (const name of names) {
      const file = normalPath(joinPath(at, name));
      const makefile = file === undefined ? undefined : this.#makefile(file);
      if (!makefile || file === undefined) continue;
      const text = commandsOfTargets(makefile, { targets, variables });
      const says = ['make', ...targets].join(' ');
      return text === undefined ? undefined : { says, file, text, folder: at, names: [] };
    }
    return undefined;
  }

  #makefile(file: string): Makefile | undefined {
    if (this.#makefiles.has(file)) return this.#makefiles.get(file);
    const text = this.#files.read(file);
    const makefile = isDenied(text) ? undefined : parseMakefile(text);
    this.#makefiles.set(file, makefile);
    return makefile;
  }

  #package(call: { folder: string; script: string }, folder: string, says: string): Found | undefined {
    const at = normalPath(joinPath(folder, call.folder));
    if (at === undefined) return undefined;
    const file = joinPath(at, 'package.json');
    const text = this.#packageScripts(file)?.get(call.script);
    return text === undefined ? undefined : { says, file, text, folder: at, names: [] };
  }

  #packageScripts(file: string): ReadonlyMap<string, string> | undefined {
    if (this.#packages.has(file)) return this.#packages.get(file);
    const text = this.#files.read(file);
    const scripts = isDenied(text) ? undefined : scriptsOfPackage(text);
    this.#packages.set(file, scripts);
    return scripts;
  }
}

function folderText({ value }: YamlScalar): string | undefined {
  return typeof value === 'string' || Unknown.is(value) ? folderBelow('', writtenText(value)) : undefined;
}

function scriptsOfPackage(text: string): ReadonlyMap<string, string> | undefined {
  const found = new Map<string, string>();
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    // A package file that is no JSON has no scripts that anybody could run.
    return undefined;
  }
  if (typeof content !== 'object' || content === null || !('scripts' in content)) return undefined;
  const { scripts } = content;
  if (typeof scripts !== 'object' || scripts === null) return undefined;
  for (const [name, script] of Object.entries(scripts))
    if (typeof script === 'string') found.set(name, script);
  return found;
}
