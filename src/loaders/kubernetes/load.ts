import type { Diagnostic } from '../../core/diagnostic.ts';
import type { Files } from '../../core/files.ts';
import { isDenied } from '../../core/files.ts';
import { stackId } from '../../core/id.ts';
import { byKey } from '../../core/order.ts';
import { folderOf } from '../../core/path.ts';
import type { NotRead, Stack } from '../../core/resource.ts';
import { parseYaml } from '../../syntax/yaml/parse.ts';
import type { Manifest } from '../objects/manifest.ts';
import { manifestsOf } from '../objects/manifest.ts';
import { placeNames } from '../objects/name-place.ts';
import { objectStack } from '../objects/object-stack.ts';

export interface KubernetesOptions {
  /** Folders (relative to the boundary) whose stacks are wanted; everything when empty. */
  readonly selected: readonly string[];
}

export interface LoadedObjects {
  readonly stacks: readonly Stack[];
  readonly notRead: readonly NotRead[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads every description of Kubernetes objects inside the boundary and renders it as its tool would. */
export function loadKubernetes(files: Files, options: KubernetesOptions): LoadedObjects {
  const diagnostics: Diagnostic[] = [];
  const namePlace = placeNames(files);
  const folders = new Map<string, Manifest[]>();
  for (const file of files.list()) {
    if (!/\.ya?ml$/.test(file)) continue;
    const folder = folderOf(file);
    if (options.selected.length > 0 && !options.selected.some((one) => isInside(folder, one))) continue;
    const text = files.read(file);
    if (isDenied(text) || !text.includes('apiVersion')) continue;
    const parsed = parseYaml(text, { file, typing: 'kubernetes' });
    diagnostics.push(...parsed.diagnostics);
    const manifests = parsed.documents.flatMap(({ root }) => manifestsOf(root, diagnostics));
    if (manifests.length > 0) folders.set(folder, [...(folders.get(folder) ?? []), ...manifests]);
  }
  const stacks = [...folders].map(([root, manifests]) =>
    objectStack({
      id: stackId(`manifests:${root}`),
      kind: 'manifests',
      root,
      manifests,
      environments: [],
      diagnostics: [],
      namePlace,
    }),
  );
  return { stacks: stacks.sort(byKey(({ id }) => id)), notRead: [], diagnostics };
}

function isInside(folder: string, selected: string): boolean {
  return selected === '' || folder === selected || folder.startsWith(`${selected}/`);
}
