import type { Component, ComponentKind, Stated } from '../core/component.ts';
import type { Declared } from '../core/declared.ts';
import { nothingDeclared } from '../core/declared.ts';
import type { Dependency } from '../core/dependency.ts';
import type { Diagnostic } from '../core/diagnostic.ts';
import type { Facts } from '../core/facts.ts';
import { componentId } from '../core/id.ts';
import type { ComponentId, ResourceId, StackId } from '../core/id.ts';
import type { JourneyPlan } from '../core/journey.ts';
import type { Remedy } from '../core/remedy.ts';
import type { Resource, Stack } from '../core/resource.ts';
import type { Data } from '../core/value.ts';
import { isDataList, Sensitive, Unknown } from '../core/value.ts';
import { joinDependencies } from './join-dependencies.ts';
import { typeKey } from './type-key.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** A component while the link passes still fill it. */
export interface ComponentDraft {
  readonly id: ComponentId;
  kind: ComponentKind;
  name: string;
  readonly main: Resource | undefined;
  readonly resources: ResourceId[];
  readonly stack: Stack | undefined;
  readonly facts: Mutable<Facts>;
  readonly remedies: { [name: string]: Remedy };
}

/**
 * Where a value leads. Several targets when a list was followed; `unknown` when at least one part cannot be
 * told.
 */
export interface Followed {
  readonly targets: readonly Resource[];
  readonly unknown: Unknown | undefined;
  /** Texts that name nothing in the inputs: ids and names of things that exist elsewhere. */
  readonly literals: readonly string[];
}

/** The graph while it is built: components, what they were made of, and what their values point to. */
export class GraphDraft {
  readonly stacks: readonly Stack[];
  /** What the configuration says about the system. */
  readonly declared: Declared;
  /** What passes have to say about the inputs: contradictions, names that mean nothing or two things. */
  readonly diagnostics: Diagnostic[] = [];
  /** Journeys as the configuration declares them. */
  readonly journeys: JourneyPlan[] = [];
  readonly components = new Map<ComponentId, ComponentDraft>();
  dependencies: Dependency[] = [];
  readonly #owner = new Map<ResourceId, ComponentDraft>();
  readonly #byId = new Map<ResourceId, Resource>();
  readonly #byType = new Map<string, Resource[]>();
  readonly #stackOf = new Map<StackId, Stack>();
  readonly #byLiteral = new Map<string, Map<string, Resource[]>>();
  readonly #numbers = new Map<Unknown, number>();

  constructor(stacks: readonly Stack[], declared: Declared = nothingDeclared) {
    this.stacks = stacks;
    this.declared = declared;
    for (const stack of stacks) {
      this.#stackOf.set(stack.id, stack);
      for (const resource of stack.resources) {
        this.#byId.set(resource.id, resource);
        const type = typeKey(resource);
        const same = this.#byType.get(type);
        if (same) same.push(resource);
        else this.#byType.set(type, [resource]);
      }
    }
  }

  resource(id: ResourceId): Resource | undefined {
    return this.#byId.get(id);
  }

  stackOf({ stack }: Pick<Resource, 'stack'>): Stack | undefined {
    return this.#stackOf.get(stack);
  }

