import type { Stated } from '../../core/component.ts';
import type { Resource } from '../../core/resource.ts';
import { Unknown } from '../../core/value.ts';
import type { Value } from '../../core/value.ts';
import { at, dataAt, readText } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { readLabels } from './labels.ts';
import { objectsAt, textListAt } from './lists.ts';
import { textAt } from './object.ts';
import type { Reach } from './provisioners.ts';
import { reachOf, ZONE_LABELS } from './provisioners.ts';

/** A PersistentVolume that somebody wrote down. */
export const model: ResourceModel = {
  types: ['PersistentVolume'],
  describe(resource) {
    return {
      kind: 'volume',
      facts: {
        persistentVolume: {
          reach: { value: reachOfVolume(resource), at: [at(resource, 'spec')], origin: 'written' },
          zones: readZones(resource),
          claim: readClaimReference(resource),
          storageClass: readText(resource, ['spec', 'storageClassName']),
        },
      },
    };
  },
};

const SOURCES: readonly (readonly [source: string, reach: Reach])[] = [
  ['awsElasticBlockStore', 'zone'],
  ['gcePersistentDisk', 'zone'],
  ['azureDisk', 'zone'],
  ['cinder', 'zone'],
  ['nfs', 'network'],
  ['azureFile', 'network'],
  ['cephfs', 'network'],
  ['rbd', 'network'],
  ['glusterfs', 'network'],
  ['iscsi', 'network'],
  ['fc', 'network'],
  ['hostPath', 'node'],
  ['local', 'node'],
];

function reachOfVolume(resource: Resource): Value<Reach> {
  const driver = textAt(resource, ['spec', 'csi', 'driver']);
  if (driver !== undefined) {
    return reachOf(driver, (name) => textAt(resource, ['spec', 'csi', 'volumeAttributes', name]));
  }
  const found = SOURCES.find(([source]) => dataAt(resource, 'spec', source) !== undefined);
  if (found) return found[1];
  return new Unknown({
    reason: 'rule-question',
    detail: 'it is not known where this kind of volume is kept',
  });
}

function readZones(resource: Resource): Stated<readonly string[]> | undefined {
  const labels = readLabels(resource, ['metadata', 'labels']);
  for (const label of ZONE_LABELS) {
    const value = labels.known[label];
    // Older regional disks name both zones in one label: `a__b`.
    if (value !== undefined) {
      return { value: Unknown.is(value) ? value : value.split('__'), at: [labels.at], origin: 'written' };
    }
  }
  const terms = ['spec', 'nodeAffinity', 'required', 'nodeSelectorTerms'];
  for (const { path } of objectsAt(resource, ...terms).items) {
    for (const expression of objectsAt(resource, ...path, 'matchExpressions').items) {
      const key = textAt(resource, [...expression.path, 'key']);
      if (typeof key !== 'string' || !ZONE_LABELS.has(key)) continue;
      const zones = textListAt(resource, ...expression.path, 'values');
      const unread = zones.find((zone) => Unknown.is(zone));
      const known = zones.filter((zone) => typeof zone === 'string');
      return { value: unread ?? known, at: [at(resource, ...expression.path)], origin: 'written' };
    }
  }
  return undefined;
}

function readClaimReference(resource: Resource): Value<string> | undefined {
  const name = textAt(resource, ['spec', 'claimRef', 'name']);
  const namespace = textAt(resource, ['spec', 'claimRef', 'namespace']) ?? 'default';
  if (name === undefined || Unknown.is(name)) return name;
  return Unknown.is(namespace) ? namespace : `${namespace}/${name}`;
}
