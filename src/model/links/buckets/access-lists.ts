import type { Stated } from '../../../core/component.ts';
import type { ListGrant } from '../../../core/facts/identity.ts';
import type { Resource } from '../../../core/resource.ts';
import type { DataObject } from '../../../core/value.ts';
import { Unknown } from '../../../core/value.ts';
import { lookup } from '../../../core/lookup.ts';
import { at, blocksAt, dataAt } from '../../read.ts';

type To = ListGrant['to'];

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#canned-acl
const CANNED: { readonly [acl: string]: readonly (readonly [To, string])[] } = {
  'public-read': [['everyone', 'READ']],
  'public-read-write': [
    ['everyone', 'READ'],
    ['everyone', 'WRITE'],
  ],
  'authenticated-read': [['any-account', 'READ']],
  'log-delivery-write': [['log-delivery', 'WRITE']],
  'aws-exec-read': [['other', 'READ']],
};

/** Whom the access list of a bucket lets in, from its canned name and its grants. */
export function listGrantsOf(
  resource: Resource,
  grantPath: readonly (string | number)[],
): Stated<readonly ListGrant[]> {
  const acl = dataAt(resource, 'acl');
  const place = at(resource, acl === undefined ? String(grantPath[0]) : 'acl');
  if (Unknown.is(acl)) return { value: acl, at: [place], origin: 'written' };
  const canned = typeof acl === 'string' ? (lookup(CANNED, acl) ?? []) : [];
  const grants: ListGrant[] = canned.map(([to, permission]) => ({ to, permission, at: at(resource, 'acl') }));
  const blocks = blocksAt(resource, ...grantPath);
  if (Unknown.is(blocks)) return { value: blocks, at: [at(resource, ...grantPath)], origin: 'written' };
  for (const [index, block] of blocks.entries()) {
    if (Unknown.is(block)) return { value: block, at: [at(resource, ...grantPath)], origin: 'written' };
    const uri =
      dataAt(resource, ...grantPath, index, 'uri') ??
      dataAt(resource, ...grantPath, index, 'grantee', 0, 'uri');
    const to = typeof uri === 'string' ? granteeOf(uri) : 'other';
    for (const permission of permissionsOf(block)) {
      grants.push({ to, permission, at: at(resource, ...grantPath, index) });
    }
  }
  return {
    value: grants,
    at: [place],
    origin: acl === undefined && blocks.length === 0 ? 'default' : 'written',
  };
}

function granteeOf(uri: string): To {
  if (uri.endsWith('/global/AllUsers')) return 'everyone';
  if (uri.endsWith('/global/AuthenticatedUsers')) return 'any-account';
  return uri.endsWith('/s3/LogDelivery') ? 'log-delivery' : 'other';
}

function permissionsOf(block: DataObject): readonly string[] {
  const { permission, permissions } = block;
  if (typeof permission === 'string') return [permission];
  return Array.isArray(permissions) ? permissions.filter((item) => typeof item === 'string') : [];
}
