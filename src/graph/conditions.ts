import type { PathStep } from '../core/availability.ts';
import type { Component } from '../core/component.ts';
import type { Dependency } from '../core/dependency.ts';
import { Unknown } from '../core/value.ts';
import type { Estate } from './estate.ts';

/** The parts of an estate that a path is read with. */
export type Ways = Pick<Estate, 'component' | 'dependenciesFrom'>;

/** The dependencies of a path whose strength nobody has told: on them it hangs. */
export function openSteps(path: readonly PathStep[], ways: Ways): readonly Dependency[] {
  return path.flatMap(({ component }, index) => {
    const before = path[index - 1]?.component;
    if (before === undefined) return [];
    const between = ways.dependenciesFrom(before).filter(({ to }) => to === component);
    return between.some(({ strength }) => strength === 'hard')
      ? []
      : between.filter(({ strength }) => Unknown.is(strength)).slice(0, 1);
  });
}

/** `checkout cannot do without orders`: what must hold for a failure to go along these dependencies. */
export function conditionOf(open: readonly Dependency[], ways: Ways): string {
  return open
    .map(({ from, to }) => {
      const [caller, called] = [ways.component(from), ways.component(to)];
      const isNamesake = caller.name === called.name;
      return `${caller.name} cannot do without ${isNamesake ? `its ${kindWord(called)}` : called.name}`;
    })
    .join(' and ');
}

/** `data store`, `node pool`: what tells apart those that are called alike. */
export function kindWord({ kind }: Component): string {
  return kind === 'datastore' ? 'data store' : kind.replace('-', ' ');
}
