import type { ListGrant, OpenStatement } from '../../../core/facts/identity.ts';
import type { Resource } from '../../../core/resource.ts';
import type { Location } from '../../../core/location.ts';
import { Unknown } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import type { LinkPass } from '../../link-pass.ts';
import { at, dataAt } from '../../read.ts';
import { gather } from '../gather.ts';
import { findOwners } from './find-owners.ts';
import { iamEntries, isEverybody } from './iam-entries.ts';
import { FUNCTIONS } from './types.ts';

const BUCKET = { types: ['google_storage_bucket'], by: ['name', 'id', 'url', 'self_link'] };

/** Says which buckets are open to everybody, and what takes their access logs. */
export const buckets: LinkPass = {
  name: 'google-buckets',
  after: ['google-parts'],
  run(draft) {
    for (const form of ['member', 'binding', 'policy']) {
      for (const resource of draft.ofType(`google_storage_bucket_iam_${form}`)) fromGrants(draft, resource);
    }
    for (const resource of draft.ofType(
      'google_storage_bucket_acl',
      'google_storage_bucket_access_control',
    )) {
      fromLists(draft, resource);
    }
    for (const resource of draft.ofType('google_storage_default_object_acl')) fromLists(draft, resource);
    for (const resource of draft.ofType('google_storage_bucket')) takesLogs(draft, resource);
    for (const resource of draft.ofType(...FUNCTIONS)) holdsCode(draft, resource);
    for (const sink of draft.ofType('google_logging_project_sink')) exports(draft, sink);
  },
};

function bucketsOf(draft: GraphDraft, resource: Resource): readonly ComponentDraft[] {
  return findOwners(draft, dataAt(resource, 'bucket'), resource, BUCKET);
}

function fromGrants(draft: GraphDraft, resource: Resource): void {
  for (const bucket of bucketsOf(draft, resource)) {
    const place = [at(resource)];
    bucket.facts.resourcePolicy ??= {
      value: { statements: [], unread: [], at: at(resource) },
      at: place,
      origin: 'written',
    };
    for (const { role, member, at: where } of iamEntries(draft, resource)) {
      if (!isEverybody(member)) continue;
      const known = bucket.facts.openStatements ?? [];
      bucket.facts.openStatements = [
        ...known,
        openStatement(Unknown.is(role) ? 'an unknown role' : role, where),
      ];
    }
  }
}

// https://cloud.google.com/storage/docs/access-control/iam-roles
function openStatement(role: string, place: Location): OpenStatement {
  const isReader = /object(Viewer|Reader)|legacyBucketReader/i.test(role);
  const writes = /admin|creator|writer|owner|objectUser|editor/i.test(role);
  return {
    name: undefined,
    actions: [role],
    reads: isReader || /admin|owner|objectUser/i.test(role),
    writes,
    lists: /objectViewer|legacyBucket|objectUser|admin/i.test(role),
    limited: false,
    at: place,
  };
}

const PREDEFINED: { readonly [acl: string]: string } = {
  publicread: 'READ',
  publicreadwrite: 'WRITE',
};

/** `READER:allUsers`, a predefined list, or an entity of its own. */
function fromLists(draft: GraphDraft, resource: Resource): void {
  const grants: ListGrant[] = [];
  for (const path of ['predefined_acl', 'default_acl']) {
    for (const { data, at: place } of gather(resource, path)) {
      const permission = typeof data === 'string' ? PREDEFINED[data.toLowerCase()] : undefined;
      if (permission !== undefined) grants.push({ to: 'everyone', permission, at: place });
    }
  }
  for (const { data, at: place } of gather(resource, 'role_entity[]')) {
    const [permission = '', entity = ''] = typeof data === 'string' ? data.split(':') : [];
    if (isEverybody(entity)) grants.push(listGrant(entity, permission, place));
  }
  const entity = dataAt(resource, 'entity');
  const role = dataAt(resource, 'role');
  if (typeof entity === 'string' && isEverybody(entity)) {
    grants.push(listGrant(entity, typeof role === 'string' ? role : '', at(resource, 'entity')));
  }
  for (const bucket of bucketsOf(draft, resource)) {
    // Uniform access switches lists off.
    const main = bucket.main;
    if (main && dataAt(main, 'uniform_bucket_level_access') === true) continue;
    const known = bucket.facts.listGrants?.value;
    const before = known === undefined || Unknown.is(known) ? [] : known;
    bucket.facts.listGrants = { value: [...before, ...grants], at: [at(resource)], origin: 'written' };
    draft.absorb(resource, bucket);
  }
}

function listGrant(entity: string, role: string, place: Location): ListGrant {
  const permission = role.toUpperCase() === 'READER' ? 'READ' : role.toUpperCase();
  return { to: entity === 'allUsers' ? 'everyone' : 'any-account', permission, at: place };
}

function takesLogs(draft: GraphDraft, resource: Resource): void {
  const path = ['logging', 0, 'log_bucket'] as const;
  for (const target of findOwners(draft, dataAt(resource, ...path), resource, BUCKET)) {
    target.facts.bucketRole ??= { value: 'logs', at: [at(resource, ...path)], origin: 'written' };
  }
}

/** Archives of functions are made again at each deployment. */
function holdsCode(draft: GraphDraft, resource: Resource): void {
  for (const path of ['source_archive_bucket', 'build_config.source.storage_source.bucket']) {
    for (const { data, at: place } of gather(resource, path)) {
      for (const bucket of findOwners(draft, data, resource, BUCKET)) {
        bucket.facts.bucketRole ??= { value: 'artifacts', at: [place], origin: 'written' };
      }
    }
  }
}

/** A sink carries logs to `storage.googleapis.com/<bucket>`. */
function exports(draft: GraphDraft, sink: Resource): void {
  for (const target of findOwners(draft, dataAt(sink, 'destination'), sink, BUCKET)) {
    target.facts.bucketRole ??= { value: 'logs', at: [at(sink, 'destination')], origin: 'written' };
  }
}
