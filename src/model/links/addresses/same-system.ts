import type { Resource, Stack } from '../../../core/resource.ts';
import type { ComponentDraft } from '../../graph-draft.ts';

/** Things that one name may mean, as far as where they stand tells. */
export interface Sighted {
  readonly component: ComponentDraft;
}

/**
 * What a name can mean for somebody: what is in the same stack, else what is in stacks that may be deployed
 * beside it. Never what belongs to another environment, or to another description of the same system.
 */
export function nearestTo<T extends Sighted>(
  from: Stack | undefined,
  found: readonly T[],
  near?: Resource,
): readonly T[] {
  if (found.length === 0) return found;
  const own = found.filter(({ component }) => component.stack === from);
  if (own.length === 0) return from ? beside(from, found) : [];
  if (own.length === 1 || !near) return own;
  // Names are only unique in one account and region, so a standby region may have the same ones.
  const sameProvider = own.filter(
    ({ component: { main } }) => main?.provider?.alias === near.provider?.alias,
  );
  const closer = sameProvider.length > 0 ? sameProvider : own;
  const sameModule = closer.filter(({ component: { main } }) => main?.module === near.module);
  return sameModule.length > 0 ? sameModule : closer;
}

/** Of stacks that may stand beside it; those that are said to be of its environment come first. */
function beside<T extends Sighted>(from: Stack, found: readonly T[]): readonly T[] {
  const near = whole(found.filter(({ component: { stack } }) => stack && mayMeet(from, stack)));
  const names = new Set(from.environments.map(({ name }) => name));
  const same = near.filter(({ component: { stack } }) =>
    stack?.environments.some(({ name }) => names.has(name)),
  );
  return same.length > 0 ? same : near;
}

/** Without what stands once more in a stack that takes the other one in. */
function whole<T extends Sighted>(found: readonly T[]): readonly T[] {
  if (found.length < 2) return found;
  const stacks = new Set(found.map(({ component: { stack } }) => stack?.id));
  return found.filter(({ component: { stack } }) => !stack?.partOf?.some((id) => stacks.has(id)));
}

/** False for stacks of different environments, and for two variants of one system. */
export function mayMeet(a: Stack, b: Stack): boolean {
  if (a === b) return true;
  if (a.kind === b.kind && a.root === b.root) return false;
  if (a.family !== undefined && a.family === b.family) return false;
  if ((a.partOf ?? []).includes(b.id) || (b.partOf ?? []).includes(a.id)) return false;
  return !areOfOtherEnvironments(a, b);
}

function areOfOtherEnvironments(a: Stack, b: Stack): boolean {
  if (a.environments.length === 0 || b.environments.length === 0) return false;
  return !a.environments.some(({ name }) => b.environments.some((other) => other.name === name));
}
