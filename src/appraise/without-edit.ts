import type { Cause, CauseKind } from '../core/availability.ts';
import type { ConsequenceModel, Finding } from '../core/finding.ts';
import type { ComponentId } from '../core/id.ts';

/**
 * Rules whose remedy ends the failure itself: where nobody can edit the text, the component without failures
 * of its own stands for the remedy. Of every other rule that is only a ceiling: an alarm makes an outage
 * shorter, a test makes it rarer, and how much is not part of the models.
 */
const ENDS_THE_FAILURE: ReadonlySet<string> = new Set([
  'resilience/cache-without-failover',
  'resilience/cluster-with-one-instance',
  'resilience/failover-needs-a-person',
  'resilience/single-point-of-failure',
  'resilience/single-replica-workload',
  'resilience/single-task-service',
  'resilience/single-zone-broker',
  'resilience/single-zone-database',
  'resilience/single-zone-instance-group',
  'resilience/single-zone-nat-gateway',
  'resilience/single-zone-node-pool',
  'resilience/unsupervised-workload',
  'resilience/zone-bound-volume',
  'resilience/zone-shared-fate',
]);

/** Whether the remedy ends the failure, so that its whole worth is counted. */
export function endsTheFailure({ rule }: Finding): boolean {
  return ENDS_THE_FAILURE.has(rule);
}

/** Causes that a remedy without an edit may take away, by what the finding is about. */
export function causesOf(finding: Finding, consequence: ConsequenceModel): (cause: Cause) => boolean {
  const subjects = new Set<ComponentId | undefined>(finding.subjects);
  const kinds = KINDS[consequence] ?? [];
  return ({ kind, component, place }) => {
    if (component === undefined) return place !== undefined && place === finding.key;
    return subjects.has(component) && kinds.includes(kind);
  };
}

/** What fails by itself, or by a deployment; a shortage of capacity is no cause of the model. */
const KINDS: { readonly [consequence: string]: readonly CauseKind[] } = {
  availability: ['own', 'copy', 'node-group'],
  'change-failure': ['change'],
};
