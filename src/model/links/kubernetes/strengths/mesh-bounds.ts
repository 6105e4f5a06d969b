import type { Evidence } from '../../../../core/finding.ts';
import type { ComponentId } from '../../../../core/id.ts';
import type { Resource } from '../../../../core/resource.ts';
import { Unknown } from '../../../../core/value.ts';
import type { GraphDraft } from '../../../graph-draft.ts';
import { objectsAt, textListAt } from '../../../kubernetes/lists.ts';
import { namespaceOf, textAt } from '../../../kubernetes/object.ts';
import { at, dataAt } from '../../../read.ts';
import { objectIndex } from '../together.ts';

/**
 * What a mesh says about calls to a Service: that they give up after a time, or that it leaves out what is
 * broken. Neither tells whether the caller can do without.
 */
export function meshBounds(draft: GraphDraft): ReadonlyMap<ComponentId, readonly Evidence[]> {
  const bounds = new Map<ComponentId, Evidence[]>();
  const put = (resource: Resource, host: unknown, evidence: Evidence): void => {
    const id = typeof host === 'string' ? serviceOf(draft, resource, host) : undefined;
    if (id === undefined) return;
    const known = bounds.get(id);
    if (known) known.push(evidence);
    else bounds.set(id, [evidence]);
  };
  for (const resource of draft.ofType('networking.istio.io/DestinationRule')) {
    const path = ['spec', 'trafficPolicy', 'outlierDetection'];
    if (dataAt(resource, ...path) === undefined) continue;
    const says = `DestinationRule ${resource.name} leaves out pods that fail`;
    put(resource, textAt(resource, ['spec', 'host']), { says, at: at(resource, ...path) });
  }
  for (const resource of draft.ofType('networking.istio.io/VirtualService')) {
    const [host] = textListAt(resource, 'spec', 'hosts');
    for (const { path } of objectsAt(resource, 'spec', 'http').items) {
      const timeout = textAt(resource, [...path, 'timeout']);
      if (typeof timeout !== 'string') continue;
      const says = `VirtualService ${resource.name} gives up after ${timeout}`;
      put(resource, host, { says, at: at(resource, ...path, 'timeout') });
    }
  }
  return bounds;
}

function serviceOf(draft: GraphDraft, resource: Resource, host: string): ComponentId | undefined {
  const own = namespaceOf(resource).value;
  const [name = '', namespace = own] = host.split('.');
  if (Unknown.is(namespace)) return undefined;
  const found = objectIndex(draft).named(resource, namespace, name, ['Service']);
  return [...found.own, ...found.together][0]?.id;
}
