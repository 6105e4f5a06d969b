import { resourceId } from '../../../core/id.ts';
import { joinPath } from '../../../core/path.ts';
import type { NewResource } from '../../../core/remedy.ts';
import { isExpression } from '../../../core/remedy.ts';
import { Unknown } from '../../../core/value.ts';
import type { HclValue } from '../../../syntax/hcl/edit/print.ts';
import { printBlock } from '../../../syntax/hcl/edit/print.ts';
import { lineBreakOf, lineEndOf } from '../../../syntax/yaml/layout.ts';
import type { ResourceConfig } from '../config/module-config.ts';
import type { SourceFile } from '../config/source-file.ts';
import type { StackEvaluation } from '../stacks/stack-evaluation.ts';
import { dataAt, isAsIntended } from './prove.ts';
import { styleAt } from './chain-ways.ts';
import { isJsonFile, isOwnText } from './way.ts';
import type { Refusal, State } from './write-intents.ts';
import { withText } from './write-intents.ts';
import { hclValue } from './write-value.ts';

/** Puts a new resource behind the block that it refers to, else at the end of the root's main file. */
export function addedBlock(base: StackEvaluation, now: State, resource: NewResource): State | Refusal {
  const { config } = now.evaluation;
  const content: { [name: string]: HclValue } = {};
  for (const [name, given] of Object.entries(resource.attributes)) {
    const value = isExpression(given) ? given : hclValue(given);
    if (value === undefined) return { notWritable: `the ${name} of the new resource is not known` };
    content[name] = value;
  }
  const { type } = resource;
  const name = freeName(resource, (key) => config.resources.has(key));
  const beside = besideOf(resource, [...config.resources.values()]);
  const file = beside?.file ?? mainFile(config.files, config.folder);
  if (!file) return { notWritable: 'the root has no file of its own for it' };
  const end = beside ? lineEndOf(file.text, beside.block.end) : file.text.trimEnd().length;
  const newline = lineBreakOf(file.text);
  const style = { ...styleAt(file, 0), indent: '' };
  const block = printBlock(`resource "${type}" "${name}"`, content, style);
  const before = file.text.slice(0, end);
  const gap = before.trim() === '' ? '' : newline + newline;
  const after = file.text.slice(end) === '' ? newline : file.text.slice(end);
  const next = withText(base, now, file.path, before + gap + block + after);
  if (!next) return { notWritable: 'the root could not be read any more' };
  const added = next.evaluation.module.resources(`${type}.${name}`)?.members[0];
  if (!added) return { notWritable: 'the new resource does not come into being' };
  const wrong = Object.entries(resource.attributes).find(([key, given]) => {
    const found = dataAt(added.attributes(), [key]);
    if (!isExpression(given)) return !isAsIntended(found, given);
    return found === undefined || (Unknown.is(found) && found.reason === 'evaluation-error');
  });
  if (wrong) return { notWritable: `the ${wrong[0]} of the new resource cannot be evaluated there` };
  return { ...next, comeOrGo: new Set([...now.comeOrGo, resourceId(base.id, `${type}.${name}`)]) };
}

function freeName({ type, name }: NewResource, isTaken: (key: string) => boolean): string {
  const word = name.replaceAll(/[^\w-]/g, '_').replace(/^(?=[\d-])/, '_');
  for (let copy = 1; ; copy += 1) {
    const candidate = copy === 1 ? word : `${word}_${copy}`;
    if (!isTaken(`${type}.${candidate}`)) return candidate;
  }
}

/** The resource that the expressions of a new one name first. */
function besideOf(
  { attributes }: NewResource,
  resources: readonly ResourceConfig[],
): ResourceConfig | undefined {
  for (const value of Object.values(attributes)) {
    if (!isExpression(value)) continue;
    const named = resources.find(({ key, mode, file }) => {
      const isNamed = new RegExp(`(?<![\\w.-])${key.replaceAll('.', '\\.')}(?![\\w-])`).test(
        value.expression,
      );
      return mode === 'managed' && isNamed && isOwnText(file.path) && !isJsonFile(file.path);
    });
    if (named) return named;
  }
  return undefined;
}

function mainFile(files: readonly SourceFile[], folder: string): SourceFile | undefined {
  const own = files.filter(({ path }) => isOwnText(path) && /\.(tf|tofu)$/.test(path));
  return own.find(({ path }) => path === joinPath(folder, 'main.tf')) ?? own[0];
}
