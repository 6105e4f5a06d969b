import type { YamlEntry, YamlNode, YamlScalar } from '../../syntax/yaml/ast.ts';
import { isScalar } from '../../syntax/yaml/node.ts';
import type { FieldSpec } from './field-path.ts';
import { fieldSpec } from './field-path.ts';
import { setImage } from './images.ts';
import type { Item } from './item.ts';
import type { Kustomization } from './kustomization.ts';
import { entriesOf, field, isOn, itemsOf, textField } from './kustomization.ts';
import { scalar } from './nodes.ts';
import { patches, patchesJson, patchesStrategicMerge } from './patches.ts';
import { Refusal } from './refusal.ts';
import { applyReplacements } from './replacements.ts';
import type { Step } from './step.ts';
import { mergeSpecs, specOf } from './transformer-config.ts';
import type { TransformerConfig } from './transformer-config.ts';
import { addEntries, affixNames, setNamespace, setReplicas } from './transformers.ts';

/** Applies the fields of a kustomization that change objects, in the order in which Kustomize does. */
export function transformItems(
  items: readonly Item[],
  { root }: Kustomization,
  config: TransformerConfig,
  step: Step,
): readonly Item[] {
  let all = patchesStrategicMerge(items, itemsOf(root, 'patchesStrategicMerge'), step);
  all = patches(all, itemsOf(root, 'patches'), step);
  const namespace = field(root, 'namespace');
  if (isScalar(namespace)) {
    const options = {
      namespace,
      specs: config.namespace,
      unsetOnly: false,
      subjects: 'defaultOnly',
    } as const;
    all = setNamespace(all, options, step);
  }
  const prefix = field(root, 'namePrefix');
  if (isScalar(prefix) && prefix.value !== '') {
    all = affixNames(all, prefix, { where: 'prefix', specs: config.namePrefix }, step);
  }
  const suffix = field(root, 'nameSuffix');
  if (isScalar(suffix) && suffix.value !== '') {
    all = affixNames(all, suffix, { where: 'suffix', specs: config.nameSuffix }, step);
  }
  for (const label of itemsOf(root, 'labels')) {
    all = step.log.attempt(label, all, () =>
      addEntries(all, pairsOf(label), labelSpecs(label, config), step),
    );
  }
  all = addEntries(all, entriesOf(root, 'commonLabels'), config.commonLabels, step);
  all = addEntries(all, entriesOf(root, 'commonAnnotations'), config.commonAnnotations, step);
  all = patchesJson(all, itemsOf(root, 'patchesJson6902'), step);
  for (const entry of itemsOf(root, 'replicas')) {
    all = step.log.attempt(entry, all, () => withReplicas(all, entry, config.replicas, step));
  }
  for (const image of [...itemsOf(root, 'images'), ...itemsOf(root, 'imageTags')]) {
    all = step.log.attempt(image, all, () => setImage(all, image, config.images, step));
  }
  return applyReplacements(all, itemsOf(root, 'replacements'), step);
}

function pairsOf(label: YamlNode): readonly YamlEntry[] {
  return entriesOf(label, 'pairs');
}

const METADATA_LABELS = fieldSpec('metadata/labels', { create: true });

function labelSpecs(label: YamlNode, config: TransformerConfig): readonly FieldSpec[] {
  const own = mergeSpecs(itemsOf(label, 'fields').map(specOf), config.labels);
  if (isOn(label, 'includeSelectors')) return mergeSpecs(own, config.commonLabels);
  const templates = isOn(label, 'includeTemplates') ? mergeSpecs(own, config.templateLabels) : own;
  return mergeSpecs(templates, [METADATA_LABELS]);
}

/** An entry of `replicas`: a name and a count, which is 0 where none is written. */
export function withReplicas(
  items: readonly Item[],
  entry: YamlNode,
  specs: readonly FieldSpec[],
  step: Step,
): readonly Item[] {
  const written = field(entry, 'count');
  const count: YamlScalar = isScalar(written) ? written : scalar(0, entry);
  if (typeof count.value !== 'number') {
    throw new Refusal('kustomize-replicas', 'the count of replicas is no number. Correct it.', count);
  }
  return setReplicas(items, { name: textField(entry, 'name'), count, at: entry }, specs, step);
}
