import type { Component } from '../../core/component.ts';
import type { ComponentId } from '../../core/id.ts';
import { sortedUnique } from '../../core/order.ts';
import { Unknown } from '../../core/value.ts';
import type { Estate } from '../../graph/estate.ts';
import { COPY } from './changes.ts';
import { regionOf } from './placement.ts';

/** What a component shares with others without calling it: pools of nodes, the way out. */
export class Surroundings {
  readonly #estate: Estate;
  readonly #endpoints: readonly Component[];
  /** How many components one block makes. */
  readonly #blocks = new Map<string, number>();
  readonly #poolsOf = new Map<ComponentId, Component[]>();

  constructor(estate: Estate) {
    this.#estate = estate;
    this.#endpoints = estate.components.filter(({ facts }) => facts.endpointService !== undefined);
    for (const { id } of estate.components) {
      const block = id.replace(COPY, '');
      this.#blocks.set(block, (this.#blocks.get(block) ?? 0) + 1);
    }
    for (const pool of estate.ofKind('node-pool')) {
      for (const cluster of listed(pool.facts.clusters)) {
        const known = this.#poolsOf.get(cluster);
        if (known) known.push(pool);
        else this.#poolsOf.set(cluster, [pool]);
      }
    }
  }

  /**
   * Pools whose nodes may run the pods of a workload. Empty where the inputs hold none, or where the provider
   * keeps the nodes.
   */
  poolsOf({ facts }: Component): readonly Component[] {
    if (!facts.pods) return [];
    const pools = listed(facts.clusters).flatMap((cluster) => this.#poolsOf.get(cluster) ?? []);
    return pools.some(
      ({ facts: { serverless, tainted } }) => serverless?.value === true || tainted?.value === true,
    )
      ? pools.filter(
          ({ facts: { serverless, tainted } }) => serverless?.value !== true && tainted?.value !== true,
        )
      : pools;
  }

  /**
   * NAT gateways through which something calls another one outside of its network; empty where none is known
   * to be needed.
   */
  waysTo(component: Component, called: Component): readonly Component[] {
    const service = called.facts.gatewayService;
    if (called.kind !== 'external' && service === undefined) return [];
    const places = [component, ...this.poolsOf(component)];
    const subnets = places.flatMap(({ facts }) =>
      listed(facts.subnets).map((id) => this.#estate.component(id)),
    );
    if (service !== undefined && subnets.some(({ id }) => this.#mayHaveEndpoint(id, service))) return [];
    const all = subnets.map(({ facts }) => listed(facts.natGateways));
    // A subnet with a way of its own, or whose way is not known, needs no gateway for certain.
    if (all.some((gateways) => gateways.length === 0)) return [];
    return this.#components(all.flat());
  }

  /** Whether an endpoint leads from a subnet to a service, or may: where that is not known. */
  #mayHaveEndpoint(subnet: ComponentId, service: string): boolean {
    return this.#endpoints.some(({ facts: { endpointService, endpointSubnets } }) => {
      const leadsTo = endpointService?.value;
      if (!Unknown.is(leadsTo) && leadsTo !== service) return false;
      const subnets = endpointSubnets?.value;
      return subnets === undefined || Unknown.is(subnets) || subnets.includes(subnet);
    });
  }

  /** The zone that answers for a record, where it is in the inputs. */
  nameServerOf({ facts: { hostedZone } }: Component): Component | undefined {
    const zone = hostedZone?.value;
    return zone === undefined || Unknown.is(zone) ? undefined : this.#estate.component(zone);
  }

  /** Zones of the names that lead to an entry, each once. */
  namesOf(entry: ComponentId): readonly Component[] {
    const names = this.#estate.dependenciesTo(entry, 'routes-to').flatMap(({ from }) => {
      const record = this.#estate.component(from);
      return record.kind === 'dns' ? [this.nameServerOf(record) ?? record] : [];
    });
    return [...new Set(names)];
  }

  /** Whether nothing tells that the nodes which run its pods stand in more than one zone. */
  mayRunInOneZone(component: Component): boolean {
    if (!component.facts.pods || this.poolsOf(component).length > 0) return false;
    const clusters = listed(component.facts.clusters).map((id) => this.#estate.component(id));
    const isSpread = ({ facts: { zones } }: Component): boolean =>
      zones !== undefined && !Unknown.is(zones.value) && zones.value.atLeast >= 2;
    return clusters.length === 0 || !clusters.every(isSpread);
  }

  /** Whether the block that makes it makes others too. */
  isCopy({ id }: Component): boolean {
    return (this.#blocks.get(id.replace(COPY, '')) ?? 0) > 1;
  }

  /**
   * The region that it states, or the one of its cluster; undefined where neither tells, and for what is
   * served from everywhere, wherever it is managed.
   */
  regionOf(component: Component): string | undefined {
    if (component.facts.isWorldwide === true) return undefined;
    const own = regionOf(component);
    if (own !== undefined) return own;
    const regions = listed(component.facts.clusters).map((id) => regionOf(this.#estate.component(id)));
    const [first, ...others] = regions;
    return others.every((region) => region === first) ? first : undefined;
  }

  #components(ids: readonly ComponentId[]): readonly Component[] {
    const wanted = new Set<string>(sortedUnique(ids));
    return this.#estate.ofKind('nat').filter(({ id }) => wanted.has(id));
  }
}

function listed(
  stated: { readonly value: readonly ComponentId[] | Unknown } | undefined,
): readonly ComponentId[] {
  return stated === undefined || Unknown.is(stated.value) ? [] : stated.value;
}
