import { Unknown } from '../../core/value.ts';
import type { YamlMapping, YamlNode, YamlScalar } from '../../syntax/yaml/ast.ts';
import { isMapping, nodeAt, textAt } from '../../syntax/yaml/node.ts';
import { typePlain } from '../../syntax/yaml/type-scalar.ts';
import type { Manifest } from '../objects/manifest.ts';
import { mapScalars } from '../objects/map-scalars.ts';
import type { Substitutions } from '../objects/deployment.ts';

/**
 * The object with `${NAME}` replaced as Flux does after a build. A text that is replaced loses its quotes
 * there, so `"${PORT}"` becomes a number. https://fluxcd.io/flux/components/kustomize/kustomizations/#post-build-variable-substitution
 * (2026-11)
 */
export function substituted(manifest: Manifest, substitutions: Substitutions): Manifest {
  if (isDisabled(manifest.root)) return manifest;
  const root = mapScalars(manifest.root, { scalar: (node) => substitutedScalar(node, substitutions) });
  if (root === manifest.root) return manifest;
  return {
    ...manifest,
    root,
    kind: textAt(root, 'kind') ?? manifest.kind,
    name: textAt(root, 'metadata', 'name') ?? manifest.name,
    namespace: textAt(root, 'metadata', 'namespace') ?? manifest.namespace,
  };
}

function isDisabled(root: YamlMapping): boolean {
  return [nodeAt(root, 'metadata', 'annotations'), nodeAt(root, 'metadata', 'labels')].some(
    (node) => isMapping(node) && textAt(node, 'kustomize.toolkit.fluxcd.io/substitute') === 'disabled',
  );
}

// No name or operation is longer. Without a bound, a text of openings that nothing closes would be searched
// to its end from each of them.
const VARIABLE = /\$\$\{|\$\{([A-Za-z_][A-Za-z0-9_]{0,200})([^}]{0,1000})\}/g;
// An object of a cluster has at most about a million characters.
const MOST_CHARACTERS = 10_000_000;

function substitutedScalar(node: YamlScalar, substitutions: Substitutions): YamlNode {
  const { value } = node;
  if (typeof value !== 'string' || !value.includes('${')) return node;
  const parts: (string | Unknown)[] = [];
  const used: YamlNode[] = [];
  let end = 0;
  for (const match of value.matchAll(VARIABLE)) {
    const [whole, name, operation = ''] = match;
    parts.push(value.slice(end, match.index));
    end = match.index + whole.length;
    if (name === undefined) parts.push('${');
    else parts.push(expanded(name, operation, substitutions, used));
  }
  parts.push(value.slice(end));
  return joined(
    node,
    parts.filter((part) => part !== ''),
    used,
  );
}

function joined(node: YamlScalar, parts: readonly (string | Unknown)[], used: readonly YamlNode[]): YamlNode {
  const [first] = parts;
  const at = { file: node.file, start: node.start, end: node.end };
  const why = 'Flux puts values of variables into it';
  if (parts.some(Unknown.is)) {
    const unknown =
      parts.length === 1 && Unknown.is(first)
        ? first
        : new Unknown({
            reason: 'not-in-inputs',
            detail: 'a variable of Flux in it has no value here',
            partial: { kind: 'parts', parts },
          });
    return { ...node, ...at, value: unknown, came: { kind: 'computed', why } };
  }
  const length = parts.reduce((sum, part) => sum + (Unknown.is(part) ? 0 : part.length), 0);
  if (length > MOST_CHARACTERS) {
    const detail = `a text with variables of Flux would have more than ${MOST_CHARACTERS} characters`;
    return {
      ...node,
      ...at,
      value: new Unknown({ reason: 'limit', detail }),
      came: { kind: 'computed', why },
    };
  }
  const text = parts.join('');
  const value = text.includes('\n') ? text : typePlain(text, 'kubernetes');
  const [only] = used;
  const isWhole =
    only !== undefined && used.length === 1 && only.kind === 'scalar' && String(only.value) === text;
  if (!isWhole) return { ...node, ...at, value, came: { kind: 'computed', why } };
  const { file, start, end } = only;
  return { ...node, file, start, end, value, came: { kind: 'chain', through: [at] } };
}

/** The value of one variable, with a default and the operations that are plain. */
function expanded(
  name: string,
  operation: string,
  { known, unread }: Substitutions,
  used: YamlNode[],
): string | Unknown {
  const node = known.get(name);
  if (node?.kind === 'scalar') {
    if (Unknown.is(node.value)) return node.value;
    used.push(node);
    const text = node.value === null ? '' : String(node.value);
    const [, fallback] = DEFAULT.exec(operation) ?? [];
    if (text === '' && operation.startsWith(':') && fallback !== undefined) return fallback;
    if (operation === '' || fallback !== undefined) return text;
    if (operation === '^^') return text.toUpperCase();
    if (operation === ',,') return text.toLowerCase();
    return new Unknown({ reason: 'provider-function', detail: `\${${name}${operation}} is not evaluated` });
  }
  const [, fallback] = DEFAULT.exec(operation) ?? [];
  if (fallback !== undefined && unread.length === 0) return fallback;
  const where = unread.length === 0 ? 'has no value here' : `may have a value in ${unread.join(', ')}`;
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `\${${name}} ${where}`,
    settledBy: unread.length === 0 ? undefined : `the content of ${unread[0] ?? ''}`,
  });
}

const DEFAULT = /^:?[=-](.*)$/s;
