/** Of two rules that fail on one component the first speaks, and lists the second under `alsoMatches`. */
export interface Precedence {
  readonly speaks: string;
  readonly silent: string;
  /**
   * Only where both name the same cause: one firewall has many openings, and each is a finding of its own.
   */
  readonly sameCause?: true;
}

/** Rules that know why there is one of something, or why it stands in one zone. */
const ONE_OF_IT = [
  'resilience/zones-in-name-only',
  'resilience/single-zone-database',
  'resilience/single-zone-broker',
  'resilience/single-zone-instance-group',
  'resilience/single-zone-node-pool',
  'resilience/single-zone-nat-gateway',
  'resilience/cluster-with-one-instance',
  'resilience/cache-without-failover',
  'resilience/single-replica-workload',
  'resilience/single-task-service',
  'resilience/unsupervised-workload',
  'resilience/zone-bound-volume',
];

/** Of these, rules that know what all copies share. */
const ONE_PLACE_FOR_ALL = [
  'resilience/zones-in-name-only',
  'resilience/single-zone-node-pool',
  'resilience/single-zone-nat-gateway',
];

function inPlaceOf(silent: string, speakers: readonly string[]): readonly Precedence[] {
  return speakers.map((speaks) => ({ speaks, silent }));
}

/** One table, so that the order is decided in one place. */
export const precedence: readonly Precedence[] = [
  { speaks: 'data/database-without-deletion-protection', silent: 'iac/unguarded-stateful-resource' },
  { speaks: 'security/public-database', silent: 'security/port-open-to-world' },
  { speaks: 'security/port-open-to-world', silent: 'security/admin-port-open-to-world', sameCause: true },
  { speaks: 'resilience/zones-in-name-only', silent: 'resilience/single-zone-database' },
  { speaks: 'resilience/zones-in-name-only', silent: 'resilience/single-zone-instance-group' },
  { speaks: 'resilience/zones-in-name-only', silent: 'resilience/single-zone-node-pool' },
  { speaks: 'resilience/zones-in-name-only', silent: 'resilience/single-zone-broker' },
  { speaks: 'resilience/single-zone-database', silent: 'resilience/cluster-with-one-instance' },
  // What the peak needs is more than one copy for each zone.
  {
    speaks: 'resilience/zone-loss-exceeds-capacity',
    silent: 'scaling/autoscaler-minimum-too-low',
    sameCause: true,
  },
  { speaks: 'resilience/zone-bound-volume', silent: 'resilience/single-replica-workload' },
  {
    speaks: 'scaling/utilization-target-without-requests',
    silent: 'scaling/container-without-requests',
  },
  {
    speaks: 'scaling/container-without-requests',
    silent: 'scaling/container-without-memory-limit',
  },
  { speaks: 'cost/idle-nat-gateway', silent: 'cost/unused-paid-resource' },
  { speaks: 'cost/unused-paid-resource', silent: 'cost/previous-generation-volume' },
  { speaks: 'cost/unused-paid-resource', silent: 'data/storage-outside-backup-plan' },
  { speaks: 'cost/unused-paid-resource', silent: 'iac/unguarded-stateful-resource' },
  { speaks: 'cost/idle-nat-gateway', silent: 'resilience/single-zone-nat-gateway' },
  { speaks: 'data/short-backup-retention', silent: 'data/storage-outside-backup-plan' },
  { speaks: 'data/storage-outside-backup-plan', silent: 'data/backup-sharing-fate-with-data' },
  { speaks: 'security/administrator-role-for-application', silent: 'security/unscoped-write-permission' },
  // One look at the security contexts of a stack settles both.
  { speaks: 'security/container-running-as-root', silent: 'security/container-allowing-escalation' },
  { speaks: 'security/privileged-container', silent: 'security/pod-in-host-namespace' },
  { speaks: 'iac/local-state', silent: 'iac/unlocked-state' },
  { speaks: 'iac/local-state', silent: 'iac/unencrypted-state' },
  {
    speaks: 'security/public-entry-without-request-filter',
    silent: 'api/public-route-without-rate-limit',
  },
  // What never fires, or is heard by nobody, wakes nobody.
  { speaks: 'observability/alert-that-cannot-fire', silent: 'observability/alert-routed-to-nobody' },
  { speaks: 'observability/alert-that-cannot-fire', silent: 'observability/page-on-raw-threshold' },
  { speaks: 'observability/alert-that-cannot-fire', silent: 'ownership/alert-without-runbook' },
  { speaks: 'observability/alert-routed-to-nobody', silent: 'observability/page-on-raw-threshold' },
  { speaks: 'observability/alert-routed-to-nobody', silent: 'ownership/alert-without-runbook' },
  { speaks: 'observability/alarm-reaching-nobody', silent: 'ownership/alert-without-runbook' },
  // Who copies releases by hand has to set up a way first; tests and pins stand on it.
  { speaks: 'delivery/deploy-by-hand', silent: 'delivery/deploy-without-tests' },
  // What is also called without waiting is asked for its failures there.
  {
    speaks: 'observability/queue-backlog-nobody-watches',
    silent: 'observability/critical-component-without-alarm',
  },
  { speaks: 'iac/count-toggled-by-environment', silent: 'iac/diverging-environments' },
  ...inPlaceOf('resilience/single-point-of-failure', ONE_OF_IT),
  ...inPlaceOf('resilience/zone-shared-fate', ONE_OF_IT),
  ...inPlaceOf('resilience/redundancy-sharing-one-fate', ONE_PLACE_FOR_ALL),
];
