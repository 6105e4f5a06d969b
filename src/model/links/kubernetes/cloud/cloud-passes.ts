import type { LinkPass } from '../../../link-pass.ts';
import { podIdentities } from './pod-identities.ts';

/** Joins of clusters with their clouds; before addresses are looked up. */
export const clusterCloudPasses: readonly LinkPass[] = [podIdentities];
