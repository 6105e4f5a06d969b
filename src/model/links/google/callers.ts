import type { Resource } from '../../../core/resource.ts';
import { symbolicText } from '../../../core/partial-text.ts';
import { isDataList, Unknown } from '../../../core/value.ts';
import type { Data } from '../../../core/value.ts';
import { ingressOf } from '../../google/cloud-run-service.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import type { LinkPass } from '../../link-pass.ts';
import { at, dataAt } from '../../read.ts';
import { connect } from '../compute/connect.ts';
import { findOwners } from './find-owners.ts';
import { iamEntries } from './iam-entries.ts';
import { FUNCTIONS, RUN_SERVICES } from './types.ts';

// A function of the second generation is a service of Cloud Run, and its callers are allowed there.
// https://cloud.google.com/functions/docs/securing/authenticating
const ANY_SERVICE = [...RUN_SERVICES, 'google_cloudfunctions2_function'];

/** Resources that say who may call a service or function, and the attribute that names it. */
const INVOKERS: readonly (readonly [prefix: string, attribute: string, types: readonly string[]])[] = [
  ['google_cloud_run_service_iam', 'service', ANY_SERVICE],
  ['google_cloud_run_v2_service_iam', 'name', ANY_SERVICE],
  ['google_cloudfunctions_function_iam', 'cloud_function', FUNCTIONS],
  ['google_cloudfunctions2_function_iam', 'cloud_function', FUNCTIONS],
];

const INVOKE = /^roles\/(run\.invoker|run\.admin|cloudfunctions\.(invoker|admin)|owner|editor)$/;

/** Says which services anybody may call, and joins what calls them by the clock. */
export const callers: LinkPass = {
  name: 'google-callers',
  after: ['google-parts'],
  run(draft) {
    for (const [prefix, attribute, types] of INVOKERS) {
      for (const form of ['member', 'binding', 'policy']) {
        for (const resource of draft.ofType(`${prefix}_${form}`)) invoker(draft, resource, attribute, types);
      }
    }
    for (const job of draft.ofType('google_cloud_scheduler_job')) schedule(draft, job);
    for (const resource of draft.ofType(...RUN_SERVICES)) {
      const service = draft.componentOf(resource.id);
      if (!service) continue;
      const nobody = { value: false, at: [at(resource)], origin: 'default' } as const;
      service.facts.behindLoadBalancer ??= nobody;
      service.facts.discoverable ??= service.facts.isPublicEntry ?? nobody;
    }
  },
};

function invoker(draft: GraphDraft, resource: Resource, attribute: string, types: readonly string[]): void {
  for (const { role, member, at: place } of iamEntries(draft, resource)) {
    if (member !== 'allUsers' || (typeof role === 'string' && !INVOKE.test(role))) continue;
    for (const service of findOwners(draft, dataAt(resource, attribute), resource, { types })) {
      const ingress = service.main && service.kind === 'workload' ? ingressOf(service.main) : undefined;
      const value = Unknown.is(role) ? role : (ingress?.value ?? true);
      // One grant to everybody is enough, whatever a second one leaves open.
      if (service.facts.isPublicEntry?.value === true) continue;
      service.facts.isPublicEntry =
        ingress?.value === false ? ingress : { value, at: [place], origin: 'written' };
    }
  }
}

/** A job calls an address and waits, but nobody waits for the job: it tries again as often as it is told. */
function schedule(draft: GraphDraft, job: Resource): void {
  const from = draft.componentOf(job.id);
  if (!from) return;
  const uri = ['http_target', 0, 'uri'] as const;
  const types = [...RUN_SERVICES, ...FUNCTIONS, 'google_cloud_run_v2_job'];
  for (const to of addressed(draft, dataAt(job, ...uri), job, types)) {
    connect(draft, {
      from,
      to,
      kind: 'calls',
      strength: 'async',
      says: `${from.name} calls ${to.name}`,
      at: at(job, ...uri),
    });
    if (to.kind === 'function')
      to.facts.calledSynchronously ??= { value: true, at: [at(job)], origin: 'written' };
  }
  const topic = ['pubsub_target', 0, 'topic_name'] as const;
  for (const to of findOwners(draft, dataAt(job, ...topic), job, { types: ['google_pubsub_topic'] })) {
    const says = `${from.name} publishes to ${to.name}`;
    connect(draft, { from, to, kind: 'publishes', strength: 'async', says, at: at(job, ...topic) });
  }
}

/** What a URL leads to: by a reference in it, or by the name of a job that it starts. */
export function addressed(
  draft: GraphDraft,
  data: Data | undefined,
  from: Resource,
  types: readonly string[],
): readonly ComponentDraft[] {
  if (isDataList(data) || (typeof data !== 'string' && !Unknown.is(data))) return [];
  if (Unknown.is(data)) {
    const found = findOwners(draft, data, from, { types, by: [] });
    if (found.length > 0) return found;
  }
  const job = /\/jobs\/([\w-]+):run$/.exec(symbolicText(data))?.[1];
  return job === undefined
    ? []
    : findOwners(draft, job, from, { types: ['google_cloud_run_v2_job'], by: ['name'] });
}
