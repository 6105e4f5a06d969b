import type { LinkPass } from '../../../link-pass.ts';
import { clusterLoadBalancers } from './load-balancers.ts';
import { nodeClasses } from './node-classes.ts';
import { externalSecrets } from './external-secrets.ts';
import { podIdentities } from './pod-identities.ts';
import { runOnClusters } from './run-on-clusters.ts';

/** Joins of clusters with their clouds; before addresses are looked up. */
export const clusterCloudPasses: readonly LinkPass[] = [
  podIdentities,
  externalSecrets,
  clusterLoadBalancers,
  nodeClasses,
  runOnClusters,
];
