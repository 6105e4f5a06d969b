import type { Component, ComponentKind, Stated } from '../../src/core/component.ts';
import type { Dependency, DependencyStrength } from '../../src/core/dependency.ts';
import type { Facts } from '../../src/core/facts.ts';
import { componentId } from '../../src/core/id.ts';
import type { Value } from '../../src/core/value.ts';
import type { Estate } from '../../src/graph/estate.ts';
import { makeEstate } from '../../src/graph/estate.ts';

/** A value that somebody wrote. */
export function written<T>(value: Value<T>): Stated<T> {
  return { value, at: [], origin: 'written' };
}

export function component(name: string, kind: ComponentKind, facts: Facts = {}, type = ''): Component {
  return {
    id: componentId(name),
    kind,
    name,
    type,
    facts,
    resources: [],
    stack: undefined,
    environments: [],
    remedies: {},
    unknownCount: false,
  };
}

export function needs(from: string, to: string, strength: Value<DependencyStrength> = 'hard'): Dependency {
  return { from: componentId(from), to: componentId(to), kind: 'calls', strength, grade: 'B', evidence: [] };
}

/** A public entry by this name. */
export function entry(name: string): Component {
  return component(name, 'target-group', { isPublicEntry: written(true) });
}

export function handMade(components: readonly Component[], dependencies: readonly Dependency[]): Estate {
  return makeEstate({ stacks: [], components, dependencies });
}
