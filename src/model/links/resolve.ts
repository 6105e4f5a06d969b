import { scalarText, Unknown } from '../../core/value.ts';
import type { Resource } from '../../core/resource.ts';
import type { ComponentDraft, FollowOptions, GraphDraft } from '../graph-draft.ts';
import type { Gathered } from './gather.ts';

/** Where one value leads. */
export interface Resolution {
  readonly value: Gathered;
  /** The resource that is certainly meant, data sources included. */
  readonly resource: Resource | undefined;
  /** Resources that may be meant: a value made of several, or a choice that cannot be decided. */
  readonly possible: readonly Resource[];
  /** Why the resource, or how many of them there are, cannot be told. */
  readonly unknown: Unknown | undefined;
}

/**
 * Follows each value by itself. A value that *is* one attribute of a resource is certain; one made of several
 * (a choice between two lists, a join) only says what is possible.
 */
export function resolveEach(
  draft: GraphDraft,
  values: readonly Gathered[],
  from: Resource,
  options: FollowOptions,
): readonly Resolution[] {
  return values.map((value): Resolution => {
    const { targets, unknown, literals } = draft.follow(value.data, from, options);
    const { data } = value;
    const [target] = targets;
    if (target && targets.length === 1 && isMeant(value, target))
      return { value, resource: target, possible: [], unknown };
    const because = unknown ?? (Unknown.is(data) ? data : outside(literals[0] ?? scalarText(data)));
    return { value, resource: undefined, possible: targets, unknown: because };
  });
}

/** A name, or an unknown that is one attribute of the resource and not something computed from it. */
function isMeant({ data, single }: Gathered, target: Resource): boolean {
  if (!Unknown.is(data)) return true;
  const isMadeOf = data.refs.some(({ resource }) => resource === target.id);
  // An unknown list is no name, even where one of its elements is used as one elsewhere.
  return isMadeOf ? data.refs.length === 1 && data.partial === undefined : single;
}

/** What a list of values leads to: what is certain, and why the rest is not. */
export interface Resolved {
  readonly resources: readonly Resource[];
  readonly unknowns: readonly Unknown[];
}

/**
 * The resources that values certainly name, once each, and one Unknown for every value that cannot be told.
 */
export function resolve(
  draft: GraphDraft,
  values: readonly Gathered[],
  from: Resource,
  options: FollowOptions,
): Resolved {
  const each = resolveEach(draft, values, from, options);
  return {
    resources: [...new Set(each.flatMap(({ resource }) => resource ?? []))],
    unknowns: each.flatMap(({ unknown }) => unknown ?? []),
  };
}

/** The components of resources; one Unknown for each that only a data source describes. */
export function componentsOf(
  draft: GraphDraft,
  resources: readonly Resource[],
): { readonly components: readonly ComponentDraft[]; readonly unknowns: readonly Unknown[] } {
  const components = new Set<ComponentDraft>();
  const unknowns: Unknown[] = [];
  for (const resource of resources) {
    const component = draft.componentOf(resource.id);
    if (component) components.add(component);
    else unknowns.push(readOutside(resource));
  }
  return { components: [...components], unknowns };
}

function outside(literal = 'what is named'): Unknown {
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `${literal} is not declared in the inputs`,
    settledBy: 'the code that declares it, or a state file',
  });
}

function readOutside(resource: Resource): Unknown {
  return new Unknown({
    reason: 'data-source',
    detail: `${resource.address} is read when Terraform runs`,
    settledBy: 'the code that declares what it reads, or a plan',
  });
}
