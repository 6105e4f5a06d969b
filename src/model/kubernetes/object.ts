import type { Stated } from '../../core/component.ts';
import type { Resource } from '../../core/resource.ts';
import type { Value } from '../../core/value.ts';
import { Unknown } from '../../core/value.ts';
import { at, readText } from '../read.ts';
import type { Path } from '../read.ts';

const NAMESPACES = 'https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/';

/** The namespace of an object: as written, else what its deployer chooses, else `default`. */
export function namespaceOf(resource: Resource): Stated<string> {
  const written = readText(resource, ['metadata', 'namespace']);
  if (written && written.value !== '') return written;
  const [, placed = 'default'] = resource.address.split('/');
  const place = [at(resource, 'metadata', 'namespace')];
  return { value: placed, at: place, origin: 'default', source: NAMESPACES };
}

/** The namespace as a key for look-ups; undefined when it is not known. */
export function namespaceKey(resource: Resource): string | undefined {
  const { value } = namespaceOf(resource);
  return Unknown.is(value) ? undefined : value;
}

/** A text inside an object without its place; undefined when nobody wrote one. */
export function textAt(resource: Resource, path: Path): Value<string> | undefined {
  return readText(resource, path)?.value;
}

/** A number of pods, or a percentage as text (`25%`). */
export function readCount(resource: Resource, path: Path): Stated<number | string> | undefined {
  const text = readText(resource, path);
  if (!text || Unknown.is(text.value)) return text;
  return { ...text, value: /^\d+$/.test(text.value) ? Number(text.value) : text.value };
}
