import type { Facts } from '../../../core/facts.ts';
import type { Resource } from '../../../core/resource.ts';
import { containerImages } from '../../container-images.ts';
import { containersPath } from './settings.ts';

// The digest is looked up once, when a revision is made.
const PULL = 'https://cloud.google.com/run/docs/deploying#images';

/** The images of a service or job of Cloud Run. */
export function runImages(resource: Resource, name: string): Pick<Facts, 'images' | 'moreImages'> {
  const path = containersPath(resource);
  return containerImages(resource, path, { resolved: 'deployment', source: PULL, fallback: name });
}
