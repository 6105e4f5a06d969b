import type { Stated } from '../../core/component.ts';
import type { Resource } from '../../core/resource.ts';
import { Unknown } from '../../core/value.ts';
import { dataAt, readText } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';

/** A namespace with what it demands of every pod. */
export const model: ResourceModel = {
  types: ['Namespace'],
  describe(resource) {
    return {
      kind: 'other',
      facts: {
        namespaceFacts: {
          name: resource.name,
          podSecurity: readText(resource, [...LABELS, 'pod-security.kubernetes.io/enforce']),
          limitRanges: [],
          quotas: [],
          meshInjected: meshInjection(resource),
        },
      },
    };
  },
};

const LABELS = ['metadata', 'labels'] as const;

/** Labels and annotations that make a mesh put its proxy into every pod, and the values that mean yes. */
const INJECTION: readonly (readonly [path: readonly string[], means: RegExp])[] = [
  [[...LABELS, 'istio-injection'], /^enabled$/],
  // A revision of the control plane: any name.
  [[...LABELS, 'istio.io/rev'], /.+/],
  [[...LABELS, 'istio.io/dataplane-mode'], /^ambient$/],
  [['metadata', 'annotations', 'linkerd.io/inject'], /^(enabled|ingress)$/],
];

function meshInjection(resource: Resource): Stated<boolean> | undefined {
  for (const [path, means] of INJECTION) {
    if (dataAt(resource, ...path) === undefined) continue;
    const written = readText(resource, path);
    if (!written) continue;
    return { ...written, value: Unknown.is(written.value) ? written.value : means.test(written.value) };
  }
  return undefined;
}
