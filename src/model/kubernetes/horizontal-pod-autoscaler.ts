import type { Stated } from '../../core/component.ts';
import type { ScalingMetric } from '../../core/facts/workload.ts';
import { lookup } from '../../core/lookup.ts';
import type { Resource } from '../../core/resource.ts';
import { Unknown } from '../../core/value.ts';
import { at, dataAt, readNumber, readText } from '../read.ts';
import type { Path } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { objectsAt } from './lists.ts';
import { namespaceOf, textAt } from './object.ts';
import { raiseMinimum } from './remedies/policy-remedies.ts';

const HPA =
  'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/horizontal-pod-autoscaler-v2/';

/** A HorizontalPodAutoscaler of any version of its API. */
export const model: ResourceModel = {
  types: ['autoscaling/HorizontalPodAutoscaler'],
  describe(resource) {
    const target: Path = ['spec', 'scaleTargetRef'];
    const metrics = objectsAt(resource, 'spec', 'metrics');
    const older = olderTarget(resource);
    const read = metrics.items.map(({ path }) => readMetric(resource, path));
    const none = read.length === 0 && !metrics.more && older === undefined;
    return {
      kind: 'policy',
      facts: {
        autoscaler: {
          kind: 'horizontal',
          namespace: namespaceOf(resource),
          target: {
            kind: readText(resource, [...target, 'kind'], { value: '', source: HPA }),
            name: readText(resource, [...target, 'name'], { value: '', source: HPA }),
            apiVersion: readText(resource, [...target, 'apiVersion']),
            component: undefined,
            nearest: undefined,
            maybe: undefined,
          },
          minimum: readNumber(resource, ['spec', 'minReplicas'], { value: 1, source: HPA }),
          maximum: readNumber(resource, ['spec', 'maxReplicas'], { value: 1, source: HPA }),
          metrics: [...read, ...(older ? [older] : []), ...(none ? [defaultMetric(resource)] : [])],
          moreMetrics: metrics.more,
          updateMode: undefined,
          minimumReplicasToEvict: undefined,
        },
      },
      remedies: raiseMinimum(resource, ['spec', 'minReplicas']),
    };
  },
};

const KINDS: { readonly [type: string]: readonly [key: string, kind: ScalingMetric['kind']] } = {
  Resource: ['resource', 'resource'],
  ContainerResource: ['containerResource', 'container-resource'],
  Pods: ['pods', 'pods'],
  Object: ['object', 'object'],
  External: ['external', 'external'],
};

function readMetric(resource: Resource, path: Path): ScalingMetric {
  const type = textAt(resource, [...path, 'type']);
  const place = at(resource, ...path);
  const open = { container: undefined, value: undefined, authentication: undefined, at: place };
  if (type === undefined || Unknown.is(type)) {
    return { kind: 'object', name: type ?? '', target: 'unknown', ...open };
  }
  const [key, kind] = lookup(KINDS, type) ?? ['external', 'external'];
  const body: Path = [...path, key];
  const name =
    textAt(resource, [...body, 'metric', 'name']) ??
    textAt(resource, [...body, 'metricName']) ??
    textAt(resource, [...body, 'name']) ??
    '';
  return {
    kind,
    name,
    ...readTarget(resource, body),
    container: textAt(resource, [...body, 'container']),
    authentication: undefined,
    at: place,
  };
}

// Where each version of the API writes the target: v2 (and v2beta2) below `target`, v2beta1 beside the name.
const TARGETS: readonly (readonly [path: Path, target: ScalingMetric['target']])[] = [
  [['target', 'averageUtilization'], 'utilization'],
  [['target', 'averageValue'], 'average-value'],
  [['target', 'value'], 'value'],
  [['targetAverageUtilization'], 'utilization'],
  [['targetAverageValue'], 'average-value'],
  [['targetValue'], 'value'],
];

function readTarget(resource: Resource, body: Path): Pick<ScalingMetric, 'target' | 'value'> {
  for (const [path, target] of TARGETS) {
    const written = readText(resource, [...body, ...path]);
    if (!written) continue;
    // An unread target may be of any type: every path into it is the same unknown.
    if (path.length > 1 && Unknown.is(dataAt(resource, ...body, 'target'))) break;
    return { target, value: numeric(written) };
  }
  return { target: 'unknown', value: undefined };
}

function numeric(text: Stated<string>): Stated<number | string> {
  if (Unknown.is(text.value)) return { ...text, value: text.value };
  return { ...text, value: /^\d+$/.test(text.value) ? Number(text.value) : text.value };
}

/** `autoscaling/v1` has one target: the CPU that is used of what is requested. */
function olderTarget(resource: Resource): ScalingMetric | undefined {
  const path = ['spec', 'targetCPUUtilizationPercentage'];
  const value = readNumber(resource, path);
  if (!value) return undefined;
  return { ...cpu, value, at: at(resource, ...path) };
}

const cpu = {
  kind: 'resource',
  name: 'cpu',
  container: undefined,
  target: 'utilization',
  authentication: undefined,
} as const;

/** Without metrics the API takes 80 % of the requested CPU. */
function defaultMetric(resource: Resource): ScalingMetric {
  const place = at(resource, 'spec', 'metrics');
  return { ...cpu, value: { value: 80, at: [place], origin: 'default', source: HPA }, at: place };
}
