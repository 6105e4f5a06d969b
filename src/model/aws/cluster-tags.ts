import type { Location } from '../../core/location.ts';
import type { Resource } from '../../core/resource.ts';
import type { Data } from '../../core/value.ts';
import { isDataObject, Unknown } from '../../core/value.ts';
import { at, blocksAt, dataAt } from '../read.ts';

const CLUSTER = 'kubernetes.io/cluster/';
const AUTOSCALER = 'k8s.io/cluster-autoscaler/';
const ECS = 'AmazonECSManaged';

/** The tag that makes servers nodes of a Kubernetes cluster. */
export function clusterTag(resource: Resource): Location | undefined {
  return tagStartingWith(resource, CLUSTER)?.at ?? tagsOfCluster(resource)?.at;
}

/** The name of that cluster, or what it is made of. */
export function clusterTagName(resource: Resource): Data | undefined {
  const key = tagStartingWith(resource, CLUSTER)?.key;
  return typeof key === 'string' ? key.slice(CLUSTER.length) : (key ?? tagsOfCluster(resource)?.tags);
}

/** Why a cluster's tag may be among the tags. */
export function unreadableTags(resource: Resource): Unknown | undefined {
  return ['tags', 'tag'].map((attribute) => dataAt(resource, attribute)).find((data) => Unknown.is(data));
}

// Keys that cannot be told and hold the name of a cluster: only the cluster's own tag has it in its key.
function tagsOfCluster(resource: Resource): { tags: Unknown; at: Location } | undefined {
  const tags = unreadableTags(resource);
  const ofCluster = tags?.refs.some(({ resource: id }) => /[#.]aws_eks_cluster\./.test(id));
  return tags && ofCluster ? { tags, at: at(resource, 'tag') } : undefined;
}

/** The tag by which the Kubernetes cluster autoscaler finds groups that it may resize. */
export function autoscalerTag(resource: Resource): Location | undefined {
  return tagStartingWith(resource, AUTOSCALER)?.at;
}

/** The tag that Amazon ECS needs on a group whose size a capacity provider manages. */
export function capacityProviderTag(resource: Resource): Location | undefined {
  return tagStartingWith(resource, ECS)?.at;
}

/** The tag whose key begins so, in `tags` or `tag` blocks; knowing the beginning of the key is enough. */
function tagStartingWith(resource: Resource, prefix: string): { key: Data; at: Location } | undefined {
  const tags = dataAt(resource, 'tags');
  if (isDataObject(tags)) {
    const key = Object.keys(tags).find((name) => name.startsWith(prefix));
    if (key !== undefined) return { key, at: at(resource, 'tags', key) };
  }
  for (const attribute of ['tag', 'tags']) {
    const blocks = blocksAt(resource, attribute);
    if (Unknown.is(blocks)) continue;
    for (const [index, block] of blocks.entries()) {
      const key = Unknown.is(block) ? undefined : block['key'];
      if (key !== undefined && begins(key, prefix)) return { key, at: at(resource, attribute, index, 'key') };
    }
  }
  return undefined;
}

function begins(key: Data, prefix: string): boolean {
  if (typeof key === 'string') return key.startsWith(prefix);
  if (!Unknown.is(key) || key.partial?.kind !== 'parts') return false;
  const first = key.partial.parts[0];
  return typeof first === 'string' && first.startsWith(prefix);
}
