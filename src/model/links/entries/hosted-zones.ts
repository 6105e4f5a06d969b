import type { LinkPass } from '../../link-pass.ts';
import { at, dataAt } from '../../read.ts';

/** Tells records which zone answers for them. */
export const hostedZones: LinkPass = {
  name: 'hosted-zones',
  after: [],
  run(draft) {
    for (const { records, attribute, zone, by } of PROVIDERS) {
      for (const record of draft.ofType(...records)) {
        const component = draft.componentOf(record.id);
        const options = { types: [zone], by, managedOnly: true };
        const [found] = draft.follow(dataAt(record, attribute), record, options).targets;
        const owner = found && draft.componentOf(found.id);
        if (!component || !owner || owner === component) continue;
        component.facts.hostedZone = { value: owner.id, at: [at(record, attribute)], origin: 'written' };
      }
    }
  },
};

const AZURE = ['a', 'aaaa', 'cname'];

const PROVIDERS = [
  {
    records: ['aws_route53_record'],
    attribute: 'zone_id',
    zone: 'aws_route53_zone',
    by: ['zone_id', 'id'],
  },
  {
    records: ['google_dns_record_set'],
    attribute: 'managed_zone',
    zone: 'google_dns_managed_zone',
    by: ['name', 'id'],
  },
  {
    records: AZURE.map((sort) => `azurerm_dns_${sort}_record`),
    attribute: 'zone_name',
    zone: 'azurerm_dns_zone',
    by: ['name'],
  },
];
