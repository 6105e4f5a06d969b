import type { Resource } from '../../../core/resource.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import { blocksAt, dataAt } from '../../read.ts';
import { at } from '../../read.ts';
import { Unknown } from '../../../core/value.ts';
import { choose, waysFrom } from './choice.ts';

const FAILOVER =
  'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/high_availability_origin_failover.html';

/** Origin groups of CloudFront: the second origin is asked when the first answers with one of some errors. */
export function originGroups(draft: GraphDraft): void {
  for (const resource of draft.ofType('aws_cloudfront_distribution')) {
    const component = draft.componentOf(resource.id);
    const groups = blocksAt(resource, 'origin_group');
    if (!component || Unknown.is(groups)) continue;
    const main = dataAt(resource, 'default_cache_behavior', 0, 'target_origin_id');
    for (const index of groups.keys()) group(draft, { component, resource, index, main });
  }
}

interface Group {
  readonly component: ComponentDraft;
  readonly resource: Resource;
  readonly index: number;
  readonly main: unknown;
}

function group(draft: GraphDraft, { component, resource, index, main }: Group): void {
  const members = blocksAt(resource, 'origin_group', index, 'member');
  const origins = blocksAt(resource, 'origin');
  if (Unknown.is(members) || Unknown.is(origins)) return;
  const options = members.map((member, rank) => {
    const id = Unknown.is(member) ? undefined : member['origin_id'];
    const places = [...origins.keys()].filter(
      (place) => dataAt(resource, 'origin', place, 'origin_id') === id,
    );
    const isOwn = waysAt(resource, places);
    const isLeftOut = {
      value: true,
      at: [at(resource, 'origin_group', index, 'failover_criteria')],
      origin: 'written',
      source: FAILOVER,
    } as const;
    return { ways: waysFrom(draft, component, isOwn), rank, isLeftOut };
  });
  const id = dataAt(resource, 'origin_group', index, 'origin_id');
  if (!choose(draft, component, options) || typeof id !== 'string' || id !== main) return;
  // The default behaviour asks this group, so one of its members is needed.
  const ways = new Set<string>(options.flatMap((option) => option.ways.map((way) => way.id)));
  for (const [place, one] of draft.dependencies.entries()) {
    const isOwn = one.from === component.id && one.kind === 'routes-to' && ways.has(one.to);
    if (isOwn && Unknown.is(one.strength)) draft.dependencies[place] = { ...one, strength: 'hard' };
  }
}

function waysAt(resource: Resource, places: readonly number[]): Parameters<typeof waysFrom>[2] {
  return ({ resource: id, path: [block, place = 0] }) =>
    id === resource.id && block === 'origin' && typeof place === 'number' && places.includes(place);
}
