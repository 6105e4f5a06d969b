import type { Files } from '../../../core/files.ts';
import { folderOf, nameOf } from '../../../core/path.ts';
import type { NotRead } from '../../../core/resource.ts';
import type { Follower } from '../follow.ts';
import type { Tree } from '../tree.ts';
import { helmfileDeployments, isHelmfile } from './helmfile.ts';

/**
 * Follows what helmfiles release, for charts that nothing else deploys: a helmfile beside Argo CD, Flux or
 * Terraform is how people try the charts on their own machine.
 */
export function followHelmfiles(files: Files, tree: Tree, follower: Follower): readonly NotRead[] {
  const elsewhere = new Set(follower.found.deployed.map(({ root }) => root));
  const notRead: NotRead[] = [];
  const all = files.list().filter(isHelmfile);
  const main = new Set(all.filter((path) => /^helmfile\.ya?ml(\.gotmpl)?$/.test(nameOf(path))).map(folderOf));
  for (const file of all) {
    const isMain = /^helmfile\.ya?ml(\.gotmpl)?$/.test(nameOf(file));
    if (!isMain && main.has(folderOf(file)) && nameOf(folderOf(file)) !== 'helmfile.d') {
      notRead.push({ file, kind: 'helmfile', why: 'the helmfile beside it is read' });
      continue;
    }
    const said = helmfileDeployments(file, tree);
    notRead.push(...said.notRead);
    for (const deployment of said.deployments) {
      const { folder } = deployment.source;
      if (folder === undefined) continue;
      if (!elsewhere.has(folder)) follower.deploy(deployment);
      else
        notRead.push({
          file,
          kind: 'helmfile',
          why: `something else deploys ${folder}: its release is left out`,
        });
    }
  }
  return notRead;
}
