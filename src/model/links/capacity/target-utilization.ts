import type { Stated } from '../../../core/component.ts';
import type { Resource } from '../../../core/resource.ts';
import { Unknown } from '../../../core/value.ts';
import { derive } from '../../presence.ts';
import type { GraphDraft } from '../../graph-draft.ts';
import { knownValue } from '../../graph-draft.ts';
import type { LinkPass } from '../../link-pass.ts';
import { dataAt, readNumber } from '../../read.ts';

// Where policies keep the processor's target, and the metric that makes it one.
const POLICIES: readonly (readonly [type: string, block: string, metric: string])[] = [
  [
    'aws_appautoscaling_policy',
    'target_tracking_scaling_policy_configuration',
    'ECSServiceAverageCPUUtilization',
  ],
  ['aws_autoscaling_policy', 'target_tracking_configuration', 'ASGAverageCPUUtilization'],
];

/** The processor's utilization that the policies of services and groups aim at. */
export const targetUtilization: LinkPass = {
  name: 'target-utilization',
  after: ['service-scaling', 'instance-groups'],
  run(draft) {
    for (const { facts } of draft.components.values()) {
      for (const { at } of knownValue(facts.scalers) ?? []) {
        const target = targetOf(draft, at.resource);
        if (target) facts.targetUtilization = target;
      }
    }
  },
};

function targetOf(draft: GraphDraft, id: Resource['id']): Stated<number> | undefined {
  const policy = draft.resource(id);
  const known = POLICIES.find(([type]) => type === policy?.type);
  if (!policy || !known) return undefined;
  const [, block, metric] = known;
  const found = dataAt(policy, block, 0, 'predefined_metric_specification', 0, 'predefined_metric_type');
  if (!Unknown.is(found) && found !== metric) return undefined;
  const target = readNumber(policy, [block, 0, 'target_value']);
  return target && derive(target, (percent) => percent / 100);
}
