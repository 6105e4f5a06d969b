import type { Diagnostic } from '../../core/diagnostic.ts';
import type { Files } from '../../core/files.ts';
import { isDenied } from '../../core/files.ts';
import { joinPath, normalPath } from '../../core/path.ts';
import type { YamlMapping } from '../../syntax/yaml/ast.ts';
import { isMapping } from '../../syntax/yaml/node.ts';
import { parseYaml } from '../../syntax/yaml/parse.ts';

/** Workflows and actions of the tree, each read once. */
export class LocalCode {
  readonly files: Files;
  readonly diagnostics: Diagnostic[] = [];
  readonly #roots = new Map<string, YamlMapping | undefined>();

  constructor(files: Files) {
    this.files = files;
  }

  /** What a file says; undefined where it is not there or cannot be read. */
  root(file: string): YamlMapping | undefined {
    if (this.#roots.has(file)) return this.#roots.get(file);
    const text = this.files.read(file);
    const root = isDenied(text) ? undefined : this.#parsed(text, file);
    this.#roots.set(file, root);
    return root;
  }

  #parsed(text: string, file: string): YamlMapping | undefined {
    const { documents, diagnostics } = parseYaml(text, { file, typing: 'core' });
    this.diagnostics.push(...diagnostics);
    const root = documents[0]?.root;
    return isMapping(root) ? root : undefined;
  }

  /** The file of an action that a step names by its folder: `./.github/actions/build`. */
  actionFile(uses: string): string | undefined {
    const folder = normalPath(uses);
    if (folder === undefined) return undefined;
    return [joinPath(folder, 'action.yml'), joinPath(folder, 'action.yaml')].find(
      (file) => !isDenied(this.files.read(file)),
    );
  }

  /** The file of a workflow that a job names: `./.github/workflows/deploy.yml`. */
  workflowFile(uses: string): string | undefined {
    const file = normalPath(uses);
    return file === undefined || isDenied(this.files.read(file)) ? undefined : file;
  }
}
