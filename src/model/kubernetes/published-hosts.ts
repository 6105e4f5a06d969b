import type { HostName } from '../../core/facts/settings.ts';
import type { Resource } from '../../core/resource.ts';
import { at, dataAt } from '../read.ts';
import type { Path } from '../read.ts';

const ANNOTATION = 'external-dns.alpha.kubernetes.io/hostname';

/**
 * The names that ExternalDNS publishes for what has these annotations.
 * https://kubernetes-sigs.github.io/external-dns/latest/docs/annotations/annotations/
 */
export function publishedHosts(resource: Resource, annotations: Path): readonly HostName[] {
  const written = dataAt(resource, ...annotations, ANNOTATION);
  if (typeof written !== 'string') return [];
  return written
    .split(',')
    .map((host) => host.trim().replace(/\.$/, ''))
    .filter((host) => host !== '')
    .map((host) => ({ host, at: at(resource, ...annotations, ANNOTATION) }));
}
