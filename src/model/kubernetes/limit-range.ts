import type { Stated } from '../../core/component.ts';
import type { Resources } from '../../core/facts/container.ts';
import type { Resource } from '../../core/resource.ts';
import type { Path } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { objectsAt } from './lists.ts';
import { namespaceOf, textAt } from './object.ts';
import { readQuantity } from './quantity.ts';

/** A LimitRange: what containers of its namespace get when they state nothing. */
export const model: ResourceModel = {
  types: ['LimitRange'],
  describe(resource) {
    return {
      kind: 'policy',
      facts: { limitRange: { namespace: namespaceOf(resource), ...readDefaults(resource) } },
    };
  },
};

// A default limit is the maximum where only that is stated; a default request is the default limit, else the
// minimum. https://kubernetes.io/docs/concepts/policy/limit-range/ and the defaulting of the API, 2026-11.
function readDefaults(resource: Resource): { readonly requests: Resources; readonly limits: Resources } {
  const item = objectsAt(resource, 'spec', 'limits').items.find(
    ({ path }) => textAt(resource, [...path, 'type']) === 'Container',
  );
  if (!item) return { requests: NONE, limits: NONE };
  const first = (name: string, lists: readonly string[]): Stated<number> | undefined => {
    for (const list of lists) {
      const path: Path = [...item.path, list, name];
      const amount = readQuantity(resource, path);
      if (amount) return amount;
    }
    return undefined;
  };
  const limits = ['default', 'max'];
  const requests = ['defaultRequest', ...limits, 'min'];
  return {
    requests: { cpu: first('cpu', requests), memory: first('memory', requests) },
    limits: { cpu: first('cpu', limits), memory: first('memory', limits) },
  };
}

const NONE: Resources = { cpu: undefined, memory: undefined };
