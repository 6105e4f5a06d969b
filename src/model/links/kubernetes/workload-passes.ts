import type { LinkPass } from '../../link-pass.ts';
import { autoscalerTargets } from './autoscaler-targets.ts';
import { claimBackups } from './claim-backups/claim-backups.ts';
import { claimUsers } from './claim-users.ts';
import { claimVolumes } from './claim-volumes.ts';
import { disruptionBudgets } from './disruption-budgets.ts';
import { metricSources } from './metric-sources.ts';
import { namespaceLimits } from './namespace-limits.ts';
import { neighbours } from './neighbours.ts';
import { ownerLabels } from './owner-labels.ts';
import { unknownKinds } from './unknown-kinds.ts';
import { volumeClaims } from './volume-claims.ts';

/** What governs workloads and what they keep; before the passes about their traffic. */
export const workloadPasses: readonly LinkPass[] = [
  unknownKinds,
  namespaceLimits,
  neighbours,
  autoscalerTargets,
  metricSources,
  disruptionBudgets,
  volumeClaims,
  claimBackups,
  claimVolumes,
  claimUsers,
  ownerLabels,
];
