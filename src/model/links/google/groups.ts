import type { Resource } from '../../../core/resource.ts';
import { Unknown } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import type { LinkPass } from '../../link-pass.ts';
import { at, dataAt, readNumber } from '../../read.ts';
import { connect } from '../compute/connect.ts';
import { gather } from '../gather.ts';
import { findOwners } from './find-owners.ts';

const MANAGERS = ['google_compute_instance_group_manager', 'google_compute_region_instance_group_manager'];
const TEMPLATES = ['google_compute_instance_template', 'google_compute_region_instance_template'];

/** Joins groups of servers with what their servers are made from, and with what changes their number. */
export const groups: LinkPass = {
  name: 'google-groups',
  after: ['google-identities'],
  run(draft) {
    for (const resource of draft.ofType(...MANAGERS)) {
      const group = draft.componentOf(resource.id);
      if (group) madeFrom(draft, group, resource);
    }
    for (const scaler of draft.ofType('google_compute_autoscaler', 'google_compute_region_autoscaler')) {
      const place = at(scaler, 'target');
      for (const group of findOwners(draft, dataAt(scaler, 'target'), scaler, { types: MANAGERS })) {
        const found = { kind: 'policy', name: scaler.name, at: place } as const;
        group.facts.scalers = { value: [found], at: [place], origin: 'written' };
        group.facts.minimumSize = readNumber(scaler, ['autoscaling_policy', 0, 'min_replicas']);
        group.facts.maximumSize = readNumber(scaler, ['autoscaling_policy', 0, 'max_replicas']);
        delete group.facts.desiredSize;
        draft.absorb(scaler, group);
      }
    }
  },
};

function madeFrom(draft: GraphDraft, group: ComponentDraft, resource: Resource): void {
  for (const { data, at: place } of gather(resource, 'version.instance_template')) {
    for (const template of findOwners(draft, data, resource, { types: TEMPLATES })) {
      const { facts } = group;
      const says = `starts servers from ${template.name}`;
      connect(draft, {
        from: group,
        to: template,
        kind: 'member-of',
        strength: 'control-only',
        says,
        at: place,
      });
      facts.instanceClass ??= template.facts.instanceClass;
      facts.hasPublicAddress ??= template.facts.hasPublicAddress;
      facts.routesToInternet ??= template.facts.routesToInternet;
      facts.roles ??= template.facts.roles;
      const { knownSecurityGroups, securityGroups } = template.facts;
      facts.knownSecurityGroups ??= knownSecurityGroups;
      facts.securityGroups ??= securityGroups;
    }
  }
  if (Unknown.is(group.facts.desiredSize?.value) && dataAt(resource, 'target_size') === undefined) {
    delete group.facts.desiredSize;
  }
}
