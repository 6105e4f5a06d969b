import { isDenied } from '../../../core/files.ts';
import { folderOf, normalPath } from '../../../core/path.ts';
import { Unknown } from '../../../core/value.ts';
import type { YamlNode } from '../../../syntax/yaml/ast.ts';
import { parseYaml } from '../../../syntax/yaml/parse.ts';
import { sprigFunctions } from '../../helm/functions/table.ts';
import { Engine } from '../../helm/template/engine.ts';
import { placedTree } from '../../helm/template/place-nodes.ts';
import type { FunctionTable, GoValue } from '../../helm/template/value.ts';
import { Dict, List, stringOf, TemplateError, Traced } from '../../helm/template/value.ts';
import type { Tree } from '../tree.ts';

export interface Gotmpl {
  readonly file: string;
  readonly text: string;
  readonly data: Dict;
}

/** The document that a template of Helmfile renders to: undefined when it is empty, `failed` without one. */
export function renderGotmpl({ file, text, data }: Gotmpl, tree: Tree): YamlNode | undefined | 'failed' {
  const engine = new Engine({
    templates: [{ name: file, file, text }],
    functions: { ...sprigFunctions, ...helmfileFunctions(file, tree) },
  });
  const rendered = engine.render(file, data).text;
  if (!rendered) return 'failed';
  const { documents, diagnostics } = parseYaml(rendered.value, { file, typing: 'kubernetes' });
  if (diagnostics.some(({ severity }) => severity === 'error')) return 'failed';
  const [document] = documents;
  return document?.root && placedTree(document.root, { text: rendered, offset: 0, file });
}

/**
 * What Helmfile adds to Sprig. Nothing is run: what a program or the environment would say is unknown.
 * https://helmfile.readthedocs.io/en/latest/templating_funcs/ (2026-11)
 */
function helmfileFunctions(file: string, tree: Tree): FunctionTable {
  const outside = (what: string): GoValue => {
    const unknown = new Unknown({ reason: 'not-in-inputs', detail: `${what} is not in the inputs` });
    return new Traced('', { uncertain: unknown });
  };
  const environment = (args: readonly GoValue[]): GoValue =>
    outside(`the environment variable ${stringOf(args[0])}`);
  const program = {
    parameters: ['string'],
    rest: 'any',
    call: () => outside('what a program prints'),
  } as const;
  return {
    env: { parameters: ['string'], call: environment },
    requiredEnv: { parameters: ['string'], call: environment },
    expandenv: { parameters: ['string'], call: environment },
    exec: program,
    envExec: program,
    fetchSecretValue: { parameters: ['string'], call: () => outside('a secret of a store') },
    expandSecretRefs: { parameters: ['any'], call: () => outside('a secret of a store') },
    readFile: { parameters: ['string'], call: ([path]) => fileText(stringOf(path), file, tree) },
    isFile: {
      parameters: ['string'],
      call: ([path]) => tree.hasFile(normalPath(`${folderOf(file)}/${stringOf(path)}`) ?? ''),
    },
    get: { parameters: ['string'], rest: 'any', raw: true, call: (args) => valueAt(args) },
    getOrNil: { parameters: ['string'], rest: 'any', raw: true, call: (args) => valueAt([...args]) },
  };
}

function fileText(path: string, file: string, tree: Tree): string {
  const text = tree.files.read(normalPath(`${folderOf(file)}/${path}`) ?? '');
  if (isDenied(text)) throw new TemplateError(`the file ${path} cannot be read`);
  return text;
}

/** `.Values | get "a.b" "default"`: the dict is the last argument, a default stands before it. */
function valueAt(args: readonly GoValue[]): GoValue {
  const [path, ...rest] = args;
  const root = rest.at(-1) ?? null;
  const fallback = rest.length > 1 ? (rest[0] ?? null) : null;
  let found: GoValue = root;
  for (const step of stringOf(path).split('.')) {
    const next: GoValue | undefined = found instanceof Dict ? found.get(step) : undefined;
    if (next === undefined) return fallback;
    found = next;
  }
  return found instanceof List || found instanceof Dict ? found : (found ?? null);
}
