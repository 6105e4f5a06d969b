import type { Resource, Stack } from '../../core/resource.ts';

/** Traces to the resource itself: a file that Terraform wrote does not tell what a value came from. */
export function untraced(file: string, resources: readonly Resource[], why: string): Stack['trace'] {
  const placeOf = new Map(resources.map(({ id, declaredAt }) => [id, declaredAt]));
  const whole = { file, start: 0, end: 0 };
  return ({ resource, path }) => {
    const address = [file, resource.slice(resource.indexOf('#') + 1), ...path].join(' ');
    return { kind: 'computed', why, at: placeOf.get(resource) ?? whole, address };
  };
}
