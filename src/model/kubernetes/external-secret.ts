import type { Resource } from '../../core/resource.ts';
import { inherent, readText } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';

const SOURCE = 'https://external-secrets.io/latest/api/externalsecret/';

/** Secrets whose content is encrypted here or kept elsewhere. */
export const model: ResourceModel = {
  types: [
    'external-secrets.io/ExternalSecret',
    'external-secrets.io/ClusterExternalSecret',
    'external-secrets.io/SecretStore',
    'external-secrets.io/ClusterSecretStore',
    'bitnami.com/SealedSecret',
    'secrets-store.csi.x-k8s.io/SecretProviderClass',
    'secrets.hashicorp.com/VaultStaticSecret',
    'secrets.hashicorp.com/VaultDynamicSecret',
    'onepassword.com/OnePasswordItem',
  ],
  describe(resource) {
    return {
      kind: 'secret',
      facts: {
        secretContent: {
          type: inherent(resource, 'Opaque', SOURCE),
          keys: [],
          encryptedBy: keeperOf(resource),
          more: undefined,
          readBy: [],
          targetName: targetOf(resource),
        },
      },
    };
  },
};

function keeperOf({ type }: Resource): string {
  if (type.startsWith('bitnami.com/')) return 'sealed-secrets';
  return type.startsWith('external-secrets.io/') ? 'external-secrets' : 'a secret store';
}

/** The Secret that the operator makes: named like the object unless it says otherwise. */
function targetOf(resource: Resource): string {
  const paths = [
    ['spec', 'target', 'name'],
    ['spec', 'template', 'metadata', 'name'],
    ['spec', 'destination', 'name'],
  ];
  for (const path of paths) {
    const name = readText(resource, path)?.value;
    if (typeof name === 'string') return name;
  }
  return resource.name;
}
