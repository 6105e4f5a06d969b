import type { Stated } from '../../core/component.ts';
import type { Facts } from '../../core/facts.ts';
import type { Resource } from '../../core/resource.ts';
import { Unknown } from '../../core/value.ts';
import { derive } from '../presence.ts';
import { at, blocksAt, dataAt, inherent, readBool, readText } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { providerPage } from './docs.ts';
import { statedRegion } from './places.ts';

const PAGE = providerPage('container_cluster');
const OVERVIEW = 'https://cloud.google.com/kubernetes-engine/docs/concepts/kubernetes-engine-overview';
const AUTHORIZED = 'https://cloud.google.com/kubernetes-engine/docs/how-to/latest/network-isolation';
const PRIVATE = ['private_cluster_config', 0] as const;

/** A cluster of Google Kubernetes Engine. Its nodes are joined by the pass `google-clusters`. */
export const model: ResourceModel = {
  types: ['google_container_cluster'],
  describe(resource) {
    return {
      kind: 'cluster',
      facts: {
        region: statedRegion(resource, 'location'),
        engine: inherent(resource, 'kubernetes', OVERVIEW),
        version: readText(resource, ['min_master_version']),
        serverless: readBool(resource, ['enable_autopilot'], { value: false, source: PAGE }),
        deletionProtection: readBool(resource, ['deletion_protection'], { value: true, source: PAGE }),
        ...apiFacts(resource),
      },
      remedies: {
        'narrow-public-api': {
          title: 'Add master_authorized_networks_config with your own ranges, or use the DNS endpoint alone',
          safety: 'review',
          caution: 'Whoever manages the cluster from elsewhere, pipelines included, is locked out.',
          intents: [],
        },
      },
    };
  },
};

/** The control plane has a public address unless only the private endpoint, or none by address, answers. */
function apiFacts(resource: Resource): Pick<Facts, 'publicApi' | 'publicApiRanges'> {
  const path = [...PRIVATE, 'enable_private_endpoint'];
  const isPrivate = readBool(resource, path, { value: false, source: PAGE });
  const byAddress = readBool(
    resource,
    ['control_plane_endpoints_config', 0, 'ip_endpoints_config', 0, 'enabled'],
    { value: true, source: PAGE },
  );
  const publicApi = byAddress.value === false ? byAddress : derive(isPrivate, (isOn) => !isOn);
  return {
    publicApi,
    publicApiRanges: ranges(resource),
  };
}

function ranges(resource: Resource): Stated<readonly string[]> {
  const path = ['master_authorized_networks_config', 0] as const;
  const block = dataAt(resource, ...path);
  const place = [at(resource, path[0])];
  if (block === undefined) return { value: ['0.0.0.0/0'], at: place, origin: 'default', source: AUTHORIZED };
  if (Unknown.is(block)) return { value: block, at: place, origin: 'written' };
  const blocks = blocksAt(resource, ...path, 'cidr_blocks');
  if (Unknown.is(blocks)) return { value: blocks, at: place, origin: 'written' };
  const values = blocks.map((one) => (Unknown.is(one) ? one : one['cidr_block']));
  const known = values.filter((value) => typeof value === 'string');
  const unknown = values.find((value) => Unknown.is(value));
  // One open range decides, whatever the others are.
  if (Unknown.is(unknown) && !known.some((range) => range.endsWith('/0'))) {
    return { value: unknown, at: place, origin: 'written' };
  }
  return { value: known, at: place, origin: 'written' };
}
