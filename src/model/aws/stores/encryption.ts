import type { Stated } from '../../../core/component.ts';
import type { Resource } from '../../../core/resource.ts';
import { Unknown } from '../../../core/value.ts';
import type { Value } from '../../../core/value.ts';
import { at, readBool } from '../../read.ts';
import { isSet } from '../../presence.ts';

const ORIGINS = [
  'replicate_source_db',
  'replication_source_identifier',
  'snapshot_identifier',
  'restore_to_point_in_time',
];

/**
 * Encryption of a database's storage. A copy, and what is restored from a snapshot, is encrypted as its
 * source is: left out, the attribute then says nothing and the fact is absent.
 */
export function encryptedUnlessRestored(
  resource: Resource,
  fallback: { readonly value: Value<boolean>; readonly source: string },
): Stated<boolean> | undefined {
  const written = readBool(resource, ['storage_encrypted']);
  if (written !== undefined) return written;
  const restored = ORIGINS.map((attribute) => isSet(resource, [attribute]));
  if (restored.includes(true)) return undefined;
  const value = restored.find(Unknown.is) ?? fallback.value;
  return { value, at: [at(resource, 'storage_encrypted')], origin: 'default', source: fallback.source };
}
