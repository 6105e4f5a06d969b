import type { NetworkPolicy } from '../../core/facts/traffic.ts';
import type { Resource } from '../../core/resource.ts';
import type { Value } from '../../core/value.ts';
import { Unknown } from '../../core/value.ts';
import { dataAt } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { readLabels } from './labels.ts';
import { namespaceOf } from './object.ts';
import { policySelector } from './policy-selector.ts';

/** Who may send requests to pods, or receive theirs. */
export const model: ResourceModel = {
  types: [
    'networking.k8s.io/NetworkPolicy',
    'extensions/NetworkPolicy',
    'cilium.io/CiliumNetworkPolicy',
    'cilium.io/CiliumClusterwideNetworkPolicy',
    'crd.projectcalico.org/NetworkPolicy',
    'crd.projectcalico.org/GlobalNetworkPolicy',
    'projectcalico.org/NetworkPolicy',
    'projectcalico.org/GlobalNetworkPolicy',
  ],
  describe(resource) {
    return { kind: 'policy', facts: { networkPolicy: policyOf(resource) } };
  },
};

function policyOf(resource: Resource): NetworkPolicy {
  const { path, selectsAll } = policySelector(resource);
  return {
    namespace: namespaceOf(resource),
    selector: readLabels(resource, [...path, 'matchLabels']),
    selects: [],
    maybeSelects: undefined,
    selectsAll,
    wholeCluster: /(Clusterwide|Global)NetworkPolicy$/.test(resource.type),
    limitsIngress: limitsIngress(resource),
    nearest: undefined,
  };
}

function limitsIngress(resource: Resource): Value<boolean> {
  const types = dataAt(resource, 'spec', resource.type.includes('calico') ? 'types' : 'policyTypes');
  if (Unknown.is(types)) return types;
  if (Array.isArray(types)) {
    return types.some((type) => typeof type === 'string' && type.toLowerCase() === 'ingress');
  }
  const isCilium = resource.type.startsWith('cilium.io/');
  const keys = isCilium ? ['ingress', 'ingressDeny'] : ['ingress'];
  const written = keys.map((key) => dataAt(resource, 'spec', key)).filter((data) => data !== undefined);
  const unknown = written.find((data) => Unknown.is(data));
  if (unknown) return unknown;
  // Without policyTypes every policy limits what comes in.
  return written.length > 0 || !isCilium;
}
