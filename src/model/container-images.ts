import type { UsedImage } from '../core/facts/compute.ts';
import type { Image } from '../core/facts/container.ts';
import type { Facts } from '../core/facts.ts';
import type { Location } from '../core/location.ts';
import type { Resource } from '../core/resource.ts';
import { scalarText, Unknown } from '../core/value.ts';
import type { Value } from '../core/value.ts';
import { isIgnored } from './ignored-changes.ts';
import { imageParts } from './image-parts.ts';
import { at, blocksAt } from './read.ts';
import type { Path } from './read.ts';

/** How a platform gets an image: when it looks the tag up, and the page that says so. */
interface Pull {
  readonly resolved: UsedImage['resolved'];
  readonly source: string;
}

/** An image as its line names it, on a platform that always looks the tag up. */
export function pulledImage(text: Value<string>, place: Location, source: string): Image {
  return {
    text: { value: text, at: [place], origin: 'written' },
    ...imageParts(text),
    pullPolicy: { value: 'Always', at: [place], origin: 'default', source },
    builtFrom: undefined,
  };
}

/** The images of containers under a path of blocks, each called by its container or else by the fallback. */
export function containerImages(
  resource: Resource,
  path: readonly [string, ...Path],
  { resolved, source, fallback }: Pull & { readonly fallback: string },
): Pick<Facts, 'images' | 'moreImages'> {
  const containers = blocksAt(resource, ...path);
  if (Unknown.is(containers)) return { images: [], moreImages: containers };
  const images: UsedImage[] = [];
  let moreImages: Unknown | undefined;
  containers.forEach((container, index) => {
    if (Unknown.is(container)) {
      moreImages ??= container;
      return;
    }
    const text = container['image'];
    if (typeof text !== 'string' && !Unknown.is(text)) return;
    const place = [...path, index, 'image'] as const;
    if (isIgnored(resource, ...place)) {
      moreImages ??= deployedElsewhere(resource);
      return;
    }
    const name = scalarText(container['name']) ?? fallback;
    images.push({ name, image: pulledImage(text, at(resource, ...place), source), resolved });
  });
  return { images, moreImages };
}

/** Why nobody knows what runs where Terraform leaves the image alone. */
export function deployedElsewhere({ address }: Resource): Unknown {
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `what ${address} runs is in ignore_changes: something else deploys it`,
    settledBy: 'the pipeline that deploys it, or a state file',
  });
}
