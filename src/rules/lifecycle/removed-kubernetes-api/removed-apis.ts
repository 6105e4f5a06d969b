/** API versions of Kubernetes that a minor version stops to serve. */
export interface RemovedApi {
  /** The first 1.x that refuses it. */
  readonly minor: number;
  readonly apiVersion: string;
  readonly kinds: readonly string[];
  readonly replacement: string | undefined;
  /** True when an object stays as it is but for its apiVersion. */
  readonly sameFields: boolean;
}

/** The day of the table, and the last version that was out then; what is removed later is announced. */
export const REMOVALS_AS_OF = '2026-07-24';
export const REMOVALS_SOURCE = 'https://kubernetes.io/docs/reference/using-api/deprecation-guide/';

/**
 * Every removal from 1.16 on, and those that are announced: the version, what it refuses, what replaces it
 * (only a version: of the same group), whether the fields stay the same, and the kinds. From the lifecycle
 * tags of github.com/kubernetes/api
 * (branches 1.8 to 1.36 and the beta of 1.37, read 2026-07-24), of its apiextensions-apiserver and of
 * kube-aggregator; which kinds keep their fields is from the migration guide.
 */
const TABLE = `
1.16 apps/v1beta1 v1 changed Deployment ReplicaSet StatefulSet
1.16 apps/v1beta1 v1 same ControllerRevision
1.16 apps/v1beta2 v1 same ControllerRevision DaemonSet Deployment ReplicaSet StatefulSet
1.16 extensions/v1beta1 - changed PodSecurityPolicy
1.16 extensions/v1beta1 apps/v1 changed DaemonSet Deployment ReplicaSet
1.16 extensions/v1beta1 networking.k8s.io/v1 same NetworkPolicy
1.17 scheduling.k8s.io/v1alpha1 v1 same PriorityClass
1.19 auditregistration.k8s.io/v1alpha1 - changed AuditSink
1.20 settings.k8s.io/v1alpha1 - changed PodPreset
1.21 batch/v2alpha1 v1 changed CronJob
1.21 discovery.k8s.io/v1alpha1 v1 changed EndpointSlice
1.21 flowcontrol.apiserver.k8s.io/v1alpha1 v1 changed FlowSchema PriorityLevelConfiguration
1.22 admissionregistration.k8s.io/v1beta1 v1 changed MutatingWebhookConfiguration
1.22 admissionregistration.k8s.io/v1beta1 v1 changed ValidatingWebhookConfiguration
1.22 apiextensions.k8s.io/v1beta1 v1 changed CustomResourceDefinition
1.22 apiregistration.k8s.io/v1beta1 v1 same APIService
1.22 authentication.k8s.io/v1beta1 v1 changed TokenReview
1.22 authorization.k8s.io/v1beta1 v1 changed LocalSubjectAccessReview SelfSubjectAccessReview
1.22 authorization.k8s.io/v1beta1 v1 changed SelfSubjectRulesReview SubjectAccessReview
1.22 certificates.k8s.io/v1beta1 v1 changed CertificateSigningRequest
1.22 coordination.k8s.io/v1beta1 v1 same Lease
1.22 extensions/v1beta1 networking.k8s.io/v1 changed Ingress
1.22 networking.k8s.io/v1beta1 v1 changed Ingress
1.22 networking.k8s.io/v1beta1 v1 same IngressClass
1.22 rbac.authorization.k8s.io/v1alpha1 v1 same ClusterRole ClusterRoleBinding Role RoleBinding
1.22 rbac.authorization.k8s.io/v1beta1 v1 same ClusterRole ClusterRoleBinding Role RoleBinding
1.22 scheduling.k8s.io/v1beta1 v1 same PriorityClass
1.22 storage.k8s.io/v1beta1 v1 same CSIDriver CSINode StorageClass VolumeAttachment
1.24 audit.k8s.io/v1alpha1 v1 changed Event Policy
1.24 audit.k8s.io/v1beta1 v1 changed Event Policy
1.24 storage.k8s.io/v1alpha1 v1 same CSIStorageCapacity VolumeAttachment
1.25 autoscaling/v2beta1 v2 changed HorizontalPodAutoscaler
1.25 batch/v1beta1 v1 same CronJob
1.25 discovery.k8s.io/v1beta1 v1 changed EndpointSlice
1.25 events.k8s.io/v1beta1 v1 changed Event
1.25 node.k8s.io/v1beta1 v1 same RuntimeClass
1.25 policy/v1beta1 - changed PodSecurityPolicy
1.25 policy/v1beta1 v1 same PodDisruptionBudget
1.26 autoscaling/v2beta2 v2 same HorizontalPodAutoscaler
1.26 flowcontrol.apiserver.k8s.io/v1beta1 v1 changed FlowSchema PriorityLevelConfiguration
1.27 resource.k8s.io/v1alpha1 - changed PodScheduling ResourceClass
1.27 resource.k8s.io/v1alpha1 v1 changed ResourceClaim ResourceClaimTemplate
1.27 storage.k8s.io/v1beta1 v1 same CSIStorageCapacity
1.29 flowcontrol.apiserver.k8s.io/v1beta2 v1 changed FlowSchema PriorityLevelConfiguration
1.29 networking.k8s.io/v1alpha1 - changed ClusterCIDR
1.31 resource.k8s.io/v1alpha2 - changed PodSchedulingContext ResourceClaimParameters ResourceClass
1.31 resource.k8s.io/v1alpha2 - changed ResourceClassParameters
1.31 resource.k8s.io/v1alpha2 v1 changed ResourceClaim ResourceClaimTemplate ResourceSlice
1.32 admissionregistration.k8s.io/v1alpha1 v1 changed ValidatingAdmissionPolicy
1.32 admissionregistration.k8s.io/v1alpha1 v1 changed ValidatingAdmissionPolicyBinding
1.32 authentication.k8s.io/v1alpha1 v1 changed SelfSubjectReview
1.32 coordination.k8s.io/v1alpha1 v1beta1 changed LeaseCandidate
1.32 flowcontrol.apiserver.k8s.io/v1beta3 v1 same FlowSchema PriorityLevelConfiguration
1.32 resource.k8s.io/v1alpha3 - changed PodSchedulingContext
1.33 authentication.k8s.io/v1beta1 v1 changed SelfSubjectReview
1.33 networking.k8s.io/v1alpha1 v1 same IPAddress ServiceCIDR
1.34 admissionregistration.k8s.io/v1beta1 v1 same ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding
1.34 resource.k8s.io/v1alpha3 v1 changed DeviceClass ResourceClaim ResourceClaimTemplate ResourceSlice
1.35 certificates.k8s.io/v1alpha1 v1 changed PodCertificateRequest
1.35 storage.k8s.io/v1alpha1 v1 same VolumeAttributesClass
1.35 storagemigration.k8s.io/v1alpha1 v1 changed StorageVersionMigration
1.36 scheduling.k8s.io/v1alpha1 v1beta1 changed Workload
1.37 certificates.k8s.io/v1alpha1 v1 changed ClusterTrustBundle
1.37 networking.k8s.io/v1beta1 v1 same IPAddress ServiceCIDR
1.37 scheduling.k8s.io/v1alpha2 v1beta1 changed PodGroup Workload
1.37 storage.k8s.io/v1beta1 v1 same VolumeAttributesClass
1.38 admissionregistration.k8s.io/v1alpha1 v1 changed MutatingAdmissionPolicy MutatingAdmissionPolicyBinding
1.38 coordination.k8s.io/v1alpha2 v1beta1 changed LeaseCandidate
1.38 resource.k8s.io/v1beta1 v1 changed DeviceClass ResourceClaim ResourceClaimTemplate ResourceSlice
1.39 coordination.k8s.io/v1beta1 - changed LeaseCandidate
1.39 resource.k8s.io/v1alpha3 v1 changed DeviceTaintRule
1.39 resource.k8s.io/v1beta2 v1 changed DeviceClass ResourceClaim ResourceClaimTemplate ResourceSlice
1.40 admissionregistration.k8s.io/v1beta1 v1 same MutatingAdmissionPolicy MutatingAdmissionPolicyBinding
1.40 certificates.k8s.io/v1beta1 v1 changed ClusterTrustBundle PodCertificateRequest
1.40 storagemigration.k8s.io/v1beta1 v1 changed StorageVersionMigration
1.42 resource.k8s.io/v1alpha3 - changed ResourcePoolStatusRequest
1.42 resource.k8s.io/v1beta2 v1 changed DeviceTaintRule
1.43 lifecycle.k8s.io/v1alpha1 - changed Eviction EvictionRequest
1.43 scheduling.k8s.io/v1beta1 - changed PodGroup Workload
`;

/** One entry for each version and API. */
export const removals: readonly RemovedApi[] = TABLE.trim()
  .split('\n')
  .map((line) => {
    const [version = '', apiVersion = '', replacement = '-', fields = '', ...kinds] = line.split(' ');
    return {
      minor: Number(version.slice('1.'.length)),
      apiVersion,
      kinds,
      replacement: replacement === '-' ? undefined : wholeVersion(replacement, apiVersion),
      sameFields: fields === 'same',
    };
  });

function wholeVersion(replacement: string, apiVersion: string): string {
  return replacement.includes('/') ? replacement : `${apiVersion.split('/')[0] ?? ''}/${replacement}`;
}