  /** Managed resources of a type (`apps/Deployment` for objects), in the order of the stacks. */
  ofType(...types: readonly string[]): readonly Resource[] {
    return types
      .flatMap((type) => this.#byType.get(type) ?? [])
      .filter((resource) => resource.mode !== 'data');
  }

  dataOfType(type: string): readonly Resource[] {
    return (this.#byType.get(type) ?? []).filter((resource) => resource.mode === 'data');
  }

  add(resource: Resource, stack: Stack, kind: ComponentKind, name: string): ComponentDraft {
    const draft: ComponentDraft = {
      id: componentId(resource.id),
      kind,
      name,
      main: resource,
      resources: [resource.id],
      stack,
      facts: {},
      remedies: {},
    };
    this.components.set(draft.id, draft);
    this.#owner.set(resource.id, draft);
    return draft;
  }

  /** A component that no single resource stands for: a stack, the repository. */
  addBare(id: string, kind: ComponentKind, name: string, stack: Stack | undefined): ComponentDraft {
    const draft: ComponentDraft = {
      id: componentId(id),
      kind,
      name,
      main: undefined,
      resources: [],
      stack,
      facts: {},
      remedies: {},
    };
    this.components.set(draft.id, draft);
    return draft;
  }

  componentOf(resource: ResourceId): ComponentDraft | undefined {
    return this.#owner.get(resource);
  }

  /** Makes a resource that only configures another one (a bucket's versioning) part of that component. */
  absorb(resource: Resource, into: ComponentDraft): void {
    const own = this.#owner.get(resource.id);
    if (own === into) return;
    if (own && own.main === resource) this.components.delete(own.id);
    into.resources.push(resource.id);
    this.#owner.set(resource.id, into);
  }

  setFact<K extends keyof Facts>(component: ComponentDraft, name: K, value: Facts[K]): void {
    component.facts[name] = value;
  }

  depend(dependency: Dependency): void {
    this.dependencies.push(dependency);
  }

  /** Takes dependencies away that somebody who knows better has denied. */
  drop(isWrong: (dependency: Dependency) => boolean): void {
    this.dependencies = this.dependencies.filter((dependency) => !isWrong(dependency));
  }

  /**
   * Follows a value to the resources it names: by reference (an unknown attribute of a resource), or by a
   * literal that equals one of `by` (`id`, `name`, `arn`, `bucket` …) of a resource of one of `types` in the
   * same module, else in the same stack, else in any. An unknown text (`orders-${var.env}`) equals the same
   * text of the same stack, whatever the variable holds.
   */
  follow(data: Data | undefined, from: Resource, options: FollowOptions): Followed {
    const targets: Resource[] = [];
    const literals: string[] = [];
    let unknown: Unknown | undefined;
    for (const item of flatten(data)) {
      if (Unknown.is(item)) {
        const byReference = this.#targetsOf(item, options);
        const symbol = byReference.length === 0 ? this.#symbolOf(item, from) : undefined;
        const found = symbol === undefined ? byReference : this.#named(symbol, from, options);
        if (found.length === 0) unknown ??= item;
        for (const target of found) {
          targets.push(target);
          if (target.unknownCount) unknown ??= item;
        }
      } else if (typeof item === 'string') {
        const found = this.#named(item, from, options);
        if (found.length === 0) literals.push(item);
        targets.push(...found);
      }
    }
    return { targets: [...new Set(targets)], unknown, literals };
  }

  #targetsOf(value: Unknown, options: FollowOptions): readonly Resource[] {
    const found: Resource[] = [];
    for (const reference of value.refs) {
      const target = this.#byId.get(reference.resource);
      if (target && options.types.includes(target.type)) found.push(target);
    }
    return found;
  }

  #named(text: string, from: Resource, options: FollowOptions): readonly Resource[] {
    const found: Resource[] = [];
    for (const type of options.types) {
      for (const attribute of options.by ?? []) {
        found.push(...(this.#literalIndex(type, attribute).get(text) ?? []));
      }
    }
    const wanted = options.managedOnly === true ? found.filter(({ mode }) => mode !== 'data') : found;
    const sameStack = wanted.filter((resource) => resource.stack === from.stack);
    const sameModule = sameStack.filter((resource) => resource.module === from.module);
    return sameModule.length > 0 ? sameModule : sameStack.length > 0 ? sameStack : wanted;
  }

  #literalIndex(type: string, attribute: string): Map<string, Resource[]> {
    const key = `${type}.${attribute}`;
    const known = this.#byLiteral.get(key);
    if (known) return known;
    const index = new Map<string, Resource[]>();
    for (const resource of this.#byType.get(type) ?? []) {
      const written = resource.attributes[attribute];
      const value = Unknown.is(written) ? this.#symbolOf(written, resource) : written;
      if (typeof value !== 'string') continue;
      const same = index.get(value);
      if (same) same.push(resource);
      else index.set(value, [resource]);
    }
    this.#byLiteral.set(key, index);
    return index;
  }

  /** A name for an unknown value that only the same value of the same stack has. */
  #symbolOf(value: Unknown, from: Resource): string {
    return `${from.stack}\u0000${this.#symbolText(value)}`;
  }

  #symbolText(value: Unknown): string {
    if (value.partial?.kind === 'parts') {
      return value.partial.parts.map((part) => (Unknown.is(part) ? this.#symbolText(part) : part)).join('');
    }
    return NAMED_REASONS.has(value.reason) ? `(${value.detail})` : `(${this.#numberOf(value)})`;
  }

  /** Other unknown values are only equal to themselves: what was evaluated once and used twice. */
  #numberOf(value: Unknown): number {
    const known = this.#numbers.get(value);
    if (known !== undefined) return known;
    this.#numbers.set(value, this.#numbers.size);
    return this.#numbers.size - 1;
  }

  finish(): { components: Component[]; dependencies: readonly Dependency[] } {
    const components = [...this.components.values()].map((draft): Component => ({
      id: draft.id,
      kind: draft.kind,
      name: draft.name,
      resources: draft.resources,
      type: draft.main?.type ?? '',
      stack: draft.stack?.id,
      environments: draft.stack?.environments ?? [],
      facts: draft.facts,
      remedies: draft.remedies,
      unknownCount: draft.main?.unknownCount ?? false,
    }));
    const alive = new Set(components.map((component) => component.id));
    const dependencies = this.dependencies.filter(
      ({ from, to }) => from !== to && alive.has(from) && alive.has(to),
    );
    return { components, dependencies: joinDependencies(dependencies) };
  }
}

export interface FollowOptions {
  readonly types: readonly string[];
  /** Attributes whose literal value names a resource. */
  readonly by?: readonly string[] | undefined;
  /** True when a data source that reads something by its name must not be taken for it. */
  readonly managedOnly?: boolean | undefined;
}

function flatten(data: Data | undefined): readonly Data[] {
  if (data === undefined || data === null) return [];
  if (Sensitive.is(data)) return flatten(data.reveal());
  if (isDataList(data)) return data.flatMap((item) => flatten(item));
  return [data];
}

// Reasons whose detail names the one value that is meant.
const NAMED_REASONS: ReadonlySet<string> = new Set([
  'variable-without-value',
  'computed-attribute',
  'data-source',
  'remote-state',
]);

/** The values of a fact that others built, for link passes: undefined when absent or unknown. */
export function knownValue<T>(fact: Stated<T> | undefined): T | undefined {
  return fact === undefined || Unknown.is(fact.value) ? undefined : fact.value;
}
