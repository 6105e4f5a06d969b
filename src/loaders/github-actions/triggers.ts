import type { YamlMapping, YamlNode } from '../../syntax/yaml/ast.ts';
import { isMapping, nodeAt } from '../../syntax/yaml/node.ts';
import { scalarOf, sequenceOf } from '../objects/make-node.ts';
import { made, textOf, textsOf } from '../pipelines/made.ts';

/** Every trigger of a workflow in the long form, one for tags and one for branches of a push. */
export function triggersOf(root: YamlMapping): YamlNode {
  // YAML 1.1 takes `on` for a boolean; other tools write it back so.
  const on = nodeAt(root, 'on') ?? nodeAt(root, 'true');
  if (!on) return sequenceOf([], root);
  if (!isMapping(on)) {
    return sequenceOf(
      textsOf(on).flatMap((node) => triggerOf(textOf(node) ?? '', undefined, node)),
      on,
    );
  }
  return sequenceOf(
    on.entries.flatMap(({ key, value }) => triggerOf(key.value, value, key)),
    on,
  );
}

function triggerOf(name: string, options: YamlNode | undefined, at: YamlNode): readonly YamlMapping[] {
  if (name === '') return [];
  const one = (entries: readonly (readonly [string, YamlNode | undefined])[]) =>
    made([['name', scalarOf(name, at)], ...entries], at);
  const branches = nodeAt(options, 'branches');
  const ignored = nodeAt(options, 'branches-ignore');
  if (name === 'workflow_run') {
    return [
      one([
        ['branches', listOf(branches)],
        ['workflows', listOf(nodeAt(options, 'workflows'))],
      ]),
    ];
  }
  if (name !== 'push') {
    return [
      one([
        ['branches', listOf(branches) ?? butOf(ignored)],
        ['types', listOf(nodeAt(options, 'types'))],
      ]),
    ];
  }
  const tags = nodeAt(options, 'tags');
  const butTags = nodeAt(options, 'tags-ignore');
  // A push that names only branches leaves out tags, and the other way round.
  const hasBranches = branches !== undefined || ignored !== undefined;
  const hasTags = tags !== undefined || butTags !== undefined;
  const found: YamlMapping[] = [];
  if (hasBranches || !hasTags) found.push(one([['branches', listOf(branches) ?? butOf(ignored)]]));
  if (hasTags || !hasBranches) {
    found.push(
      one([
        ['isTag', scalarOf(true, at)],
        ['branches', listOf(tags) ?? butOf(butTags)],
      ]),
    );
  }
  return found;
}

function listOf(node: YamlNode | undefined): YamlNode | undefined {
  if (!node) return undefined;
  return sequenceOf(
    textsOf(node).map((one) => scalarOf(textOf(one) ?? '', one)),
    node,
  );
}

/** All but some: as patterns of the platform, where `!` takes away. */
function butOf(node: YamlNode | undefined): YamlNode | undefined {
  if (!node) return undefined;
  const without = textsOf(node).map((one) => scalarOf(`!${textOf(one) ?? ''}`, one));
  return sequenceOf([scalarOf('**', node), ...without], node);
}
