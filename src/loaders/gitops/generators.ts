import { folderOf, joinPath, nameOf, normalPath } from '../../core/path.ts';
import { byCodeUnit } from '../../core/order.ts';
import { Unknown } from '../../core/value.ts';
import type { YamlMapping, YamlNode } from '../../syntax/yaml/ast.ts';
import { isMapping, isScalar, itemsAt, nodeAt, textAt } from '../../syntax/yaml/node.ts';
import type { Parameters } from './fill-template.ts';
import { filledTemplate } from './fill-template.ts';
import { matchesGlob } from './globs.ts';
import { mappingOf, scalarOf, sequenceOf } from '../objects/make-node.ts';
import type { Tree } from './tree.ts';

/** The parameters of each application that generators make, and what they leave open. */
export interface Generated {
  readonly sets: readonly Parameters[];
  readonly unknown: readonly string[];
}

export interface GeneratorPlace {
  readonly tree: Tree;
  /** The folder of the ApplicationSet. */
  readonly near: string;
  /** Whether templates are Go templates: `{{.path.basename}}`. */
  readonly isGo: boolean;
}

const NOTHING: Generated = { sets: [], unknown: [] };
/** What a matrix may grow to; an ApplicationSet says how many of them are read. */
export const MOST_SETS = 1000;
// Generators nest at most two levels deep in Argo CD.
const DEEPEST = 4;

/** What a list of generators yields, one after the other. */
export function generatorsOf(node: YamlNode | undefined, place: GeneratorPlace, depth = 0): Generated {
  if (node?.kind !== 'sequence' || depth > DEEPEST) return NOTHING;
  return all(node.items.map((generator) => generated(generator, place, depth)));
}

function all(some: readonly Generated[]): Generated {
  return { sets: some.flatMap(({ sets }) => sets), unknown: some.flatMap(({ unknown }) => unknown) };
}

function generated(generator: YamlNode, place: GeneratorPlace, depth: number): Generated {
  const list = nodeAt(generator, 'list');
  if (list) return { sets: itemsAt(list, 'elements').filter(isMapping), unknown: [] };
  const git = nodeAt(generator, 'git');
  if (git) return fromGit(git, place);
  const clusters = nodeAt(generator, 'clusters');
  if (clusters) return fromClusters(clusters);
  const matrix = nodeAt(generator, 'matrix', 'generators');
  if (matrix) return product(matrix, place, depth);
  const merge = nodeAt(generator, 'merge');
  if (merge) return merged(merge, place, depth);
  const kind = isMapping(generator) ? (generator.entries[0]?.key.value ?? 'empty') : 'empty';
  return { sets: [], unknown: [`what its generator ${kind} finds is not in the inputs`] };
}

function fromClusters(node: YamlNode): Generated {
  const unknown = (what: string): YamlNode =>
    scalarOf(
      new Unknown({ reason: 'not-in-inputs', detail: `${what} of a cluster that Argo CD knows` }),
      node,
    );
  const values = nodeAt(node, 'values');
  const set = mappingOf(
    [
      ['name', unknown('the name')],
      ['nameNormalized', unknown('the name')],
      ['server', unknown('the address')],
      ...(values ? [['values', values] as const] : []),
    ],
    node,
  );
  return { sets: [set], unknown: ['the clusters that Argo CD knows are not in the inputs'] };
}

function fromGit(node: YamlNode, { tree, near, isGo }: GeneratorPlace): Generated {
  for (let above: string | undefined = ''; above !== undefined; above = nextPrefix(above, near)) {
    const sets = [...directories(node, tree, above), ...filesIn(node, tree, above)];
    if (sets.length > 0) return { sets: sets.map((set) => withValues(set, node, isGo)), unknown: [] };
  }
  return { sets: [], unknown: ['the folders that its git generator looks at are not in this tree'] };
}

/** The root first, then the folders above the object: where what is read is a copy of a part. */
function nextPrefix(tried: string, near: string): string | undefined {
  const next = tried === '' ? near : folderOf(tried);
  return next === '' ? undefined : next;
}

function withValues(set: Parameters, node: YamlNode, isGo: boolean): Parameters {
  const values = nodeAt(node, 'values');
  if (!isMapping(values)) return set;
  return overlaid(set, mappingOf([['values', filledTemplate(values, set, isGo)]], node));
}

