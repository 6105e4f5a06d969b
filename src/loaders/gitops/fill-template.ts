import { Unknown } from '../../core/value.ts';
import type { YamlMapping, YamlNode, YamlScalar } from '../../syntax/yaml/ast.ts';
import { nodeAt } from '../../syntax/yaml/node.ts';
import { mapScalars } from '../objects/map-scalars.ts';

/** Parameters of one application: `{{path.basename}}` and `{{.path.basename}}` find the same in the tree. */
export type Parameters = YamlMapping;

/** A template with its parameters put in; what more than a name decides is unknown. */
export function filledTemplate(template: YamlMapping, parameters: Parameters, isGo: boolean): YamlMapping {
  return mapScalars(template, { scalar: (node) => filled(node, parameters, isGo) });
}

const ACTION = /\{\{-?\s*(.*?)\s*-?\}\}/gs;

function filled(node: YamlScalar, parameters: Parameters, isGo: boolean): YamlNode {
  const { value } = node;
  if (typeof value !== 'string' || !value.includes('{{')) return node;
  const actions = [...value.matchAll(ACTION)];
  const [first] = actions;
  if (first && actions.length === 1 && first[0] === value.trim()) {
    const found = valueOf(first[1] ?? '', parameters, isGo);
    if (found) {
      const through = [{ file: node.file, start: node.start, end: node.end }];
      return found.kind === 'scalar'
        ? { ...found, value: asText(found.value), came: { kind: 'chain', through } }
        : found;
    }
  }
  const parts: (string | Unknown)[] = [];
  let end = 0;
  for (const match of actions) {
    parts.push(value.slice(end, match.index));
    end = match.index + match[0].length;
    const found = valueOf(match[1] ?? '', parameters, isGo);
    const text = found?.kind === 'scalar' ? asText(found.value) : undefined;
    parts.push(typeof text === 'string' || Unknown.is(text) ? text : unknownAction(match[0]));
  }
  parts.push(value.slice(end));
  const came = { kind: 'computed', why: 'an ApplicationSet fills in its parameters' } as const;
  if (!parts.some(Unknown.is)) return { ...node, value: parts.join(''), came };
  const partial = { kind: 'parts', parts: parts.filter((part) => part !== '') } as const;
  const unknown = new Unknown({
    reason: 'not-in-inputs',
    detail: 'a parameter of the ApplicationSet is not known',
    partial,
  });
  return { ...node, value: unknown, came };
}

function unknownAction(action: string): Unknown {
  return new Unknown({ reason: 'not-in-inputs', detail: `${action} of the ApplicationSet is not known` });
}

function asText(value: YamlScalar['value']): YamlScalar['value'] {
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
}

/** `path.basename`, `.path.basename`, `path[0]`, `index .path.segments 1`, and `normalize` of them. */
function valueOf(action: string, parameters: Parameters, isGo: boolean): YamlNode | undefined {
  const normalized = /^\.?([\w.-]+)\s*\|\s*normalize$/.exec(action)?.[1];
  const [, list, index] = /^index\s+\.([\w.-]+)\s+(\d+)$/.exec(action) ?? [];
  if (list !== undefined && index !== undefined) {
    return nodeAt(parameters, ...list.split('.'), Number(index));
  }
  const [, name] = (isGo ? /^\.([\w.-]+)$/ : /^([\w./[\]-]+)$/).exec(action) ?? [];
  const path = normalized ?? name;
  if (path === undefined) return undefined;
  const direct = nodeAt(parameters, path);
  if (direct && direct.kind !== 'mapping') return direct;
  const segment = /^path\[(\d+)\]$/.exec(path)?.[1];
  if (segment !== undefined) return nodeAt(parameters, 'path', 'segments', Number(segment));
  const found = nodeAt(parameters, ...path.split('.'));
  // Without Go templates `{{path}}` is the path itself.
  return found?.kind === 'mapping' && path === 'path' ? nodeAt(found, 'path') : found;
}
