import type { YamlEntry, YamlMapping, YamlNode } from '../../syntax/yaml/ast.ts';
import { isMapping } from '../../syntax/yaml/node.ts';
import { mappingOf, placeOf, scalarOf, sequenceOf } from '../objects/make-node.ts';
import { longMount, longPort } from './long-forms.ts';
import { pathNode } from './paths.ts';
import { piecesOf } from './pieces.ts';
import { shellWords } from './shell-words.ts';

/**
 * A service with everything in its long form and every path from the reading boundary, so that two files
 * can be merged and a reader finds one spelling only.
 * https://docs.docker.com/reference/compose-file/services/
 */
export function canonicalService(service: YamlMapping, folder: string): YamlMapping {
  const entries = service.entries
    .filter(({ key }) => !key.value.startsWith('x-'))
    .map((entry): YamlEntry => {
      const make = LONG_FORMS.get(entry.key.value);
      return make ? { ...entry, value: make(entry.value, folder) } : entry;
    });
  return { ...service, entries };
}

type LongForm = (node: YamlNode, folder: string) => YamlNode;

const LONG_FORMS: ReadonlyMap<string, LongForm> = new Map<string, LongForm>([
  ...['environment', 'labels', 'annotations', 'sysctls', 'extra_hosts'].map((name): [string, LongForm] => [
    name,
    asMapping,
  ]),
  ['command', asWords],
  ['entrypoint', asWords],
  ['build', asBuild],
  ['depends_on', (node) => namedMapping(node, STARTED)],
  ['networks', (node) => namedMapping(node, [])],
  ['ports', (node) => eachItem(node, longPort)],
  ['volumes', (node, folder) => eachItem(node, (item) => longMount(item, folder))],
  ['secrets', (node) => eachItem(node, asSource)],
  ['configs', (node) => eachItem(node, asSource)],
  ['env_file', asFiles],
  ['healthcheck', asHealthcheck],
  ['deploy', asDeploy],
  ...['dns', 'dns_search', 'tmpfs', 'profiles', 'expose', 'links'].map((name): [string, LongForm] => [
    name,
    asList,
  ]),
]);

const STARTED: readonly (readonly [string, string | boolean])[] = [
  ['condition', 'service_started'],
  ['required', true],
];

/** `- NAME=value` and `- NAME` as `NAME: value` and `NAME:`. */
function asMapping(node: YamlNode): YamlNode {
  if (node.kind !== 'sequence') return node;
  const entries = node.items.flatMap((item): [string, YamlNode][] => {
    if (item.kind !== 'scalar') return [];
    const { value } = item;
    if (typeof value === 'object') return unknownAssignment(item);
    const text = String(value);
    const equals = text.indexOf('=');
    if (equals < 0) return [[text, scalarOf(null, item)]];
    return [[text.slice(0, equals), scalarOf(text.slice(equals + 1), item)]];
  });
  return mappingOf(lastOfEach(entries), node);
}

/** `- NAME=${VALUE}` where nobody gives the value: the name is known all the same. */
function unknownAssignment(item: YamlNode & { readonly kind: 'scalar' }): [string, YamlNode][] {
  if (item.value === null || typeof item.value !== 'object') return [];
  const { text, restore } = piecesOf(item.value);
  const equals = text.indexOf('=');
  const name = restore(equals < 0 ? text : text.slice(0, equals));
  if (typeof name !== 'string') return [];
  return [[name, scalarOf(equals < 0 ? null : restore(text.slice(equals + 1)), item)]];
}

function lastOfEach(entries: readonly (readonly [string, YamlNode])[]): [string, YamlNode][] {
  return [...new Map(entries)];
}

function asWords(node: YamlNode): YamlNode {
  if (node.kind !== 'scalar' || node.value === null) return node;
  const { text, restore } = piecesOf(typeof node.value === 'object' ? node.value : String(node.value));
  return sequenceOf(
    shellWords(text).map((word) => scalarOf(restore(word), node)),
    node,
  );
}

function asList(node: YamlNode): YamlNode {
  if (node.kind !== 'scalar' || node.value === null) return node;
  return sequenceOf([node], node);
}

function asBuild(node: YamlNode, folder: string): YamlNode {
  const long = node.kind === 'scalar' ? mappingOf([['context', node]], node) : node;
  if (!isMapping(long)) return long;
  const entries = long.entries.map((entry) => {
    const { value } = entry;
    if (entry.key.value === 'args' || entry.key.value === 'labels')
      return { ...entry, value: asMapping(value) };
    return entry.key.value === 'context' ? { ...entry, value: pathNode(value, folder) } : entry;
  });
  if (entries.some(({ key }) => key.value === 'context')) return { ...long, entries };
  const context = mappingOf([['context', scalarOf(folder || '.', long)]], long);
  return { ...long, entries: [...entries, ...context.entries] };
}

/** A list of names as a mapping of them, each with the parts that the long form has by default. */
function namedMapping(node: YamlNode, parts: readonly (readonly [string, string | boolean])[]): YamlNode {
  if (node.kind === 'mapping') return node;
  if (node.kind !== 'sequence') return node;
  const entries = node.items.flatMap((item): [string, YamlNode][] => {
    if (item.kind !== 'scalar' || typeof item.value !== 'string') return [];
    const value =
      parts.length === 0
        ? scalarOf(null, item)
        : mappingOf(
            parts.map(([name, part]) => [name, scalarOf(part, item)]),
            item,
          );
    return [[item.value, value]];
  });
  return mappingOf(lastOfEach(entries), node);
}

function eachItem(node: YamlNode, make: (item: YamlNode) => readonly YamlNode[]): YamlNode {
  return node.kind === 'sequence' ? sequenceOf(node.items.flatMap(make), node) : node;
}

function asSource(item: YamlNode): readonly YamlNode[] {
  return [item.kind === 'scalar' ? mappingOf([['source', item]], item) : item];
}

function asFiles(node: YamlNode, folder: string): YamlNode {
  const items = node.kind === 'sequence' ? node.items : [node];
  return sequenceOf(
    items.map((item) => {
      if (!isMapping(item)) return mappingOf([['path', pathNode(item, folder)]], item);
      const entries = item.entries.map((entry) =>
        entry.key.value === 'path' ? { ...entry, value: pathNode(entry.value, folder) } : entry,
      );
      return { ...item, entries };
    }),
    node,
  );
}

function asHealthcheck(node: YamlNode): YamlNode {
  if (!isMapping(node)) return node;
  const entries = node.entries.map((entry) => {
    const { key, value } = entry;
    if (key.value !== 'test' || value.kind !== 'scalar' || value.value === null) return entry;
    return { ...entry, value: sequenceOf([scalarOf('CMD-SHELL', value), value], placeOf(value)) };
  });
  return { ...node, entries };
}

function asDeploy(node: YamlNode): YamlNode {
  if (!isMapping(node)) return node;
  const entries = node.entries.map((entry) =>
    entry.key.value === 'labels' ? { ...entry, value: asMapping(entry.value) } : entry,
  );
  return { ...node, entries };
}
