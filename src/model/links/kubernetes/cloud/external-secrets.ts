import type { Location } from '../../../../core/location.ts';
import type { Resource } from '../../../../core/resource.ts';
import { objectsAt } from '../../../kubernetes/lists.ts';
import { textAt } from '../../../kubernetes/object.ts';
import type { LinkPass } from '../../../link-pass.ts';
import { at } from '../../../read.ts';
import { connect } from '../../compute/connect.ts';
import { cloudSecrets } from '../cloud-secrets.ts';

/** Joins objects that bring secrets of a cloud into a cluster with those secrets. */
export const externalSecrets: LinkPass = {
  name: 'external-secrets',
  after: ['kubernetes-traffic'],
  run(draft) {
    const secrets = cloudSecrets(draft);
    if (secrets.isEmpty) return;
    for (const resource of draft.ofType(...TYPES)) {
      const from = draft.componentOf(resource.id);
      const seen = new Set<string>();
      for (const { key, place } of keysOf(resource)) {
        const found = secrets.find(key, resource);
        const to = found && draft.componentOf(found.resource.id);
        if (!from || !to || seen.has(to.id)) continue;
        seen.add(to.id);
        // What was brought stays in the cluster, so pods start without the store behind it.
        const says = `${resource.address} brings ${key}`;
        connect(draft, { from, to, kind: 'reads-secret', strength: 'control-only', says, at: place });
      }
    }
  },
};

const TYPES = [
  'external-secrets.io/ExternalSecret',
  'external-secrets.io/ClusterExternalSecret',
  'secrets-store.csi.x-k8s.io/SecretProviderClass',
];

interface Key {
  readonly key: string;
  readonly place: Location;
}

function keysOf(resource: Resource): readonly Key[] {
  const spec = resource.type.includes('Cluster') ? ['spec', 'externalSecretSpec'] : ['spec'];
  const paths = [
    ...objectsAt(resource, ...spec, 'data').items.map(({ path }) => [...path, 'remoteRef', 'key']),
    ...objectsAt(resource, ...spec, 'dataFrom').items.map(({ path }) => [...path, 'extract', 'key']),
  ];
  const direct = paths.flatMap((path): readonly Key[] => {
    const key = textAt(resource, path);
    return typeof key === 'string' ? [{ key, place: at(resource, ...path) }] : [];
  });
  const mounted = ['objects', 'secrets'].flatMap((name): readonly Key[] => {
    const path = ['spec', 'parameters', name];
    const text = textAt(resource, path);
    return typeof text === 'string'
      ? namesIn(text).map((key) => ({ key, place: at(resource, ...path) }))
      : [];
  });
  return [...direct, ...mounted];
}

/** A list in YAML inside a text: `objectName: shop/orders`, `resourceName: projects/…/secrets/orders/…`. */
function namesIn(text: string): readonly string[] {
  const names = [...text.matchAll(/\b(?:objectName|resourceName)\s*:\s*["']?([^"'\s#]+)/g)];
  return names.map(([, name = '']) => /\/secrets\/([^/]+)/.exec(name)?.[1] ?? name);
}
