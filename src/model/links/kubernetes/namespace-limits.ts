import type { Stated } from '../../../core/component.ts';
import type { Resources } from '../../../core/facts/container.ts';
import type { LimitRange } from '../../../core/facts/workload.ts';
import { Unknown } from '../../../core/value.ts';
import type { ComponentDraft } from '../../graph-draft.ts';
import type { LinkPass } from '../../link-pass.ts';
import type { InScope } from './together.ts';
import { objectIndex, PODS } from './together.ts';

const LIMIT_RANGES = 'https://kubernetes.io/docs/concepts/policy/limit-range/';

/** Gives containers what the LimitRanges of their namespace supply. */
export const namespaceLimits: LinkPass = {
  name: 'namespace-limits',
  after: ['unknown-kinds'],
  run(draft) {
    const index = objectIndex(draft);
    for (const resource of draft.ofType('LimitRange')) {
      const component = draft.componentOf(resource.id);
      const range = component?.facts.limitRange;
      if (!component || !range || Unknown.is(range.namespace.value)) continue;
      const namespace = range.namespace.value;
      for (const workload of reached(index.inNamespace(resource, namespace, [PODS]), namespace)) {
        supply(workload, range);
      }
    }
  },
};

/**
 * Limits are often kept with the namespace and not with what runs in it. A name of its own tells that the
 * same namespace is meant; `default` is in every cluster.
 */
function reached({ own, together, elsewhere }: InScope, namespace: string): readonly ComponentDraft[] {
  const near = [...own, ...together];
  return namespace === 'default' ? near : [...near, ...elsewhere];
}

function supply(workload: ComponentDraft, range: LimitRange): void {
  const { pods } = workload.facts;
  if (!pods) return;
  const containers = pods.containers.map((container) => ({
    ...container,
    requests: filled(container.requests, range.requests),
    limits: filled(container.limits, range.limits),
  }));
  workload.facts.pods = { ...pods, containers };
}

function filled(own: Resources, supplied: Resources): Resources {
  return { cpu: own.cpu ?? asDefault(supplied.cpu), memory: own.memory ?? asDefault(supplied.memory) };
}

function asDefault(amount: Stated<number> | undefined): Stated<number> | undefined {
  return amount && { ...amount, origin: 'default', source: LIMIT_RANGES };
}
