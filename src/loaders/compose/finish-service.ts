import { Unknown } from '../../core/value.ts';
import type { YamlMapping, YamlNode } from '../../syntax/yaml/ast.ts';
import { isMapping, itemsAt, nodeAt, textAt } from '../../syntax/yaml/node.ts';
import { mappingOf, scalarOf, sequenceOf } from '../objects/make-node.ts';
import type { Lookup, Variable } from './environment-file.ts';
import type { ComposeFiles } from './read-file.ts';

/**
 * A merged service with what is looked up at the end: variables of its environment files below its own, and
 * the network that all services share when they name none. Profiles stay only where none of them is on.
 */
export function finishedService(service: YamlMapping, files: ComposeFiles, lookup: Lookup): YamlMapping {
  return withNetworks(withEnvironmentFiles(withoutActiveProfiles(service, lookup), files, lookup));
}

// https://docs.docker.com/compose/how-tos/profiles/
function withoutActiveProfiles(service: YamlMapping, lookup: Lookup): YamlMapping {
  const wanted = lookup('COMPOSE_PROFILES')?.value;
  if (typeof wanted !== 'string') return service;
  const active = new Set(wanted.split(',').map((name) => name.trim()));
  const isActive = itemsAt(service, 'profiles').some(
    (item) => item.kind === 'scalar' && (active.has('*') || active.has(String(item.value))),
  );
  if (!isActive) return service;
  return { ...service, entries: service.entries.filter(({ key }) => key.value !== 'profiles') };
}

function withEnvironmentFiles(service: YamlMapping, files: ComposeFiles, lookup: Lookup): YamlMapping {
  const items = itemsAt(service, 'env_file');
  if (items.length === 0) return service;
  const variables = new Map<string, YamlNode>();
  const read = items.map((item) => {
    const path = textAt(item, 'path');
    const text = path === undefined ? undefined : files.text(path);
    if (path === undefined || text === undefined) return withoutContent(item, path);
    for (const [name, variable] of files.variables(text, path, lookup)) {
      variables.set(name, nodeOf(variable));
    }
    return item;
  });
  const own = nodeAt(service, 'environment');
  if (isMapping(own)) for (const { key, value } of own.entries) variables.set(key.value, value);
  const place = own ?? service;
  const entries = service.entries.filter(
    ({ key }) => key.value !== 'environment' && key.value !== 'env_file',
  );
  const added = mappingOf(
    [
      ['environment', mappingOf([...variables], place)],
      ['env_file', sequenceOf(read, nodeAt(service, 'env_file') ?? place)],
    ],
    service,
  );
  return { ...service, entries: [...entries, ...added.entries] };
}

function nodeOf({ value, at }: Variable): YamlNode {
  return scalarOf(value, at);
}

function withoutContent(item: YamlNode, path: string | undefined): YamlNode {
  if (!isMapping(item)) return item;
  const content = new Unknown({
    reason: 'file-not-readable',
    detail: path === undefined ? 'its environment file is not known' : `${path} is not in the inputs`,
    settledBy: path === undefined ? 'the path of its environment file' : `the file ${path}`,
  });
  const added = mappingOf([['content', scalarOf(content, item)]], item);
  return { ...item, entries: [...item.entries, ...added.entries] };
}

// https://docs.docker.com/reference/compose-file/networks/#the-default-network
function withNetworks(service: YamlMapping): YamlMapping {
  if (nodeAt(service, 'networks') || nodeAt(service, 'network_mode')) return service;
  const networks = mappingOf([['default', scalarOf(null, service)]], service);
  const added = mappingOf([['networks', networks]], service);
  return { ...service, entries: [...service.entries, ...added.entries] };
}
