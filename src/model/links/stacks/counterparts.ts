import { environmentIn } from '../../../core/environment-names.ts';
import type { Counterpart } from '../../../core/facts/code.ts';
import { componentId } from '../../../core/id.ts';
import { byCodeUnit } from '../../../core/order.ts';
import type { Stack } from '../../../core/resource.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import { compareSettings } from './setting-differences.ts';
import { compareModuleVersions, compareTypes } from './shape-differences.ts';

// Two folders describe one system when this share of their addresses is equal.
const SAME_SYSTEM = 0.6;

/** For every production stack, the stacks of its other environments and what differs. */
export function findCounterparts(
  draft: GraphDraft,
  byStack: ReadonlyMap<string, readonly ComponentDraft[]>,
): ReadonlyMap<string, readonly Counterpart[]> {
  const groups = new Map<string, { stack: Stack; environment: string }[]>();
  for (const stack of draft.stacks) {
    const environment = environmentOf(stack);
    if (environment === undefined || stack.kind !== 'terraform') continue;
    for (const key of keysOf(stack)) {
      const group = groups.get(key);
      if (group) group.push({ stack, environment });
      else groups.set(key, [{ stack, environment }]);
    }
  }
  const found = new Map<string, Counterpart[]>();
  for (const group of groups.values()) {
    for (const own of group.filter(({ environment }) => environment === 'production')) {
      for (const other of group) {
        const counterpart = other.environment === 'production' ? undefined : pair(own.stack, other, byStack);
        if (counterpart) found.set(own.stack.id, [...(found.get(own.stack.id) ?? []), counterpart]);
      }
    }
  }
  for (const list of found.values()) list.sort((a, b) => byCodeUnit(a.component, b.component));
  return found;
}

/** The one environment a stack belongs to; undefined when none or several are told. */
function environmentOf(stack: Stack): string | undefined {
  const names = new Set(stack.environments.map(({ name }) => name));
  const [only] = names;
  return names.size === 1 ? only : undefined;
}

/**
 * Stacks with a key in common may be one system: the same root, or folders that differ only in the
 * environment.
 */
function keysOf(stack: Stack): readonly string[] {
  const isSet = stack.id !== `terraform:${stack.root === '' ? '.' : stack.root}`;
  if (isSet) return [`root ${stack.root}`];
  const pattern = stack.root.split('/').map(withoutEnvironment).join('/');
  return pattern === stack.root ? [] : [`folders ${pattern}`];
}

function withoutEnvironment(segment: string): string {
  const words = segment.split(/([-_.])/);
  return environmentIn(segment) === undefined
    ? segment
    : words.map((word) => (environmentIn(word) === undefined ? word : '*')).join('');
}

function pair(
  own: Stack,
  other: { readonly stack: Stack; readonly environment: string },
  byStack: ReadonlyMap<string, readonly ComponentDraft[]>,
): Counterpart | undefined {
  const isSameRoot = own.root === other.stack.root;
  const [equal, all] = equalAddresses(own, other.stack);
  if (all === 0 || (!isSameRoot && equal < all * SAME_SYSTEM)) return undefined;
  const settings = compareSettings(
    { stack: own, components: byStack.get(own.id) ?? [] },
    { stack: other.stack, components: byStack.get(other.stack.id) ?? [] },
  );
  return {
    component: componentId(`stack:${other.stack.id}`),
    environment: other.environment,
    label: labelOf(other.stack, own),
    pairedBy: isSameRoot ? 'the same root with other variables' : `${equal} of ${all} addresses are equal`,
    differences: [
      ...compareTypes(own, other.stack),
      ...compareModuleVersions(own, other.stack),
      ...settings.differences,
    ],
    undirected: settings.undirected,
    unresolved: settings.unresolved,
    compared: settings.compared,
  };
}

/** The variable set, or the part of the folder that the other one calls differently. */
function labelOf(stack: Stack, own: Stack): string {
  const at = stack.id.lastIndexOf('@');
  if (at >= 0) return stack.id.slice(at + 1);
  const others = own.root.split('/');
  return stack.root.split('/').find((segment, index) => segment !== others[index]) ?? stack.root;
}

/** How many addresses both have, and how many the larger one has. */
function equalAddresses(own: Stack, other: Stack): readonly [number, number] {
  const ours = addressesOf(own);
  const theirs = addressesOf(other);
  let equal = 0;
  for (const address of ours) if (theirs.has(address)) equal += 1;
  return [equal, Math.max(ours.size, theirs.size)];
}

/** Managed resources, and calls of modules that cannot be opened. */
function addressesOf(stack: Stack): ReadonlySet<string> {
  const resources = stack.resources.filter(({ mode }) => mode === 'managed').map(({ address }) => address);
  return new Set([...resources, ...stack.moduleCalls.map(({ address }) => address)]);
}
