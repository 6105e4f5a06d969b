import { folderOf } from '../../core/path.ts';
import type { Description } from '../objects/description.ts';
import { description } from '../objects/description.ts';
import type { Manifest } from '../objects/manifest.ts';
import type { ObjectFiles } from '../objects/object-files.ts';

export interface PlainInput {
  /** Files that may hold plain manifests. */
  readonly plain: readonly string[];
  readonly objects: ObjectFiles;
  readonly described: readonly Description[];
}

/** Files of objects that nothing renders or deploys, by folder. */
export function plainFolders(
  { plain, objects, described }: PlainInput,
  deployed: readonly Description[],
): readonly Description[] {
  const taken = new Set(deployed.flatMap(({ files }) => files));
  // A kustomization that cannot be built may name the file all the same.
  const kustomized = new Set(
    described.filter((one) => one.kind === 'kustomization' && isBuilt(one)).map(({ root }) => root),
  );
  const folders = new Map<string, string[]>();
  for (const file of plain) {
    if (taken.has(file) || objects.objects(file).length === 0) continue;
    const folder = folderOf(file);
    const known = folders.get(folder);
    if (known) known.push(file);
    else folders.set(folder, [file]);
  }
  return [...folders].map(([root, files]) => {
    const where = root === '' ? 'the folder' : root;
    const notDeployed = kustomized.has(root) ? `the kustomization of ${where} does not name it` : undefined;
    const manifests = files.flatMap((file) => objects.objects(file));
    const diagnostics = files.flatMap((file) => objects.diagnostics(file));
    const namespace = ownNamespace(manifests);
    return description({ kind: 'manifests', root, manifests, files, diagnostics, notDeployed, namespace });
  });
}

function isBuilt({ diagnostics }: Description): boolean {
  return diagnostics.every(({ severity }) => severity !== 'error');
}

/**
 * The namespace that a folder makes and that everything in it names which names one: what names none is
 * applied with it (`kubectl apply -n …`).
 */
function ownNamespace(manifests: readonly Manifest[]): string | undefined {
  const made = new Set(manifests.filter(({ kind }) => kind === 'Namespace').map(({ name }) => name));
  const [only] = made;
  if (made.size !== 1) return undefined;
  const isAlone = manifests.every(({ namespace }) => namespace === undefined || namespace === only);
  return isAlone && manifests.some(({ namespace }) => namespace === only) ? only : undefined;
}
