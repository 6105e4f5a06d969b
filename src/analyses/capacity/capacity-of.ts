import type { Capacity, ConnectionCapacity, WorkloadCapacity } from '../../core/capacity.ts';
import type { ComponentId } from '../../core/id.ts';
import type { Estate } from '../../graph/estate.ts';
import { shortfallsAfter } from './after-loss.ts';
import { connectionsTo } from './connections.ts';
import { bottlenecksUnder } from './traffic.ts';
import { capacityOfWorkload } from './workloads.ts';

export interface CapacityInput {
  readonly estate: Estate;
}

/** What the estate can carry. Every answer is reckoned when it is first asked for. */
export function capacityOf({ estate }: CapacityInput): Capacity {
  const workloads = new Map<ComponentId, WorkloadCapacity | undefined>();
  const stores = new Map<ComponentId, ConnectionCapacity | undefined>();
  const ofWorkload = (id: ComponentId): WorkloadCapacity | undefined =>
    remembered(workloads, id, () => capacityOfWorkload(estate.component(id), estate));
  const ofStore = (id: ComponentId): ConnectionCapacity | undefined =>
    remembered(stores, id, () => connectionsTo(estate.component(id), estate));
  return {
    ofWorkload,
    ofStore,
    afterLoss: (loss) => shortfallsAfter(loss, { estate, ofWorkload }),
    underTraffic: (factor) => bottlenecksUnder({ estate, factor, ofStore }),
  };
}

function remembered<T>(known: Map<ComponentId, T>, id: ComponentId, make: () => T): T {
  const found = known.get(id);
  if (found !== undefined || known.has(id)) return found ?? make();
  const made = make();
  known.set(id, made);
  return made;
}
