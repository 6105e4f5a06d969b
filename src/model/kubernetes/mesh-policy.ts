import type { MeshPolicy } from '../../core/facts/traffic.ts';
import type { Resource } from '../../core/resource.ts';
import { Unknown } from '../../core/value.ts';
import { dataAt } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { readLabels } from './labels.ts';
import { namespaceOf, textAt } from './object.ts';

/** Who may call a workload of a service mesh, and how. */
export const model: ResourceModel = {
  types: [
    'security.istio.io/AuthorizationPolicy',
    'security.istio.io/PeerAuthentication',
    'networking.istio.io/DestinationRule',
    'policy.linkerd.io/Server',
  ],
  describe(resource) {
    return { kind: 'policy', facts: { meshPolicy: policyOf(resource) } };
  },
};

function policyOf(resource: Resource): MeshPolicy {
  const kind = kindOf(resource);
  const isLinkerd = resource.type.startsWith('policy.linkerd.io/');
  const selector = readLabels(resource, ['spec', isLinkerd ? 'podSelector' : 'selector', 'matchLabels']);
  const isOpen = selector.more === undefined && Object.keys(selector.known).length === 0;
  // The namespace of the control plane holds what is meant for the whole mesh.
  const isRoot = namespaceOf(resource).value === 'istio-system';
  return {
    kind,
    namespace: namespaceOf(resource),
    selector,
    wholeMesh: isOpen && isRoot && dataAt(resource, 'spec', 'targetRefs') === undefined,
    mode: modeOf(resource, kind),
  };
}

function kindOf({ type }: Resource): MeshPolicy['kind'] {
  if (type.endsWith('/PeerAuthentication')) return 'encryption';
  return type.endsWith('/DestinationRule') ? 'destination' : 'callers';
}

function modeOf(resource: Resource, kind: MeshPolicy['kind']): MeshPolicy['mode'] {
  if (kind === 'callers') return textAt(resource, ['spec', 'action']) ?? 'ALLOW';
  const path = kind === 'encryption' ? ['spec', 'mtls', 'mode'] : ['spec', 'trafficPolicy', 'tls', 'mode'];
  const mode = textAt(resource, path);
  return mode === undefined || Unknown.is(mode) ? (mode ?? 'UNSET') : mode;
}
