import type { OwnershipGaps } from '../../../core/facts/ownership.ts';
import { groupBy } from '../../../core/group-by.ts';
import { byCodeUnit, byKey } from '../../../core/order.ts';
import { folderOf } from '../../../core/path.ts';
import { DESCRIBING_KINDS } from '../../../core/resource.ts';
import type { Stack } from '../../../core/resource.ts';
import { componentId } from '../../../core/id.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import type { LinkPass } from '../../link-pass.ts';

/** Lists for every stack, and for the repository, what nobody answers for, with whoever is near. */
export const ownershipGaps: LinkPass = {
  name: 'ownership-gaps',
  after: ['ownership', 'stacks'],
  run(draft) {
    const asked = [...draft.components.values()].filter(
      ({ facts, stack }) => facts.ownership !== undefined && stack !== undefined && isAsked(stack),
    );
    const byStack = groupBy(asked, ({ stack }) => stack);
    const stacks = [...byStack].map(([stack, components]) => ({ stack, components }));
    const without = stacks.filter(({ components }) => !components.some(isOwned));
    if (stacks.length === 0) return;
    const isOfRepository = without.length > 1 || without.length === stacks.length;
    const looked = lookedAt(draft);
    const around = nearestOwners(byStack);
    for (const { stack, components } of stacks) {
      const component = stack && draft.components.get(componentId(`stack:${stack.id}`));
      if (!component) continue;
      const own = mostOf(components, `most of ${stack.root || 'the root folder'}`);
      component.facts.ownershipGaps = {
        ...gapsOf(components),
        isToldForRepository: isOfRepository && own === undefined,
        nearest: own ?? around(stack),
        looked,
      };
    }
    const repository = draft.components.get(componentId('repository'));
    if (!repository || !isOfRepository) return;
    const all = gapsOf(without.flatMap(({ components }) => components));
    repository.facts.ownershipGaps = { ...all, isToldForRepository: false, nearest: undefined, looked };
  },
};

/** Examples and modules belong to whoever uses them, a compose project to whoever starts it. */
function isAsked({ kind, code, outputs }: Stack): boolean {
  if (DESCRIBING_KINDS.has(kind) || kind === 'compose') return false;
  // A folder without provider and backend that hands things out is a module for others.
  return code.role === 'root' || (code.role === 'maybe-module' && Object.keys(outputs).length === 0);
}

function isOwned({ facts }: ComponentDraft): boolean {
  return facts.ownership?.owner !== undefined;
}

function gapsOf(
  components: readonly ComponentDraft[],
): Pick<OwnershipGaps, 'asked' | 'unowned' | 'undecided'> {
  const without = components.filter((component) => !isOwned(component));
  const mayHave = ({ facts }: ComponentDraft): boolean => facts.ownership?.unknown !== undefined;
  const ids = (list: readonly ComponentDraft[]): OwnershipGaps['unowned'] =>
    list.map(({ id }) => id).sort(byCodeUnit);
  return {
    asked: components.length,
    unowned: ids(without.filter((one) => !mayHave(one))),
    undecided: ids(without.filter(mayHave)),
  };
}

type Nearest = OwnershipGaps['nearest'];

/** The owner that most have, where any has one. */
function mostOf(components: readonly ComponentDraft[], where: string): Nearest {
  const counts = new Map<string, number>();
  for (const { facts } of components) {
    const owner = facts.ownership?.owner;
    if (owner !== undefined) counts.set(owner, (counts.get(owner) ?? 0) + 1);
  }
  const ranked = [...counts].sort(byKey(([owner, count]) => `${1e9 - count} ${owner}`));
  const [owner] = ranked[0] ?? [];
  return owner === undefined ? undefined : { owner, says: `${owner} owns ${where}` };
}

/** Of the stacks in the same folder. */
function nearestOwners(
  byStack: ReadonlyMap<Stack | undefined, readonly ComponentDraft[]>,
): (stack: Stack) => Nearest {
  const byFolder = new Map<string, ComponentDraft[]>();
  for (const [stack, components] of byStack) {
    if (!stack) continue;
    const folder = folderOf(stack.root);
    const known = byFolder.get(folder);
    if (known) known.push(...components);
    else byFolder.set(folder, [...components]);
  }
  const known = new Map<string, Nearest>();
  return ({ root }) => {
    const folder = folderOf(root);
    if (!known.has(folder)) {
      known.set(
        folder,
        mostOf(byFolder.get(folder) ?? [], `most beside it, in ${folder || 'the root folder'}`),
      );
    }
    return known.get(folder);
  };
}

function lookedAt(draft: GraphDraft): readonly string[] {
  const owners = draft.ofType('codeowners').map(({ name }) => name);
  const entities = draft.ofType('backstage-entity').length;
  return [
    ...owners,
    ...(entities > 0 ? [`a catalog of ${entities} entities`] : []),
    'labels, annotations and tags',
    'namespaces',
    'default tags',
    ...(draft.declared.services.length > 0 ? ['whatfails.yaml'] : []),
  ];
}
