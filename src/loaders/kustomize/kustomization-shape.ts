import type { YamlNode } from '../../syntax/yaml/ast.ts';
import { isMissingOrNull } from './nodes.ts';
import { Refusal } from './refusal.ts';

/** What may stand in a field of a kustomization. */
type Shape =
  | 'text'
  | 'number'
  | 'flag'
  | 'any'
  | { readonly fields: Readonly<Record<string, Shape>> }
  | { readonly listOf: Shape }
  | { readonly mapOf: Shape };

const TEXTS: Shape = { listOf: 'text' };
const TEXT_MAP: Shape = { mapOf: 'text' };

function fields(names: string, more: Readonly<Record<string, Shape>> = {}): Shape {
  const texts = names.split(' ').filter((name) => name !== '');
  return { fields: { ...Object.fromEntries(texts.map((name) => [name, 'text' as const])), ...more } };
}

function listOf(shape: Shape): Shape {
  return { listOf: shape };
}

const GVK = 'group version kind';
const SPECS = listOf(fields(`${GVK} path`, { create: 'flag' }));
const SELECTOR = fields(`${GVK} name namespace annotationSelector labelSelector`);
const PATCHES = listOf(fields('path patch', { target: SELECTOR, options: { mapOf: 'flag' } }));
const IMAGES = listOf(fields('name newName tagSuffix newTag digest'));
const GENERATOR_OPTIONS = fields('', {
  labels: TEXT_MAP,
  annotations: TEXT_MAP,
  disableNameSuffixHash: 'flag',
  immutable: 'flag',
});
const GENERATOR: Readonly<Record<string, Shape>> = {
  literals: TEXTS,
  files: TEXTS,
  envs: TEXTS,
  options: GENERATOR_OPTIONS,
};
const COPY_OPTIONS = fields('delimiter encoding', { index: 'number', create: 'flag' });
const REPLACEMENTS = listOf(
  fields('path', {
    source: fields(`${GVK} name namespace fieldPath`, { options: COPY_OPTIONS }),
    targets: listOf(
      fields('', { select: SELECTOR, reject: listOf(SELECTOR), fieldPaths: TEXTS, options: COPY_OPTIONS }),
    ),
  }),
);
const VARIABLES = listOf(
  fields('name', { objref: fields(`apiVersion ${GVK} name namespace`), fieldref: fields('fieldPath') }),
);

/**
 * The fields of a kustomization.
 * https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/, and what Kustomize 5.5 accepts.
 */
const KUSTOMIZATION = fields('apiVersion kind namePrefix nameSuffix namespace', {
  metadata: fields('name namespace', { labels: TEXT_MAP, annotations: TEXT_MAP }),
  openapi: TEXT_MAP,
  commonLabels: TEXT_MAP,
  commonAnnotations: TEXT_MAP,
  labels: listOf(
    fields('', { pairs: TEXT_MAP, includeSelectors: 'flag', includeTemplates: 'flag', fields: SPECS }),
  ),
  patchesStrategicMerge: TEXTS,
  patchesJson6902: PATCHES,
  patches: PATCHES,
  images: IMAGES,
  imageTags: IMAGES,
  replacements: REPLACEMENTS,
  replicas: listOf(fields('name', { count: 'number' })),
  vars: VARIABLES,
  sortOptions: fields('order', { legacySortOptions: fields('', { orderFirst: TEXTS, orderLast: TEXTS }) }),
  resources: TEXTS,
  components: TEXTS,
  crds: TEXTS,
  bases: TEXTS,
  configMapGenerator: listOf(fields('namespace name behavior env', GENERATOR)),
  secretGenerator: listOf(fields('namespace name behavior env type', GENERATOR)),
  helmGlobals: 'any',
  helmCharts: 'any',
  helmChartInflationGenerator: 'any',
  generatorOptions: GENERATOR_OPTIONS,
  configurations: TEXTS,
  generators: TEXTS,
  transformers: TEXTS,
  validators: TEXTS,
  buildMetadata: TEXTS,
});

const LISTS = 'namePrefix nameSuffix namespace commonLabels labels templateLabels commonAnnotations';
const CONFIGURATION: Shape = {
  fields: {
    ...Object.fromEntries(`${LISTS} varReference images replicas`.split(' ').map((name) => [name, SPECS])),
    nameReference: listOf(fields(GVK, { fieldSpecs: SPECS })),
  },
};

/** What of a kustomization Kustomize does not know or cannot take. */
export function strangeFields(root: YamlNode): readonly Refusal[] {
  return strange(root, KUSTOMIZATION, '');
}

/** The same for a file of `configurations`. */
export function strangeConfiguration(root: YamlNode): readonly Refusal[] {
  return strange(root, CONFIGURATION, '');
}

function strange(node: YamlNode, shape: Shape, path: string): readonly Refusal[] {
  if (shape === 'any' || isMissingOrNull(node)) return [];
  if (typeof shape === 'string') return strangeScalar(node, shape, path);
  if ('listOf' in shape) {
    if (node.kind !== 'sequence') return [wrongKind(node, path, 'a list')];
    return node.items.flatMap((item) => strangeEntry(item, shape.listOf, path));
  }
  if (node.kind !== 'mapping') return [wrongKind(node, path, 'a mapping')];
  return node.entries.flatMap(({ key, value }) => {
    const inner = path === '' ? key.value : `${path}.${key.value}`;
    const known = 'mapOf' in shape ? shape.mapOf : shapeOf(shape.fields, key.value);
    if (known) return strange(value, known, inner);
    const message = `Kustomize knows no field \`${inner}\`. Correct its name, or remove it.`;
    return [new Refusal('kustomize-field', message, key)];
  });
}

/** An entry of a list; the name of a file in the place of a mapping is what older fields take. */
function strangeEntry(item: YamlNode, shape: Shape, path: string): readonly Refusal[] {
  const hasFields = typeof shape === 'object' && 'fields' in shape;
  if (!hasFields || item.kind !== 'scalar' || isMissingOrNull(item)) return strange(item, shape, path);
  const written = 'path' in shape.fields ? ` For a file, write \`- path: ${String(item.value)}\`.` : '';
  const message = `an entry of \`${path}\` must be a mapping, and this is a text.${written}`;
  return [new Refusal('kustomize-field', message, item)];
}

/** Names may differ in case. */
function shapeOf(shapes: Readonly<Record<string, Shape>>, name: string): Shape | undefined {
  if (Object.hasOwn(shapes, name)) return shapes[name];
  const lower = name.toLowerCase();
  return Object.entries(shapes).find(([known]) => known.toLowerCase() === lower)?.[1];
}

const TYPES = { text: 'string', number: 'number', flag: 'boolean' } as const;
const WORDS = { text: 'a text in quotes', number: 'a number', flag: 'true or false' } as const;

function strangeScalar(node: YamlNode, shape: 'text' | 'number' | 'flag', path: string): readonly Refusal[] {
  const isRight = node.kind === 'scalar' && typeof node.value === TYPES[shape];
  return isRight ? [] : [wrongKind(node, path, WORDS[shape])];
}

function wrongKind(node: YamlNode, path: string, wanted: string): Refusal {
  return new Refusal('kustomize-field', `\`${path}\` must be ${wanted}. Correct it.`, node);
}
