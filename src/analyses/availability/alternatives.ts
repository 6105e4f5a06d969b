import type { Component } from '../../core/component.ts';
import type { Dependency } from '../../core/dependency.ts';
import type { Alternatives } from '../../core/facts/takeover.ts';
import type { Formula } from '../../core/fault-tree.ts';
import { Unknown } from '../../core/value.ts';
import type { Causes } from './causes.ts';
import { ownCause } from './causes.ts';
import type { Doubts } from './questions.ts';

/** Dependencies of a component of which one is enough, and those that are all needed. */
export interface Ways {
  readonly groups: readonly { readonly alternatives: Alternatives; readonly ways: readonly Dependency[] }[];
  readonly others: readonly Dependency[];
}

/** Takes apart what a component needs; a group of which only one way is left is no choice. */
export function waysOf({ facts }: Component, needed: readonly Dependency[]): Ways {
  const taken = new Set<Dependency>();
  const groups = (facts.alternatives ?? []).flatMap((alternatives) => {
    const ways = alternatives.ways.flatMap((id) => needed.find(({ to }) => to === id) ?? []);
    if (ways.length < 2 || ways.some((way) => taken.has(way))) return [];
    for (const way of ways) taken.add(way);
    return [{ alternatives, ways }];
  });
  return { groups, others: needed.filter((one) => !taken.has(one)) };
}

export interface AlternativesInput {
  readonly component: Component;
  readonly group: Ways['groups'][number];
  readonly causes: Causes;
  readonly doubts: Doubts;
  /** When a way fails. */
  readonly failureOf: (way: Dependency) => Formula;
}

/**
 * When a group of ways serves nobody, or not all: every way has failed, or one in use has and nothing leaves
 * it out. The minutes until it is left out are in the row of switch-overs; they do not count apart.
 */
export function alternativesFail(input: AlternativesInput): Formula {
  const { component, group, causes, doubts, failureOf } = input;
  const { used, leavesOutFailing } = group.alternatives;
  const { value } = leavesOutFailing;
  const { switches } = doubts.ask(component, 'switch-over', (reading) => ({
    switches: Unknown.is(value) ? reading !== 'worst' : value,
    unknown: Unknown.is(value) ? value : undefined,
  }));
  const all = group.ways.map(failureOf);
  const inUse = used === 'first' ? all.slice(0, 1) : all;
  if (!switches) return { op: 'or', of: inUse };
  const stays = causes.event(
    ownCause(component, {
      kind: 'switch-over',
      factors: ['switch_over_fails'],
      says: 'does not switch over when it has to',
      part: group.ways.map(({ to }) => to).join(','),
    }),
  );
  return {
    op: 'or',
    of: [
      { op: 'and', of: all },
      { op: 'and', of: [{ op: 'or', of: inUse }, stays] },
    ],
  };
}
