// Made by tools/generate-registries.mjs; do not edit.
import type { Rule } from '../core/rule.ts';
import { rule as apiOperationWithoutAuthentication } from './api/operation-without-authentication/rule.ts';
import { rule as apiPublicRouteWithoutRateLimit } from './api/public-route-without-rate-limit/rule.ts';
import { rule as costIdleNatGateway } from './cost/idle-nat-gateway/rule.ts';
import { rule as costPreviousGenerationVolume } from './cost/previous-generation-volume/rule.ts';
import { rule as costStorageTrafficThroughNat } from './cost/storage-traffic-through-nat/rule.ts';
import { rule as costUntaggedResource } from './cost/untagged-resource/rule.ts';
import { rule as costUnusedPaidResource } from './cost/unused-paid-resource/rule.ts';
import { rule as dataBackupSharingFateWithData } from './data/backup-sharing-fate-with-data/rule.ts';
import { rule as dataDatabaseWithoutDeletionProtection } from './data/database-without-deletion-protection/rule.ts';
import { rule as dataShortBackupRetention } from './data/short-backup-retention/rule.ts';
import { rule as dataSkippedFinalSnapshot } from './data/skipped-final-snapshot/rule.ts';
import { rule as dataStorageOutsideBackupPlan } from './data/storage-outside-backup-plan/rule.ts';
import { rule as dataStoreOnEphemeralStorage } from './data/store-on-ephemeral-storage/rule.ts';
import { rule as dataTableWithoutPointInTimeRecovery } from './data/table-without-point-in-time-recovery/rule.ts';
import { rule as dataUnversionedBucket } from './data/unversioned-bucket/rule.ts';
import { rule as dataVolumeWithoutSnapshots } from './data/volume-without-snapshots/rule.ts';
import { rule as deliveryApplyWithoutReviewedPlan } from './delivery/apply-without-reviewed-plan/rule.ts';
import { rule as deliveryDeployByHand } from './delivery/deploy-by-hand/rule.ts';
import { rule as deliveryDeployWithoutRollback } from './delivery/deploy-without-rollback/rule.ts';
import { rule as deliveryDeployWithoutTests } from './delivery/deploy-without-tests/rule.ts';
import { rule as deliveryMovingImageTag } from './delivery/moving-image-tag/rule.ts';
import { rule as deliveryRolloutBelowNeededCapacity } from './delivery/rollout-below-needed-capacity/rule.ts';
import { rule as deliveryRolloutStuckOnSingleAttachVolume } from './delivery/rollout-stuck-on-single-attach-volume/rule.ts';
import { rule as iacCountToggledByEnvironment } from './iac/count-toggled-by-environment/rule.ts';
import { rule as iacDestructivePlan } from './iac/destructive-plan/rule.ts';
import { rule as iacDivergingEnvironments } from './iac/diverging-environments/rule.ts';
import { rule as iacFlatRootModule } from './iac/flat-root-module/rule.ts';
import { rule as iacLocalState } from './iac/local-state/rule.ts';
import { rule as iacOverlappingNetworkRanges } from './iac/overlapping-network-ranges/rule.ts';
import { rule as iacSettingWithoutEffect } from './iac/setting-without-effect/rule.ts';
import { rule as iacStateSharedByEnvironments } from './iac/state-shared-by-environments/rule.ts';
import { rule as iacUnencryptedState } from './iac/unencrypted-state/rule.ts';
import { rule as iacUnguardedStatefulResource } from './iac/unguarded-stateful-resource/rule.ts';
import { rule as iacUnlockedState } from './iac/unlocked-state/rule.ts';
import { rule as iacUnpinnedModule } from './iac/unpinned-module/rule.ts';
import { rule as iacWorkspaceAsEnvironment } from './iac/workspace-as-environment/rule.ts';
import { rule as lifecycleOutdatedClusterVersion } from './lifecycle/outdated-cluster-version/rule.ts';
import { rule as lifecycleOutdatedDatabaseEngine } from './lifecycle/outdated-database-engine/rule.ts';
import { rule as lifecycleOutdatedRuntime } from './lifecycle/outdated-runtime/rule.ts';
import { rule as lifecycleRemovedKubernetesApi } from './lifecycle/removed-kubernetes-api/rule.ts';
import { rule as observabilityAlarmReachingNobody } from './observability/alarm-reaching-nobody/rule.ts';
import { rule as observabilityAlertRoutedToNobody } from './observability/alert-routed-to-nobody/rule.ts';
import { rule as observabilityAlertThatCannotFire } from './observability/alert-that-cannot-fire/rule.ts';
import { rule as observabilityComponentWithoutTracing } from './observability/component-without-tracing/rule.ts';
import { rule as observabilityCriticalComponentNobodyIsPagedFor } from './observability/critical-component-nobody-is-paged-for/rule.ts';
import { rule as observabilityCriticalComponentWithoutAlarm } from './observability/critical-component-without-alarm/rule.ts';
import { rule as observabilityJourneyWithoutSlo } from './observability/journey-without-slo/rule.ts';
import { rule as observabilityLogGroupWithoutRetention } from './observability/log-group-without-retention/rule.ts';
import { rule as observabilityPageOnRawThreshold } from './observability/page-on-raw-threshold/rule.ts';
import { rule as observabilityQueueBacklogNobodyWatches } from './observability/queue-backlog-nobody-watches/rule.ts';
import { rule as observabilityUnreachableSloTarget } from './observability/unreachable-slo-target/rule.ts';
import { rule as observabilityUnscrapedWorkload } from './observability/unscraped-workload/rule.ts';
import { rule as ownershipAlertWithoutRunbook } from './ownership/alert-without-runbook/rule.ts';
import { rule as ownershipComponentWithoutOwner } from './ownership/component-without-owner/rule.ts';
import { rule as resilienceCacheWithoutFailover } from './resilience/cache-without-failover/rule.ts';
import { rule as resilienceClusterWithOneInstance } from './resilience/cluster-with-one-instance/rule.ts';
import { rule as resilienceDependencyAddressLeadsNowhere } from './resilience/dependency-address-leads-nowhere/rule.ts';
import { rule as resilienceDisruptionBudgetBlocksDrain } from './resilience/disruption-budget-blocks-drain/rule.ts';
import { rule as resilienceFailoverNeedsAPerson } from './resilience/failover-needs-a-person/rule.ts';
import { rule as resilienceIdenticalProbes } from './resilience/identical-probes/rule.ts';
import { rule as resilienceInstanceGroupIgnoresLoadBalancerHealth } from './resilience/instance-group-ignores-load-balancer-health/rule.ts';
import { rule as resilienceInvertedTimeoutChain } from './resilience/inverted-timeout-chain/rule.ts';
import { rule as resilienceLivenessCallsDependency } from './resilience/liveness-calls-dependency/rule.ts';
import { rule as resilienceQueueWithoutDeadLetterQueue } from './resilience/queue-without-dead-letter-queue/rule.ts';
import { rule as resilienceReadinessIgnoresDependencies } from './resilience/readiness-ignores-dependencies/rule.ts';
import { rule as resilienceRedundancySharingOneFate } from './resilience/redundancy-sharing-one-fate/rule.ts';
import { rule as resilienceServiceSelectingNothing } from './resilience/service-selecting-nothing/rule.ts';
import { rule as resilienceShallowTargetHealthCheck } from './resilience/shallow-target-health-check/rule.ts';
import { rule as resilienceSinglePointOfFailure } from './resilience/single-point-of-failure/rule.ts';
import { rule as resilienceSingleReplicaWorkload } from './resilience/single-replica-workload/rule.ts';
import { rule as resilienceSingleTaskService } from './resilience/single-task-service/rule.ts';
import { rule as resilienceSingleZoneBroker } from './resilience/single-zone-broker/rule.ts';
import { rule as resilienceSingleZoneDatabase } from './resilience/single-zone-database/rule.ts';
import { rule as resilienceSingleZoneInstanceGroup } from './resilience/single-zone-instance-group/rule.ts';
import { rule as resilienceSingleZoneNatGateway } from './resilience/single-zone-nat-gateway/rule.ts';
import { rule as resilienceSingleZoneNodePool } from './resilience/single-zone-node-pool/rule.ts';
import { rule as resilienceUnsupervisedWorkload } from './resilience/unsupervised-workload/rule.ts';
import { rule as resilienceVisibilityTimeoutBelowProcessingTime } from './resilience/visibility-timeout-below-processing-time/rule.ts';
import { rule as resilienceWorkloadWithoutDisruptionBudget } from './resilience/workload-without-disruption-budget/rule.ts';
import { rule as resilienceWorkloadWithoutLivenessProbe } from './resilience/workload-without-liveness-probe/rule.ts';
import { rule as resilienceWorkloadWithoutReadinessProbe } from './resilience/workload-without-readiness-probe/rule.ts';
import { rule as resilienceWorkloadWithoutZoneSpread } from './resilience/workload-without-zone-spread/rule.ts';
import { rule as resilienceZoneBoundVolume } from './resilience/zone-bound-volume/rule.ts';
import { rule as resilienceZoneLossExceedsCapacity } from './resilience/zone-loss-exceeds-capacity/rule.ts';
import { rule as resilienceZoneSharedFate } from './resilience/zone-shared-fate/rule.ts';
import { rule as resilienceZonesInNameOnly } from './resilience/zones-in-name-only/rule.ts';
import { rule as scalingAutoscalerExceedsDatabaseConnections } from './scaling/autoscaler-exceeds-database-connections/rule.ts';
import { rule as scalingAutoscalerMinimumTooLow } from './scaling/autoscaler-minimum-too-low/rule.ts';
import { rule as scalingAutoscalerOnCpuOnly } from './scaling/autoscaler-on-cpu-only/rule.ts';
import { rule as scalingAutoscalerWithoutMetrics } from './scaling/autoscaler-without-metrics/rule.ts';
import { rule as scalingAutoscalerWithoutTarget } from './scaling/autoscaler-without-target/rule.ts';
import { rule as scalingBurstableInstanceOnCriticalPath } from './scaling/burstable-instance-on-critical-path/rule.ts';
import { rule as scalingClusterWithoutNodeAutoscaler } from './scaling/cluster-without-node-autoscaler/rule.ts';
import { rule as scalingContainerWithoutMemoryLimit } from './scaling/container-without-memory-limit/rule.ts';
import { rule as scalingContainerWithoutRequests } from './scaling/container-without-requests/rule.ts';
import { rule as scalingCopiedResourceRequests } from './scaling/copied-resource-requests/rule.ts';
import { rule as scalingDatabaseDiskWithoutAutogrowth } from './scaling/database-disk-without-autogrowth/rule.ts';
import { rule as scalingFixedReplicaWorkload } from './scaling/fixed-replica-workload/rule.ts';
import { rule as scalingInstanceGroupWithoutScaling } from './scaling/instance-group-without-scaling/rule.ts';
import { rule as scalingNodeGroupAtItsMaximum } from './scaling/node-group-at-its-maximum/rule.ts';
import { rule as scalingReplicasSetBesideAutoscaler } from './scaling/replicas-set-beside-autoscaler/rule.ts';
import { rule as scalingServiceWithoutAutoscaling } from './scaling/service-without-autoscaling/rule.ts';
import { rule as scalingUtilizationTargetWithoutRequests } from './scaling/utilization-target-without-requests/rule.ts';
import { rule as scalingVerticalAutoscalerRestartsPods } from './scaling/vertical-autoscaler-restarts-pods/rule.ts';
import { rule as securityAdminPortOpenToWorld } from './security/admin-port-open-to-world/rule.ts';
import { rule as securityAdministratorRoleForApplication } from './security/administrator-role-for-application/rule.ts';
import { rule as securityClientSkipsEncryption } from './security/client-skips-encryption/rule.ts';
import { rule as securityClusterAdministratorBinding } from './security/cluster-administrator-binding/rule.ts';
import { rule as securityCommittedSecretManifest } from './security/committed-secret-manifest/rule.ts';
import { rule as securityContainerAllowingEscalation } from './security/container-allowing-escalation/rule.ts';
import { rule as securityContainerRunningAsRoot } from './security/container-running-as-root/rule.ts';
import { rule as securityKeyWithoutRotation } from './security/key-without-rotation/rule.ts';
import { rule as securityMetadataWithoutToken } from './security/metadata-without-token/rule.ts';
import { rule as securityOutdatedTlsPolicy } from './security/outdated-tls-policy/rule.ts';
import { rule as securityPayloadsInLogs } from './security/payloads-in-logs/rule.ts';
import { rule as securityPipelineTrustWithoutSubject } from './security/pipeline-trust-without-subject/rule.ts';
import { rule as securityPlainHttpEntry } from './security/plain-http-entry/rule.ts';
import { rule as securityPlainHttpIngress } from './security/plain-http-ingress/rule.ts';
import { rule as securityPlainHttpService } from './security/plain-http-service/rule.ts';
import { rule as securityPlaintextDatastoreConnection } from './security/plaintext-datastore-connection/rule.ts';
import { rule as securityPodInHostNamespace } from './security/pod-in-host-namespace/rule.ts';
import { rule as securityPortOpenToWorld } from './security/port-open-to-world/rule.ts';
import { rule as securityPrivilegedContainer } from './security/privileged-container/rule.ts';
import { rule as securityPublicBucket } from './security/public-bucket/rule.ts';
import { rule as securityPublicClusterApi } from './security/public-cluster-api/rule.ts';
import { rule as securityPublicDatabase } from './security/public-database/rule.ts';
import { rule as securityPublicEntryWithoutRequestFilter } from './security/public-entry-without-request-filter/rule.ts';
import { rule as securityRoleOpenToStrangers } from './security/role-open-to-strangers/rule.ts';
import { rule as securitySecretInCode } from './security/secret-in-code/rule.ts';
import { rule as securityStaticCloudKeysInPipeline } from './security/static-cloud-keys-in-pipeline/rule.ts';
import { rule as securityUnencryptedCache } from './security/unencrypted-cache/rule.ts';
import { rule as securityUnencryptedDatabase } from './security/unencrypted-database/rule.ts';
import { rule as securityUnencryptedQueue } from './security/unencrypted-queue/rule.ts';
import { rule as securityUnpinnedWorkflowAction } from './security/unpinned-workflow-action/rule.ts';
import { rule as securityUnscopedWritePermission } from './security/unscoped-write-permission/rule.ts';
import { rule as securityUntrustedCodeInPrivilegedWorkflow } from './security/untrusted-code-in-privileged-workflow/rule.ts';
import { rule as securityWildcardClusterRole } from './security/wildcard-cluster-role/rule.ts';
import { rule as securityWorkloadInPublicSubnet } from './security/workload-in-public-subnet/rule.ts';
import { rule as securityWorkloadWithNodeIdentity } from './security/workload-with-node-identity/rule.ts';
import { rule as securityWorkloadWithoutNetworkPolicy } from './security/workload-without-network-policy/rule.ts';

