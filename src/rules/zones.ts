import type { Stated } from '../core/component.ts';
import type { Zones } from '../core/facts/common.ts';
import type { Evidence } from '../core/finding.ts';

/** The lines that lead from a component to its zones, the first with the given words. */
export function zoneChain(zones: Stated<Zones>, says: string): readonly Evidence[] {
  return zones.at.map((at, index) => {
    const address = at.resource.slice(at.resource.indexOf('#') + 1);
    return { says: index === 0 ? says : `${address} says in which zone it stands`, at };
  });
}
