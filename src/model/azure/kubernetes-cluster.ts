import type { Stated } from '../../core/component.ts';
import type { Facts } from '../../core/facts.ts';
import type { Resource } from '../../core/resource.ts';
import { isDataList, Unknown } from '../../core/value.ts';
import { derive, literalName } from '../presence.ts';
import { at, dataAt, inherent, readBool, readText } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { providerPage } from './docs.ts';
import { statedRegion } from './places.ts';

const PAGE = providerPage('kubernetes_cluster');
const AUTHORIZED = 'https://learn.microsoft.com/azure/aks/api-server-authorized-ip-ranges';

/** A cluster of Azure Kubernetes Service, with the pool that it is made with. */
export const model: ResourceModel = {
  types: ['azurerm_kubernetes_cluster'],
  describe: (resource) => ({
    kind: 'cluster',
    name: literalName(resource, 'name'),
    facts: {
      region: statedRegion(resource),
      engine: inherent(resource, 'kubernetes', PAGE),
      version: readText(resource, ['kubernetes_version']),
      ...apiFacts(resource),
    },
    remedies: {
      'narrow-public-api': {
        title: 'Add api_server_access_profile { authorized_ip_ranges } with your own ranges',
        safety: 'review',
        caution: 'Whoever manages the cluster from elsewhere, pipelines included, is locked out.',
        intents: [],
      },
    },
  }),
};

function apiFacts(resource: Resource): Pick<Facts, 'publicApi' | 'publicApiRanges'> {
  const isPrivate = readBool(resource, ['private_cluster_enabled'], { value: false, source: PAGE });
  return { publicApi: derive(isPrivate, (isOn) => !isOn), publicApiRanges: ranges(resource) };
}

function ranges(resource: Resource): Stated<readonly string[]> {
  const older = dataAt(resource, 'api_server_authorized_ip_ranges');
  const path =
    older === undefined
      ? ['api_server_access_profile', 0, 'authorized_ip_ranges']
      : ['api_server_authorized_ip_ranges'];
  const data = dataAt(resource, ...path);
  const place = [at(resource, ...path)];
  if (Unknown.is(data)) return { value: data, at: place, origin: 'written' };
  if (!isDataList(data) || data.length === 0) {
    return {
      value: ['0.0.0.0/0'],
      at: [at(resource, String(path[0]))],
      origin: 'default',
      source: AUTHORIZED,
    };
  }
  const known = data.filter((item) => typeof item === 'string');
  const unknown = data.find((item) => Unknown.is(item));
  const isOpen = known.some((range) => range.endsWith('/0'));
  return { value: Unknown.is(unknown) && !isOpen ? unknown : known, at: place, origin: 'written' };
}
