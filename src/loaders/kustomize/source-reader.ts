import type { Denied, Files } from '../../core/files.ts';
import { isDenied } from '../../core/files.ts';
import { joinPath, normalPath } from '../../core/path.ts';
import type { YamlFile, YamlNode, YamlScalar, YamlTyping } from '../../syntax/yaml/ast.ts';
import { parseYaml } from '../../syntax/yaml/parse.ts';
import { textOf } from './nodes.ts';

/** The names of a kustomization file; a folder may hold one of them. */
const KUSTOMIZATION_NAMES = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'] as const;

/** Reads the files of one tree, each once, however many kustomizations use it. */
export class SourceReader {
  readonly #files: Files;
  readonly #parsed = new Map<string, YamlFile | Denied>();
  readonly #texts = new Map<string, string | Denied>();
  readonly #folders = new Map<string, string | Denied>();
  readonly #kustomizations = new Map<string, readonly string[]>();

  constructor(files: Files) {
    this.#files = files;
  }

  /** The documents of a file. */
  documents(file: string, typing: YamlTyping): YamlFile | Denied {
    const key = `${typing} ${file}`;
    const known = this.#parsed.get(key);
    if (known) return known;
    const text = this.#files.read(file);
    const parsed = isDenied(text) ? text : parseYaml(text, { file, typing });
    this.#parsed.set(key, parsed);
    return parsed;
  }

  /** The text of a file. */
  text(file: string): string | Denied {
    const known = this.#texts.get(file);
    if (known !== undefined) return known;
    const text = this.#files.read(file);
    this.#texts.set(file, text);
    return text;
  }

  /** The text of a scalar as it is written: `0644` for 420. */
  written(node: YamlNode): string {
    const text = textOf(node) ?? '';
    if (node.kind !== 'scalar' || typeof node.value === 'string') return text;
    if (node.came) return node.value === null ? 'null' : text;
    const source = node.end > node.start ? this.text(node.file) : text;
    return isDenied(source) || node.end <= node.start ? text : source.slice(node.start, node.end);
  }

  /** The bytes of a file. */
  bytes(file: string): Uint8Array | Denied {
    return this.#files.readBytes(file);
  }

  /**
   * The text that a block states. Folded blocks are read as Kustomize writes them, with empty lines added;
   * where it writes a text in another style, nothing is added.
   */
  stated(node: YamlScalar): string {
    const text = this.written(node);
    if (node.style !== 'folded' || node.came || !/\n[ \t]/.test(text)) return text;
    const parsed = this.documents(node.file, 'kubernetes');
    const roots = isDenied(parsed) ? [] : parsed.documents.flatMap(({ root }) => (root ? [root] : []));
    for (const root of roots) {
      const found = scalarAt(root, node.start, node.end);
      if (found) return textOf(found) ?? text;
    }
    return text;
  }

  /** A folder with its symbolic links followed, or why it cannot be opened. */
  folder(path: string): string | Denied {
    const known = this.#folders.get(path);
    if (known !== undefined) return known;
    const real = this.#files.resolve(path);
    this.#folders.set(path, real);
    return real;
  }

  /** The kustomization files in a folder. */
  kustomizationsIn(folder: string): readonly string[] {
    const known = this.#kustomizations.get(folder);
    if (known) return known;
    const { files } = this.#files.entries(folder);
    const found = KUSTOMIZATION_NAMES.filter((name) => files.includes(name));
    // A folder that the walk left out still opens.
    const names =
      found.length > 0
        ? found
        : KUSTOMIZATION_NAMES.filter((name) => !isDenied(this.#files.read(joinPath(folder, name))));
    const paths = names.map((name) => joinPath(folder, name));
    this.#kustomizations.set(folder, paths);
    return paths;
  }
}

function scalarAt(node: YamlNode, start: number, end: number): YamlScalar | undefined {
  if (node.start > start || node.end < end) return undefined;
  if (node.kind === 'scalar') return node.start === start && node.end === end ? node : undefined;
  const inner = node.kind === 'sequence' ? node.items : node.entries.map(({ value }) => value);
  for (const one of inner) {
    const found = scalarAt(one, start, end);
    if (found) return found;
  }
  return undefined;
}

/** The path that a file in a folder names; undefined where it leaves the boundary or is absolute. */
export function pathFrom(folder: string, path: string): string | undefined {
  return path.startsWith('/') ? undefined : normalPath(joinPath(folder, path));
}

/** Whether a path stands in a folder or below. */
export function isBelow(path: string, folder: string): boolean {
  return folder === '' || path === folder || path.startsWith(`${folder}/`);
}

/** Whether a text names something in another place of the network rather than a path. */
export function isRemote(path: string): boolean {
  return (
    /^[a-z+]+::|:\/\/|^[\w.-]+@[\w.-]+:|^gh:/.test(path) ||
    /^(?:www\.)?(?:github\.com|gitlab\.com|bitbucket\.org)[/:]/.test(path) ||
    /\?(?:ref|version)=|\.git(?:\/|\?|$)|[^/.]\/\/|_git\//.test(path)
  );
}
