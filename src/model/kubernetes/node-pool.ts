import type { Stated } from '../../core/component.ts';
import type { PoolLimits } from '../../core/facts/capacity.ts';
import type { Zones } from '../../core/facts/common.ts';
import type { Resource } from '../../core/resource.ts';
import { Unknown } from '../../core/value.ts';
import { at, inherent } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { objectsAt, textListAt } from './lists.ts';
import { textAt } from './object.ts';
import { readQuantity } from './quantity.ts';

type Path = readonly (string | number)[];

const NODE_POOLS = 'https://karpenter.sh/docs/concepts/nodepools/';

/** Nodes that Karpenter starts when pods wait for room. */
export const model: ResourceModel = {
  types: ['karpenter.sh/NodePool', 'karpenter.sh/Provisioner'],
  describe(resource) {
    const spec = resource.type.endsWith('/NodePool') ? ['spec', 'template', 'spec'] : ['spec'];
    const taints = objectsAt(resource, ...spec, 'taints');
    return {
      kind: 'node-pool',
      facts: {
        runsAs: 'nodes',
        zones: zonesOf(resource, [...spec, 'requirements']),
        poolLimits: limitsOf(resource),
        tainted: {
          value: taints.more ?? taints.items.length > 0,
          at: [at(resource, ...spec, 'taints')],
          origin: 'written',
        },
        serverless: inherent(resource, false, NODE_POOLS),
        replacedBy: inherent(resource, 'Karpenter', NODE_POOLS),
      },
      remedies: {
        'spread-over-zones': {
          title: 'Add other zones to the zone requirement, or remove it',
          safety: 'review',
          caution:
            'Volumes that are bound to one zone keep their pods there; the node class needs subnets there.',
          intents: [],
        },
      },
    };
  },
};

/** Karpenter starts nodes until their sum would exceed one of these; without limits it goes on. */
function limitsOf(resource: Resource): Stated<PoolLimits> {
  const path = resource.type.endsWith('/NodePool') ? ['spec', 'limits'] : ['spec', 'limits', 'resources'];
  const value = {
    cores: readQuantity(resource, [...path, 'cpu'])?.value,
    memoryBytes: readQuantity(resource, [...path, 'memory'])?.value,
  };
  return { value, at: [at(resource, ...path)], origin: 'written' };
}

const ZONE_KEYS: ReadonlySet<string> = new Set([
  'topology.kubernetes.io/zone',
  'failure-domain.beta.kubernetes.io/zone',
]);

/** A requirement names the zones; without one the subnets of the node class decide. */
function zonesOf(resource: Resource, path: Path): Stated<Zones> {
  const { items, more } = objectsAt(resource, ...path);
  for (const { path: place } of items) {
    const key = textAt(resource, [...place, 'key']);
    if (typeof key !== 'string' || !ZONE_KEYS.has(key)) continue;
    if (textAt(resource, [...place, 'operator']) !== 'In') continue;
    return { value: namedZones(resource, place), at: [at(resource, ...place)], origin: 'written' };
  }
  const because = more ?? subnetsDecide(resource);
  return {
    value: { atLeast: 1, atMost: because, names: because },
    at: [at(resource, ...path)],
    origin: 'default',
    source: NODE_POOLS,
  };
}

function namedZones(resource: Resource, requirement: Path): Zones {
  const values = textListAt(resource, ...requirement, 'values');
  const names = [...new Set(values.filter((value) => typeof value === 'string'))];
  const unknown = values.find((value) => Unknown.is(value));
  return {
    atLeast: Math.max(names.length, 1),
    atMost: unknown ?? names.length,
    names: unknown ?? names.map((name) => ({ id: name, name })),
  };
}

function subnetsDecide({ address }: Resource): Unknown {
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `${address} names no zones, so the subnets of its node class decide`,
    settledBy: 'the subnets of the node class, or a zone requirement',
  });
}
