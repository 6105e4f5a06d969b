import { compute, templates } from './placed-compute.ts';
import { entriesAndPaths } from './placed-networks.ts';
import { stores, subnetGroups } from './placed-stores.ts';
import type { PlacedType } from './placed-type.ts';

/**
 * Types that stand in subnets or zones; holders of subnets (groups, templates) before those who point to
 * them.
 */
export const placedTypes: readonly PlacedType[] = [
  ...subnetGroups,
  ...templates,
  ...entriesAndPaths,
  ...compute,
  ...stores,
];
