import type { Listener } from '../../../core/facts/network.ts';
import type { Resource } from '../../../core/resource.ts';
import { Unknown } from '../../../core/value.ts';
import type { Data } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import { at, dataAt, readNumber, readText } from '../../read.ts';
import { gather } from '../gather.ts';
import { lead } from './entries.ts';
import { findAzure } from './find-azure.ts';
import { SCALE_SETS } from './types.ts';

const BALANCER = ['azurerm_lb'];

/** Joins load balancers with the servers of their pools, and says on which ports they listen. */
export function balancers(draft: GraphDraft): void {
  for (const resource of draft.ofType('azurerm_lb_rule')) listen(draft, resource);
  for (const resource of draft.ofType('azurerm_network_interface_backend_address_pool_association')) {
    // An interface is part of the server that it was found to belong to.
    const interfaces = draft.follow(dataAt(resource, 'network_interface_id'), resource, {
      types: ['azurerm_network_interface'],
      by: ['id'],
      managedOnly: true,
    }).targets;
    const servers = interfaces.flatMap(({ id }) => draft.componentOf(id) ?? []);
    for (const from of ofPool(draft, dataAt(resource, 'backend_address_pool_id'), resource)) {
      for (const to of servers) lead(draft, from, to, at(resource, 'backend_address_pool_id'));
    }
  }
  const path = 'network_interface.ip_configuration.load_balancer_backend_address_pool_ids[]';
  for (const resource of draft.ofType(...SCALE_SETS)) {
    const to = draft.componentOf(resource.id);
    for (const { data, at: place } of gather(resource, path)) {
      for (const from of ofPool(draft, data, resource)) if (to) lead(draft, from, to, place);
    }
  }
}

function ofPool(draft: GraphDraft, data: Data | undefined, from: Resource): readonly ComponentDraft[] {
  const pools = draft.follow(data, from, {
    types: ['azurerm_lb_backend_address_pool'],
    by: ['id'],
    managedOnly: true,
  }).targets;
  return pools.flatMap((pool) => findAzure(draft, dataAt(pool, 'loadbalancer_id'), pool, BALANCER));
}

function listen(draft: GraphDraft, resource: Resource): void {
  const port = readNumber(resource, ['frontend_port']);
  const written = readText(resource, ['protocol']);
  if (!written) return;
  const protocol = Unknown.is(written.value) ? written.value : written.value.toLowerCase();
  const listener: Listener = {
    key: resource.address,
    name: `the rule ${resource.address}`,
    port,
    protocol: { ...written, value: protocol },
    plainHttp: undefined,
    tls: undefined,
    at: at(resource),
  };
  for (const balancer of findAzure(draft, dataAt(resource, 'loadbalancer_id'), resource, BALANCER)) {
    balancer.facts.listeners = [...(balancer.facts.listeners ?? []), listener];
  }
}
