import type { LinkPass } from '../../link-pass.ts';
import { connectionLimits } from './connection-limits.ts';
import { declaredLoads } from './declared-loads.ts';
import { machines } from './machines.ts';
import { poolers } from './poolers.ts';
import { subnetAddresses } from './subnet-addresses.ts';
import { targetUtilization } from './target-utilization.ts';

/** What machines offer, what stores accept, and how much room subnets and autoscalers leave. */
export const capacityPasses: readonly LinkPass[] = [
  machines,
  connectionLimits,
  poolers,
  subnetAddresses,
  targetUtilization,
  declaredLoads,
];
