import type { Zone } from '../../../core/facts/common.ts';
import type { ResourceId } from '../../../core/id.ts';
import type { Location } from '../../../core/location.ts';
import type { Resource } from '../../../core/resource.ts';
import { Unknown } from '../../../core/value.ts';
import type { Value } from '../../../core/value.ts';
import type { GraphDraft } from '../../graph-draft.ts';
import { dataAt } from '../../read.ts';
import { gather } from '../gather.ts';
import type { Gathered } from '../gather.ts';
import { resolveEach } from '../resolve.ts';
import type { PlacedType } from './placed-type.ts';
import { isWholeList, zoneOf } from './zones.ts';

export const SUBNET_TYPES = ['aws_subnet', 'aws_default_subnet'];

/** Where a resource stands, before it is decided how many of the zones it uses. */
export interface Site {
  /** Subnets that are certain, data sources included. */
  readonly subnets: readonly Resource[];
  /** One entry for each subnet or zone given, known or not. */
  readonly zones: readonly Value<Zone>[];
  /** Zones written by name, which narrow those of the subnets. */
  readonly named: readonly Value<Zone>[];
  /** Why there may be more subnets or zones than these. */
  readonly more: Unknown | undefined;
  readonly unknowns: readonly Unknown[];
  /** The lines that say so, from the component to its zones. */
  readonly at: readonly Location[];
}

export const nowhere: Site = { subnets: [], zones: [], named: [], more: undefined, unknowns: [], at: [] };

/** Reads where resources stand; each group, template and subnet is read once. */
export class SiteReader {
  readonly #draft: GraphDraft;
  readonly #placedTypes: ReadonlyMap<string, PlacedType>;
  readonly #sites = new Map<ResourceId, Site>();
  readonly #zones = new Map<ResourceId, { zone: Value<Zone>; at: Location }>();

  constructor(draft: GraphDraft, placedTypes: ReadonlyMap<string, PlacedType>) {
    this.#draft = draft;
    this.#placedTypes = placedTypes;
  }

  /** The site of a resource; undefined when its type stands nowhere, or it says nothing about it. */
  siteOf(resource: Resource): Site | undefined {
    const placed = this.#placedTypes.get(resource.type);
    if (!placed) return undefined;
    const known = this.#sites.get(resource.id);
    if (known) return known === nowhere ? undefined : known;
    const site = this.#read(resource, placed);
    this.#sites.set(resource.id, site);
    return site === nowhere ? undefined : site;
  }

  #read(resource: Resource, placed: PlacedType): Site {
    const sites: Site[] = [];
    const written = (placed.subnets ?? []).flatMap((path) => gather(resource, path));
    if (written.length > 0) sites.push(this.ofSubnets(resource, written));
    if (placed.group) sites.push(...this.#ofHolders(resource, [placed.group]));
    if (sites.length === 0) sites.push(...this.#ofHolders(resource, placed.through ?? []));
    const zones = (placed.zones ?? []).flatMap((path) => gather(resource, path));
    if (zones.length > 0) sites.push(this.#ofZones(resource, zones));
    return sites.length === 0 ? nowhere : joinSites(sites);
  }

  /** The site that a list of subnet ids describes. */
  ofSubnets(resource: Resource, written: readonly Gathered[]): Site {
    const subnets: Resource[] = [];
    const zones: Value<Zone>[] = [];
    const unknowns: Unknown[] = [];
    const at: Location[] = [];
    let more: Unknown | undefined;
    for (const each of resolveEach(this.#draft, written, resource, { types: SUBNET_TYPES, by: ['id'] })) {
      at.push(each.value.at);
      if (each.resource) {
        const { zone, at: zoneAt } = this.zoneOfSubnet(each.resource);
        subnets.push(each.resource);
        zones.push(zone);
        at.push(zoneAt);
      } else if (each.value.single && each.unknown) zones.push(each.unknown);
      if (each.unknown) unknowns.push(each.unknown);
      if (!each.value.single || each.resource?.unknownCount) more ??= each.unknown;
    }
    return { subnets, zones, named: [], more, unknowns, at };
  }

  #ofZones(resource: Resource, written: readonly Gathered[]): Site {
    const named: Value<Zone>[] = [];
    let more: Unknown | undefined;
    for (const { data, single } of written) {
      if (single && !isWholeList(data)) named.push(zoneOf(this.#draft, data, resource));
      else if (Unknown.is(data)) more ??= data;
    }
    return { ...nowhere, named, more, unknowns: more ? [more] : [], at: written.map(({ at }) => at) };
  }

  #ofHolders(
    resource: Resource,
    holders: readonly { path: string; types: readonly string[] }[],
  ): readonly Site[] {
    const sites: Site[] = [];
    for (const { path, types } of holders) {
      const written = gather(resource, path);
      for (const each of resolveEach(this.#draft, written, resource, { types, by: ['id', 'name'] })) {
        const site = each.resource && this.siteOf(each.resource);
        if (site) sites.push({ ...site, at: [each.value.at, ...site.at] });
        else if (each.resource?.mode === 'data' || each.unknown)
          sites.push(unknownSite(each.unknown, each.value.at));
      }
    }
    return sites;
  }

  /** The zone of a subnet and the line that states it; Unknown where the provider chooses. */
  zoneOfSubnet(subnet: Resource): { readonly zone: Value<Zone>; readonly at: Location } {
    const known = this.#zones.get(subnet.id);
    if (known) return known;
    const attribute =
      dataAt(subnet, 'availability_zone') === undefined ? 'availability_zone_id' : 'availability_zone';
    const data = dataAt(subnet, attribute);
    const zone = data === undefined ? chosenByProvider(subnet) : zoneOf(this.#draft, data, subnet);
    const found = { zone, at: { resource: subnet.id, path: data === undefined ? [] : [attribute] } };
    this.#zones.set(subnet.id, found);
    return found;
  }
}

/** Several sites as one: subnets of the component and of its group, and the zones written beside them. */
export function joinSites(sites: readonly Site[]): Site {
  return {
    subnets: [...new Set(sites.flatMap((site) => site.subnets))],
    zones: sites.flatMap((site) => site.zones),
    named: sites.flatMap((site) => site.named),
    more: sites.find((site) => site.more)?.more,
    unknowns: sites.flatMap((site) => site.unknowns),
    at: sites.flatMap((site) => site.at),
  };
}

function unknownSite(unknown: Unknown | undefined, at: Location): Site {
  const because =
    unknown ??
    new Unknown({
      reason: 'data-source',
      detail: 'its subnet group is read when Terraform runs',
      settledBy: 'the code that declares the group, or a plan',
    });
  return { ...nowhere, more: because, unknowns: [because], at: [at] };
}

function chosenByProvider(subnet: Resource): Unknown {
  if (subnet.mode === 'data') {
    return new Unknown({
      reason: 'data-source',
      detail: `the zone of ${subnet.address} is read when Terraform runs`,
      settledBy: 'the code that declares the subnet, or a plan',
    });
  }
  return new Unknown({
    reason: 'computed-attribute',
    detail: `${subnet.address} has no availability_zone, so AWS chooses`,
    settledBy: `availability_zone of ${subnet.address}, or a state file`,
  });
}
