import type { Diagnostic } from '../../core/diagnostic.ts';
import type { Files } from '../../core/files.ts';
import { isDenied } from '../../core/files.ts';
import { folderOf, joinPath, nameOf, normalPath } from '../../core/path.ts';
import { matchesPattern } from '../../core/pattern.ts';
import type { NotRead } from '../../core/resource.ts';
import { isDataObject } from '../../core/value.ts';
import type { YamlMapping, YamlNode } from '../../syntax/yaml/ast.ts';
import { isMapping, itemsAt, nodeAt, textAt } from '../../syntax/yaml/node.ts';
import { parseYaml } from '../../syntax/yaml/parse.ts';
import type { FileResource } from '../file-stack.ts';
import { originInTree, stacksByRole } from '../file-stack.ts';
import type { Loader } from '../loaded.ts';
import { nodeData } from '../objects/to-data.ts';
import { placeholdersOf } from './placeholders.ts';

/**
 * Reads the catalog of services that Backstage would read: `catalog-info.yaml` anywhere, and what its
 * locations name inside the tree. Each entity is a resource; what one calls itself twice stands twice.
 * https://backstage.io/docs/features/software-catalog/descriptor-format
 */
export const loadBackstage: Loader = (files) => {
  const catalog: Catalog = { files, resources: new Map(), notRead: [], diagnostics: [], seen: new Set() };
  for (const file of files.list()) if (NAME.test(nameOf(file))) readCatalogFile(catalog, file);
  const stacks = stacksByRole({
    kind: 'backstage',
    because: 'it is a catalog of services',
    resources: [...catalog.resources.values()],
  });
  return { stacks, notRead: catalog.notRead, diagnostics: catalog.diagnostics };
};

interface Catalog {
  readonly files: Files;
  readonly resources: Map<string, FileResource>;
  readonly notRead: NotRead[];
  readonly diagnostics: Diagnostic[];
  readonly seen: Set<string>;
}

const NAME = /^catalog-info(?:[.-][\w.-]+)?\.ya?ml$/;

function readCatalogFile(catalog: Catalog, file: string): void {
  // A location may name a file that names the first one again.
  if (catalog.seen.has(file)) return;
  catalog.seen.add(file);
  const text = catalog.files.read(file);
  if (isDenied(text) || !text.includes('backstage.io/')) return;
  const { documents, diagnostics } = parseYaml(text, { file, typing: 'core' });
  catalog.diagnostics.push(...diagnostics);
  for (const { root } of documents) {
    if (!isMapping(root) || textAt(root, 'apiVersion')?.startsWith('backstage.io/') !== true) continue;
    readEntity(catalog, file, root);
  }
}

function readEntity(catalog: Catalog, file: string, written: YamlMapping): void {
  const kind = textAt(written, 'kind');
  const name = textAt(written, 'metadata', 'name');
  // What a template of a software template makes is no entity yet.
  if (name?.includes('${{') === true || name?.includes('{{') === true) return;
  if (kind === undefined || name === undefined) {
    catalog.diagnostics.push(nameless(file, written, kind === undefined ? 'kind' : 'metadata.name'));
    return;
  }
  const root = placeholdersOf(written, catalog.files, file);
  const attributes = nodeData(root);
  if (!isDataObject(attributes)) return;
  const namespace = textAt(root, 'metadata', 'namespace') ?? 'default';
  const reference = `${kind}:${namespace}/${name}`.toLowerCase();
  const address = `${file}/${reference}`;
  if (catalog.resources.has(address)) {
    catalog.diagnostics.push(twice(file, written, reference));
    return;
  }
  const { start, end } = root;
  catalog.resources.set(address, {
    address,
    type: 'backstage-entity',
    name,
    attributes: { ...attributes, reference, file },
    declaredAt: { file, start, end },
    origin: originInTree(root, `${file} ${reference}`),
  });
  if (kind === 'Location') for (const target of targetsOf(root)) readTarget(catalog, file, target);
}

function targetsOf(root: YamlMapping): readonly string[] {
  const nodes: readonly (YamlNode | undefined)[] = [
    nodeAt(root, 'spec', 'target'),
    ...itemsAt(root, 'spec', 'targets'),
  ];
  return nodes.flatMap((node) =>
    node?.kind === 'scalar' && typeof node.value === 'string' ? [node.value] : [],
  );
}

function readTarget(catalog: Catalog, file: string, target: string): void {
  if (/^[a-z][a-z\d+.-]*:\/\//i.test(target)) {
    const why = `${file} takes in ${target}, which is elsewhere`;
    catalog.notRead.push({ file, kind: 'backstage', why });
    return;
  }
  const path = normalPath(joinPath(folderOf(file), target));
  if (path === undefined) return;
  if (path.includes('*')) {
    for (const one of catalog.files.list()) if (matchesPattern(path, one)) readCatalogFile(catalog, one);
  } else if (isDenied(catalog.files.read(path))) {
    const why = `${file} takes in ${path}, which is not in the inputs`;
    catalog.notRead.push({ file, kind: 'backstage', why });
  } else readCatalogFile(catalog, path);
}

function nameless(file: string, { start, end }: YamlMapping, what: string): Diagnostic {
  return {
    severity: 'warning',
    code: 'backstage-entity',
    message: `An entity of ${file} has no ${what}: Backstage refuses it. Add it.`,
    at: { file, start, end },
  };
}

function twice(file: string, { start, end }: YamlMapping, reference: string): Diagnostic {
  return {
    severity: 'warning',
    code: 'backstage-entity-twice',
    message: `${file} describes ${reference} twice; the first is taken. Remove one of the two.`,
    at: { file, start, end },
  };
}
