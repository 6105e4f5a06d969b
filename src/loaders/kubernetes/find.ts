import type { Files } from '../../core/files.ts';
import { isDenied } from '../../core/files.ts';
import { environmentIn } from '../../core/environment-names.ts';
import { folderOf, joinPath, nameOf, normalPath } from '../../core/path.ts';
import { itemsAt, textAt } from '../../syntax/yaml/node.ts';
import type { Tree } from '../gitops/tree.ts';

/** Folders of kustomizations, sorted. Flux has objects of the same kind in files of the same name. */
export function kustomizationFolders(files: Files): readonly string[] {
  return files.list().flatMap((path) => {
    if (!/^(kustomization\.ya?ml|Kustomization)$/.test(nameOf(path))) return [];
    const text = files.read(path);
    return isDenied(text) || /^apiVersion:\s*["']?kustomize\.toolkit\./m.test(text) ? [] : [folderOf(path)];
  });
}

/** Whether the kustomization of a folder is a Component, which others switch on. */
export function isComponent(tree: Tree, folder: string): boolean {
  const file = tree.kustomizationOf(folder);
  return file !== undefined && textAt(tree.values(file), 'kind') === 'Component';
}

/** A chart of this tree. */
export interface ChartFolder {
  readonly folder: string;
  readonly name: string;
  /** A library, or a chart that stands inside another one: not deployed by itself. */
  readonly isPart: boolean;
  /** Charts of this tree that it depends on. */
  readonly dependencies: readonly string[];
  /** Values files beside it whose name tells an environment. */
  readonly variants: readonly { readonly name: string; readonly file: string }[];
}

/** Every chart of the tree, sorted by folder. */
export function chartFolders(tree: Tree): readonly ChartFolder[] {
  const files = tree.files.list();
  const folders = files.filter((path) => nameOf(path) === 'Chart.yaml').map(folderOf);
  const all = new Set(folders);
  return folders.map((folder) => {
    const chart = tree.values(joinPath(folder, 'Chart.yaml'));
    const isLibrary = textAt(chart, 'type') === 'library';
    const dependencies = itemsAt(chart, 'dependencies').flatMap((one) => {
      const [, path] = /^file:\/\/(.*)$/.exec(textAt(one, 'repository') ?? '') ?? [];
      const found = path === undefined ? undefined : normalPath(`${folder}/${path}`);
      return found !== undefined && all.has(found) ? [found] : [];
    });
    return {
      folder,
      name: textAt(chart, 'name') ?? nameOf(folder),
      isPart: isLibrary || isInsideChart(folder, all),
      dependencies,
      variants: variantsIn(folder, tree),
    };
  });
}

/** Whether it stands in the `charts/` folder of another chart. */
function isInsideChart(folder: string, charts: ReadonlySet<string>): boolean {
  const above = folderOf(folder);
  return nameOf(above) === 'charts' && charts.has(folderOf(above));
}

const VALUES = /^(?:values[-._](.+)|(.+)[-._]values)\.ya?ml$/;

function variantsIn(folder: string, tree: Tree): ChartFolder['variants'] {
  const named = (inner: string, name: string): ChartFolder['variants'] => {
    const [, after, before] = VALUES.exec(name) ?? [];
    const bare = inner === '' ? undefined : /^(.+)\.ya?ml$/.exec(name)?.[1];
    const variant = after ?? before ?? bare;
    if (variant === undefined || environmentIn(variant) === undefined) return [];
    return [{ name: variant, file: joinPath(below(folder, inner), name) }];
  };
  const flat = ['', ...PLACES].flatMap((inner) =>
    tree.files.entries(below(folder, inner)).files.flatMap((name) => named(inner, name)),
  );
  return [...flat, ...PLACES.flatMap((inner) => variantFolders(below(folder, inner), tree))];
}

const PLACES = ['values', 'environments', 'env', 'envs'];

/** `environments/production/values.yaml`. */
function variantFolders(folder: string, tree: Tree): ChartFolder['variants'] {
  return tree.files.entries(folder).folders.flatMap((name) => {
    const file = ['values.yaml', 'values.yml']
      .map((one) => `${folder}/${name}/${one}`)
      .find((one) => tree.hasFile(one));
    return file === undefined || environmentIn(name) === undefined ? [] : [{ name, file }];
  });
}

function below(folder: string, inner: string): string {
  return inner === '' ? folder : joinPath(folder, inner);
}

/** Folders whose YAML belongs to a chart: templates, definitions, values for tests, charts inside. */
export function isOfChart(path: string, charts: ReadonlySet<string>): boolean {
  for (let folder = folderOf(path); ; folder = folderOf(folder)) {
    if (charts.has(folder)) {
      const inside = path.slice(folder === '' ? 0 : folder.length + 1);
      return /^(templates|crds|charts|ci)\/|^(Chart|requirements|values[^/]*)\.ya?ml$/.test(inside);
    }
    if (folder === '') return false;
  }
}
