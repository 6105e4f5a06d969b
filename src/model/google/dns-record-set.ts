import { readText } from '../read.ts';
import { literalName } from '../presence.ts';
import type { ResourceModel } from '../resource-model.ts';

/** A zone of names, and the names in it. Where names lead is joined by the pass `google-entries`. */
export const model: ResourceModel = {
  types: ['google_dns_record_set', 'google_dns_managed_zone'],
  describe(resource) {
    const name = resource.type === 'google_dns_record_set' ? readText(resource, ['name'])?.value : undefined;
    const shown = typeof name === 'string' ? name.replace(/\.$/, '') : literalName(resource, 'name');
    return { kind: 'dns', name: shown, facts: {} };
  },
};
