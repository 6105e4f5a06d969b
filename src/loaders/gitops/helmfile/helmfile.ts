import { environmentIn } from '../../../core/environment-names.ts';
import { isDenied } from '../../../core/files.ts';
import { folderOf, joinPath, nameOf, normalPath } from '../../../core/path.ts';
import type { NotRead } from '../../../core/resource.ts';
import { Unknown } from '../../../core/value.ts';
import type { YamlNode } from '../../../syntax/yaml/ast.ts';
import { isMapping, isScalar, itemsAt, nodeAt, textAt } from '../../../syntax/yaml/node.ts';
import { Dict } from '../../helm/template/value.ts';
import { mergeValues } from '../../helm/values/merge.ts';
import type { EnvironmentWord } from '../../objects/description.ts';
import type { Said } from '../argo-application.ts';
import type { Deployment } from '../../objects/deployment.ts';
import { mappingOf } from '../../objects/make-node.ts';
import { parameterValues } from '../parameters.ts';
import type { Tree } from '../tree.ts';
import { renderGotmpl } from './render-gotmpl.ts';

/** Whether Helmfile reads a file by itself. */
export function isHelmfile(path: string): boolean {
  return /(^|\/)helmfile(\.[\w-]+)*\.ya?ml(\.gotmpl)?$|(^|\/)helmfile\.d\/[^/]+\.ya?ml(\.gotmpl)?$/.test(
    path,
  );
}

/**
 * The releases of a helmfile, once for each of its environments. Nothing is run.
 * https://helmfile.readthedocs.io/ (1.1, read 2026-11)
 */
export function helmfileDeployments(file: string, tree: Tree): Said {
  const text = tree.files.read(file);
  if (isDenied(text)) return { deployments: [], notRead: [] };
  const parts = text.split(/^---[^\n]*\n/m);
  const names = environmentNames(file, parts, tree);
  const notRead: NotRead[] = [];
  const deployments = names.flatMap((environment) => {
    const state: State = { file, tree, environment, values: [], notRead };
    return parts.flatMap((part, index) => readPart(part, offsetOf(parts, index), state));
  });
  return { deployments, notRead };
}

interface State {
  readonly file: string;
  readonly tree: Tree;
  readonly environment: string;
  /** Values of the environment so far: later parts see what earlier parts set. */
  readonly values: (YamlNode | Unknown)[];
  readonly notRead: NotRead[];
}

function offsetOf(parts: readonly string[], index: number): string {
  // Blank lines in the place of what comes before keep the lines of this part.
  const before = parts.slice(0, index).join('---\n');
  return index === 0 ? '' : `${before.replaceAll(/[^\n]/g, ' ')}   \n`;
}

function readPart(part: string, before: string, state: State): readonly Deployment[] {
  const { file, tree, environment, notRead } = state;
  const root = renderGotmpl({ file, text: before + part, data: dataOf(state, {}) }, tree);
  if (root === 'failed')
    notRead.push({ file, kind: 'helmfile', why: 'its template cannot be rendered here' });
  if (root === 'failed' || !isMapping(root)) return [];
  for (const base of texts(itemsAt(root, 'bases'))) addBase(base, state);
  state.values.push(...valuesOf(itemsAt(root, 'environments', environment, 'values'), state, {}));
  return itemsAt(root, 'releases').flatMap((release) => releaseOf(release, root, state) ?? []);
}

function addBase(base: string, state: State): void {
  const path = normalPath(`${folderOf(state.file)}/${base}`);
  const root = path === undefined ? undefined : state.tree.values(path);
  const inside = path === undefined ? state : { ...state, file: path };
  state.values.push(...valuesOf(itemsAt(root, 'environments', state.environment, 'values'), inside, {}));
}

/** Environments by name; `default` alone only where no other is written. */
function environmentNames(file: string, parts: readonly string[], tree: Tree): readonly string[] {
  const found = new Set<string>();
  const add = (root: YamlNode | undefined): void => {
    const environments = nodeAt(root, 'environments');
    if (isMapping(environments)) for (const { key } of environments.entries) found.add(key.value);
  };
  for (const part of parts) {
    const state: State = { file, tree, environment: 'default', values: [], notRead: [] };
    const root = renderGotmpl({ file, text: part, data: dataOf(state, {}) }, tree);
    if (root === 'failed') continue;
    add(root);
    for (const base of texts(itemsAt(root, 'bases')))
      add(tree.values(normalPath(`${folderOf(file)}/${base}`) ?? ''));
  }
  found.delete('default');
  return found.size === 0 ? ['default'] : [...found];
}

interface ReleaseNames {
  readonly name?: string;
  readonly namespace?: string;
}

