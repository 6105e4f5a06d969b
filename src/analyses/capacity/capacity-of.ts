import type { Capacity, ConnectionCapacity } from '../../core/capacity.ts';
import type { ComponentId } from '../../core/id.ts';
import type { Estate } from '../../graph/estate.ts';
import { connectionsTo } from './connections.ts';

export interface CapacityInput {
  readonly estate: Estate;
}

/** What the estate can carry. Every answer is reckoned when it is first asked for. */
export function capacityOf({ estate }: CapacityInput): Capacity {
  const stores = new Map<ComponentId, ConnectionCapacity | undefined>();
  return {
    ofWorkload: () => undefined,
    ofStore(id) {
      if (!stores.has(id)) stores.set(id, connectionsTo(estate.component(id), estate));
      return stores.get(id);
    },
    afterLoss: () => [],
    underTraffic: () => [],
  };
}
