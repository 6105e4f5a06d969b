import type { ResourceId } from '../../../core/id.ts';
import type { Resource } from '../../../core/resource.ts';
import { Unknown } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import { dataAt, readText } from '../../read.ts';
import { gather } from '../gather.ts';
import { componentsOf, resolve, resolveEach } from '../resolve.ts';
import { everyZone } from './copies.ts';
import { joinSites } from './site.ts';
import type { SiteReader } from './site.ts';
import { setSubnets, usedZones } from './use-site.ts';
import { countZones, zoneOf } from './zones.ts';

/**
 * File systems are reached through one mount target a zone; the mount targets become part of their file
 * system.
 */
export function placeFileSystems(draft: GraphDraft, sites: SiteReader): void {
  const targets = new Map<ResourceId, Resource[]>();
  for (const target of draft.ofType('aws_efs_mount_target')) {
    const options = { types: ['aws_efs_file_system'], by: ['id', 'creation_token'] };
    for (const { resource } of resolveEach(draft, gather(target, 'file_system_id'), target, options)) {
      if (!resource) continue;
      const known = targets.get(resource.id);
      if (known) known.push(target);
      else targets.set(resource.id, [target]);
    }
  }
  for (const resource of draft.ofType('aws_efs_file_system')) {
    const component = draft.componentOf(resource.id);
    if (!component) continue;
    const own = targets.get(resource.id) ?? [];
    for (const target of own) draft.absorb(target, component);
    if (own.length > 0) placeByTargets(draft, sites, component, own);
    placeInOneZone(draft, component, resource);
  }
}

function placeByTargets(
  draft: GraphDraft,
  sites: SiteReader,
  component: ComponentDraft,
  targets: readonly Resource[],
): void {
  const site = joinSites(targets.map((target) => sites.ofSubnets(target, gather(target, 'subnet_id'))));
  const uncounted = targets.find((target) => target.unknownCount);
  const more =
    site.more ??
    (uncounted &&
      new Unknown({
        reason: 'unknown-expansion',
        detail: `how many mount targets ${uncounted.address} makes is not known`,
        settledBy: 'the value of its count or for_each',
      }));
  setSubnets(draft, component, more ? { ...site, more, unknowns: [...site.unknowns, more] } : site);
  const zones = usedZones(everyZone(), { ...site, more });
  if (zones) component.facts.zones = { value: zones, at: site.at, origin: 'written' };
  const claims = targets.length > 1 ? true : (more ?? false);
  component.facts.claimsSeveralZones = { value: claims, at: site.at.slice(0, 1), origin: 'written' };
  setGroups(draft, component, targets);
}

function setGroups(draft: GraphDraft, component: ComponentDraft, targets: readonly Resource[]): void {
  const options = { types: ['aws_security_group', 'aws_default_security_group'], by: ['id'] };
  const resolved = targets.map((target) =>
    resolve(draft, gather(target, 'security_groups[]'), target, options),
  );
  const { components, unknowns } = componentsOf(
    draft,
    resolved.flatMap(({ resources }) => resources),
  );
  const because = resolved.flatMap((one) => one.unknowns)[0] ?? unknowns[0];
  const ids = components.map(({ id }) => id);
  if (ids.length === 0 && !because) return;
  const at = targets.map((target) => ({ resource: target.id, path: ['security_groups'] }));
  component.facts.knownSecurityGroups = ids;
  component.facts.securityGroups = { value: because ?? ids, at, origin: 'written' };
}

/** One Zone storage keeps data, not only the way to it, in the named zone. */
function placeInOneZone(draft: GraphDraft, component: ComponentDraft, resource: Resource): void {
  const data = dataAt(resource, 'availability_zone_name');
  const stated = readText(resource, ['availability_zone_name']);
  if (data === undefined || !stated) return;
  const zones = countZones([zoneOf(draft, data, resource)], undefined);
  if (zones) component.facts.zones = { value: zones, at: stated.at, origin: 'written' };
  component.facts.claimsSeveralZones = { value: false, at: stated.at, origin: 'written' };
}
