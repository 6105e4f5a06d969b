import { byCodeUnit } from '../../core/order.ts';
import { folderOf, nameOf } from '../../core/path.ts';
import type { Description } from '../objects/description.ts';
import { description } from '../objects/description.ts';
import type { Manifest } from '../objects/manifest.ts';
import { addressOf } from '../objects/manifest.ts';
import type { ObjectFiles } from '../objects/object-files.ts';

export interface PlainInput {
  /** Files that may hold plain manifests. */
  readonly plain: readonly string[];
  readonly objects: ObjectFiles;
  readonly described: readonly Description[];
}

/** Files of objects that nothing renders or deploys, by folder; a file that repeats another one stands apart. */
export function plainFolders(
  { plain, objects, described }: PlainInput,
  deployed: readonly Description[],
): readonly Description[] {
  const taken = new Set(deployed.flatMap(({ files }) => files));
  const kustomized = new Set(
    described.filter(({ kind }) => kind === 'kustomization').map(({ root }) => root),
  );
  const folders = new Map<string, string[]>();
  for (const file of plain) {
    if (taken.has(file) || objects.objects(file).length === 0) continue;
    const folder = folderOf(file);
    const known = folders.get(folder);
    if (known) known.push(file);
    else folders.set(folder, [file]);
  }
  return [...folders].flatMap(([root, files]) => {
    const { together, apart } = withoutRepetitions(files, objects);
    const where = root === '' ? 'the folder' : root;
    const beside = kustomized.has(root) ? `the kustomization of ${where} does not name it` : undefined;
    return [
      ofFiles(root, together, objects, { variant: undefined, notDeployed: beside }),
      ...apart.map(({ file, repeats }) =>
        ofFiles(root, [file], objects, {
          variant: nameOf(file).replace(/\.(ya?ml|json)$/i, ''),
          notDeployed: beside ?? `${nameOf(repeats)} beside it describes the same objects`,
        }),
      ),
    ];
  });
}

function ofFiles(
  root: string,
  files: readonly string[],
  objects: ObjectFiles,
  rest: Pick<Description, 'variant' | 'notDeployed'>,
): Description {
  const manifests = files.flatMap((file) => objects.objects(file));
  const diagnostics = files.flatMap((file) => objects.diagnostics(file));
  const namespace = ownNamespace(manifests);
  return description({ kind: 'manifests', root, manifests, files, diagnostics, namespace, ...rest });
}

interface Repetition {
  readonly file: string;
  readonly repeats: string;
}

/**
 * A folder may hold one system in several forms (with and without a mesh, version 1 and version 2). Files that
 * declare a workload of another file are left out, the fullest file and the shortest name first.
 */
function withoutRepetitions(
  files: readonly string[],
  objects: ObjectFiles,
): { readonly together: readonly string[]; readonly apart: readonly Repetition[] } {
  const declared = new Map(files.map((file) => [file, workloadsIn(objects.objects(file))]));
  const size = (file: string): number => declared.get(file)?.size ?? 0;
  const ordered = [...files].sort((a, b) => size(b) - size(a) || a.length - b.length || byCodeUnit(a, b));
  const owner = new Map<string, string>();
  const apart: Repetition[] = [];
  for (const file of ordered) {
    const own = [...(declared.get(file) ?? [])];
    const repeats = own.map((address) => owner.get(address)).find((known) => known !== undefined);
    if (repeats === undefined) for (const address of own) owner.set(address, file);
    else apart.push({ file, repeats });
  }
  const left = new Set(apart.map(({ file }) => file));
  return {
    together: files.filter((file) => !left.has(file)),
    apart: apart.sort((a, b) => byCodeUnit(a.file, b.file)),
  };
}

const WORKLOADS: ReadonlySet<string> = new Set([
  'CronJob',
  'DaemonSet',
  'Deployment',
  'Job',
  'Pod',
  'StatefulSet',
]);

function workloadsIn(manifests: readonly Manifest[]): ReadonlySet<string> {
  return new Set(manifests.filter(({ kind }) => WORKLOADS.has(kind)).map(addressOf));
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
