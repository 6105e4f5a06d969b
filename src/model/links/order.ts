import type { LinkPass } from '../link-pass.ts';
import { cacheNodes } from './cache-nodes.ts';
import { computePasses } from './compute/compute.ts';
import { deletionGuards } from './deletion-guards.ts';
import { parameterGroups } from './parameter-groups.ts';
import { placement } from './placement/placement.ts';
import { searchAccess } from './search-access.ts';
import { storeClusters } from './store-clusters.ts';

/** Every link pass, in the order in which they run: a pass may use what an earlier one filled. */
export const linkPasses: readonly LinkPass[] = [
  placement, ...computePasses, storeClusters, cacheNodes, parameterGroups, searchAccess, deletionGuards,
];
