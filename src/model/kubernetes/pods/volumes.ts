import type { Stated } from '../../../core/component.ts';
import type { PodVolume, VolumeClaim } from '../../../core/facts/workload.ts';
import type { Resource } from '../../../core/resource.ts';
import { Unknown } from '../../../core/value.ts';
import { at, readText } from '../../read.ts';
import type { Path } from '../../read.ts';
import { objectsAt, textListAt } from '../lists.ts';
import { namespaceOf, textAt } from '../object.ts';
import { readQuantity } from '../quantity.ts';

/** Each source of a volume: its kind, and the attribute that names what is mounted. */
const SOURCES: readonly (readonly [key: string, kind: PodVolume['kind'], names: readonly string[]])[] = [
  ['emptyDir', 'empty-dir', []],
  ['persistentVolumeClaim', 'claim', ['claimName']],
  ['ephemeral', 'ephemeral-claim', []],
  ['configMap', 'config-map', ['name']],
  ['secret', 'secret', ['secretName']],
  ['hostPath', 'host-path', ['path']],
  ['projected', 'projected', []],
  ['csi', 'csi', ['driver']],
  ['nfs', 'nfs', ['server']],
];

/** The volumes of a pod template. */
export function readVolumes(resource: Resource, podSpec: Path): readonly PodVolume[] {
  return objectsAt(resource, ...podSpec, 'volumes').items.flatMap(({ path, item }) => {
    const { name } = item;
    if (typeof name !== 'string') return [];
    const place = at(resource, ...path);
    const found = SOURCES.find(([key]) => item[key] !== undefined && item[key] !== null);
    if (!found) {
      // A volume that names no source is an emptyDir: the API fills it in.
      const others = Object.keys(item).filter((key) => key !== 'name' && item[key] !== null);
      const kind = others.length === 0 ? 'empty-dir' : 'other';
      return [{ name, kind, source: undefined, claim: undefined, inMemory: false, at: place }];
    }
    const [key, kind, names] = found;
    const [attribute] = names;
    const source = attribute === undefined ? undefined : readText(resource, [...path, key, attribute]);
    const inMemory = textAt(resource, [...path, key, 'medium']) === 'Memory';
    return [{ name, kind, source, claim: undefined, inMemory, at: place }];
  });
}

/** The claim templates of a StatefulSet. */
export function readClaimTemplates(resource: Resource): readonly VolumeClaim[] {
  return objectsAt(resource, 'spec', 'volumeClaimTemplates').items.map(({ path }) => {
    const name = textAt(resource, [...path, 'metadata', 'name']);
    return readClaim(resource, path, typeof name === 'string' ? name : '(unnamed)');
  });
}

const BYTES_PER_GIB = 2 ** 30;

/** What a PersistentVolumeClaim, or a template of one, asks for. Its class is found by a link pass. */
export function readClaim(resource: Resource, path: Path, name: string): VolumeClaim {
  const spec: Path = [...path, 'spec'];
  const size = readQuantity(resource, [...spec, 'resources', 'requests', 'storage']);
  const storageClass =
    readText(resource, [...spec, 'storageClassName']) ??
    readText(resource, [...path, 'metadata', 'annotations', 'volume.beta.kubernetes.io/storage-class']);
  return {
    name,
    namespace: namespaceOf(resource),
    accessModes: readModes(resource, [...spec, 'accessModes']),
    storageClass,
    class: undefined,
    sizeGib: size && { ...size, value: Unknown.is(size.value) ? size.value : size.value / BYTES_PER_GIB },
    reach: { value: classNotRead(storageClass), at: [at(resource, ...spec)], origin: 'written' },
    boundZones: undefined,
    mountedBy: [],
    at: at(resource, ...path),
  };
}

/** Access modes of a claim or a volume. */
function readModes(resource: Resource, path: Path): Stated<readonly string[]> {
  const modes = textListAt(resource, ...path);
  const unread = modes.find((mode) => Unknown.is(mode));
  const known = modes.filter((mode) => typeof mode === 'string');
  return { value: unread ?? known, at: [at(resource, ...path)], origin: 'written' };
}

/** Names that managed clusters give to classes of their own; a hint in words, never an answer. */
const BUILT_IN: { readonly [name: string]: string } = {
  gp2: 'Amazon EKS makes one of this name on EBS volumes, which stay in one zone',
  'standard-rwo': 'GKE makes one of this name on disks, which stay in one zone',
  'premium-rwo': 'GKE makes one of this name on disks, which stay in one zone',
  'managed-csi': 'AKS makes one of this name on managed disks',
  'managed-csi-premium': 'AKS makes one of this name on managed disks',
  'azurefile-csi': 'AKS makes one of this name on network file shares',
  'local-path': 'k3s makes one of this name on disks of the node',
};

/** Why it cannot be told where a claim's data lives. */
function classNotRead(storageClass: Stated<string> | undefined): Unknown {
  const name = storageClass?.value;
  if (Unknown.is(name)) return name;
  const settledBy = 'the StorageClass among the files that are read';
  if (name === undefined) {
    const detail = "the claim names no storage class, so the cluster's default decides";
    return new Unknown({ reason: 'not-in-inputs', detail, settledBy });
  }
  if (name === '') {
    const detail = 'the claim takes a volume that is made by hand (its storage class is empty)';
    return new Unknown({
      reason: 'not-in-inputs',
      detail,
      settledBy: 'the PersistentVolume among the files that are read',
    });
  }
  const hint = Object.hasOwn(BUILT_IN, name) ? ` (${BUILT_IN[name] ?? ''})` : '';
  const detail = `storage class ${name} is not in the inputs${hint}`;
  return new Unknown({ reason: 'not-in-inputs', detail, settledBy });
}
