import { folderOf, joinPath, normalPath } from '../../core/path.ts';
import type { DataObject } from '../../core/value.ts';
import type { SourceRange } from '../../core/location.ts';
import type { YamlNode } from '../../syntax/yaml/ast.ts';
import { itemsAt, nodeAt, textAt } from '../../syntax/yaml/node.ts';
import { parseYaml } from '../../syntax/yaml/parse.ts';

/** An image that Skaffold builds and whose tag it writes into the manifests. */
export interface Artifact {
  readonly image: string;
  /** Where its Dockerfile would be; another builder may make it without one. */
  readonly dockerfile: string;
  readonly at: SourceRange;
}

/** The artifacts of a Skaffold file, those of profiles included. https://skaffold.dev/docs/references/yaml/ */
export function artifactsOf(text: string, file: string): readonly Artifact[] {
  const artifacts: Artifact[] = [];
  for (const { root } of parseYaml(text, { file, typing: 'core' }).documents) {
    if (!root || textAt(root, 'apiVersion')?.startsWith('skaffold/') !== true) continue;
    for (const part of [root, ...itemsAt(root, 'profiles')]) {
      for (const item of itemsAt(part, 'build', 'artifacts')) {
        const artifact = artifactOf(item, file);
        if (artifact) artifacts.push(artifact);
      }
    }
  }
  return artifacts;
}

function artifactOf(item: YamlNode, file: string): Artifact | undefined {
  const image = textAt(item, 'image');
  if (image === undefined) return undefined;
  const context = joinPath(folderOf(file), textAt(item, 'context') ?? '.');
  const dockerfile = joinPath(context, textAt(item, 'docker', 'dockerfile') ?? 'Dockerfile');
  const { start, end } = nodeAt(item, 'image') ?? item;
  return { image, dockerfile: normalPath(dockerfile) ?? dockerfile, at: { file, start, end } };
}

/** An artifact as attributes. */
export function artifactData({ image, dockerfile }: Artifact): DataObject {
  return { image, dockerfile };
}
