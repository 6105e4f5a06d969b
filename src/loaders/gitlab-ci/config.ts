import type { Diagnostic } from '../../core/diagnostic.ts';
import type { Files } from '../../core/files.ts';
import { isDenied } from '../../core/files.ts';
import { normalPath } from '../../core/path.ts';
import type { YamlMapping, YamlNode } from '../../syntax/yaml/ast.ts';
import { isMapping, nodeAt, textAt } from '../../syntax/yaml/node.ts';
import { parseYaml } from '../../syntax/yaml/parse.ts';
import { reusedNode } from '../pipelines/reused.ts';
import { withInputs } from './inputs.ts';
import { matchesExpression } from '../gitops/globs.ts';
import { merged, without } from './merge.ts';

/** A pipeline with everything that it includes, and what it includes from elsewhere. */
export interface Config {
  readonly root: YamlMapping;
  readonly elsewhere: readonly YamlMapping[];
}

// GitLab's own limit: https://docs.gitlab.com/ci/yaml/includes/#maximum-number-of-includes, 2026-11.
const MAX_INCLUDES = 150;

/** Reads pipelines with their local includes. */
export class ConfigReader {
  readonly #files: Files;
  readonly diagnostics: Diagnostic[] = [];
  readonly #texts = new Map<string, string>();
  readonly #roots = new Map<string, ReadRoot | undefined>();

  constructor(files: Files) {
    this.#files = files;
  }

  /** A file with its includes; undefined where it is not there or says nothing. */
  config(file: string): Config | undefined {
    const state: IncludeState = { elsewhere: [], left: MAX_INCLUDES };
    const root = this.#read(file, undefined, [], state);
    return root && { root: without(root, 'include'), elsewhere: state.elsewhere };
  }

  /** Whether a list is written as `!reference [job, script]`. */
  isReference(node: YamlNode): boolean {
    const text = node.kind === 'sequence' ? this.#texts.get(node.file) : undefined;
    return text !== undefined && /!reference\s*$/.test(text.slice(Math.max(0, node.start - 30), node.start));
  }

  #read(
    file: string,
    inputs: YamlNode | undefined,
    inside: readonly string[],
    state: IncludeState,
  ): YamlMapping | undefined {
    const read = this.#root(file);
    if (!read) return undefined;
    const root = withInputs(read.root, read.spec, inputs);
    let result: YamlMapping | undefined;
    for (const include of includesOf(nodeAt(root, 'include'))) {
      for (const path of this.#localFiles(include, state)) {
        if (state.left <= 0 || inside.includes(path) || path === file) {
          this.#refused(include, path, state.left <= 0);
          continue;
        }
        state.left -= 1;
        const one = this.#read(path, nodeAt(include, 'inputs'), [...inside, file], state);
        if (one) result = result ? merged(result, one) : one;
        else state.elsewhere.push(elsewhereNode(include, path));
      }
    }
    const own = without(root, 'include');
    return result ? merged(result, own) : own;
  }

  #refused(include: YamlNode, path: string, isTooMany: boolean): void {
    const why = isTooMany
      ? 'More files than GitLab takes are included'
      : `${path} includes itself through this file`;
    const message = `${why}. Take out the include; it is not followed.`;
    const code = isTooMany ? 'pipeline-too-large' : 'include-of-itself';
    this.diagnostics.push({ severity: 'warning', code, message, at: include });
  }

  /** The files of the tree that an include names; what it names elsewhere is noted. */
  #localFiles(include: YamlNode, state: IncludeState): readonly string[] {
    const plain = include.kind === 'scalar' && typeof include.value === 'string' ? include.value : undefined;
    const local = plain !== undefined && !/^https?:/.test(plain) ? plain : textAt(include, 'local');
    const path = local === undefined || local.includes('$') ? undefined : normalPath(local);
    if (path === undefined) {
      state.elsewhere.push(elsewhereNode(include, plain ?? local));
      return [];
    }
    if (!path.includes('*')) return [path];
    const expression = globExpression(path);
    return this.#files
      .list()
      .filter((file) => matchesExpression(expression, file))
      .slice(0, MAX_INCLUDES);
  }

  #root(file: string): ReadRoot | undefined {
    if (this.#roots.has(file)) return this.#roots.get(file);
    const text = this.#files.read(file);
    const read = isDenied(text) ? undefined : this.#parsed(file, text);
    this.#roots.set(file, read);
    return read;
  }

  #parsed(file: string, text: string): ReadRoot | undefined {
    this.#texts.set(file, text);
    const { documents, diagnostics } = parseYaml(text, { file, typing: 'core' });
    this.diagnostics.push(...diagnostics);
    const [first, second] = documents.map(({ root }) => root);
    const hasSpec = isMapping(first) && isMapping(second) && nodeAt(first, 'spec') !== undefined;
    const root = hasSpec ? second : first;
    return isMapping(root)
      ? { root, spec: hasSpec ? nodeAt(first, 'spec', 'inputs') : undefined }
      : undefined;
  }
}

interface ReadRoot {
  readonly root: YamlMapping;
  /** Inputs that the file declares. */
  readonly spec: YamlNode | undefined;
}

interface IncludeState {
  readonly elsewhere: YamlMapping[];
  left: number;
}

function includesOf(node: YamlNode | undefined): readonly YamlNode[] {
  if (!node) return [];
  return node.kind === 'sequence' ? node.items : [node];
}

/** `*` stays in a folder, `**` goes below it. */
function globExpression(path: string): string {
  const escaped = path.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
  const source = escaped.replace(/\*{2,}\/?|\*/g, (stars) => (stars === '*' ? '[^/]*' : '.*'));
  return `^${source}$`;
}

// Components of the GitLab that runs the pipeline.
const OWN_COMPONENT = /^\$\{?CI_SERVER_(?:FQDN|HOST)\b/;

/** An include of another project of the same GitLab, a template that comes with it, or an address. */
function elsewhereNode(include: YamlNode, plain: string | undefined): YamlMapping {
  const part = (key: string): string | undefined => textAt(include, key);
  const named = plain ?? part('remote') ?? part('template') ?? part('component');
  const project = part('project');
  const file = textAt(include, 'file') ?? textAt(include, 'file', 0) ?? '';
  const ref = part('ref');
  const text =
    project === undefined
      ? (named ?? 'an include')
      : `${project}/${file.replace(/^\//, '')}${ref === undefined ? '' : `@${ref}`}`;
  const ownedBy = OWN_COMPONENT.test(text) || project !== undefined ? 'own project' : undefined;
  const isBuiltIn = plain === undefined && part('template') !== undefined;
  return reusedNode({ kind: 'include', text, ownedBy, isBuiltIn }, include);
}
