import { componentId } from '../../../core/id.ts';
import type { ComponentId } from '../../../core/id.ts';
import type { StackFacts } from '../../../core/facts/code.ts';
import { byCodeUnit } from '../../../core/order.ts';
import type { Stack } from '../../../core/resource.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import { knownValue } from '../../graph-draft.ts';
import type { LinkPass } from '../../link-pass.ts';
import { completedBackends, joinStateBuckets } from './backends.ts';
import { findCounterparts } from './counterparts.ts';
import { environmentWitnesses } from './environment-witnesses.ts';
import { largestGroup } from './largest-group.ts';
import { plannedLosses } from './planned-losses.ts';
import { callsInModules, foundSecrets } from './repository.ts';
import { keptElsewhere } from './state-platforms.ts';
import { secretsInState } from './state-secrets.ts';
import { unreadSettings } from './unread-settings.ts';

/**
 * Makes one component for every stack and one for the repository, with what is known of them as a whole. Runs
 * last: it compares and counts what the other passes found.
 */
export const stacks: LinkPass = {
  name: 'stacks',
  after: ['every other pass'],
  run(draft) {
    const byStack = componentsByStack(draft);
    const roots = stacksByRoot(draft.stacks);
    const counterparts = findCounterparts(draft, byStack);
    const unread = unreadSettings(draft.stacks);
    for (const stack of draft.stacks) {
      const component = draft.addBare(stackComponent(stack), 'stack', nameOf(stack), stack);
      const own = byStack.get(stack.id) ?? [];
      const backends = completedBackends(draft, stack);
      joinStateBuckets(draft, component.id, backends);
      const facts: StackFacts = {
        code: stack.code,
        rootName: rootNameOf(stack),
        sameRoot: (roots.get(rootKey(stack)) ?? []).map(stackComponent),
        managedResources: stack.resources.filter((resource) => resource.mode === 'managed').length,
        stateful: statefulOf(own),
        secretsInState: secretsInState(stack),
        backends,
        stateKeptBy: keptElsewhere(draft, stack),
        largestGroup: largestGroup(stack),
        environmentWitnesses: environmentWitnesses(stack),
        counterparts: counterparts.get(stack.id) ?? [],
        plannedLosses: plannedLosses(draft, stack),
        unreadSettings: unread.ofRoot(stack.root),
      };
      draft.setFact(component, 'stackFacts', facts);
    }
    if (draft.stacks.length === 0) return;
    const repository = draft.addBare('repository', 'repository', 'this repository', undefined);
    draft.setFact(repository, 'repositoryFacts', {
      secrets: foundSecrets(draft.stacks),
      settings: unread.shared,
      moduleCalls: callsInModules(draft.stacks),
    });
  },
};

function statefulOf(components: readonly ComponentDraft[]): readonly ComponentId[] {
  const keeping = components.filter(({ facts }) => knownValue(facts.keepsData) === true);
  return keeping.map(({ id }) => id).sort(byCodeUnit);
}

function stackComponent(stack: Stack): ComponentId {
  return componentId(`stack:${stack.id}`);
}

function rootNameOf(stack: Stack): string {
  return stack.root === '' ? 'the root folder' : stack.root;
}

/** `infra/orders (prod)`: the root, and the variable set where there are several. */
function nameOf(stack: Stack): string {
  const at = stack.id.lastIndexOf('@');
  const set = at < 0 || stack.kind !== 'terraform' ? '' : ` (${stack.id.slice(at + 1)})`;
  return `${rootNameOf(stack)}${set}`;
}

function rootKey(stack: Stack): string {
  return `${stack.kind}\u0000${stack.root}`;
}

/** Stacks of one root, sorted by id: the first one speaks for the root. */
function stacksByRoot(all: readonly Stack[]): ReadonlyMap<string, readonly Stack[]> {
  const roots = new Map<string, Stack[]>();
  for (const stack of [...all].sort((a, b) => byCodeUnit(a.id, b.id))) {
    const known = roots.get(rootKey(stack));
    if (known) known.push(stack);
    else roots.set(rootKey(stack), [stack]);
  }
  return roots;
}

function componentsByStack(draft: GraphDraft): ReadonlyMap<string, readonly ComponentDraft[]> {
  const found = new Map<string, ComponentDraft[]>();
  for (const component of draft.components.values()) {
    if (!component.stack) continue;
    const known = found.get(component.stack.id);
    if (known) known.push(component);
    else found.set(component.stack.id, [component]);
  }
  return found;
}