function directories(node: YamlNode, tree: Tree, prefix: string): readonly Parameters[] {
  const wanted = itemsAt(node, 'directories');
  if (wanted.length === 0) return [];
  const isExcluded = (item: YamlNode): boolean => {
    const exclude = nodeAt(item, 'exclude');
    return exclude?.kind === 'scalar' && exclude.value === true;
  };
  const globs = (some: readonly YamlNode[]): readonly string[] =>
    some
      .flatMap((item) => normalPath(textAt(item, 'path') ?? '') ?? [])
      .map((glob) => joinPath(prefix, glob));
  const included = globs(wanted.filter((item) => !isExcluded(item)));
  const excluded = globs(wanted.filter(isExcluded));
  return [...tree.folders()]
    .filter((folder) => included.some((glob) => matchesGlob(glob, folder)))
    .filter((folder) => !excluded.some((glob) => matchesGlob(glob, folder)))
    .sort(byCodeUnit)
    .map((folder) => mappingOf([['path', pathParameters(folder, node)]], node));
}

function filesIn(node: YamlNode, tree: Tree, prefix: string): readonly Parameters[] {
  const globs = itemsAt(node, 'files').flatMap((item) => normalPath(textAt(item, 'path') ?? '') ?? []);
  if (globs.length === 0) return [];
  return tree.files
    .list()
    .filter((path) => globs.some((glob) => matchesGlob(joinPath(prefix, glob), path)))
    .flatMap((path) => {
      const content = tree.values(path);
      const items = content?.kind === 'sequence' ? content.items : content ? [content] : [];
      const own = mappingOf([['path', pathParameters(folderOf(path), node, nameOf(path))]], node);
      return items.filter(isMapping).map((item) => overlaid(item, own));
    });
}

function pathParameters(folder: string, at: YamlNode, file?: string): YamlNode {
  const text = (value: string): YamlNode => scalarOf(value, at);
  return mappingOf(
    [
      ['path', text(folder)],
      ['basename', text(nameOf(folder))],
      ['basenameNormalized', text(normalized(nameOf(folder)))],
      ...(file === undefined
        ? []
        : ([
            ['filename', text(file)],
            ['filenameNormalized', text(normalized(file))],
          ] as const)),
      ['segments', sequenceOf(folder.split('/').map(text), at)],
    ],
    at,
  );
}

/** As a name in DNS. */
function normalized(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9.-]/g, '-');
}

function product(node: YamlNode, place: GeneratorPlace, depth: number): Generated {
  const [first, second] = node.kind === 'sequence' ? node.items : [];
  if (!first || !second) return NOTHING;
  const outer = generated(first, place, depth + 1);
  let made = 0;
  const inner = outer.sets.map((set) => {
    if (made > MOST_SETS) return NOTHING;
    // The second generator may use the parameters of the first.
    const own = isMapping(second) ? filledTemplate(second, set, place.isGo) : second;
    const found = generated(own, place, depth + 1);
    made += found.sets.length;
    return { ...found, sets: found.sets.map((one) => overlaid(set, one)) };
  });
  const { sets, unknown } = all(inner);
  return { sets, unknown: [...new Set([...outer.unknown, ...unknown])] };
}

function merged(node: YamlNode, place: GeneratorPlace, depth: number): Generated {
  const keys = itemsAt(node, 'mergeKeys').flatMap((key) => (isScalar(key) ? [String(key.value)] : []));
  const [base, ...others] = itemsAt(node, 'generators').map((one) => generated(one, place, depth + 1));
  if (!base) return NOTHING;
  const idOf = (set: Parameters): string =>
    JSON.stringify(keys.map((key) => textAt(set, key) ?? textAt(set, ...key.split('.')) ?? null));
  const byId = new Map<string, Parameters[]>();
  for (const set of others.flatMap((other) => other.sets)) {
    const id = idOf(set);
    byId.set(id, [...(byId.get(id) ?? []).slice(0, MOST_SETS), set]);
  }
  const sets = base.sets
    .slice(0, MOST_SETS + 1)
    .map((set) => (byId.get(idOf(set)) ?? []).reduce(overlaid, set));
  return { sets, unknown: [base, ...others].flatMap(({ unknown }) => unknown) };
}

function overlaid(below: YamlMapping, above: YamlMapping): YamlMapping {
  const entries = new Map(below.entries.map(({ key, value }) => [key.value, value]));
  for (const { key, value } of above.entries) entries.set(key.value, value);
  return mappingOf([...entries], below);
}
