import type { Resource } from '../../../core/resource.ts';
import type { Data } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import { ownersOf } from '../compute/connect.ts';

/** Types that a value may name, and the attributes by which it may do so beside a reference. */
export interface Wanted {
  readonly types: readonly string[];
  readonly by?: readonly string[];
}

/** The components that a value names: by reference, id, link or name. */
export function findOwners(
  draft: GraphDraft,
  data: Data | undefined,
  from: Resource,
  { types, by = ['name', 'id', 'self_link'] }: Wanted,
): readonly ComponentDraft[] {
  const text = typeof data === 'string' && data.includes('/') ? data.slice(data.lastIndexOf('/') + 1) : data;
  const options = { types, by, managedOnly: true };
  const direct = ownersOf(draft, draft.follow(data, from, options).targets);
  return direct.length > 0 || text === data
    ? direct
    : ownersOf(draft, draft.follow(text, from, options).targets);
}
