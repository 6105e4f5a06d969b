import type { LinkPass } from '../../link-pass.ts';
import { clusters } from './clusters.ts';
import { functions } from './functions.ts';
import { instanceGroups } from './instance-groups.ts';
import { launchTemplates } from './launch-templates.ts';
import { metadataDefaults } from './metadata-defaults.ts';
import { computeRoles } from './roles.ts';
import { siblings } from './siblings.ts';
import { serverAddresses } from './server-addresses.ts';
import { serviceScaling } from './service-scaling.ts';
import { services } from './services.ts';
import { targetGroups } from './target-groups.ts';
import { volumes } from './volumes.ts';

/** The passes that join servers, services and functions with their neighbours, in order. */
export const computePasses: readonly LinkPass[] = [
  metadataDefaults,
  computeRoles,
  launchTemplates,
  instanceGroups,
  clusters,
  services,
  serviceScaling,
  functions,
  targetGroups,
  volumes,
  serverAddresses,
  siblings,
];
