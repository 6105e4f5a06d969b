import type { Stated } from '../../core/component.ts';
import type { Resource } from '../../core/resource.ts';
import { isDataObject, Unknown } from '../../core/value.ts';
import { at, dataAt, readBool, readText } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { objectsAt, textListAt } from './lists.ts';
import { textAt } from './object.ts';
import { reachOf, ZONE_LABELS } from './provisioners.ts';

const STORAGE_CLASSES = 'https://kubernetes.io/docs/concepts/storage/storage-classes/';

/** A StorageClass: who makes volumes, and where. */
export const model: ResourceModel = {
  types: ['storage.k8s.io/StorageClass'],
  describe(resource) {
    const provisioner = readText(resource, ['provisioner'], { value: '', source: STORAGE_CLASSES });
    const reach = reachOf(provisioner.value, (name) => textAt(resource, ['parameters', name]));
    return {
      kind: 'policy',
      facts: {
        storageClass: {
          provisioner,
          parameters: readParameters(resource),
          isDefault: readDefault(resource),
          zones: readZones(resource),
          reach: { ...provisioner, value: reach },
        },
      },
    };
  },
};

function readParameters(resource: Resource): { readonly [name: string]: Stated<string> } {
  const data = dataAt(resource, 'parameters');
  const found: { [name: string]: Stated<string> } = {};
  for (const name of isDataObject(data) ? Object.keys(data) : []) {
    const value = readText(resource, ['parameters', name]);
    if (value) found[name] = value;
  }
  return found;
}

function readDefault(resource: Resource): Stated<boolean> {
  const path = ['metadata', 'annotations'];
  const beta = readBool(resource, [...path, 'storageclass.beta.kubernetes.io/is-default-class']);
  const source = `${STORAGE_CLASSES}#default-storageclass`;
  return (
    beta ??
    readBool(resource, [...path, 'storageclass.kubernetes.io/is-default-class'], { value: false, source })
  );
}

/** Zones that the class limits its volumes to. */
function readZones(resource: Resource): Stated<readonly string[]> | undefined {
  const place = [at(resource, 'allowedTopologies')];
  const topologies = objectsAt(resource, 'allowedTopologies');
  if (topologies.more) return { value: topologies.more, at: place, origin: 'written' };
  const zones = new Set<string>();
  for (const { path } of topologies.items) {
    for (const term of objectsAt(resource, ...path, 'matchLabelExpressions').items) {
      const key = textAt(resource, [...term.path, 'key']);
      if (typeof key !== 'string' || !ZONE_LABELS.has(key)) continue;
      for (const zone of textListAt(resource, ...term.path, 'values')) {
        if (Unknown.is(zone)) return { value: zone, at: place, origin: 'written' };
        zones.add(zone);
      }
    }
  }
  return zones.size === 0 ? undefined : { value: [...zones], at: place, origin: 'written' };
}
