import type { Stated } from '../../../core/component.ts';
import type { ComponentId } from '../../../core/id.ts';
import type { Location } from '../../../core/location.ts';
import type { Resource } from '../../../core/resource.ts';
import { Unknown } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import type { LinkPass } from '../../link-pass.ts';
import { gather } from '../gather.ts';
import { componentsOf, resolve, resolveEach } from '../resolve.ts';
import { placeAssociated } from './associations.ts';
import { noteCarriers } from './carriers.ts';
import { placeClusters } from './clusters.ts';
import type { Copies } from './copies.ts';
import { placeFileSystems } from './file-systems.ts';
import { placedTypes } from './placed-types.ts';
import type { PlacedType } from './placed-type.ts';
import { SiteReader, SUBNET_TYPES } from './site.ts';
import type { Site } from './site.ts';
import { setSubnets, usedZones } from './use-site.ts';

const GROUP_TYPES = ['aws_security_group', 'aws_default_security_group'];
const typeTable: ReadonlyMap<string, PlacedType> = new Map(
  placedTypes.flatMap((placed) => placed.types.map((type): [string, PlacedType] => [type, placed])),
);

/** Fills subnets, zones and security groups of everything that stands in a network. */
export const placement: LinkPass = {
  name: 'placement',
  after: [],
  run(draft) {
    const sites = new SiteReader(draft, typeTable);
    placeSubnets(draft, sites);
    for (const placed of placedTypes) {
      for (const resource of draft.ofType(...placed.types)) place(draft, sites, resource, placed);
    }
    placeAssociated(draft);
    placeClusters(draft, sites);
    placeFileSystems(draft, sites);
    noteCarriers(draft);
  },
};

function placeSubnets(draft: GraphDraft, sites: SiteReader): void {
  for (const subnet of draft.ofType(...SUBNET_TYPES)) {
    const component = draft.componentOf(subnet.id);
    if (!component) continue;
    const { zone, at } = sites.zoneOfSubnet(subnet);
    const names = Unknown.is(zone) ? zone : [zone];
    const zones = { atLeast: 1, atMost: subnet.unknownCount && Unknown.is(zone) ? zone : 1, names };
    component.facts.zones = { value: zones, at: [at], origin: 'written' };
  }
}

function place(draft: GraphDraft, sites: SiteReader, resource: Resource, placed: PlacedType): void {
  const component = draft.componentOf(resource.id);
  if (!component || component.main !== resource) return;
  const site = sites.siteOf(resource);
  if (site) setSubnets(draft, component, site);
  setSecurityGroups(draft, component, resource, placed);
  const copies = placed.copies(resource);
  const zones = usedZones(copies, site);
  const at = site?.at ?? [];
  const claims = claimOf(copies, site);
  if (zones) component.facts.zones = { value: zones, at: [...at, ...(claims?.at ?? [])], origin: 'written' };
  if (claims) component.facts.claimsSeveralZones = claims;
}

function setSecurityGroups(
  draft: GraphDraft,
  component: ComponentDraft,
  resource: Resource,
  placed: PlacedType,
): void {
  const options = { types: GROUP_TYPES, by: ['id', 'name'] };
  const ids = new Set<ComponentId>();
  const unknowns: Unknown[] = [];
  const at: Location[] = [];
  const read = (from: Resource, paths: readonly string[]): void => {
    const written = paths.flatMap((path) => gather(from, path));
    const resolved = resolve(draft, written, from, options);
    const { components, unknowns: outside } = componentsOf(draft, resolved.resources);
    for (const { id } of components) ids.add(id);
    unknowns.push(...resolved.unknowns, ...outside);
    at.push(...written.slice(0, 1).map((value) => value.at));
  };
  read(resource, placed.securityGroups ?? []);
  for (const { path, types } of placed.through ?? []) {
    for (const each of resolveEach(draft, gather(resource, path), resource, { types, by: ['id', 'name'] })) {
      if (each.unknown) unknowns.push(each.unknown);
      if (each.resource) read(each.resource, typeTable.get(each.resource.type)?.securityGroups ?? []);
    }
  }
  if (ids.size === 0 && unknowns.length === 0) return;
  component.facts.knownSecurityGroups = [...ids];
  component.facts.securityGroups = { value: unknowns[0] ?? [...ids], at, origin: 'written' };
}

function claimOf(copies: Copies, site: Site | undefined): Stated<boolean> | undefined {
  if (copies.claims !== 'by-number') return copies.claims;
  if (!site) return undefined;
  const given = Math.max(site.zones.length, site.named.length);
  const value = given > 1 ? true : (site.more ?? false);
  return { value, at: site.at.slice(0, 1), origin: 'written' };
}