export const rules: readonly Rule[] = [
  apiOperationWithoutAuthentication,
  apiPublicRouteWithoutRateLimit,
  costIdleNatGateway,
  costPreviousGenerationVolume,
  costStorageTrafficThroughNat,
  costUntaggedResource,
  costUnusedPaidResource,
  dataBackupSharingFateWithData,
  dataDatabaseWithoutDeletionProtection,
  dataShortBackupRetention,
  dataSkippedFinalSnapshot,
  dataStorageOutsideBackupPlan,
  dataStoreOnEphemeralStorage,
  dataTableWithoutPointInTimeRecovery,
  dataUnversionedBucket,
  dataVolumeWithoutSnapshots,
  deliveryApplyWithoutReviewedPlan,
  deliveryDeployByHand,
  deliveryDeployWithoutRollback,
  deliveryDeployWithoutTests,
  deliveryMovingImageTag,
  deliveryRolloutBelowNeededCapacity,
  deliveryRolloutStuckOnSingleAttachVolume,
  iacCountToggledByEnvironment,
  iacDestructivePlan,
  iacDivergingEnvironments,
  iacFlatRootModule,
  iacLocalState,
  iacOverlappingNetworkRanges,
  iacSettingWithoutEffect,
  iacStateSharedByEnvironments,
  iacUnencryptedState,
  iacUnguardedStatefulResource,
  iacUnlockedState,
  iacUnpinnedModule,
  iacWorkspaceAsEnvironment,
  lifecycleOutdatedClusterVersion,
  lifecycleOutdatedDatabaseEngine,
  lifecycleOutdatedRuntime,
  lifecycleRemovedKubernetesApi,
  observabilityAlarmReachingNobody,
  observabilityAlertRoutedToNobody,
  observabilityAlertThatCannotFire,
  observabilityComponentWithoutTracing,
  observabilityCriticalComponentNobodyIsPagedFor,
  observabilityCriticalComponentWithoutAlarm,
  observabilityJourneyWithoutSlo,
  observabilityLogGroupWithoutRetention,
  observabilityPageOnRawThreshold,
  observabilityQueueBacklogNobodyWatches,
  observabilityUnreachableSloTarget,
  observabilityUnscrapedWorkload,
  ownershipAlertWithoutRunbook,
  ownershipComponentWithoutOwner,
  resilienceCacheWithoutFailover,
  resilienceClusterWithOneInstance,
  resilienceDependencyAddressLeadsNowhere,
  resilienceDisruptionBudgetBlocksDrain,
  resilienceFailoverNeedsAPerson,
  resilienceIdenticalProbes,
  resilienceInstanceGroupIgnoresLoadBalancerHealth,
  resilienceInvertedTimeoutChain,
  resilienceLivenessCallsDependency,
  resilienceQueueWithoutDeadLetterQueue,
  resilienceReadinessIgnoresDependencies,
  resilienceRedundancySharingOneFate,
  resilienceServiceSelectingNothing,
  resilienceShallowTargetHealthCheck,
  resilienceSinglePointOfFailure,
  resilienceSingleReplicaWorkload,
  resilienceSingleTaskService,
  resilienceSingleZoneBroker,
  resilienceSingleZoneDatabase,
  resilienceSingleZoneInstanceGroup,
  resilienceSingleZoneNatGateway,
  resilienceSingleZoneNodePool,
  resilienceUnsupervisedWorkload,
  resilienceVisibilityTimeoutBelowProcessingTime,
  resilienceWorkloadWithoutDisruptionBudget,
  resilienceWorkloadWithoutLivenessProbe,
  resilienceWorkloadWithoutReadinessProbe,
  resilienceWorkloadWithoutZoneSpread,
  resilienceZoneBoundVolume,
  resilienceZoneLossExceedsCapacity,
  resilienceZoneSharedFate,
  resilienceZonesInNameOnly,
  scalingAutoscalerExceedsDatabaseConnections,
  scalingAutoscalerMinimumTooLow,
  scalingAutoscalerOnCpuOnly,
  scalingAutoscalerWithoutMetrics,
  scalingAutoscalerWithoutTarget,
  scalingBurstableInstanceOnCriticalPath,
  scalingClusterWithoutNodeAutoscaler,
  scalingContainerWithoutMemoryLimit,
  scalingContainerWithoutRequests,
  scalingCopiedResourceRequests,
  scalingDatabaseDiskWithoutAutogrowth,
  scalingFixedReplicaWorkload,
  scalingInstanceGroupWithoutScaling,
  scalingNodeGroupAtItsMaximum,
  scalingReplicasSetBesideAutoscaler,
  scalingServiceWithoutAutoscaling,
  scalingUtilizationTargetWithoutRequests,
  scalingVerticalAutoscalerRestartsPods,
  securityAdminPortOpenToWorld,
  securityAdministratorRoleForApplication,
  securityClientSkipsEncryption,
  securityClusterAdministratorBinding,
  securityCommittedSecretManifest,
  securityContainerAllowingEscalation,
  securityContainerRunningAsRoot,
  securityKeyWithoutRotation,
  securityMetadataWithoutToken,
  securityOutdatedTlsPolicy,
  securityPayloadsInLogs,
  securityPipelineTrustWithoutSubject,
  securityPlainHttpEntry,
  securityPlainHttpIngress,
  securityPlainHttpService,
  securityPlaintextDatastoreConnection,
  securityPodInHostNamespace,
  securityPortOpenToWorld,
  securityPrivilegedContainer,
  securityPublicBucket,
  securityPublicClusterApi,
  securityPublicDatabase,
  securityPublicEntryWithoutRequestFilter,
  securityRoleOpenToStrangers,
  securitySecretInCode,
  securityStaticCloudKeysInPipeline,
  securityUnencryptedCache,
  securityUnencryptedDatabase,
  securityUnencryptedQueue,
  securityUnpinnedWorkflowAction,
  securityUnscopedWritePermission,
  securityUntrustedCodeInPrivilegedWorkflow,
  securityWildcardClusterRole,
  securityWorkloadInPublicSubnet,
  securityWorkloadWithNodeIdentity,
  securityWorkloadWithoutNetworkPolicy,
];
