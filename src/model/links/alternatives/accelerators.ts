import type { Resource } from '../../../core/resource.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import { dataAt, inherent, readNumber } from '../../read.ts';
import { connect, ownersOf } from '../compute/connect.ts';
import { gather } from '../gather.ts';
import { choose, grouped, shown } from './choice.ts';

const HEALTH =
  'https://docs.aws.amazon.com/global-accelerator/latest/dg/about-endpoint-groups-health-check-options.html';
const ENDPOINTS = {
  types: ['aws_lb', 'aws_alb', 'aws_eip', 'aws_instance'],
  by: ['arn', 'id', 'allocation_id'],
};

/**
 * Endpoints of one listener of Global Accelerator stand in for each other, within a region and over regions:
 * endpoints that fail their check get nothing. The first group speaks for all of the listener.
 */
export function accelerators(draft: GraphDraft): void {
  const open = draft.ofType('aws_globalaccelerator_endpoint_group').filter(isUsed);
  for (const group of grouped(open, (one) => shown(dataAt(one, 'listener_arn')))) {
    const [first] = group;
    const component = first && draft.componentOf(first.id);
    if (!component) continue;
    const options = group.flatMap((resource) =>
      endpointsOf(draft, component, resource).map((way) => ({
        ways: [way],
        rank: 0,
        isLeftOut: inherent(resource, true, HEALTH),
      })),
    );
    choose(draft, component, options);
    if (options.length > 0) component.facts.isPublicEntry ??= inherent(first, true, HEALTH);
  }
}

/** A group whose dial is at zero gets no requests, whatever fails. */
function isUsed(group: Resource): boolean {
  return readNumber(group, ['traffic_dial_percentage'])?.value !== 0;
}

function endpointsOf(
  draft: GraphDraft,
  component: ComponentDraft,
  group: Resource,
): readonly ComponentDraft[] {
  return gather(group, 'endpoint_configuration.endpoint_id').flatMap(({ data, at }) => {
    const ways = ownersOf(draft, draft.follow(data, group, ENDPOINTS).targets);
    for (const to of ways) {
      const says = `${component.name} leads to ${to.name}`;
      connect(draft, { from: component, to, kind: 'routes-to', strength: 'hard', says, at });
    }
    return ways;
  });
}
