import type { Stated } from '../../core/component.ts';
import type { Resource } from '../../core/resource.ts';
import { at, dataAt } from '../read.ts';

/** Whether a server, or what servers are started from, lets in whoever holds a key. */
export function hasKeyPair(resource: Resource): Stated<boolean> {
  const key = dataAt(resource, 'key_name');
  return { value: key !== undefined && key !== '', at: [at(resource, 'key_name')], origin: 'written' };
}
