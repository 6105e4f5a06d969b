import type { Image } from '../../core/facts/container.ts';
import type { Resource } from '../../core/resource.ts';
import { Unknown } from '../../core/value.ts';
import { imageParts } from '../image-parts.ts';
import { readText } from '../read.ts';
import type { Path } from '../read.ts';

const PULL_POLICY = 'https://kubernetes.io/docs/concepts/containers/images/#imagepullpolicy-defaulting';

/** The image of a container, in its parts; undefined when the template names none. */
export function readImage(resource: Resource, container: Path): Image | undefined {
  const text = readText(resource, [...container, 'image']);
  // The injector of Istio fills in the image `auto`.
  // https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/#customizing-injection
  if (!text || text.value === 'auto') return undefined;
  const parts = imageParts(text.value);
  const { tag, digest } = parts;
  const moves = digest === undefined && (tag === undefined || tag === 'latest');
  const implied = Unknown.is(tag) && digest === undefined ? tag : moves ? 'Always' : 'IfNotPresent';
  const written = readText(resource, [...container, 'imagePullPolicy']);
  const pullPolicy = written ?? { value: implied, at: text.at, origin: 'default', source: PULL_POLICY };
  return { text, ...parts, pullPolicy, builtFrom: undefined };
}
