import type { Files } from '../../core/files.ts';
import { isDenied } from '../../core/files.ts';
import { joinPath, normalPath } from '../../core/path.ts';
import { writtenText } from '../../core/pipeline-text.ts';
import type { ShellCommand } from '../../core/shell.ts';
import { shellCommands } from '../../core/shell.ts';
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
}

// What a step runs beyond these is a program of its own.
const MAX_SCRIPTS = 20;
const MAX_LENGTH = 64_000;

/** Finds the scripts, Makefile targets and package scripts of the tree that commands run. */
export class ScriptReader {
  readonly #files: Files;
  readonly #makefiles = new Map<string, Makefile | undefined>();
  readonly #packages = new Map<string, ReadonlyMap<string, string> | undefined>();

  constructor(files: Files) {
    this.#files = files;
  }

  /** What a step's script runs, and what that runs in turn; undefined where it runs nothing of the tree. */
  scriptsOf(run: YamlScalar, folder: YamlScalar | undefined): YamlSequence | undefined {
    const { value } = run;
    const text = Unknown.is(value) ? writtenText(value) : String(value);
    const start = folder === undefined ? '' : folderText(folder);
    if (start === undefined) return undefined;
    const found = new Map<string, Found>();
    this.#follow(text, start, found);
    if (found.size === 0) return undefined;
    return sequenceOf(
      [...found.values()].map(({ says, file, text: content, folder: at }) => {
        const place = { file, start: 0, end: 0 };
        return made(
          [
            ['says', scalarOf(says, place)],
            ['file', scalarOf(file, place)],
            ['text', scalarOf(content, place)],
            ['folder', scalarOf(at, place)],
          ],
          place,
        );
      }),
      run,
    );
  }

  #follow(text: string, start: string, found: Map<string, Found>): void {
    const folders: (string | undefined)[] = [start];
    for (const command of shellCommands(text)) {
      folders.length = Math.min(folders.length, command.depth + 1);
      while (folders.length <= command.depth) folders.push(folders.at(-1));
      const folder = folders[command.depth];
      if (folder === undefined) continue;
      const [name, target] = command.words;
      if ((name === 'cd' || name === 'pushd') && target !== undefined) {
        folders[command.depth] = /[$*~]/.test(target) ? undefined : normalPath(joinPath(folder, target));
        continue;
      }
      const one = this.#called(command, folder);
      const key = one && `${one.file}\u0000${one.says}\u0000${one.folder}`;
      if (!one || key === undefined || found.has(key) || found.size >= MAX_SCRIPTS) continue;
      found.set(key, one);
      this.#follow(one.text, one.folder, found);
    }
  }

  #called(command: ShellCommand, folder: string): Found | undefined {
    const [name = '', ...rest] = command.words;
    if (name === 'make' || name === 'gmake') return this.#make(command, folder);
    const script = packageCall(command.words);
    if (script) return this.#package(script, folder, command.words.join(' '));
    const isShell = /^(?:(?:\/usr)?\/bin\/)?(?:ba|z|da)?sh$|^source$|^\.$/.test(name);
    const path = isShell ? rest.find((word) => !word.startsWith('-')) : name;
    if (path === undefined || !/\/|\.(?:ba)?sh$/.test(path) || /[$*{]/.test(path)) return undefined;
    return this.#script(path, folder, isShell);
  }

  #script(path: string, folder: string, isShell: boolean): Found | undefined {
    const file = path.startsWith('/') ? undefined : normalPath(joinPath(folder, path));
    if (file === undefined || file === '' || /(?:^|\/)(?:gradlew|mvnw)$/.test(file)) return undefined;
    const text = this.#files.read(file);
    if (isDenied(text) || text.length > MAX_LENGTH) return undefined;
    const isOne = isShell || /\.(?:ba)?sh$/.test(file) || /^#!.*sh\b/.test(text);
    const starts = path.startsWith('./') || path.includes('/') || isShell;
    return isOne && starts ? { says: path, file, text, folder } : undefined;
  }

  #make(command: ShellCommand, folder: string): Found | undefined {
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
      return text === undefined ? undefined : { says, file, text, folder: at };
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
    return text === undefined ? undefined : { says, file, text, folder: at };
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
  return typeof value === 'string' ? normalPath(value) : undefined;
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
