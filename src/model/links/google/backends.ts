import type { Resource } from '../../../core/resource.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import { dataAt } from '../../read.ts';
import { connect } from '../compute/connect.ts';
import { gather } from '../gather.ts';
import { findOwners } from './find-owners.ts';
import { BACKENDS } from './front-types.ts';
import { FUNCTIONS, RUN_SERVICES } from './types.ts';

const NEGS = ['google_compute_region_network_endpoint_group', 'google_compute_network_endpoint_group'];
const GROUPS = [
  'google_compute_instance_group_manager',
  'google_compute_region_instance_group_manager',
  'google_compute_instance_group',
];

/** Joins every backend with what answers behind it, and with the policy that guards it. */
export function linkBackends(draft: GraphDraft): void {
  for (const resource of draft.ofType(...BACKENDS)) {
    const backend = draft.componentOf(resource.id);
    if (!backend) continue;
    for (const { data, at: place } of gather(resource, 'backend.group')) {
      const negs = draft.follow(data, resource, {
        types: NEGS,
        by: ['name', 'id', 'self_link'],
        managedOnly: true,
      });
      for (const neg of negs.targets) {
        for (const to of behindNeg(draft, neg)) leads(draft, backend, to, place);
        draft.absorb(neg, backend);
      }
      for (const to of findOwners(draft, data, resource, { types: GROUPS })) leads(draft, backend, to, place);
    }
    for (const { data, at: place } of gather(resource, 'bucket_name')) {
      const types = ['google_storage_bucket'];
      for (const to of findOwners(draft, data, resource, { types })) leads(draft, backend, to, place);
    }
    for (const { data, at: place } of gather(resource, 'instances[]')) {
      const types = ['google_compute_instance'];
      for (const to of findOwners(draft, data, resource, { types })) leads(draft, backend, to, place);
    }
    guard(draft, backend, resource);
  }
  for (const manager of draft.ofType(...GROUPS)) intoPools(draft, manager);
}

/** The service or function behind a serverless endpoint group. */
function behindNeg(draft: GraphDraft, neg: Resource): readonly ComponentDraft[] {
  return [
    ...findOwners(draft, dataAt(neg, 'cloud_run', 0, 'service'), neg, { types: RUN_SERVICES }),
    ...findOwners(draft, dataAt(neg, 'cloud_function', 0, 'function'), neg, { types: FUNCTIONS }),
  ];
}

function leads(
  draft: GraphDraft,
  from: ComponentDraft,
  to: ComponentDraft,
  place: ReturnType<typeof gather>[number]['at'],
): void {
  const says = `${to.name} stands behind ${from.name}`;
  connect(draft, { from, to, kind: 'routes-to', strength: 'hard', says, at: place });
  // What a load balancer serves from a bucket is meant for everybody.
  if (to.kind === 'bucket') to.facts.isWebsite ??= { value: true, at: [place], origin: 'written' };
  if (to.kind === 'bucket') return;
  to.facts.behindLoadBalancer = { value: true, at: [place], origin: 'written' };
}

/** A group that puts its servers into target pools by itself. */
function intoPools(draft: GraphDraft, manager: Resource): void {
  const to = draft.componentOf(manager.id);
  for (const { data, at: place } of to ? gather(manager, 'target_pools[]') : []) {
    for (const pool of findOwners(draft, data, manager, { types: ['google_compute_target_pool'] })) {
      if (to) leads(draft, pool, to, place);
    }
  }
}

function guard(draft: GraphDraft, backend: ComponentDraft, resource: Resource): void {
  const types = ['google_compute_security_policy', 'google_compute_region_security_policy'];
  for (const path of ['security_policy', 'edge_security_policy']) {
    for (const { data, at: place } of gather(resource, path)) {
      for (const to of findOwners(draft, data, resource, { types })) {
        const says = `${to.name} decides which requests ${backend.name} takes`;
        connect(draft, { from: backend, to, kind: 'protects', strength: 'control-only', says, at: place });
      }
    }
  }
}
