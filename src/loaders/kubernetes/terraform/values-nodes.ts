import type { SourceRange } from '../../../core/location.ts';
import type { Data } from '../../../core/value.ts';
import { isDataList, isDataObject, Sensitive, Unknown } from '../../../core/value.ts';
import type { YamlNode, YamlScalar } from '../../../syntax/yaml/ast.ts';
import { parseYaml } from '../../../syntax/yaml/parse.ts';
import { mappingOf, scalarOf, sequenceOf } from '../../objects/make-node.ts';
import { mapScalars } from '../../objects/map-scalars.ts';

const COMPUTED = { kind: 'computed', why: 'Terraform passes it' } as const;

/** Data as nodes, all of them at the place of what passes them. */
export function dataNode(data: Data, at: SourceRange): YamlNode {
  const place = { ...at, came: COMPUTED };
  if (Unknown.is(data)) return scalarOf(data, place);
  if (Sensitive.is(data)) {
    return scalarOf(new Unknown({ reason: 'not-in-inputs', detail: 'it is sensitive in Terraform' }), place);
  }
  if (isDataList(data)) {
    return sequenceOf(
      data.map((item) => dataNode(item, at)),
      place,
    );
  }
  if (!isDataObject(data)) return scalarOf(data, place);
  return mappingOf(
    Object.entries(data).map(([key, value]) => [key, dataNode(value, at)]),
    place,
  );
}

/** A YAML text that Terraform made: also one of which only parts are known. */
export function textNode(text: Data, at: SourceRange): YamlNode | Unknown | undefined {
  if (typeof text === 'string') return parsed(text, [], at);
  if (!Unknown.is(text)) return undefined;
  const { partial } = text;
  if (partial?.kind === 'json') return dataNode(partial.value, at);
  if (partial?.kind !== 'parts') return text;
  const unknowns: Unknown[] = [];
  const whole = partial.parts.map((part) => {
    if (typeof part === 'string') return part;
    unknowns.push(part);
    return `${MARK}${unknowns.length - 1}${MARK}`;
  });
  return parsed(whole.join(''), unknowns, at) ?? text;
}

// A character of the private use area: in no values file.
const MARK = '\uE000';

function parsed(text: string, unknowns: readonly Unknown[], at: SourceRange): YamlNode | undefined {
  const [document] = parseYaml(text, { file: at.file, typing: 'kubernetes' }).documents;
  const root = document?.root;
  if (root?.kind !== 'mapping') return undefined;
  return placed(mapScalars(root, { scalar: (node) => withUnknowns(node, unknowns) }), at);
}

function withUnknowns(node: YamlScalar, unknowns: readonly Unknown[]): YamlNode {
  if (typeof node.value !== 'string' || !node.value.includes(MARK)) return node;
  const parts = node.value
    .split(MARK)
    .map((part, index): string | Unknown => (index % 2 === 1 ? (unknowns[Number(part)] ?? part) : part))
    .filter((part) => part !== '');
  const [only] = parts;
  if (parts.length === 1 && Unknown.is(only)) return { ...node, value: only };
  const unknown = parts.find(Unknown.is);
  const detail = unknown?.detail ?? 'a part of it is not known';
  const value = new Unknown({
    reason: unknown?.reason ?? 'computed-attribute',
    detail,
    settledBy: unknown?.settledBy,
    partial: { kind: 'parts', parts },
  });
  return { ...node, value };
}

function placed(node: YamlNode, at: SourceRange): YamlNode {
  const place = { file: at.file, start: at.start, end: at.end, came: COMPUTED };
  if (node.kind === 'scalar') return { ...node, ...place };
  if (node.kind === 'sequence')
    return { ...node, ...place, items: node.items.map((item) => placed(item, at)) };
  const entries = node.entries.map(({ key, value }) => ({
    key: { ...key, file: at.file, start: at.start, end: at.end },
    value: placed(value, at),
  }));
  return { ...node, ...place, entries };
}
