import type { LinkPass } from '../../link-pass.ts';
import { linkAccounts } from './accounts.ts';
import { linkAdmission } from './admission.ts';
import { linkMesh } from './mesh.ts';
import { linkNetworkPolicies } from './network-policies.ts';
import { linkNodePools } from './node-pools.ts';
import { linkRoutes } from './routes.ts';
import { linkSecretReaders } from './secret-readers.ts';
import { linkServices } from './services.ts';

/** Joins what leads requests to pods, and what limits or serves them, with the workloads it is about. */
export const traffic: LinkPass = {
  name: 'kubernetes-traffic',
  after: [],
  run(draft) {
    linkNodePools(draft);
    linkServices(draft);
    linkRoutes(draft);
    linkMesh(draft);
    linkNetworkPolicies(draft);
    linkAdmission(draft);
    linkAccounts(draft);
    linkSecretReaders(draft);
  },
};
