import type { LinkPass } from '../../../link-pass.ts';
import { podIdentities } from './pod-identities.ts';
import { runOnClusters } from './run-on-clusters.ts';

/** Joins of clusters with their clouds; before addresses are looked up. */
export const clusterCloudPasses: readonly LinkPass[] = [podIdentities, runOnClusters];
