import type { Stated } from '../../core/component.ts';
import type { Resource } from '../../core/resource.ts';
import { Unknown } from '../../core/value.ts';
import { literalName } from '../presence.ts';
import { setTo } from '../remedies.ts';
import { at, blocksAt } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { listenersOf } from './gateway-listeners.ts';
import { claimsZones, statedRegion } from './places.ts';
import { inListedZones } from '../zones.ts';

/** A gateway for requests. What stands behind it is joined by the pass `azure-entries`. */
export const model: ResourceModel = {
  types: ['azurerm_application_gateway'],
  describe(resource) {
    const { listeners, more } = listenersOf(resource);
    const isPublic = hasPublicFront(resource);
    return {
      kind: 'load-balancer',
      name: literalName(resource, 'name'),
      facts: {
        region: statedRegion(resource),
        isPublicEntry: isPublic,
        hasPublicAddress: isPublic,
        zones: inListedZones(resource, 'zones'),
        claimsSeveralZones: claimsZones(resource, 'zones'),
        listeners,
        moreListeners: more,
      },
      remedies: Object.fromEntries(
        listeners.flatMap(({ key, tls }) => [
          [
            `redirect-to-https ${key}`,
            {
              title: `Give the rule of ${key} a redirect_configuration to the HTTPS listener`,
              safety: 'review',
              caution: 'An HTTPS listener must take the requests.',
              intents: [],
            } as const,
          ],
          ...(tls
            ? [
                [
                  `newest-tls ${key}`,
                  setTo(resource, ['ssl_policy', 0, 'policy_name'], 'AppGwSslPolicy20220101', {
                    safety: 'review',
                    caution: 'Clients that do not speak TLS 1.2 lose access.',
                  }),
                ] as const,
              ]
            : []),
        ]),
      ),
    };
  },
};

function hasPublicFront(resource: Resource): Stated<boolean> {
  const path = 'frontend_ip_configuration';
  const blocks = blocksAt(resource, path);
  if (Unknown.is(blocks)) return { value: blocks, at: [at(resource, path)], origin: 'written' };
  const index = blocks.findIndex(
    (block) => !Unknown.is(block) && (block['public_ip_address_id'] ?? '') !== '',
  );
  if (index >= 0) {
    return { value: true, at: [at(resource, path, index, 'public_ip_address_id')], origin: 'written' };
  }
  const unknown = blocks.find((block) => Unknown.is(block));
  return { value: Unknown.is(unknown) ? unknown : false, at: [at(resource, path)], origin: 'written' };
}
