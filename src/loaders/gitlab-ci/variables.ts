import { joinedText, runtimeValue } from '../../core/pipeline-text.ts';
import type { Value } from '../../core/value.ts';
import { Unknown } from '../../core/value.ts';
import type { YamlMapping, YamlNode, YamlScalar } from '../../syntax/yaml/ast.ts';
import { isMapping, nodeAt } from '../../syntax/yaml/node.ts';
import { mappingOf, scalarOf } from '../objects/make-node.ts';
import { textOf } from '../pipelines/made.ts';

export type Variables = ReadonlyMap<string, YamlNode>;

/** Variables of a place, each with the node of its value. */
export function variablesOf(node: YamlNode | undefined): Variables {
  const found = new Map<string, YamlNode>();
  if (!isMapping(node)) return found;
  for (const { key, value } of node.entries) {
    const stated = isMapping(value) ? nodeAt(value, 'value') : value;
    if (stated?.kind === 'scalar') found.set(key.value, stated);
  }
  return found;
}

/** Variables as entries of a job, with what they name filled in. */
export function variablesNode(variables: Variables, at: YamlNode): YamlMapping {
  return mappingOf(
    [...variables].map(([name, node]) => [name, filledNode(node, variables) ?? scalarOf('', node)]),
    at,
  );
}

/** A scalar with its variables filled in, at the same place. */
export function filledNode(node: YamlNode | undefined, variables: Variables): YamlScalar | undefined {
  const text = node && textOf(node);
  if (!node || text === undefined || node.kind !== 'scalar' || node.value === null) return undefined;
  const value = filledText(text, variables, 0);
  if (value === node.value) return node;
  return scalarOf(value, value === text ? node : { ...node, came: { kind: 'computed', why: 'a variable' } });
}

// What each variable of a place comes to, told once.
const known = new WeakMap<Variables, Map<string, Value<string>>>();

/** A text with its variables filled in as far as the file states them. */
export function filledText(text: string, variables: Variables, depth: number): Value<string> {
  if (!text.includes('$')) return text;
  const pieces: Value<string>[] = [];
  let from = 0;
  let size = 0;
  for (const match of text.matchAll(/\$\$|\$(\w+)|\$\{(\w+)\}/g)) {
    const name = match[1] ?? match[2];
    const value = name === undefined ? '$' : variableValue(name, match[0], { variables, depth });
    size += Unknown.is(value) ? partsOf(value) * 50 : value.length;
    // Variables that name each other twice would double the text at each level.
    if (size > MAX_SIZE) return runtimeValue(text.slice(0, 100));
    pieces.push(text.slice(from, match.index), value);
    from = match.index + match[0].length;
  }
  pieces.push(text.slice(from));
  return joinedText(pieces);
}

const MAX_SIZE = 2000;
// People name a variable in a variable in a variable, and no further.
const MAX_DEPTH = 5;

interface Place {
  readonly variables: Variables;
  readonly depth: number;
}

function variableValue(name: string, written: string, { variables, depth }: Place): Value<string> {
  const node = variables.get(name);
  const text = node && textOf(node);
  if (text === undefined || depth >= MAX_DEPTH) return runtimeValue(written);
  const values = known.get(variables) ?? new Map<string, Value<string>>();
  known.set(variables, values);
  const key = `${depth} ${name}`;
  const value = values.get(key) ?? filledText(text, variables, depth + 1);
  values.set(key, value);
  return value;
}

function partsOf({ partial }: Unknown): number {
  return partial?.kind === 'parts' ? partial.parts.length : 1;
}
