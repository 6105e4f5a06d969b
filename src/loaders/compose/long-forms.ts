import type { Value } from '../../core/value.ts';
import { Unknown } from '../../core/value.ts';
import type { YamlNode, YamlScalar } from '../../syntax/yaml/ast.ts';
import { mappingOf, scalarOf } from '../objects/make-node.ts';
import { pathFrom } from './paths.ts';
import { piecesOf } from './pieces.ts';

// More ports than that in one range are no list that anybody reads.
const MOST_PORTS = 100;

/**
 * `127.0.0.1:8080:80/tcp` as its parts, a range as one port each.
 * https://docs.docker.com/reference/compose-file/services/#ports
 */
export function longPort(item: YamlNode): readonly YamlNode[] {
  const value = item.kind === 'scalar' ? textOf(item) : undefined;
  if (value === undefined) return [item];
  const { text, restore } = piecesOf(value);
  const [ports = '', protocol = 'tcp'] = text.split('/', 2);
  const { host, published, target } = portParts(ports);
  const targets = rangeOf(target);
  const publisheds = published === '' ? [] : rangeOf(published);
  return targets.map((port, index) => {
    const outside = publisheds.length === targets.length ? publisheds[index] : published;
    return mappingOf(
      [
        ['target', scalarOf(numberOf(restore(port)), item)],
        ...(outside === undefined || outside === ''
          ? []
          : [['published', scalarOf(restore(outside), item)] as const]),
        ...(host === '' ? [] : [['host_ip', scalarOf(restore(host), item)] as const]),
        ['protocol', scalarOf(restore(protocol), item)],
      ],
      item,
    );
  });
}

interface PortParts {
  readonly host: string;
  readonly published: string;
  readonly target: string;
}

/** The address may itself hold colons: `[::1]:8080:80`. */
function portParts(ports: string): PortParts {
  const colon = ports.lastIndexOf(':');
  if (colon < 0) return { host: '', published: '', target: ports };
  const target = ports.slice(colon + 1);
  const before = ports.slice(0, colon);
  const second = before.lastIndexOf(':');
  if (second < 0) return { host: '', published: before, target };
  const host = before.slice(0, second).replace(/^\[(.*)\]$/, '$1');
  return { host, published: before.slice(second + 1), target };
}

function rangeOf(text: string): readonly string[] {
  const range = /^(\d{1,5})-(\d{1,5})$/.exec(text);
  if (!range) return [text];
  const first = Number(range[1]);
  const count = Number(range[2]) - first + 1;
  if (count < 1 || count > MOST_PORTS) return [text];
  return Array.from({ length: count }, (_, index) => String(first + index));
}

function numberOf(value: Value<string>): YamlScalar['value'] {
  return typeof value === 'string' && /^\d{1,5}$/.test(value) ? Number(value) : value;
}

/**
 * `./data:/var/lib/data:ro` as its parts: a path is bound, a name is a volume that Docker keeps.
 * https://docs.docker.com/reference/compose-file/services/#volumes
 */
export function longMount(item: YamlNode, folder: string): readonly YamlNode[] {
  if (item.kind === 'mapping') return [boundMount(item, folder)];
  const value = item.kind === 'scalar' ? textOf(item) : undefined;
  if (value === undefined) return [item];
  const { text, restore } = piecesOf(value);
  const [first = '', second, mode = ''] = cutMount(text);
  const isAnonymous = second === undefined || second === '';
  const source = isAnonymous ? '' : first;
  const isPath = /^[./~]/.test(source);
  const known = restore(source);
  const path = isPath && typeof known === 'string' ? pathFrom(folder, known) || '.' : known;
  const isTold = isPath || /^[A-Za-z0-9]/.test(source);
  const type = isAnonymous || isTold ? (isPath ? 'bind' : 'volume') : UNTOLD;
  return [
    mappingOf(
      [
        ['type', scalarOf(type, item)],
        ...(source === '' ? [] : [['source', scalarOf(path, item)] as const]),
        ['target', scalarOf(restore(isAnonymous ? first : second), item)],
        ...(mode.split(',').includes('ro') ? [['read_only', scalarOf(true, item)] as const] : []),
      ],
      item,
    ),
  ];
}

const UNTOLD = new Unknown({
  reason: 'variable-without-value',
  detail: 'a variable without a value decides whether a folder or a volume is mounted',
  settledBy: 'the variable in the .env file of the project',
});

/** A drive of Windows (`C:\data:/data`) has a colon of its own. */
function cutMount(text: string): readonly string[] {
  const drive = /^[A-Za-z]:[\\/]/.test(text) ? 2 : 0;
  const [first = '', ...rest] = text.slice(drive).split(':');
  return [text.slice(0, drive) + first, ...rest];
}

function boundMount(item: YamlNode & { readonly kind: 'mapping' }, folder: string): YamlNode {
  const type = item.entries.find(({ key }) => key.value === 'type')?.value;
  if (type?.kind !== 'scalar' || type.value !== 'bind') return item;
  const entries = item.entries.map((entry) => {
    const { key, value } = entry;
    if (key.value !== 'source' || value.kind !== 'scalar' || typeof value.value !== 'string') return entry;
    return { ...entry, value: scalarOf(pathFrom(folder, value.value) || '.', value) };
  });
  return { ...item, entries };
}

function textOf(node: YamlScalar): Value<string> | undefined {
  const { value } = node;
  if (value === null || typeof value === 'boolean') return undefined;
  return typeof value === 'number' ? String(value) : value;
}
