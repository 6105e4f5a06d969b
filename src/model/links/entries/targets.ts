import type { Resource } from '../../../core/resource.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import { dataAt } from '../../read.ts';
import { gather } from '../gather.ts';
import { componentsOf, resolveEach } from '../resolve.ts';

const GROUP_TYPES = ['aws_lb_target_group', 'aws_alb_target_group'];

const TARGET_PATHS = ['default_action', 'action'].flatMap((action) => [
  `${action}.target_group_arn`,
  `${action}.forward.target_group.arn`,
]);

/** Joins a load balancer with the target groups that a listener or rule forwards to. */
export function linkTargets(draft: GraphDraft, balancer: ComponentDraft, resource: Resource): void {
  for (const path of TARGET_PATHS) {
    const values = gather(resource, path);
    for (const found of resolveEach(draft, values, resource, { types: GROUP_TYPES, by: ['arn', 'id'] })) {
      const resources = found.resource ? [found.resource] : found.possible;
      const isCertain = found.resource !== undefined;
      for (const group of componentsOf(draft, resources).components) {
        draft.depend({
          from: balancer.id,
          to: group.id,
          kind: 'routes-to',
          strength: isIdle(resource, found.value.at.path) ? 'soft' : 'hard',
          grade: isCertain ? 'B' : 'C',
          evidence: [{ says: `${balancer.name} forwards to ${group.name}`, at: found.value.at }],
        });
      }
    }
  }
}

/** A group of weight 0 waits beside the others: the next release, or the last one. */
function isIdle(resource: Resource, path: readonly (string | number)[]): boolean {
  return dataAt(resource, ...path.slice(0, -1), 'weight') === 0;
}
