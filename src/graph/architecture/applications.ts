import type { Component } from '../../core/component.ts';
import { groupBy } from '../../core/group-by.ts';
import type { ComponentId } from '../../core/id.ts';
import type { StackKind } from '../../core/resource.ts';
import type { Estate } from '../estate.ts';

/**
 * What belongs to one application: the boxes of one release, where there are many releases and each is small.
 * A release of everything is no application.
 */
export function applicationsOf(
  boxes: readonly Component[],
  estate: Estate,
): ReadonlyMap<ComponentId, string> {
  const released = boxes.filter(({ stack }) => stack !== undefined && RELEASES.has(estate.stack(stack).kind));
  const groups = groupBy(released, ({ stack }) => stack);
  const found = new Map<ComponentId, string>();
  for (const [stack, own] of groups) {
    if (stack === undefined || own.length > boxes.length * LARGEST_SHARE) continue;
    for (const { id } of own) found.set(id, stack);
  }
  return found;
}

const LARGEST_SHARE = 0.25;

const RELEASES: ReadonlySet<StackKind> = new Set(['helm', 'kustomization'] satisfies readonly StackKind[]);
