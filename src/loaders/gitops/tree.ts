import type { Files } from '../../core/files.ts';
import { isDenied } from '../../core/files.ts';
import { folderOf, joinPath, normalPath } from '../../core/path.ts';
import type { YamlNode } from '../../syntax/yaml/ast.ts';
import { parseYaml } from '../../syntax/yaml/parse.ts';

/** The tree as GitOps objects see it: folders by the paths that they name, and values files. */
export class Tree {
  readonly files: Files;
  readonly #folders = new Set<string>();
  readonly #paths: ReadonlySet<string>;
  readonly #values = new Map<string, YamlNode | undefined>();

  constructor(files: Files) {
    this.files = files;
    this.#paths = new Set(files.list());
    for (const path of this.#paths) {
      for (let folder = folderOf(path); !this.#folders.has(folder); folder = folderOf(folder)) {
        this.#folders.add(folder);
      }
    }
  }

  hasFile(path: string): boolean {
    return this.#paths.has(path);
  }

  hasFolder(path: string): boolean {
    return this.#folders.has(path);
  }

  /** Every folder, in no order. */
  folders(): Iterable<string> {
    return this.#folders;
  }

  /**
   * The folder that a path names: from the root of the repository, or, where what is read is only a part or a
   * copy of it, from a folder above the object that names it.
   */
  folder(path: string, near: string): string | undefined {
    const wanted = normalPath(path);
    if (wanted === undefined) return undefined;
    if (this.hasFolder(wanted)) return wanted;
    for (let above = near; above !== ''; above = folderOf(above)) {
      if (this.hasFolder(joinPath(above, wanted))) return joinPath(above, wanted);
    }
    return undefined;
  }

  /** The kustomization file of a folder. */
  kustomizationOf(folder: string): string | undefined {
    return KUSTOMIZATION.map((name) => joinPath(folder, name)).find((path) => this.hasFile(path));
  }

  /** A file of Helm values; undefined where there is none that can be read. */
  values(path: string): YamlNode | undefined {
    if (!this.#values.has(path)) {
      const text = this.files.read(path);
      const parsed = isDenied(text) ? undefined : parseYaml(text, { file: path, typing: 'kubernetes' });
      this.#values.set(path, parsed?.documents[0]?.root);
    }
    return this.#values.get(path);
  }
}

const KUSTOMIZATION = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];
