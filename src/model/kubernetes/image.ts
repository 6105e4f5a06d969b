import type { Image } from '../../core/facts/container.ts';
import type { Resource } from '../../core/resource.ts';
import type { Value } from '../../core/value.ts';
import { Unknown } from '../../core/value.ts';
import { readText } from '../read.ts';
import type { Path } from '../read.ts';

const PULL_POLICY = 'https://kubernetes.io/docs/concepts/containers/images/#imagepullpolicy-defaulting';

/** The image of a container, in its parts; undefined when the template names none. */
export function readImage(resource: Resource, container: Path): Image | undefined {
  const text = readText(resource, [...container, 'image']);
  if (!text) return undefined;
  const parts = Unknown.is(text.value) ? partsOfUnknown(text.value) : partsOfImage(text.value);
  const { tag, digest } = parts;
  const moves = digest === undefined && (tag === undefined || tag === 'latest');
  const implied = Unknown.is(tag) && digest === undefined ? tag : moves ? 'Always' : 'IfNotPresent';
  const written = readText(resource, [...container, 'imagePullPolicy']);
  const pullPolicy = written ?? { value: implied, at: text.at, origin: 'default', source: PULL_POLICY };
  return { text, ...parts, pullPolicy, builtFrom: undefined };
}

interface ImageParts {
  readonly repository: Value<string>;
  readonly tag: Value<string> | undefined;
  readonly digest: Value<string> | undefined;
}

/** `ghcr.io/shop/orders:1.4@sha256:…` in its parts; a port of the registry is no tag. */
export function partsOfImage(text: string): ImageParts {
  const [name = '', digest] = text.split('@', 2);
  const colon = name.indexOf(':', name.lastIndexOf('/') + 1);
  if (colon < 0) return { repository: name, tag: undefined, digest };
  return { repository: name.slice(0, colon), tag: name.slice(colon + 1), digest };
}

/** `ghcr.io/shop/orders:${tag}`: the repository is known although the whole is not. */
function partsOfUnknown(value: Unknown): ImageParts {
  const pieces = value.partial?.kind === 'parts' ? value.partial.parts : [];
  const [start] = pieces;
  if (typeof start !== 'string') return { repository: value, tag: value, digest: undefined };
  const known = partsOfImage(start);
  if (known.digest !== undefined) return { ...known, digest: value };
  if (known.tag !== undefined) return { ...known, tag: value };
  return { repository: value, tag: value, digest: undefined };
}
