import type { Stated } from '../../core/component.ts';
import type { Resource } from '../../core/resource.ts';
import { Sensitive, Unknown } from '../../core/value.ts';
import type { Data } from '../../core/value.ts';
import type { LinkPass } from '../link-pass.ts';
import { dataAt } from '../read.ts';

// https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/global-services.html
// https://cloud.google.com/compute/docs/regions-zones/global-regional-zonal-resources
const WORLDWIDE = [
  /^aws_(?:route53_(?!resolver)|cloudfront_|globalaccelerator_)/,
  /^google_(?:dns_|compute_global_)/,
  /^google_compute_(?:url_map|target_https?_proxy|backend_(?:service|bucket))$/,
];

/** States the region and account that each component is managed in, from its provider's configuration. */
export const regions: LinkPass = {
  name: 'regions',
  after: [],
  run(draft) {
    for (const component of draft.components.values()) {
      const { main } = component;
      if (!main) continue;
      const region = stated(main, dataAt(main, 'region') ?? main.provider?.region);
      const account = stated(main, main.provider?.account);
      if (region) component.facts.region ??= region;
      if (WORLDWIDE.some((types) => types.test(main.type))) component.facts.isWorldwide = true;
      if (account) component.facts.account ??= account;
    }
  },
};

function stated(resource: Resource, raw: Data | undefined): Stated<string> | undefined {
  const data = Sensitive.is(raw) ? raw.reveal() : raw;
  if (typeof data !== 'string' && !Unknown.is(data)) return undefined;
  return { value: data, at: [{ resource: resource.id, path: [] }], origin: 'written' };
}
