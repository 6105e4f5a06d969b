import type { Location } from '../../../core/location.ts';
import type { Resource } from '../../../core/resource.ts';
import { Unknown } from '../../../core/value.ts';
import type { Data, Value } from '../../../core/value.ts';
import type { GraphDraft } from '../../graph-draft.ts';
import { at, blocksAt, dataAt } from '../../read.ts';
import { gather } from '../gather.ts';

/** One member and the role that it is given. */
export interface IamEntry {
  readonly role: Value<string>;
  readonly member: Data;
  readonly at: Location;
}

/** What an `_iam_member`, `_iam_binding` or `_iam_policy` gives to whom. */
export function iamEntries(draft: GraphDraft, resource: Resource): readonly IamEntry[] {
  if (resource.type.endsWith('_iam_policy')) return policyEntries(draft, resource);
  const role = dataAt(resource, 'role');
  if (typeof role !== 'string' && !Unknown.is(role)) return [];
  const written = [...gather(resource, 'member'), ...gather(resource, 'members[]')];
  return written.map(({ data, at: place }) => ({ role, member: data, at: place }));
}

/** A whole policy stands in a data source, `google_iam_policy`. */
function policyEntries(draft: GraphDraft, resource: Resource): readonly IamEntry[] {
  const { targets } = draft.follow(dataAt(resource, 'policy_data'), resource, {
    types: ['google_iam_policy'],
  });
  return targets.flatMap((source) => {
    const bindings = blocksAt(source, 'binding');
    if (Unknown.is(bindings)) return [];
    return bindings.flatMap((_, index): readonly IamEntry[] => {
      const role = dataAt(source, 'binding', index, 'role');
      if (typeof role !== 'string' && !Unknown.is(role)) return [];
      const members = dataAt(source, 'binding', index, 'members');
      const list = Array.isArray(members) ? members : [];
      return list.map((member: Data) => ({ role, member, at: at(source, 'binding', index, 'members') }));
    });
  });
}

/** True for members that stand for everybody on the internet, signed in to Google or not. */
export function isEverybody(member: Data): boolean {
  return member === 'allUsers' || member === 'allAuthenticatedUsers';
}
