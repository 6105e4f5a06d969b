import { isDenied } from '../../core/files.ts';
import { folderOf } from '../../core/path.ts';
import type { Tree } from '../gitops/tree.ts';
import type { Description } from '../objects/description.ts';

/**
 * Kustomizations below a folder whose own kustomization does not name them are not deployed with it: where a
 * GitOps object deploys that folder, or where their line is commented out.
 */
export function withoutLeftOut(
  kustomizations: readonly Description[],
  deployed: readonly Description[],
  tree: Tree,
): readonly Description[] {
  const byRoot = new Map(kustomizations.map((one) => [one.root, one]));
  const included = new Set([...kustomizations, ...deployed].flatMap(({ includes }) => includes));
  const deployedRoots = new Set(deployed.map(({ root }) => root));
  return kustomizations.map((one) => {
    if (one.notDeployed !== undefined || included.has(one.root) || deployedRoots.has(one.root)) return one;
    const above = nearestAbove(one.root, byRoot);
    if (!above || one.includes.includes(above.root)) return one;
    const where = above.root === '' ? 'the folder above' : above.root;
    if (isCommentedOut(one.root, above.root, tree)) {
      return { ...one, notDeployed: `its line in the kustomization of ${where} is commented out` };
    }
    if (!deployedRoots.has(above.root)) return one;
    return { ...one, notDeployed: `the kustomization of ${where}, which is deployed, does not name it` };
  });
}

function nearestAbove(root: string, byRoot: ReadonlyMap<string, Description>): Description | undefined {
  for (let folder = root; folder !== '';) {
    folder = folderOf(folder);
    const found = byRoot.get(folder);
    if (found) return found;
  }
  return undefined;
}

/** `# - ./orders` in the kustomization above. */
function isCommentedOut(root: string, above: string, tree: Tree): boolean {
  const file = tree.kustomizationOf(above);
  const text = file === undefined ? '' : tree.files.read(file);
  if (isDenied(text)) return false;
  const inside = root.slice(above === '' ? 0 : above.length + 1);
  return text
    .split('\n')
    .map((line) => /^\s*#+\s*-\s+(?:\.\/)?(\S+?)\/?\s*$/.exec(line)?.[1])
    .includes(inside);
}
