import type { Intent, NewResource } from '../../core/remedy.ts';
import type { Resource } from '../../core/resource.ts';

/**
 * The intent to add a resource beside this one. Nothing for a resource inside a module: an edit there would
 * reach every user of the module.
 */
export function addBeside(
  resource: Resource,
  added: Omit<NewResource, 'name'> & { name?: string },
): readonly Intent[] {
  if (resource.module !== '') return [];
  return [{ op: 'add', stack: resource.stack, resource: { name: added.name ?? resource.name, ...added } }];
}
