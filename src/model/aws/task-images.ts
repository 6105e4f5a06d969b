import type { UsedImage } from '../../core/facts/compute.ts';
import type { Image } from '../../core/facts/container.ts';
import type { Resource } from '../../core/resource.ts';
import type { Data } from '../../core/value.ts';
import { isDataList, isDataObject, Unknown } from '../../core/value.ts';
import { pulledImage } from '../container-images.ts';
import { at, dataAt } from '../read.ts';
import { documentOf } from './access/document.ts';

interface Images {
  readonly images: readonly UsedImage[];
  readonly moreImages: Unknown | undefined;
}

/** The images of a task definition, as its document of containers names them. */
export function taskImages(resource: Resource): Images {
  const document = documentOf(dataAt(resource, 'container_definitions'));
  if (document === undefined) return { images: [], moreImages: undefined };
  if (Unknown.is(document)) return { images: [], moreImages: document };
  const images: UsedImage[] = [];
  let moreImages: Unknown | undefined;
  for (const container of isDataList(document) ? document : []) {
    if (Unknown.is(container)) moreImages ??= container;
    const image = isDataObject(container)
      ? imageAt(resource, 'container_definitions', container['image'])
      : undefined;
    if (!image || !isDataObject(container)) continue;
    const { name } = container;
    images.push({ name: typeof name === 'string' ? name : 'container', image, resolved: 'start' });
  }
  return { images, moreImages };
}

/** The image of a function, looked up once at each update. */
export function functionImages(resource: Resource, name: string): readonly UsedImage[] {
  const image = imageAt(resource, 'image_uri', dataAt(resource, 'image_uri'));
  return image ? [{ name, image, resolved: 'deployment' }] : [];
}

const PULL =
  'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html#container_definition_image';

function imageAt(resource: Resource, attribute: string, data: Data | undefined): Image | undefined {
  if (typeof data !== 'string' && !Unknown.is(data)) return undefined;
  return pulledImage(data, at(resource, attribute), PULL);
}
