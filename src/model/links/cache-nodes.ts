import type { Stated } from '../../core/component.ts';
import type { Count } from '../../core/facts/stores.ts';
import type { Resource } from '../../core/resource.ts';
import { Unknown } from '../../core/value.ts';
import type { GraphDraft } from '../graph-draft.ts';
import type { LinkPass } from '../link-pass.ts';
import { at, dataAt } from '../read.ts';

const GROUP = 'aws_elasticache_replication_group';

/** Makes replicas that are resources of their own part of their replication group. */
export const cacheNodes: LinkPass = {
  name: 'cache-nodes',
  after: [],
  run(draft) {
    for (const node of draft.ofType('aws_elasticache_cluster')) absorbNode(draft, node);
  },
};

function absorbNode(draft: GraphDraft, node: Resource): void {
  const written = dataAt(node, 'replication_group_id');
  if (written === undefined) return;
  const { targets } = draft.follow(written, node, { types: [GROUP], by: ['replication_group_id'] });
  const [group, another] = targets;
  const component = group && draft.componentOf(group.id);
  if (!component || another) return;
  draft.absorb(node, component);
  const { instances } = component.facts;
  if (instances) component.facts.instances = withNode(instances, node);
}

function withNode(count: Stated<Count>, node: Resource): Stated<Count> {
  if (Unknown.is(count.value)) return count;
  const places = [...count.at, at(node, 'replication_group_id')];
  const { atLeast, atMost } = count.value;
  if (!node.unknownCount) {
    const most = Unknown.is(atMost) ? atMost : atMost + 1;
    return { ...count, at: places, value: { atLeast: atLeast + 1, atMost: most } };
  }
  const many = new Unknown({
    reason: 'unknown-expansion',
    detail: `the number of ${node.address} cannot be told`,
    settledBy: 'the variable that its count or for_each depends on',
  });
  return { ...count, at: places, value: { atLeast, atMost: many } };
}
