import { Unknown } from '../../core/value.ts';
import type { Resource } from '../../core/resource.ts';
import type { ComponentDraft, FollowOptions, GraphDraft } from '../graph-draft.ts';
import type { Gathered } from './gather.ts';

/** What a list of values leads to: resources that are certain, and why the rest is not. */
export interface Resolved {
  /** Resources that are certainly meant, data sources included; a placeholder stands for an unknown number. */
  readonly resources: readonly Resource[];
  /** Resources that may be meant: a value made of several, or a choice that cannot be decided. */
  readonly possible: readonly Resource[];
  /** One for every value that cannot be told, wholly or in number. */
  readonly unknowns: readonly Unknown[];
}

/**
 * Follows each value by itself. A value that *is* one attribute of a resource is certain; one made of several
 * (a choice between two lists, a join) only says what is possible.
 */
export function resolve(
  draft: GraphDraft, values: readonly Gathered[], from: Resource, options: FollowOptions,
): Resolved {
  const resources = new Set<Resource>();
  const possible = new Set<Resource>();
  const unknowns: Unknown[] = [];
  for (const { data } of values) {
    const { targets, unknown, literals } = draft.follow(data, from, options);
    const certain = !Unknown.is(data) || (data.refs.length === 1 && data.partial === undefined);
    for (const target of targets) (certain ? resources : possible).add(target);
    if (unknown) unknowns.push(unknown);
    else if (!certain && Unknown.is(data)) unknowns.push(data);
    for (const literal of literals) unknowns.push(outside(literal));
  }
  return { resources: [...resources], possible: [...possible], unknowns };
}

/** The components of resources; one Unknown for each that only a data source describes. */
export function componentsOf(
  draft: GraphDraft, resources: readonly Resource[],
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

function outside(literal: string): Unknown {
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
