import type { DependencyStrength } from '../../../core/dependency.ts';
import type { Backend } from '../../../core/facts/traffic.ts';
import type { ComponentId } from '../../../core/id.ts';
import type { Resource } from '../../../core/resource.ts';
import type { Value } from '../../../core/value.ts';
import { Unknown } from '../../../core/value.ts';
import { dataAt } from '../../read.ts';

/** A backend that is there, and how much a route needs it. */
export interface NeededBackend {
  readonly backend: Backend;
  readonly to: ComponentId;
  readonly strength: Value<DependencyStrength>;
}

/**
 * The backends of a route, each once and with the most that it is needed for: nobody waits for a copy of a
 * request, and what has weight 0 gets none.
 */
export function neededBackends(
  resource: Resource | undefined,
  backends: readonly Backend[],
): readonly NeededBackend[] {
  const found = new Map<ComponentId, NeededBackend>();
  for (const backend of backends) {
    const { component: to, exists } = backend;
    if (to === undefined || exists === false) continue;
    const known = found.get(to);
    const use = useOf(resource, backend);
    if (known && use !== 'hard') continue;
    if (known && known.strength !== 'async' && known.strength !== 'soft') continue;
    found.set(to, { backend, to, strength: Unknown.is(exists) ? exists : use });
  }
  return [...found.values()];
}

function useOf(resource: Resource | undefined, { at: { path } }: Backend): DependencyStrength {
  if (path.some((step) => step === 'mirror' || step === 'mirrors' || step === 'requestMirror'))
    return 'async';
  // Routes of the Gateway API keep the weight beside the name, those of Istio beside the destination.
  const holder = path.at(-1) === 'destination' ? path.slice(0, -1) : path;
  return resource && dataAt(resource, ...holder, 'weight') === 0 ? 'soft' : 'hard';
}
