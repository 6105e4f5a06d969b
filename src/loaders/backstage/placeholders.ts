import type { Files } from '../../core/files.ts';
import { isDenied } from '../../core/files.ts';
import { folderOf, joinPath, normalPath } from '../../core/path.ts';
import { Unknown } from '../../core/value.ts';
import type { YamlEntry, YamlMapping, YamlNode } from '../../syntax/yaml/ast.ts';
import { placeOf, scalarOf } from '../objects/make-node.ts';

const DEEPEST = 20;

/**
 * The entity with the texts of other files put in (`$text: ./owner.txt`), and an unknown where a template
 * stands in the place of a value (`${{ values.owner }}`).
 * https://backstage.io/docs/features/software-catalog/descriptor-format#substitutions-in-the-descriptor-format
 */
export function placeholdersOf(root: YamlMapping, files: Files, file: string): YamlMapping {
  return filledMapping(root, { files, file }, 0);
}

interface Filling {
  readonly files: Files;
  readonly file: string;
}

function filledMapping(node: YamlMapping, filling: Filling, depth: number): YamlMapping {
  const entries = node.entries.map((entry): YamlEntry => ({
    ...entry,
    value: filled(entry.value, filling, depth),
  }));
  return { ...node, entries };
}

function filled(node: YamlNode, filling: Filling, depth: number): YamlNode {
  if (depth > DEEPEST) return node;
  if (node.kind === 'sequence') {
    return { ...node, items: node.items.map((item) => filled(item, filling, depth + 1)) };
  }
  if (node.kind === 'scalar') {
    const isTemplate = typeof node.value === 'string' && node.value.includes('{{');
    return isTemplate ? scalarOf(templated(filling.file), node) : node;
  }
  const [only] = node.entries;
  const isSubstitution = node.entries.length === 1 && /^\$(?:text|json|yaml)$/.test(only?.key.value ?? '');
  if (!only || !isSubstitution) return filledMapping(node, filling, depth + 1);
  return substituted(only, node, filling);
}

function substituted({ key, value }: YamlEntry, node: YamlNode, { files, file }: Filling): YamlNode {
  const target = value.kind === 'scalar' && typeof value.value === 'string' ? value.value : '';
  const isElsewhere = target.includes('://');
  const path = isElsewhere ? undefined : normalPath(joinPath(folderOf(file), target));
  const text = path === undefined ? undefined : files.read(path);
  if (key.value === '$text' && typeof text === 'string' && !isDenied(text)) {
    const why = `the text of ${path}`;
    return scalarOf(text.trim(), { ...placeOf(node), came: { kind: 'computed', why } });
  }
  return scalarOf(
    new Unknown({
      reason: 'file-not-readable',
      detail: `${file} takes this from ${target}, which is not read`,
      settledBy: `the text in ${file} itself`,
    }),
    node,
  );
}

function templated(file: string): Unknown {
  return new Unknown({
    reason: 'variable-without-value',
    detail: `a template stands in the place of the value in ${file}`,
    settledBy: `the value in ${file}`,
  });
}
