import { environmentIn } from '../../core/environment-names.ts';
import { folderOf } from '../../core/path.ts';
import type { Description } from '../objects/description.ts';

/**
 * Names the system that a description belongs to, so that its environments and clusters find each other:
 * folders that differ only in the word of an environment, overlays side by side on one base, and one release
 * with several sets of values.
 */
export function familiesOf(descriptions: readonly Description[]): ReadonlyMap<Description, string> {
  const families = new Map<Description, string>();
  const bases = new Map<string, string>();
  for (const one of descriptions) {
    const own = ownFamily(one);
    const shared = sharedBases(one).map((base) => `${one.kind} ${folderOf(one.root)} ${base}`);
    const found = shared.map((key) => bases.get(key)).find((family) => family !== undefined) ?? own;
    for (const key of shared) if (!bases.has(key)) bases.set(key, found);
    families.set(one, found);
  }
  return families;
}

function ownFamily({ kind, root, deployments }: Description): string {
  const pattern = withoutEnvironment(root);
  const [deployment] = deployments;
  const isFolderOfOne = pattern !== root;
  if (isFolderOfOne || !deployment) return `${kind}:${pattern}`;
  return `${kind}:${pattern} ${withoutEnvironment(deployment.name)}`;
}

/** Bases that stand beside an overlay or its folder: not what a whole organisation shares. */
function sharedBases({ kind, root, includes }: Description): readonly string[] {
  if (kind !== 'kustomization') return [];
  const near = [folderOf(root), folderOf(folderOf(root))];
  return includes.filter((base) => base !== root && near.includes(folderOf(base)));
}

/** `apps/orders-prod/eu` as `apps/orders-*∕eu`: the same for every environment. */
function withoutEnvironment(path: string): string {
  return path
    .split('/')
    .map((segment) => {
      if (environmentIn(segment) === undefined) return segment;
      const words = segment.split(/([-_.]+)/);
      const replaced = words.map((word) => (environmentIn(word) === undefined ? word : '*')).join('');
      return replaced === segment ? '*' : replaced;
    })
    .join('/');
}
