import type { ScalingMetric } from '../../core/facts/workload.ts';
import type { Resource } from '../../core/resource.ts';
import { Unknown } from '../../core/value.ts';
import type { Value } from '../../core/value.ts';
import { at, readNumber, readText } from '../read.ts';
import type { Path } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { objectsAt } from './lists.ts';
import { namespaceOf, textAt } from './object.ts';
import { raiseMinimum } from './remedies/policy-remedies.ts';

const KEDA = 'https://keda.sh/docs/latest/reference/scaledobject-spec/';

/** A KEDA ScaledObject. */
export const model: ResourceModel = {
  types: ['keda.sh/ScaledObject'],
  describe(resource) {
    const target: Path = ['spec', 'scaleTargetRef'];
    const triggers = readTriggers(resource);
    return {
      kind: 'policy',
      facts: {
        autoscaler: {
          kind: 'event',
          namespace: namespaceOf(resource),
          target: {
            kind: readText(resource, [...target, 'kind'], { value: 'Deployment', source: KEDA }),
            name: readText(resource, [...target, 'name'], { value: '', source: KEDA }),
            apiVersion: readText(resource, [...target, 'apiVersion'], { value: 'apps/v1', source: KEDA }),
            component: undefined,
            nearest: undefined,
            maybe: undefined,
          },
          minimum: readNumber(resource, ['spec', 'minReplicaCount'], { value: 0, source: KEDA }),
          maximum: readNumber(resource, ['spec', 'maxReplicaCount'], { value: 100, source: KEDA }),
          metrics: triggers.metrics,
          moreMetrics: triggers.more,
          updateMode: undefined,
          minimumReplicasToEvict: undefined,
        },
      },
      remedies: raiseMinimum(resource, ['spec', 'minReplicaCount']),
    };
  },
};

/** What starts pods, as the triggers of a ScaledObject or a ScaledJob say. */
function readTriggers(resource: Resource): {
  readonly metrics: readonly ScalingMetric[];
  readonly more: Unknown | undefined;
} {
  const triggers = objectsAt(resource, 'spec', 'triggers');
  return { metrics: triggers.items.map(({ path }) => readTrigger(resource, path)), more: triggers.more };
}

function readTrigger(resource: Resource, path: Path): ScalingMetric {
  const type = textAt(resource, [...path, 'type']) ?? '';
  const place = at(resource, ...path);
  if (type === 'cpu' || type === 'memory') return readResourceTrigger(resource, path, type);
  const reference = textAt(resource, [...path, 'authenticationRef', 'name']);
  return {
    kind: 'trigger',
    name: type,
    container: undefined,
    target: 'unknown',
    value: undefined,
    authentication: reference === undefined ? undefined : { name: reference, exists: NOT_LOOKED_UP },
    at: place,
  };
}

/** Triggers on CPU and memory become the same metrics as those of a HorizontalPodAutoscaler. */
function readResourceTrigger(resource: Resource, path: Path, name: string): ScalingMetric {
  const container = textAt(resource, [...path, 'metadata', 'containerName']);
  const type = textAt(resource, [...path, 'metricType']) ?? textAt(resource, [...path, 'metadata', 'type']);
  return {
    kind: container === undefined ? 'resource' : 'container-resource',
    name,
    container,
    target: targetOf(type),
    value: readNumber(resource, [...path, 'metadata', 'value']),
    authentication: undefined,
    at: at(resource, ...path),
  };
}

function targetOf(type: Value<string> | undefined): ScalingMetric['target'] {
  if (Unknown.is(type)) return 'unknown';
  return type === 'AverageValue' ? 'average-value' : 'utilization';
}

const NOT_LOOKED_UP = new Unknown({
  reason: 'not-in-inputs',
  detail: 'the TriggerAuthentication was not looked up',
});
