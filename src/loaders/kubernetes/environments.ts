import { environmentIn } from '../../core/environment-names.ts';
import { nameOf } from '../../core/path.ts';
import type { EnvironmentClaim } from '../../core/resource.ts';
import type { Deployment } from '../objects/deployment.ts';
import { labelWords } from '../gitops/environment-words.ts';
import type { Description, EnvironmentWord } from '../objects/description.ts';
import type { Activity } from './activity.ts';

/**
 * Tells the environments of descriptions. Values, labels and annotations speak first, then the GitOps objects
 * that deploy it (which folder goes to which cluster), then names of its own folders, files and namespaces.
 */
export class Environments {
  readonly #activity: Activity;
  readonly #known = new Map<Description, readonly EnvironmentWord[]>();

  constructor(activity: Activity) {
    this.#activity = activity;
  }

  /** The environments of a description with their evidence. */
  of(one: Description): readonly EnvironmentClaim[] {
    return claims(this.#words(one));
  }

  #words(one: Description): readonly EnvironmentWord[] {
    const known = this.#known.get(one);
    if (known) return known;
    this.#known.set(one, []);
    const found = this.#find(one);
    this.#known.set(one, found);
    return found;
  }

  #find(one: Description): readonly EnvironmentWord[] {
    const told = [...one.told, ...labelled(one)];
    if (told.length > 0) return told;
    const given = this.#activity.deployersOf(one).map((deployment) => this.#given(deployment));
    const all = given.flat();
    const evaluated = all.filter(({ grade }) => grade === 'B');
    if (evaluated.length > 0) return evaluated;
    if (all.length > 0) return all;
    return (
      [valuesNamed, folderNamed, namespaceNamed].map((find) => find(one)).find((some) => some.length > 0) ??
      []
    );
  }

  /** What a GitOps object tells of what it deploys: what is said of itself, its cluster, its own folder. */
  #given(deployment: Deployment): readonly EnvironmentWord[] {
    const { says, cluster, namespace, name, parent, environments } = deployment;
    const { root } = parent.manifest;
    if (environments) return environments;
    const labels = labelWords(root);
    if (labels.length > 0) return labels;
    const from = parent.description ? this.#words(parent.description) : [];
    if (from.length > 0) return from;
    const { file, start, end } = root;
    const told = (text: string | undefined, what: string): readonly EnvironmentWord[] => {
      const environment = text === undefined ? undefined : environmentIn(text);
      if (text === undefined || environment === undefined) return [];
      const at = { file, start, end };
      return [{ name: environment, grade: 'C', file, at, says: `${says} ${what} ${text}` }];
    };
    return (
      [
        told(cluster, 'goes to cluster'),
        pathWords(file, `${says} stands in`),
        told(name, 'is called'),
        told(namespace, 'goes to namespace'),
      ].find((some) => some.length > 0) ?? []
    );
  }
}

function claims(words: readonly EnvironmentWord[]): readonly EnvironmentClaim[] {
  const byName = new Map<string, EnvironmentWord[]>();
  for (const word of words) {
    const known = byName.get(word.name);
    if (!known) byName.set(word.name, [word]);
    else if (!known.some(({ says, file }) => says === word.says && file === word.file)) known.push(word);
  }
  return [...byName]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, because]) => ({
      name,
      grade: because.some(({ grade }) => grade === 'B') ? 'B' : 'C',
      because: because.slice(0, MOST_REASONS).map(({ at, file, says }) => ({ at, file, says })),
    }));
}

// More reasons for one name add nothing.
const MOST_REASONS = 3;

/** Labels of its namespaces, else of all objects that have such a label, when they agree. */
function labelled({ manifests }: Description): readonly EnvironmentWord[] {
  const namespaces = manifests
    .filter(({ kind }) => kind === 'Namespace')
    .flatMap(({ root }) => labelWords(root));
  if (namespaces.length > 0) return namespaces;
  const words = manifests.flatMap(({ root }) => labelWords(root));
  const names = new Set(words.map(({ name }) => name));
  return names.size === 1 ? words.slice(0, 1) : [];
}

function valuesNamed({ valuesFiles }: Description): readonly EnvironmentWord[] {
  return valuesFiles.flatMap((file) => {
    // `environments/production/values.yaml` is named by its folder.
    const named = file.replace(/\/values\.ya?ml$/, '').replace(/\.ya?ml$/, '');
    const name = environmentIn(nameOf(named));
    return name === undefined ? [] : [{ name, grade: 'C', at: undefined, file, says: `the name of ${file}` }];
  });
}

function folderNamed({ root, variant, kind, files }: Description): readonly EnvironmentWord[] {
  // Files of one folder may be meant for one environment each: `dev.yaml`, `prod.yaml`.
  const isByFile = kind === 'manifests' && variant !== undefined && files.length > 0;
  return isByFile ? files.flatMap((file) => pathWords(file, undefined)) : pathWords(`${root}/`, undefined);
}

/** The environment in the deepest segment of a path that names one. */
function pathWords(path: string, says: string | undefined): readonly EnvironmentWord[] {
  const segments = path.split('/');
  for (let index = segments.length - 1; index >= 0; index -= 1) {
    const name = environmentIn((segments[index] ?? '').replace(/\.(ya?ml|json)$/, ''));
    const folder = segments.slice(0, index + 1).join('/');
    if (name !== undefined) {
      return [
        {
          name,
          grade: 'C',
          at: undefined,
          file: folder,
          says: says === undefined ? `the name of ${folder}` : `${says} ${folder}`,
        },
      ];
    }
  }
  return [];
}

/** One namespace that all objects share. */
function namespaceNamed({ manifests, namespace }: Description): readonly EnvironmentWord[] {
  const names = new Set(manifests.flatMap((one) => one.namespace ?? namespace ?? []));
  const [only] = names;
  const name = names.size === 1 && only !== undefined ? environmentIn(only) : undefined;
  if (name === undefined) return [];
  return [{ name, grade: 'C', at: undefined, file: '', says: `the name of namespace ${only ?? ''}` }];
}
