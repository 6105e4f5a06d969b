import { isDenied } from '../../core/files.ts';
import type { YamlEntry, YamlMapping, YamlNode, YamlScalar } from '../../syntax/yaml/ast.ts';
import { isMapping, isScalar } from '../../syntax/yaml/node.ts';
import { textOf } from './nodes.ts';
import { Refusal } from './refusal.ts';
import type { SourceReader } from './source-reader.ts';

/** A kustomization file, as written. */
export interface Kustomization {
  readonly folder: string;
  readonly file: string;
  readonly root: YamlMapping;
  readonly isComponent: boolean;
}

/** Reads the kustomization of a folder; throws a Refusal where there is none that can be built. */
export function readKustomization(reader: SourceReader, folder: string): Kustomization {
  const [file, second] = reader.kustomizationsIn(folder);
  const at = { file: file ?? folder, start: 0, end: 0 };
  if (file === undefined) {
    const message = `there is no kustomization file in ${folder === '' ? '.' : folder}. Add one.`;
    throw new Refusal('kustomize-missing', message, at);
  }
  const parsed = reader.documents(file, 'kubernetes');
  if (isDenied(parsed)) throw new Refusal('kustomize-missing', `${parsed.message}.`, at);
  const [syntax] = parsed.diagnostics;
  const root = parsed.documents.find((one) => one.root)?.root;
  if (!root || isEmptyKustomization(root)) {
    const message = syntax?.message ?? 'the kustomization is empty. Fill it, or remove it.';
    throw new Refusal('kustomize-empty', message, syntax?.at ?? at);
  }
  if (!isMapping(root)) throw new Refusal('kustomize-file', 'a kustomization is a mapping of fields.', at);
  const apiVersion = textField(root, 'apiVersion');
  if (isFlux(apiVersion)) {
    const message = 'this is an object for Flux and no file for Kustomize. Name another folder.';
    throw new Refusal('kustomize-flux', message, at);
  }
  const isComponent = textField(root, 'kind') === 'Component';
  if (second !== undefined) {
    throw new Refusal('kustomize-two-files', `${file} and ${second} stand side by side. Remove one.`, at);
  }
  return { folder, file, root, isComponent };
}

/** Whether nothing but the kind is said: empty lists count as said, null and empty texts do not. */
function isEmptyKustomization(root: YamlNode): boolean {
  return (
    isMapping(root) &&
    root.entries.every(
      ({ key, value }) =>
        /^(?:apiVersion|kind)$/i.test(key.value) ||
        (isScalar(value) && (value.value === null || value.value === '')),
    )
  );
}

/** Whether an API version is that of Flux's objects, which often stand in files of the same name. */
function isFlux(apiVersion: string): boolean {
  return apiVersion.startsWith('kustomize.toolkit.fluxcd.io/');
}

/** A kind or version that Kustomize does not build. */
export function strangeKind({ root, isComponent }: Kustomization): readonly Refusal[] {
  const kind = textField(root, 'kind');
  const version = textField(root, 'apiVersion');
  const wanted = `kustomize.config.k8s.io/${isComponent ? 'v1alpha1' : 'v1beta1'}`;
  const isKnown = kind === '' || kind === 'Kustomization' || kind === 'Component';
  if (isKnown && (version === '' || version === wanted)) return [];
  const name = isComponent ? 'a Component' : 'a Kustomization';
  const message = `this should be ${name} of ${wanted}. Correct it.`;
  return [new Refusal('kustomize-kind', message, root)];
}

/** The entry of a field; names differ in case as Kustomize allows. */
function fieldEntry(node: YamlNode | undefined, name: string): YamlEntry | undefined {
  if (node?.kind !== 'mapping') return undefined;
  const exact = node.entries.find(({ key }) => key.value === name);
  if (exact) return exact;
  const lower = name.toLowerCase();
  return node.entries.find(({ key }) => key.value.toLowerCase() === lower);
}

/** The value of a field; undefined where it is missing or null. */
export function field(node: YamlNode | undefined, name: string): YamlNode | undefined {
  const value = fieldEntry(node, name)?.value;
  return isScalar(value) && value.value === null ? undefined : value;
}

/** The text of a field, empty where there is none. */
export function textField(node: YamlNode | undefined, name: string): string {
  return textOf(field(node, name)) ?? '';
}

/** Whether a field is true. */
export function isOn(node: YamlNode | undefined, name: string): boolean {
  const value = field(node, name);
  return isScalar(value) && value.value === true;
}

/** The items of a field that is a list. */
export function itemsOf(node: YamlNode | undefined, name: string): readonly YamlNode[] {
  const value = field(node, name);
  return value?.kind === 'sequence' ? value.items : [];
}

/** The texts of a field that is a list of texts. */
export function textsOfField(node: YamlNode | undefined, name: string): readonly YamlScalar[] {
  return itemsOf(node, name).filter(isScalar);
}

/** The entries of a field that is a mapping. */
export function entriesOf(node: YamlNode | undefined, name: string): readonly YamlEntry[] {
  const value = field(node, name);
  return isMapping(value) ? value.entries : [];
}
