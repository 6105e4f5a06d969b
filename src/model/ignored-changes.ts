import type { Stated } from '../core/component.ts';
import type { Resource } from '../core/resource.ts';
import { Unknown } from '../core/value.ts';
import { at, readNumber } from './read.ts';

type Path = readonly [string, ...(string | number)[]];

/**
 * A number that somebody else may own: unknown when nobody wrote it or `ignore_changes` names it: then
 * only the running system knows it.
 */
export function ownedNumber(resource: Resource, path: Path): Stated<number> {
  const fact = readNumber(resource, path);
  const ignored = isIgnored(resource, ...path);
  if (fact !== undefined && !ignored) return fact;
  const name = path.filter((step) => typeof step === 'string').join('.');
  const value = new Unknown({
    reason: 'not-in-inputs',
    detail:
      `${name} of ${resource.address} ${ignored ? 'is in ignore_changes' : 'is not written'}: ` +
      'only the running system knows it',
    settledBy: ignored
      ? 'the state file, or the code that scales it'
      : `write ${name} in ${resource.address}`,
  });
  return { value, at: [at(resource, ...path)], origin: 'written' };
}

/** True when Terraform leaves the attribute, or the block it is in, alone once the resource exists. */
export function isIgnored(resource: Resource, ...path: Path): boolean {
  const ignored = resource.lifecycle?.ignoreChanges ?? [];
  const written = path.map((step, index) =>
    typeof step === 'number' ? `[${step}]` : index > 0 ? `.${step}` : step,
  );
  return ignored.some((name) => name === 'all' || name === path[0] || name === written.join(''));
}
