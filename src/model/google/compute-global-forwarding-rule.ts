import type { Facts } from '../../core/facts.ts';
import type { Resource } from '../../core/resource.ts';
import { Unknown } from '../../core/value.ts';
import { derive } from '../presence.ts';
import { at, dataAt, readText } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { providerPage } from './docs.ts';

const PAGE = providerPage('compute_global_forwarding_rule');

/** Where a load balancer listens. Its proxy, map and backends are joined by the pass `google-entries`. */
export const model: ResourceModel = {
  types: ['google_compute_global_forwarding_rule', 'google_compute_forwarding_rule'],
  describe(resource) {
    if (isEndpoint(resource)) return { kind: 'network', facts: { networkPart: 'endpoint' } };
    return {
      kind: 'load-balancer',
      facts: publicFacts(resource),
      remedies: {
        remove: {
          title: `Remove ${resource.address}`,
          safety: 'review',
          caution: 'Its address stops answering: look for names and clients outside the code first.',
          intents: [{ op: 'remove', at: at(resource) }],
        },
      },
    };
  },
};

/** Rules without a scheme lead to Google's own interfaces, to services of others or into tunnels. */
function isEndpoint(resource: Resource): boolean {
  const target = dataAt(resource, 'target');
  if (resource.attributes['load_balancing_scheme'] === '') return true;
  if (typeof target === 'string') return target === 'all-apis' || target === 'vpc-sc';
  return (
    Unknown.is(target) &&
    target.refs.some(({ resource: id }) => /google_compute_(vpn_gateway|service_attachment)\./.test(id))
  );
}

function publicFacts(resource: Resource): Pick<Facts, 'isPublicEntry' | 'hasPublicAddress'> {
  const scheme = readText(resource, ['load_balancing_scheme'], { value: 'EXTERNAL', source: PAGE });
  const isPublic = derive(scheme, (text) => text.startsWith('EXTERNAL'));
  return { isPublicEntry: isPublic, hasPublicAddress: isPublic };
}
