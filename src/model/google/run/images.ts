import type { UsedImage } from '../../../core/facts/compute.ts';
import type { Facts } from '../../../core/facts.ts';
import type { Resource } from '../../../core/resource.ts';
import { scalarText, Unknown } from '../../../core/value.ts';
import { isIgnored } from '../../ignored-changes.ts';
import { imageParts } from '../../image-parts.ts';
import { at, blocksAt } from '../../read.ts';
import { containersPath } from './settings.ts';

// The digest is looked up once, when a revision is made.
const PULL = 'https://cloud.google.com/run/docs/deploying#images';

/** The images of a service or job of Cloud Run. */
export function runImages(resource: Resource, name: string): Pick<Facts, 'images' | 'moreImages'> {
  const path = containersPath(resource);
  const containers = blocksAt(resource, ...path);
  if (Unknown.is(containers)) return { images: [], moreImages: containers };
  const images: UsedImage[] = [];
  let moreImages: Unknown | undefined;
  containers.forEach((container, index) => {
    if (Unknown.is(container)) {
      moreImages ??= container;
      return;
    }
    const image = container['image'];
    if (typeof image !== 'string' && !Unknown.is(image)) return;
    const [first, ...rest] = [...path, index, 'image'];
    if (typeof first === 'string' && isIgnored(resource, first, ...rest)) {
      moreImages ??= deployedElsewhere(resource);
      return;
    }
    const place = [at(resource, ...path, index, 'image')];
    images.push({
      name: scalarText(container['name']) ?? name,
      image: {
        text: { value: image, at: place, origin: 'written' },
        ...imageParts(image),
        pullPolicy: { value: 'Always', at: place, origin: 'default', source: PULL },
        builtFrom: undefined,
      },
      resolved: 'deployment',
    });
  });
  return { images, moreImages };
}

function deployedElsewhere({ address }: Resource): Unknown {
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `the image of ${address} is in ignore_changes: something else deploys it`,
    settledBy: 'the pipeline that deploys it, or a state file',
  });
}
