import type { Capacity, ConnectionCapacity, WorkloadCapacity } from '../../core/capacity.ts';
import type { Component } from '../../core/component.ts';
import type { ComponentId } from '../../core/id.ts';
import type { Estate } from '../../graph/estate.ts';
import { shortfallsAfter } from './after-loss.ts';
import { connectionsTo } from './connections.ts';
import { bottlenecksUnder } from './traffic.ts';
import { capacityOfWorkload } from './workloads.ts';

export interface CapacityInput {
  readonly estate: Estate;
  /** Whether a component belongs to the view; others share no nodes, databases and subnets with it. */
  readonly isWanted?: ((component: Component) => boolean) | undefined;
}

/** What the estate can carry. Every answer is reckoned when it is first asked for. */
export function capacityOf({ estate, isWanted = () => true }: CapacityInput): Capacity {
  const workloads: Remembered<WorkloadCapacity | undefined> = new Map();
  const stores: Remembered<ConnectionCapacity | undefined> = new Map();
  const view = viewOf(estate, isWanted);
  // What the view leaves out is judged among its own kind.
  const around = (id: ComponentId): Estate => (isWanted(estate.component(id)) ? view : estate);
  const ofWorkload = (id: ComponentId): WorkloadCapacity | undefined =>
    remembered(workloads, id, () => capacityOfWorkload(estate.component(id), around(id)));
  const ofStore = (id: ComponentId): ConnectionCapacity | undefined =>
    remembered(stores, id, () => connectionsTo(estate.component(id), around(id)));
  return {
    ofWorkload,
    ofStore,
    afterLoss: (loss) => shortfallsAfter(loss, { estate: view, ofWorkload }),
    underTraffic: (factor) => bottlenecksUnder({ estate: view, factor, ofStore }),
  };
}

/** The estate without what is described, but not deployed here: it must not be counted twice. */
function viewOf(estate: Estate, isWanted: (component: Component) => boolean): Estate {
  return {
    ...estate,
    ofKind: (kind) => estate.ofKind(kind).filter(isWanted),
    dependenciesTo: (id, kind) =>
      estate.dependenciesTo(id, kind).filter(({ from }) => isWanted(estate.component(from))),
  };
}

type Remembered<T> = Map<ComponentId, { readonly value: T }>;

function remembered<T>(known: Remembered<T>, id: ComponentId, make: () => T): T {
  const found = known.get(id) ?? { value: make() };
  known.set(id, found);
  return found.value;
}
