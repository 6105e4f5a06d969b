import type { Remedy } from '../core/remedy.ts';
import type { Resource } from '../core/resource.ts';
import { at } from './read.ts';

type Path = readonly (string | number)[];

interface Change {
  readonly title?: string | undefined;
  readonly safety: 'safe' | 'review';
  readonly caution?: string | undefined;
}

/** The remedy that writes one value to one attribute. */
export function setTo(
  resource: Resource,
  path: Path,
  value: boolean | number | string,
  change: Change,
): Remedy {
  const attribute = path.filter((step) => typeof step === 'string').join('.');
  const { title = `Set ${attribute} = ${value}`, safety, caution } = change;
  return {
    title,
    safety,
    caution,
    intents: [{ op: 'set', at: at(resource, ...path), value }],
  };
}

/** A way out that no edit of these files can carry out. */
export function advise(title: string, caution?: string): Remedy {
  return { title, safety: 'review', caution, intents: [] };
}

/** Turns on the provider's own refusal to delete. */
export function refuseDeletion(resource: Resource, attribute: string): Remedy {
  return setTo(resource, [attribute], true, {
    safety: 'safe',
    caution: 'deleting it on purpose then takes two steps',
  });
}

/** Makes Terraform itself refuse to destroy it. */
export function preventDestroy(resource: Resource): Remedy {
  return setTo(resource, ['lifecycle', 0, 'prevent_destroy'], true, {
    title: 'Set prevent_destroy = true in its lifecycle block',
    safety: 'review',
    caution: 'destroying the root then needs an edit first',
  });
}
