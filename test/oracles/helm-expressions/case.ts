import { Engine } from '../../../src/loaders/helm/template/engine.ts';
import { fromNode } from '../../../src/loaders/helm/template/from-node.ts';
import { Dict } from '../../../src/loaders/helm/template/value.ts';
import { sprigFunctions } from '../../../src/loaders/helm/functions/table.ts';
import { parseYaml } from '../../../src/syntax/yaml/parse.ts';

/** What an expression writes; undefined where it fails. */
export type Answer = string | undefined;

/** A template that hands over what an expression writes as JSON. `↵` in an expression is a line break. */
export function caseTemplate(expression: string): string {
  const source = JSON.stringify(expression.replaceAll('↵', '\n'));
  return (
    'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: orders }\n' +
    `data: {{ dict "out" (tpl ${source} .) | toJson }}\n`
  );
}

/** Our answer to an expression, with the values of a chart. */
export function ourAnswer(expression: string, values: string): Answer {
  const name = 'shop/templates/case.yaml';
  const engine = new Engine({
    templates: [{ name, file: name, text: caseTemplate(expression) }],
    functions: sprigFunctions,
  });
  if (engine.diagnostics.length > 0) return undefined;
  const { text } = engine.render(name, dataOf(values));
  const json = text && /\ndata: (.*)\n/.exec(text.value)?.[1];
  if (json === undefined) return undefined;
  const data: unknown = JSON.parse(json);
  return typeof data === 'object' && data !== null && 'out' in data ? String(data.out) : undefined;
}

function dataOf(values: string): Dict {
  const [document] = parseYaml(values, { file: 'values.yaml', typing: 'kubernetes' }).documents;
  const release = Dict.of([
    ['Name', 'orders'],
    ['Namespace', 'default'],
    ['Service', 'Helm'],
    ['IsInstall', true],
    ['IsUpgrade', false],
    ['Revision', 1n],
  ]);
  return Dict.of([
    ['Values', document?.root ? fromNode(document.root) : new Dict()],
    ['Release', release],
  ]);
}
