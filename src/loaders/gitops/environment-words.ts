import { environmentIn, tellsEnvironment } from '../../core/environment-names.ts';
import type { YamlNode } from '../../syntax/yaml/ast.ts';
import { nodeAt } from '../../syntax/yaml/node.ts';
import type { EnvironmentWord } from '../objects/description.ts';

/** Values whose key tells the environment: `environment: production`, also below `global`. */
export function valuesWords(
  prefix: string,
  entries: readonly (readonly [string, YamlNode])[],
): readonly EnvironmentWord[] {
  return entries.flatMap(([key, value]) => {
    if (key === 'global' && value.kind === 'mapping') {
      return valuesWords(
        `${prefix} global`,
        value.entries.map((entry) => [entry.key.value, entry.value]),
      );
    }
    return tells(key) ? (wordOf(value, `${prefix} ${key}`) ?? []) : [];
  });
}

/** `environment`, `env`, `stage`, names that end in them (`shopEnvironment`), but not `nextEnvironment`. */
function tells(key: string): boolean {
  if (/^(next|prev|previous|source|target|other|from|to|copy|upstream)[-_A-Z]/.test(key)) return false;
  return tellsEnvironment(key) || /[a-z](Env|Environment|Stage)$/.test(key);
}

/** The environment that a text names. */
function wordOf(node: YamlNode | undefined, says: string): EnvironmentWord | undefined {
  if (node?.kind !== 'scalar' || typeof node.value !== 'string') return undefined;
  const name = environmentIn(node.value);
  if (name === undefined) return undefined;
  const { file, start, end } = node;
  return { name, grade: 'B', file, at: { file, start, end }, says: `${says} = "${node.value}"` };
}

/**
 * What labels and annotations of an object tell: `environment: production`, keys that end in
 * `environment-name`, and `is-production: "true"`, whose "false" is any environment that is not production.
 */
export function labelWords(root: YamlNode): readonly EnvironmentWord[] {
  const words: EnvironmentWord[] = [];
  const production: EnvironmentWord[] = [];
  for (const place of ['labels', 'annotations']) {
    const node = nodeAt(root, 'metadata', place);
    if (node?.kind !== 'mapping') continue;
    for (const { key, value } of node.entries) {
      const name = key.value.slice(key.value.lastIndexOf('/') + 1);
      if (name === 'is-production') production.push(...productionWord(value, key.value));
      else if (tellsEnvironment(name) || name === 'environment-name') {
        const word = wordOf(value, key.value);
        if (word) words.push(word);
      }
    }
  }
  // That it is not production says less than a name does.
  return [...production.filter(({ name }) => name === 'production' || words.length === 0), ...words];
}

function productionWord(node: YamlNode, key: string): readonly EnvironmentWord[] {
  if (node.kind !== 'scalar') return [];
  const value = String(node.value);
  if (value !== 'true' && value !== 'false') return [];
  const { file, start, end } = node;
  const name = value === 'true' ? 'production' : 'development';
  return [{ name, grade: 'B', file, at: { file, start, end }, says: `${key} = "${value}"` }];
}