function dataOf({ environment, values }: State, { name, namespace }: ReleaseNames): Dict {
  const all = mergeValues(values);
  const release: (readonly [string, Dict])[] =
    name === undefined
      ? []
      : [
          [
            'Release',
            Dict.of([
              ['Name', name],
              ['Namespace', namespace ?? ''],
              ['Labels', new Dict()],
            ]),
          ],
        ];
  return Dict.of([
    [
      'Environment',
      Dict.of([
        ['Name', environment],
        ['KubeContext', ''],
        ['Values', all],
      ]),
    ],
    ['Values', all],
    ['StateValues', all],
    ['Namespace', ''],
    ...release,
  ]);
}

function releaseOf(release: YamlNode, root: YamlNode, state: State): Deployment | undefined {
  const { file, tree, environment, notRead } = state;
  const name = textAt(release, 'name');
  const chart = textAt(release, 'chart');
  if (!isMapping(release) || name === undefined || chart === undefined || isOff(release, state))
    return undefined;
  const namespace = textAt(release, 'namespace') ?? textAt(root, 'helmDefaults', 'namespace');
  const folder = normalPath(`${folderOf(file)}/${chart}`);
  const isHere = folder !== undefined && tree.hasFile(joinPath(folder, 'Chart.yaml'));
  if (!isHere)
    notRead.push({ file, kind: 'helm', why: `the chart ${chart} of release ${name} is not in this tree` });
  const values = valuesOf(itemsAt(release, 'values'), state, { name, ...(namespace ? { namespace } : {}) });
  const set = parameterValues(itemsAt(release, 'set'));
  const kind = environment === 'default' ? name : `${environment}/${name}`;
  const manifest = { root: release, apiVersion: 'helmfile', kind: 'Release', name, namespace };
  return {
    says: `helmfile release ${name}`,
    name,
    parent: { manifest, description: undefined },
    environments: wordsOf(environment, file),
    variant: joinPath(folderOf(file), kind),
    cluster: undefined,
    namespace,
    selfHeals: false,
    ignores: [],
    source: {
      kind: 'chart',
      folder: isHere ? folder : undefined,
      chart,
      repository: undefined,
      version: nodeAt(release, 'version'),
      helm: {
        release: name,
        values: set ? [...values, set] : values,
        valuesFiles: filesOf(release, file),
        unread: [],
      },
      substitutions: undefined,
    },
  };
}

function isOff(release: YamlNode, { values }: State): boolean {
  const installed = nodeAt(release, 'installed');
  if (installed?.kind === 'scalar' && installed.value === false) return true;
  const condition = textAt(release, 'condition');
  if (condition === undefined) return false;
  const found = [...values]
    .reverse()
    .map((one) => (Unknown.is(one) ? undefined : nodeAt(one, ...condition.split('.'))))
    .find((node) => node !== undefined);
  return found?.kind === 'scalar' && found.value === false;
}

/** Values by path, by template or as they are, in order. */
function valuesOf(
  items: readonly YamlNode[],
  state: State,
  names: ReleaseNames,
): readonly (YamlNode | Unknown)[] {
  return items.flatMap((item) => {
    if (!isScalar(item)) return [item];
    if (typeof item.value !== 'string') return Unknown.is(item.value) ? [item.value] : [];
    return [valuesFile(item.value, state, names)];
  });
}

function valuesFile(named: string, state: State, names: ReleaseNames): YamlNode | Unknown {
  const { file, tree } = state;
  const path = normalPath(`${folderOf(file)}/${named}`);
  const text = path === undefined ? undefined : tree.files.read(path);
  if (path !== undefined && typeof text === 'string') {
    const read = path.endsWith('.gotmpl')
      ? renderGotmpl({ file: path, text, data: dataOf(state, names) }, tree)
      : tree.values(path);
    // A file or template without content sets nothing.
    if (read !== 'failed') return read ?? mappingOf([], { file: path, start: 0, end: 0 });
  }
  const detail = `the values file ${named} cannot be read here`;
  return new Unknown({ reason: 'file-not-readable', detail, settledBy: named });
}

function filesOf(release: YamlNode, file: string): readonly string[] {
  return texts(itemsAt(release, 'values')).flatMap((named) => normalPath(`${folderOf(file)}/${named}`) ?? []);
}

function wordsOf(environment: string, file: string): readonly EnvironmentWord[] {
  const name = environmentIn(environment);
  if (name === undefined) return [];
  return [{ name, grade: 'C', file, at: undefined, says: `environment ${environment} of ${nameOf(file)}` }];
}

function texts(nodes: readonly YamlNode[]): readonly string[] {
  return nodes.flatMap((node) => (isScalar(node) && typeof node.value === 'string' ? [node.value] : []));
}
