import type { Value } from '../core/value.ts';
import { Unknown } from '../core/value.ts';

/** The name of an image, taken apart. */
export interface ImageParts {
  readonly repository: Value<string>;
  readonly tag: Value<string> | undefined;
  readonly digest: Value<string> | undefined;
}

/** The name of an image in its parts, as far as it is known. */
export function imageParts(text: Value<string>): ImageParts {
  return Unknown.is(text) ? partsOfUnknown(text) : partsOfImage(text);
}

/** `ghcr.io/shop/orders:1.4@sha256:…` in its parts; a port of the registry is no tag. */
function partsOfImage(text: string): ImageParts {
  const [name = '', digest] = text.split('@', 2);
  const colon = name.indexOf(':', name.lastIndexOf('/') + 1);
  if (colon < 0) return { repository: name, tag: undefined, digest };
  return { repository: name.slice(0, colon), tag: name.slice(colon + 1), digest };
}

/** `ghcr.io/shop/orders:${tag}` or `${repository}:1.4`: one part is known although the whole is not. */
function partsOfUnknown(value: Unknown): ImageParts {
  const pieces = value.partial?.kind === 'parts' ? value.partial.parts : [];
  const start = pieces[0];
  const end = pieces.at(-1);
  const tail = typeof end === 'string' ? /(?:^|[^/]):([\w.-]+)(?:@([\w:]+))?$|@([\w:]+)$/.exec(end) : null;
  const known = typeof start === 'string' ? partsOfImage(start) : undefined;
  const repository = known && (known.tag !== undefined || tail) ? known.repository : value;
  if (tail && !(known && pieces.length === 1)) {
    return { repository, tag: tail[1] ?? value, digest: tail[2] ?? tail[3] };
  }
  if (known?.digest !== undefined) return { ...known, digest: value };
  return { repository: known?.tag === undefined ? value : known.repository, tag: value, digest: undefined };
}
