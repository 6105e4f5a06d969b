import type { YamlNode } from '../../syntax/yaml/ast.ts';
import type { FieldSpec } from './field-path.ts';
import { fieldSpec } from './field-path.ts';
import {
  COMMON_ANNOTATIONS,
  COMMON_LABELS,
  IMAGES,
  NAME,
  NAMESPACE,
  REPLICAS,
  TEMPLATE_LABELS,
  VARIABLE_REFERENCES,
} from './field-specs.ts';
import { isOn, itemsOf, textField } from './kustomization.ts';
import type { NameReference } from './name-reference-table.ts';
import { NAME_REFERENCES } from './name-reference-table.ts';
import { Refusal } from './refusal.ts';

/** Which fields the transformers change. */
export interface TransformerConfig {
  readonly namePrefix: readonly FieldSpec[];
  readonly nameSuffix: readonly FieldSpec[];
  readonly namespace: readonly FieldSpec[];
  readonly commonLabels: readonly FieldSpec[];
  readonly labels: readonly FieldSpec[];
  readonly templateLabels: readonly FieldSpec[];
  readonly commonAnnotations: readonly FieldSpec[];
  readonly varReference: readonly FieldSpec[];
  readonly images: readonly FieldSpec[];
  readonly replicas: readonly FieldSpec[];
  readonly nameReference: readonly NameReference[];
}

/** The built-in configuration. */
export const DEFAULT_CONFIG: TransformerConfig = {
  namePrefix: NAME,
  nameSuffix: NAME,
  namespace: NAMESPACE,
  commonLabels: COMMON_LABELS,
  labels: [],
  templateLabels: TEMPLATE_LABELS,
  commonAnnotations: COMMON_ANNOTATIONS,
  varReference: VARIABLE_REFERENCES,
  images: IMAGES,
  replicas: REPLICAS,
  nameReference: NAME_REFERENCES,
};

const LISTS = [
  'namePrefix',
  'nameSuffix',
  'namespace',
  'commonLabels',
  'labels',
  'templateLabels',
  'commonAnnotations',
  'varReference',
  'images',
  'replicas',
] as const;

/** What a file of `configurations` states. */
export function readConfig(root: YamlNode | undefined): TransformerConfig {
  const specs = (name: string): readonly FieldSpec[] => itemsOf(root, name).map(specOf);
  return {
    namePrefix: specs('namePrefix'),
    nameSuffix: specs('nameSuffix'),
    namespace: specs('namespace'),
    commonLabels: specs('commonLabels'),
    labels: specs('labels'),
    templateLabels: specs('templateLabels'),
    commonAnnotations: specs('commonAnnotations'),
    varReference: specs('varReference'),
    images: specs('images'),
    replicas: specs('replicas'),
    nameReference: itemsOf(root, 'nameReference').map((node) => ({
      ...gvkOf(node),
      referrers: itemsOf(node, 'fieldSpecs').map(specOf),
    })),
  };
}

/** A field specification as written: `path`, `create` and the kind it is for. */
export function specOf(node: YamlNode): FieldSpec {
  return fieldSpec(textField(node, 'path'), { ...gvkOf(node), create: isOn(node, 'create') });
}

function gvkOf(node: YamlNode): { readonly group: string; readonly version: string; readonly kind: string } {
  return {
    group: textField(node, 'group'),
    version: textField(node, 'version'),
    kind: textField(node, 'kind'),
  };
}

/** Both configurations together; what is in both counts once. */
export function mergeConfigs(first: TransformerConfig, second: TransformerConfig): TransformerConfig {
  if (first === second) return first;
  const all = (name: (typeof LISTS)[number]): readonly FieldSpec[] => mergeSpecs(first[name], second[name]);
  return {
    namePrefix: all('namePrefix'),
    nameSuffix: all('nameSuffix'),
    namespace: all('namespace'),
    commonLabels: all('commonLabels'),
    labels: all('labels'),
    templateLabels: all('templateLabels'),
    commonAnnotations: all('commonAnnotations'),
    varReference: all('varReference'),
    images: all('images'),
    replicas: all('replicas'),
    nameReference: mergeReferences(first.nameReference, second.nameReference),
  };
}

/** Both lists; a field that the first one reaches already is left out of the second. */
export function mergeSpecs(first: readonly FieldSpec[], second: readonly FieldSpec[]): readonly FieldSpec[] {
  if (first === second || second.length === 0) return first;
  const merged = [...first];
  for (const spec of second) {
    const known = merged.find((one) => one.path === spec.path && covers(one, spec));
    if (!known) merged.push(spec);
    else if (known.create !== spec.create) {
      const message = `${spec.path} is to be made where missing, and is not. Use the same \`create\` twice.`;
      throw new Refusal('kustomize-config', message);
    }
  }
  return merged;
}

/** Whether what is known is for the kinds of the other one, which may leave parts of them open. */
function covers(known: FieldSpec, other: FieldSpec): boolean {
  return (
    (other.group === '' || other.group === known.group) &&
    (other.version === '' || other.version === known.version) &&
    (other.kind === '' || other.kind === known.kind)
  );
}

function mergeReferences(
  first: readonly NameReference[],
  second: readonly NameReference[],
): readonly NameReference[] {
  if (first === second || second.length === 0) return first;
  const merged = [...first];
  for (const other of second) {
    const at = merged.findIndex(
      ({ group, version, kind }) => group === other.group && version === other.version && kind === other.kind,
    );
    const known = merged[at];
    if (!known) merged.push(other);
    else merged[at] = { ...known, referrers: mergeSpecs(known.referrers, other.referrers) };
  }
  return merged;
}
