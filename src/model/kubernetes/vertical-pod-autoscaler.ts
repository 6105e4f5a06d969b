import type { Stated } from '../../core/component.ts';
import type { Resource } from '../../core/resource.ts';
import { Unknown } from '../../core/value.ts';
import { at, readNumber, readText } from '../read.ts';
import type { Path } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { namespaceOf } from './object.ts';

const VPA = 'https://github.com/kubernetes/autoscaler/blob/master/vertical-pod-autoscaler/docs/api.md';
// The updater leaves workloads with fewer live replicas alone (`--min-replicas`).
const UPDATER = 'https://github.com/kubernetes/autoscaler/blob/master/vertical-pod-autoscaler/docs/flags.md';

/** A VerticalPodAutoscaler: it changes requests, and may restart pods to do so. */
export const model: ResourceModel = {
  types: ['autoscaling.k8s.io/VerticalPodAutoscaler'],
  describe(resource) {
    const target: Path = ['spec', 'targetRef'];
    const none = noReplicas(resource);
    return {
      kind: 'policy',
      facts: {
        autoscaler: {
          kind: 'vertical',
          namespace: namespaceOf(resource),
          target: {
            kind: readText(resource, [...target, 'kind'], { value: '', source: VPA }),
            name: readText(resource, [...target, 'name'], { value: '', source: VPA }),
            apiVersion: readText(resource, [...target, 'apiVersion']),
            component: undefined,
            nearest: undefined,
            maybe: undefined,
          },
          minimum: none,
          maximum: none,
          metrics: [],
          moreMetrics: undefined,
          updateMode: readText(resource, ['spec', 'updatePolicy', 'updateMode'], {
            value: 'Auto',
            source: VPA,
          }),
          minimumReplicasToEvict: readNumber(resource, ['spec', 'updatePolicy', 'minReplicas'], {
            value: 2,
            source: UPDATER,
          }),
        },
      },
      remedies: {
        'recommend-only': {
          title: 'Set updateMode to Off and act on its recommendations',
          safety: 'review',
          caution: 'requests then change only when somebody changes them',
          intents: [{ op: 'set', at: at(resource, 'spec', 'updatePolicy', 'updateMode'), value: 'Off' }],
        },
      },
    };
  },
};

/** It says nothing about the number of pods. */
function noReplicas(resource: Resource): Stated<number> {
  const detail = 'a vertical autoscaler does not set the number of pods';
  return { value: new Unknown({ reason: 'rule-question', detail }), at: [at(resource)], origin: 'default' };
}
