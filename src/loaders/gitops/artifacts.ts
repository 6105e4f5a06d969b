import { folderOf, normalPath } from '../../core/path.ts';
import { itemsAt, textAt } from '../../syntax/yaml/node.ts';
import type { Manifest } from '../objects/manifest.ts';
import type { Parent } from '../objects/deployment.ts';
import type { Sources } from './sources.ts';

/**
 * The folder of this tree behind a path of an artifact that an ArtifactGenerator copies together.
 * https://fluxcd.io/flux/components/source/artifactgenerators/ (2026-11)
 */
export function artifactFolder(
  name: string,
  path: string,
  { manifest }: Parent,
  sources: Sources,
): string | undefined {
  const generators = sources.ofKind('ArtifactGenerator');
  const near = generators.filter(({ root }) => folderOf(root.file) === folderOf(manifest.root.file));
  for (const generator of [...near, ...generators]) {
    const folder = folderFrom(generator, name, path);
    if (folder !== undefined) return folder;
  }
  return undefined;
}

function folderFrom({ root }: Manifest, name: string, path: string): string | undefined {
  const artifact = itemsAt(root, 'spec', 'artifacts').find((one) => textAt(one, 'name') === name);
  const wanted = normalPath(path);
  if (!artifact || wanted === undefined) return undefined;
  for (const copy of itemsAt(artifact, 'copy')) {
    const from = copied(textAt(copy, 'from'));
    const to = copied(textAt(copy, 'to'));
    if (from === undefined || to === undefined) continue;
    if (to === '' || wanted === to || wanted.startsWith(`${to}/`)) {
      return normalPath(`${from}/${to === '' ? wanted : wanted.slice(to.length)}`);
    }
  }
  return undefined;
}

/** `@monorepo/apps/base/**` is `apps/base`. */
function copied(text: string | undefined): string | undefined {
  return text === undefined ? undefined : normalPath(text.replace(/^@[^/]+\/?/, '').replace(/\/?\*\*?$/, ''));
}
