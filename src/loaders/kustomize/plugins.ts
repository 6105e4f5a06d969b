import type { YamlMapping, YamlNode } from '../../syntax/yaml/ast.ts';
import { isScalar, nodeAt } from '../../syntax/yaml/node.ts';
import type { FieldSpec } from './field-path.ts';
import { generate } from './generators.ts';
import { setImage } from './images.ts';
import type { Item } from './item.ts';
import { entriesOf, field, isOn, itemsOf, textField, textsOfField } from './kustomization.ts';
import { sequenceOf } from '../objects/make-node.ts';
import { scalar, textOf } from './nodes.ts';
import { patches, patchesJson, patchesStrategicMerge } from './patches.ts';
import { Refusal } from './refusal.ts';
import { applyReplacements } from './replacements.ts';
import type { Step } from './step.ts';
import { withReplicas } from './transform.ts';
import { specOf } from './transformer-config.ts';
import { addEntries, affixNames, setNamespace } from './transformers.ts';

/** Applies a transformer that is configured by an object of its own (a file of `transformers`). */
export function applyPlugin(items: readonly Item[], plugin: YamlMapping, step: Step): readonly Item[] {
  const kind = builtInKind(plugin, step);
  const specs = itemsOf(plugin, 'fieldSpecs').map(specOf);
  switch (kind) {
    case 'PrefixTransformer':
    case 'SuffixTransformer':
      return affix(items, plugin, kind, specs, step);
    case 'PrefixSuffixTransformer': {
      const prefixed = affix(items, plugin, 'PrefixTransformer', specs, step);
      return affix(prefixed, plugin, 'SuffixTransformer', specs, step);
    }
    case 'NamespaceTransformer':
      return namespace(items, plugin, specs, step);
    case 'LabelTransformer':
      return addEntries(items, entriesOf(plugin, 'labels'), specs, step);
    case 'AnnotationsTransformer':
      return addEntries(items, entriesOf(plugin, 'annotations'), specs, step);
    case 'PatchTransformer':
      return patches(items, [plugin], step);
    case 'PatchJson6902Transformer':
      return patchesJson(items, [plugin], step);
    case 'PatchStrategicMergeTransformer':
      return strategic(items, plugin, step);
    case 'ImageTagTransformer':
      return setImage(items, field(plugin, 'imageTag') ?? plugin, specs, step);
    case 'ReplicaCountTransformer':
      return withReplicas(items, field(plugin, 'replica') ?? plugin, specs, step);
    case 'ReplacementTransformer':
      return applyReplacements(items, itemsOf(plugin, 'replacements'), step);
    default:
      throw unknownPlugin(kind, plugin);
  }
}

/** The objects of a generator that is configured by an object of its own (a file of `generators`). */
export function generateByPlugin(plugin: YamlMapping, step: Step): readonly Item[] {
  const kind = builtInKind(plugin, step);
  if (kind === 'ConfigMapGenerator') return [generate('ConfigMap', plugin, undefined, step)];
  if (kind === 'SecretGenerator') return [generate('Secret', plugin, undefined, step)];
  if (kind === 'HelmChartInflationGenerator') {
    const why = `the chart ${textField(plugin, 'name')} is rendered by Kustomize only with helm`;
    step.log.leaveOut('helm', why, plugin);
    return [];
  }
  throw unknownPlugin(kind, plugin);
}

/** The kind of a built-in plugin; programs of the user's own are never run. */
function builtInKind(plugin: YamlMapping, step: Step): string {
  const kind = textOf(nodeAt(plugin, 'kind')) ?? '';
  if (textOf(nodeAt(plugin, 'apiVersion')) === 'builtin') return kind;
  step.log.leaveOut('kustomization', `${kind} is a plugin that would have to be run`, plugin);
  throw new Refusal('kustomize-plugin', `${kind} is a plugin that would have to be run; it is not.`, plugin);
}

function unknownPlugin(kind: string, plugin: YamlNode): Refusal {
  return new Refusal('kustomize-plugin', `Kustomize has no built-in ${kind}. Correct the kind.`, plugin);
}

function affix(
  items: readonly Item[],
  plugin: YamlMapping,
  kind: 'PrefixTransformer' | 'SuffixTransformer',
  specs: readonly FieldSpec[],
  step: Step,
): readonly Item[] {
  const isPrefix = kind === 'PrefixTransformer';
  if (specs.length === 0) {
    throw new Refusal('kustomize-plugin', `${kind} has no fieldSpecs. Add them.`, plugin);
  }
  const node = field(plugin, isPrefix ? 'prefix' : 'suffix');
  const text = isScalar(node) ? node : scalar('', plugin);
  return affixNames(items, text, { where: isPrefix ? 'prefix' : 'suffix', specs }, step);
}

function namespace(
  items: readonly Item[],
  plugin: YamlMapping,
  specs: readonly FieldSpec[],
  step: Step,
): readonly Item[] {
  const value = nodeAt(plugin, 'metadata', 'namespace');
  if (!isScalar(value)) return items;
  const mode = textField(plugin, 'setRoleBindingSubjects') || 'defaultOnly';
  if (mode !== 'defaultOnly' && mode !== 'allServiceAccounts' && mode !== 'none') {
    const message = 'setRoleBindingSubjects is defaultOnly, allServiceAccounts or none. Correct it.';
    throw new Refusal('kustomize-plugin', message, plugin);
  }
  const unsetOnly = isOn(plugin, 'unsetOnly');
  return setNamespace(items, { namespace: value, specs, unsetOnly, subjects: mode }, step);
}

function strategic(items: readonly Item[], plugin: YamlMapping, step: Step): readonly Item[] {
  const inline = field(plugin, 'patches');
  const all = [...textsOfField(plugin, 'paths'), ...(isScalar(inline) ? [inline] : [])];
  return patchesStrategicMerge(items, sequenceOf(all, plugin).items, step);
}
