import type { Capacity } from '../../core/capacity.ts';
import type { Estate } from '../../graph/estate.ts';

export interface CapacityInput {
  readonly estate: Estate;
}

/** What the estate can carry. Every answer is reckoned when it is first asked for. */
export function capacityOf(_input: CapacityInput): Capacity {
  return {
    ofWorkload: () => undefined,
    ofStore: () => undefined,
    afterLoss: () => [],
    underTraffic: () => [],
  };
}
