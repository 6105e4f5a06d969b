import type { Origin } from '../../core/location.ts';
import type { Data, DataObject } from '../../core/value.ts';
import { scalarText, Unknown } from '../../core/value.ts';
import type { YamlNode } from '../../syntax/yaml/ast.ts';
import { entryOf, itemsAt, nodeAt } from '../../syntax/yaml/node.ts';
import type { ReadOperation } from './operations.ts';
import { readOperations } from './operations.ts';
import type { Parsed } from './parse-document.ts';
import { scalarAt } from './parse-document.ts';
import type { References } from './references.ts';
import { readSchemes } from './security.ts';

/** A contract as plain data, and where each part of it stands. */
export interface Described {
  readonly title: string | undefined;
  readonly attributes: DataObject;
  origin(path: readonly (string | number)[]): Origin;
}

/** Reads what rules ask of a contract: servers, operations, what each asks of its callers. */
export function describeDocument(document: Parsed, references: References): Described {
  const { root, file } = document;
  const schemes = readSchemes(document, references);
  const { operations, more } = readOperations(document, schemes, references);
  const servers = readServers(document);
  const title = scalarAt(nodeAt(root, 'info', 'title'), document);
  return {
    title: typeof title === 'string' ? title : undefined,
    attributes: {
      file,
      format: entryOf(root, 'swagger') ? 'swagger' : 'openapi',
      title: title ?? null,
      version: scalarAt(nodeAt(root, 'info', 'version'), document) ?? null,
      servers: servers.map(({ url }) => ({ url })),
      hasSchemes: schemes.byName.size > 0,
      asksNothing: isEmptyList(schemes.ofAll?.alternatives),
      callerPolicy: entryOf(root, 'x-amazon-apigateway-policy') !== undefined,
      more: more ?? null,
      operations: operations.map(({ data }) => data),
    },
    origin: (path) => originOf({ path, root, servers, operations, file }),
  };
}

interface Server {
  readonly url: Data;
  readonly node: YamlNode;
}

function readServers(document: Parsed): readonly Server[] {
  const { root } = document;
  const servers = itemsAt(root, 'servers').flatMap((node): Server[] => {
    const url = scalarAt(nodeAt(node, 'url'), document);
    return url === undefined ? [] : [{ url: withDefaults(url, node, document), node }];
  });
  const host = scalarAt(nodeAt(root, 'host'), document);
  if (servers.length > 0 || host === undefined) return servers;
  const base = scalarAt(nodeAt(root, 'basePath'), document);
  const schemes = itemsAt(root, 'schemes').map((node) => scalarAt(node, document));
  const scheme = schemes.find((one) => typeof one === 'string') ?? 'https';
  const url = Unknown.is(host) ? host : `${scheme}://${host}${typeof base === 'string' ? base : ''}`;
  return [{ url, node: nodeAt(root, 'host') ?? root }];
}

/** Fills in what a server's variables default to; one without default is unknown. */
function withDefaults(url: string | Unknown, server: YamlNode, document: Parsed): Data {
  if (Unknown.is(url)) return url;
  let unknown: Unknown | undefined;
  const filled = url.replace(/\{([^{}]+)\}/g, (whole, name: string) => {
    const value = scalarAt(nodeAt(server, 'variables', name, 'default'), document);
    if (typeof value === 'string') return value;
    unknown ??= value ?? noDefault(name, document.file);
    return whole;
  });
  return unknown ?? filled;
}

function noDefault(name: string, file: string): Unknown {
  return new Unknown({
    reason: 'variable-without-value',
    detail: `the server variable ${name} of ${file} has no default`,
    settledBy: 'a default for it',
  });
}

function isEmptyList(data: Data | undefined): boolean {
  return Array.isArray(data) && data.length === 0;
}

interface Asked {
  readonly path: readonly (string | number)[];
  readonly root: YamlNode;
  readonly servers: readonly Server[];
  readonly operations: readonly ReadOperation[];
  readonly file: string;
}

function originOf({ path, root, servers, operations, file }: Asked): Origin {
  const [part, index, attribute] = path;
  const number = typeof index === 'number' ? index : -1;
  const operation = part === 'operations' ? operations[number] : undefined;
  if (operation) {
    const node = attribute === 'security' ? (operation.security ?? operation.node) : operation.node;
    const { method, path: route } = operation.data;
    return literal(node, `${file} ${scalarText(method) ?? ''} ${scalarText(route) ?? 'unknown'}`);
  }
  const server = part === 'servers' ? servers[number] : undefined;
  if (server) return literal(server.node, `${file} server ${number}`);
  const node = part === 'title' ? nodeAt(root, 'info', 'title') : undefined;
  return literal(node ?? (root.kind === 'mapping' ? (root.entries[0]?.key ?? root) : root), file);
}

function literal({ file, start, end }: YamlNode, address: string): Origin {
  return { kind: 'literal', at: { file, start, end }, address };
}
