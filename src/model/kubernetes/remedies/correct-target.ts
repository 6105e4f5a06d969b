import type { Intent, Remedy } from '../../../core/remedy.ts';
import type { Resource } from '../../../core/resource.ts';
import { at, dataAt } from '../../read.ts';

/** Lets an autoscaler name a workload that is there. */
export function correctTarget(autoscaler: Resource, workload: Resource): Remedy {
  const slash = workload.type.lastIndexOf('/');
  const wanted = {
    apiVersion: workload.type.slice(0, slash),
    kind: workload.type.slice(slash + 1),
    name: workload.name,
  };
  const reference =
    dataAt(autoscaler, 'spec', 'scaleTargetRef') === undefined ? 'targetRef' : 'scaleTargetRef';
  const intents = Object.entries(wanted).flatMap(([key, value]): readonly Intent[] => {
    const written = dataAt(autoscaler, 'spec', reference, key);
    // What is not written and defaults to the right value stays away.
    if (written === value || (written === undefined && key !== 'kind')) return [];
    if (written === undefined && value === 'Deployment') return [];
    return [{ op: 'set', at: at(autoscaler, 'spec', reference, key), value }];
  });
  return {
    title: `Let it name ${wanted.kind} ${wanted.name} (${wanted.apiVersion})`,
    safety: 'review',
    caution: 'the workload is then scaled, which it was not before',
    intents,
  };
}
