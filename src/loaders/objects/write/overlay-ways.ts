import type { Files } from '../../../core/files.ts';
import { isDenied } from '../../../core/files.ts';
import { joinPath } from '../../../core/path.ts';
import { nodeAt, textAt } from '../../../syntax/yaml/node.ts';
import type { YamlValue } from '../../../syntax/yaml/print.ts';
import { printYaml } from '../../../syntax/yaml/print.ts';
import type { Manifest } from '../manifest.ts';
import { changeAt, documentOf } from './source-place.ts';
import type { SourcePlace } from './source-place.ts';
import { newFile } from './new-object.ts';
import type { ValueIntent, Way } from './ways.ts';
import { asWay, reach, wrapped } from './ways.ts';

/** Ways to change an object in the overlay, so that whoever else uses the base sees nothing of it. */
export function overlayWays(files: Files, folder: string, intent: ValueIntent): readonly Way[] {
  const place = kustomizationOf(files, folder);
  if (!place) return [];
  const names = [...new Set([nameAsWritten(files, intent.manifest), intent.manifest.name])];
  return names.flatMap((name) => [
    ...replicasWays(place, name, intent),
    ...append(place, 'patches', patchOf(name, intent)),
  ]);
}

/** A new object in a file of its own beside the kustomization, without what the overlay adds to it. */
export function addedToOverlay(
  files: Files,
  folder: string,
  object: { readonly [key: string]: YamlValue },
): readonly Way[] {
  const place = kustomizationOf(files, folder);
  if (!place) return [];
  const { root } = place.source.document;
  const prefix = textAt(root, 'namePrefix') ?? '';
  const suffix = textAt(root, 'nameSuffix') ?? '';
  const { file, text } = newFile(files, folder, object, {
    name: (name) => withoutSuffix(name.startsWith(prefix) ? name.slice(prefix.length) : name, suffix),
    keepsNamespace: nodeAt(root, 'namespace') === undefined,
  });
  const named = append(place, 'resources', file.slice(folder === '' ? 0 : folder.length + 1));
  return named.map((way) => [...way, { file, created: text }]);
}

function withoutSuffix(name: string, suffix: string): string {
  return suffix !== '' && name.endsWith(suffix) ? name.slice(0, -suffix.length) : name;
}

/** `replicas:` is the field that people use for this one number. */
function replicasWays(place: SourcePlace, name: string, { path, value }: ValueIntent): readonly Way[] {
  if (path.join('.') !== 'spec.replicas' || typeof value !== 'number') return [];
  return append(place, 'replicas', { name, count: value });
}

function patchOf(name: string, { manifest, path, value }: ValueIntent): YamlValue {
  const { rest } = reach(manifest.root, path);
  const written = path.length - rest.length;
  const [step, ...inner] = rest;
  const operation =
    value === undefined
      ? { op: 'remove', path: pointer(path) }
      : step === undefined
        ? { op: 'replace', path: pointer(path), value }
        : {
            op: 'add',
            path: pointer([...path.slice(0, written), typeof step === 'number' ? '-' : step]),
            value: wrapped(inner, value),
          };
  return { target: { kind: manifest.kind, name }, patch: `${printYaml([operation]).trimEnd()}\n` };
}

/** RFC 6901: `~` and `/` inside a key are escaped. */
function pointer(path: readonly (string | number)[]): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

function append(place: SourcePlace, field: string, value: YamlValue): readonly Way[] {
  const list = nodeAt(place.source.document.root, field);
  if (list?.kind === 'sequence') {
    return asWay(changeAt(place, { op: 'insert', path: [field, list.items.length], value }));
  }
  return asWay(changeAt(place, { op: 'set', path: [field], value: [value] }));
}

function kustomizationOf(files: Files, folder: string): SourcePlace | undefined {
  for (const name of ['kustomization.yaml', 'kustomization.yml', 'Kustomization']) {
    const place = documentOf(files, joinPath(folder, name));
    if (place) return place;
  }
  return undefined;
}

/** The name before prefixes and suffixes, as its file has it. */
function nameAsWritten(files: Files, { root, name }: Manifest): string {
  const node = nodeAt(root, 'metadata', 'name');
  const text = node && files.read(node.file);
  return !node || text === undefined || isDenied(text) ? name : text.slice(node.start, node.end);
}
