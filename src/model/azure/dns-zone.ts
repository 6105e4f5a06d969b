import { literalName } from '../presence.ts';
import type { ResourceModel } from '../resource-model.ts';

const RECORDS = ['a', 'aaaa', 'cname'].flatMap((sort) => [
  `azurerm_dns_${sort}_record`,
  `azurerm_private_dns_${sort}_record`,
]);

/** A zone of names, and the names in it. Where names lead is joined by the pass `azure-entries`. */
export const model: ResourceModel = {
  types: ['azurerm_dns_zone', 'azurerm_private_dns_zone', ...RECORDS],
  describe(resource) {
    const name = literalName(resource, 'name');
    const zone = literalName(resource, 'zone_name');
    const whole = name === undefined || zone === undefined ? name : name === '@' ? zone : `${name}.${zone}`;
    return { kind: 'dns', name: whole, facts: {} };
  },
};
