import type { Resource } from '../../../core/resource.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import type { LinkPass } from '../../link-pass.ts';
import { at, dataAt } from '../../read.ts';
import { gather } from '../gather.ts';
import { ownersOf } from './connect.ts';

const SERVER = { types: ['aws_instance', 'aws_spot_instance_request'], by: ['id', 'private_ip'] };
const ADDRESS = { types: ['aws_eip'], by: ['id', 'allocation_id', 'public_ip'] };

/** Gives servers the public addresses and DNS records that other resources tie to them. */
export const serverAddresses: LinkPass = {
  name: 'server-addresses',
  after: ['launch-templates'],
  run(draft) {
    const holders = new Map<Resource, readonly ComponentDraft[]>();
    for (const address of draft.ofType('aws_eip')) {
      holders.set(address, tie(draft, address, address, 'instance'));
    }
    for (const association of draft.ofType('aws_eip_association')) {
      const addresses = draft.follow(dataAt(association, 'allocation_id'), association, ADDRESS).targets;
      for (const address of addresses) holders.set(address, tie(draft, address, association, 'instance_id'));
    }
    for (const record of draft.ofType('aws_route53_record')) {
      for (const { data, at: place } of gather(record, 'records[]')) {
        const direct = ownersOf(draft, draft.follow(data, record, SERVER).targets);
        const through = draft
          .follow(data, record, ADDRESS)
          .targets.flatMap((address) => holders.get(address) ?? []);
        for (const server of [...direct, ...through]) {
          server.facts.hasDnsRecord = { value: true, at: [place], origin: 'written' };
        }
      }
    }
  },
};

function tie(
  draft: GraphDraft,
  address: Resource,
  by: Resource,
  attribute: string,
): readonly ComponentDraft[] {
  const servers = ownersOf(draft, draft.follow(dataAt(by, attribute), by, SERVER).targets);
  for (const server of servers) {
    server.facts.hasPublicAddress = { value: true, at: [at(by, attribute), at(address)], origin: 'written' };
  }
  return servers;
}
