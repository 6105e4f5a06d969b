import type { Resource } from '../../core/resource.ts';
import { dataAt } from '../read.ts';

/** The literal `Name` tag, else the literal name prefix; undefined where neither is known. */
export function displayName(resource: Resource): string | undefined {
  const written = dataAt(resource, 'name') ?? dataAt(resource, 'node_group_name');
  if (typeof written === 'string' && written !== '') return written;
  const tag = dataAt(resource, 'tags', 'Name');
  if (typeof tag === 'string' && tag !== '') return tag;
  const prefix = dataAt(resource, 'name_prefix') ?? dataAt(resource, 'node_group_name_prefix');
  const trimmed = typeof prefix === 'string' ? prefix.replace(/[-_]+$/, '') : '';
  return trimmed === '' ? undefined : trimmed;
}
