import type { Resource } from '../core/resource.ts';

/**
 * What a model is looked up by: the Terraform type, or the API group and kind of an object whatever the
 * version (`apps/Deployment`, `Service`).
 */
export function typeKey({ type, mode }: Pick<Resource, 'type' | 'mode'>): string {
  if (mode !== 'object') return type;
  const parts = type.split('/');
  const kind = parts.at(-1) ?? type;
  return parts.length > 2 ? `${parts[0] ?? ''}/${kind}` : kind;
}
