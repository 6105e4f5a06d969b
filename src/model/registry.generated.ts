// Made by tools/generate-registries.mjs; do not edit.
import type { ResourceModel } from './resource-model.ts';
import { model as apiOpenapi } from './api/openapi.ts';
import { model as awsAcmCertificate } from './aws/acm-certificate.ts';
import { model as awsApiGatewayDomainName } from './aws/api-gateway-domain-name.ts';
import { model as awsApiGatewayMethodSettings } from './aws/api-gateway-method-settings.ts';
import { model as awsApiGatewayStage } from './aws/api-gateway-stage.ts';
import { model as awsApiGateway } from './aws/api-gateway.ts';
import { model as awsApprunnerService } from './aws/apprunner-service.ts';
import { model as awsAppsyncGraphqlApi } from './aws/appsync-graphql-api.ts';
import { model as awsAutoscalingGroup } from './aws/autoscaling-group.ts';
import { model as awsBackupPlan } from './aws/backup-plan.ts';
import { model as awsBedrockModelInvocationLoggingConfiguration } from './aws/bedrock-model-invocation-logging-configuration.ts';
import { model as awsCloudfrontDistribution } from './aws/cloudfront-distribution.ts';
import { model as awsCloudwatchEventRule } from './aws/cloudwatch-event-rule.ts';
import { model as awsCloudwatchLogGroup } from './aws/cloudwatch-log-group.ts';
import { model as awsCloudwatchMetricAlarm } from './aws/cloudwatch-metric-alarm.ts';
import { model as awsCodedeployDeploymentGroup } from './aws/codedeploy-deployment-group.ts';
import { model as awsDbInstance } from './aws/db-instance.ts';
import { model as awsDocdbCluster } from './aws/docdb-cluster.ts';
import { model as awsDynamodbTable } from './aws/dynamodb-table.ts';
import { model as awsEbsVolume } from './aws/ebs-volume.ts';
import { model as awsEcrRepository } from './aws/ecr-repository.ts';
import { model as awsEcsCluster } from './aws/ecs-cluster.ts';
import { model as awsEcsService } from './aws/ecs-service.ts';
import { model as awsEcsTaskDefinition } from './aws/ecs-task-definition.ts';
import { model as awsEfsFileSystem } from './aws/efs-file-system.ts';
import { model as awsEip } from './aws/eip.ts';
import { model as awsEksCluster } from './aws/eks-cluster.ts';
import { model as awsEksFargateProfile } from './aws/eks-fargate-profile.ts';
import { model as awsEksNodeGroup } from './aws/eks-node-group.ts';
import { model as awsElasticacheCluster } from './aws/elasticache-cluster.ts';
import { model as awsElasticacheReplicationGroup } from './aws/elasticache-replication-group.ts';
import { model as awsElasticacheServerlessCache } from './aws/elasticache-serverless-cache.ts';
import { model as awsFsxFileSystem } from './aws/fsx-file-system.ts';
import { model as awsGlobalacceleratorEndpointGroup } from './aws/globalaccelerator-endpoint-group.ts';
import { model as awsIamGroup } from './aws/iam-group.ts';
import { model as awsIamOpenidConnectProvider } from './aws/iam-openid-connect-provider.ts';
import { model as awsIamPolicy } from './aws/iam-policy.ts';
import { model as awsIamRole } from './aws/iam-role.ts';
import { model as awsIamUser } from './aws/iam-user.ts';
import { model as awsInstance } from './aws/instance.ts';
import { model as awsInternetGateway } from './aws/internet-gateway.ts';
import { model as awsKeyspacesTable } from './aws/keyspaces-table.ts';
import { model as awsKinesisFirehoseDeliveryStream } from './aws/kinesis-firehose-delivery-stream.ts';
import { model as awsKinesisStream } from './aws/kinesis-stream.ts';
import { model as awsKmsKey } from './aws/kms-key.ts';
import { model as awsLambdaFunctionUrl } from './aws/lambda-function-url.ts';
import { model as awsLambdaFunction } from './aws/lambda-function.ts';
import { model as awsLaunchConfiguration } from './aws/launch-configuration.ts';
import { model as awsLaunchTemplate } from './aws/launch-template.ts';
import { model as awsLbListener } from './aws/lb-listener.ts';
import { model as awsLbTargetGroup } from './aws/lb-target-group.ts';
import { model as awsLb } from './aws/lb.ts';
import { model as awsManagedPrefixList } from './aws/managed-prefix-list.ts';
import { model as awsMemorydbCluster } from './aws/memorydb-cluster.ts';
import { model as awsMqBroker } from './aws/mq-broker.ts';
import { model as awsMskCluster } from './aws/msk-cluster.ts';
import { model as awsMskServerlessCluster } from './aws/msk-serverless-cluster.ts';
import { model as awsNatGateway } from './aws/nat-gateway.ts';
import { model as awsNeptuneCluster } from './aws/neptune-cluster.ts';
import { model as awsNetworkAcl } from './aws/network-acl.ts';
import { model as awsNetworkInterface } from './aws/network-interface.ts';
import { model as awsOpensearchDomain } from './aws/opensearch-domain.ts';
import { model as awsRdsClusterInstance } from './aws/rds-cluster-instance.ts';
import { model as awsRdsCluster } from './aws/rds-cluster.ts';
import { model as awsRedshiftCluster } from './aws/redshift-cluster.ts';
import { model as awsRouteTable } from './aws/route-table.ts';
import { model as awsRoute53Record } from './aws/route53-record.ts';
import { model as awsRoute53Zone } from './aws/route53-zone.ts';
import { model as awsS3Bucket } from './aws/s3-bucket.ts';
import { model as awsSecretsmanagerSecret } from './aws/secretsmanager-secret.ts';
import { model as awsSecurityGroupRule } from './aws/security-group-rule.ts';
import { model as awsSecurityGroup } from './aws/security-group.ts';
import { model as awsSfnStateMachine } from './aws/sfn-state-machine.ts';
import { model as awsSnsTopic } from './aws/sns-topic.ts';
import { model as awsSpotFleetRequest } from './aws/spot-fleet-request.ts';
import { model as awsSqsQueue } from './aws/sqs-queue.ts';
import { model as awsSubnetGroup } from './aws/subnet-group.ts';
import { model as awsSubnet } from './aws/subnet.ts';
import { model as awsTransitGateway } from './aws/transit-gateway.ts';
import { model as awsVpcEndpoint } from './aws/vpc-endpoint.ts';
import { model as awsVpcPeeringConnection } from './aws/vpc-peering-connection.ts';
import { model as awsVpc } from './aws/vpc.ts';
import { model as azureApiManagement } from './azure/api-management.ts';
import { model as azureApplicationGateway } from './azure/application-gateway.ts';
import { model as azureCdnFrontdoorProfile } from './azure/cdn-frontdoor-profile.ts';
import { model as azureContainerAppEnvironment } from './azure/container-app-environment.ts';
import { model as azureContainerApp } from './azure/container-app.ts';
import { model as azureContainerGroup } from './azure/container-group.ts';
import { model as azureCosmosdbAccount } from './azure/cosmosdb-account.ts';
import { model as azureDnsZone } from './azure/dns-zone.ts';
import { model as azureKeyVaultSecret } from './azure/key-vault-secret.ts';
import { model as azureKeyVault } from './azure/key-vault.ts';
import { model as azureKubernetesClusterNodePool } from './azure/kubernetes-cluster-node-pool.ts';
import { model as azureKubernetesCluster } from './azure/kubernetes-cluster.ts';
import { model as azureLb } from './azure/lb.ts';
import { model as azureLinuxFunctionApp } from './azure/linux-function-app.ts';
import { model as azureLinuxVirtualMachineScaleSet } from './azure/linux-virtual-machine-scale-set.ts';
import { model as azureLinuxVirtualMachine } from './azure/linux-virtual-machine.ts';
import { model as azureLinuxWebAppSlot } from './azure/linux-web-app-slot.ts';
import { model as azureLinuxWebApp } from './azure/linux-web-app.ts';
import { model as azureLogAnalyticsWorkspace } from './azure/log-analytics-workspace.ts';
import { model as azureMonitorMetricAlert } from './azure/monitor-metric-alert.ts';
import { model as azureMonitorScheduledQueryRulesAlert } from './azure/monitor-scheduled-query-rules-alert.ts';
import { model as azureMssqlDatabase } from './azure/mssql-database.ts';
import { model as azureMssqlServer } from './azure/mssql-server.ts';
import { model as azureNatGateway } from './azure/nat-gateway.ts';
import { model as azureNetworkSecurityGroup } from './azure/network-security-group.ts';
import { model as azurePostgresqlFlexibleServer } from './azure/postgresql-flexible-server.ts';
import { model as azurePostgresqlServer } from './azure/postgresql-server.ts';
import { model as azurePrivateEndpoint } from './azure/private-endpoint.ts';
import { model as azurePublicIp } from './azure/public-ip.ts';
import { model as azureRedisCache } from './azure/redis-cache.ts';
import { model as azureServicePlan } from './azure/service-plan.ts';
import { model as azureServicebusNamespace } from './azure/servicebus-namespace.ts';
import { model as azureServicebusQueue } from './azure/servicebus-queue.ts';
import { model as azureServicebusTopic } from './azure/servicebus-topic.ts';
import { model as azureStorageAccount } from './azure/storage-account.ts';
import { model as azureStorageQueue } from './azure/storage-queue.ts';
import { model as azureSubnet } from './azure/subnet.ts';
import { model as azureTrafficManagerProfile } from './azure/traffic-manager-profile.ts';
import { model as azureUserAssignedIdentity } from './azure/user-assigned-identity.ts';
import { model as azureVirtualNetwork } from './azure/virtual-network.ts';
import { model as backstageEntity } from './backstage/entity.ts';
import { model as codeownersCodeowners } from './codeowners/codeowners.ts';
import { model as composeService } from './compose/service.ts';
import { model as dockerfileDockerfile } from './dockerfile/dockerfile.ts';
import { model as googleArtifactRegistryRepository } from './google/artifact-registry-repository.ts';
import { model as googleBigqueryDataset } from './google/bigquery-dataset.ts';
import { model as googleCloudRunService } from './google/cloud-run-service.ts';
import { model as googleCloudRunV2Job } from './google/cloud-run-v2-job.ts';
import { model as googleCloudSchedulerJob } from './google/cloud-scheduler-job.ts';
import { model as googleCloudfunctionsFunction } from './google/cloudfunctions-function.ts';
import { model as googleComputeBackendService } from './google/compute-backend-service.ts';
import { model as googleComputeFirewall } from './google/compute-firewall.ts';
import { model as googleComputeGlobalForwardingRule } from './google/compute-global-forwarding-rule.ts';
import { model as googleComputeInstanceGroupManager } from './google/compute-instance-group-manager.ts';
import { model as googleComputeInstanceTemplate } from './google/compute-instance-template.ts';
import { model as googleComputeInstance } from './google/compute-instance.ts';
import { model as googleComputeManagedSslCertificate } from './google/compute-managed-ssl-certificate.ts';
import { model as googleComputeNetwork } from './google/compute-network.ts';
import { model as googleComputeSecurityPolicy } from './google/compute-security-policy.ts';
import { model as googleComputeSubnetwork } from './google/compute-subnetwork.ts';
import { model as googleContainerCluster } from './google/container-cluster.ts';
import { model as googleContainerNodePool } from './google/container-node-pool.ts';
import { model as googleDnsRecordSet } from './google/dns-record-set.ts';
import { model as googleFirestoreDatabase } from './google/firestore-database.ts';
import { model as googleKmsCryptoKey } from './google/kms-crypto-key.ts';
import { model as googleLoggingBucketConfig } from './google/logging-bucket-config.ts';
import { model as googleMemcacheInstance } from './google/memcache-instance.ts';
import { model as googleMonitoringAlertPolicy } from './google/monitoring-alert-policy.ts';
import { model as googlePubsubSubscription } from './google/pubsub-subscription.ts';
import { model as googlePubsubTopic } from './google/pubsub-topic.ts';
import { model as googleRedisCluster } from './google/redis-cluster.ts';
import { model as googleRedisInstance } from './google/redis-instance.ts';
import { model as googleSecretManagerSecret } from './google/secret-manager-secret.ts';
import { model as googleServiceAccount } from './google/service-account.ts';
import { model as googleSpannerDatabase } from './google/spanner-database.ts';
import { model as googleSpannerInstance } from './google/spanner-instance.ts';
import { model as googleSqlDatabaseInstance } from './google/sql-database-instance.ts';
import { model as googleStorageBucket } from './google/storage-bucket.ts';
import { model as googleVpcAccessConnector } from './google/vpc-access-connector.ts';
import { model as kubernetesAdmission } from './kubernetes/admission.ts';
import { model as kubernetesAlertmanagerConfig } from './kubernetes/alertmanager-config.ts';
import { model as kubernetesConfigMap } from './kubernetes/config-map.ts';
import { model as kubernetesEndpoints } from './kubernetes/endpoints.ts';
import { model as kubernetesExternalSecret } from './kubernetes/external-secret.ts';
import { model as kubernetesGatewayRoute } from './kubernetes/gateway-route.ts';
import { model as kubernetesGateway } from './kubernetes/gateway.ts';
import { model as kubernetesHelmRelease } from './kubernetes/helm-release.ts';
import { model as kubernetesHorizontalPodAutoscaler } from './kubernetes/horizontal-pod-autoscaler.ts';
import { model as kubernetesIngressRoute } from './kubernetes/ingress-route.ts';
import { model as kubernetesIngress } from './kubernetes/ingress.ts';
import { model as kubernetesIstioGateway } from './kubernetes/istio-gateway.ts';
import { model as kubernetesLimitRange } from './kubernetes/limit-range.ts';
import { model as kubernetesMeshPolicy } from './kubernetes/mesh-policy.ts';
import { model as kubernetesNamespace } from './kubernetes/namespace.ts';
import { model as kubernetesNetworkPolicy } from './kubernetes/network-policy.ts';
import { model as kubernetesNodePool } from './kubernetes/node-pool.ts';
import { model as kubernetesOpenshiftRoute } from './kubernetes/openshift-route.ts';
import { model as kubernetesOperated } from './kubernetes/operated.ts';
import { model as kubernetesPersistentVolumeClaim } from './kubernetes/persistent-volume-claim.ts';
import { model as kubernetesPersistentVolume } from './kubernetes/persistent-volume.ts';
import { model as kubernetesPodDisruptionBudget } from './kubernetes/pod-disruption-budget.ts';
import { model as kubernetesPrometheusOperator } from './kubernetes/prometheus-operator.ts';
import { model as kubernetesReferenceGrant } from './kubernetes/reference-grant.ts';
import { model as kubernetesResourceQuota } from './kubernetes/resource-quota.ts';
import { model as kubernetesRoleBinding } from './kubernetes/role-binding.ts';
import { model as kubernetesRole } from './kubernetes/role.ts';
import { model as kubernetesScaledObject } from './kubernetes/scaled-object.ts';
import { model as kubernetesSecret } from './kubernetes/secret.ts';
import { model as kubernetesServiceAccount } from './kubernetes/service-account.ts';
import { model as kubernetesService } from './kubernetes/service.ts';
import { model as kubernetesStorageClass } from './kubernetes/storage-class.ts';
import { model as kubernetesVerticalPodAutoscaler } from './kubernetes/vertical-pod-autoscaler.ts';
import { model as kubernetesVirtualService } from './kubernetes/virtual-service.ts';
import { model as kubernetesWorkload } from './kubernetes/workload.ts';
import { model as pipelinesGithubAction } from './pipelines/github-action.ts';
import { model as pipelinesGithubWorkflow } from './pipelines/github-workflow.ts';
import { model as pipelinesGitlabPipeline } from './pipelines/gitlab-pipeline.ts';
import { model as prometheusAlert } from './prometheus/alert.ts';
import { model as prometheusAlertmanagerConfig } from './prometheus/alertmanager-config.ts';
import { model as prometheusPrometheusConfig } from './prometheus/prometheus-config.ts';
import { model as sloSlo } from './slo/slo.ts';

export const models: readonly ResourceModel[] = [
  apiOpenapi,
  awsAcmCertificate,
  awsApiGatewayDomainName,
  awsApiGatewayMethodSettings,
  awsApiGatewayStage,
  awsApiGateway,
  awsApprunnerService,
  awsAppsyncGraphqlApi,
  awsAutoscalingGroup,
  awsBackupPlan,
  awsBedrockModelInvocationLoggingConfiguration,
  awsCloudfrontDistribution,
  awsCloudwatchEventRule,
  awsCloudwatchLogGroup,
  awsCloudwatchMetricAlarm,
  awsCodedeployDeploymentGroup,
  awsDbInstance,
  awsDocdbCluster,
  awsDynamodbTable,
  awsEbsVolume,
  awsEcrRepository,
  awsEcsCluster,
  awsEcsService,
  awsEcsTaskDefinition,
  awsEfsFileSystem,
  awsEip,
  awsEksCluster,
  awsEksFargateProfile,
  awsEksNodeGroup,
  awsElasticacheCluster,
  awsElasticacheReplicationGroup,
  awsElasticacheServerlessCache,
  awsFsxFileSystem,
  awsGlobalacceleratorEndpointGroup,
  awsIamGroup,
  awsIamOpenidConnectProvider,
  awsIamPolicy,
  awsIamRole,
  awsIamUser,
  awsInstance,
  awsInternetGateway,
  awsKeyspacesTable,
  awsKinesisFirehoseDeliveryStream,
  awsKinesisStream,
  awsKmsKey,
  awsLambdaFunctionUrl,
  awsLambdaFunction,
  awsLaunchConfiguration,
  awsLaunchTemplate,
  awsLbListener,
  awsLbTargetGroup,
  awsLb,
  awsManagedPrefixList,
  awsMemorydbCluster,
  awsMqBroker,
  awsMskCluster,
  awsMskServerlessCluster,
  awsNatGateway,
  awsNeptuneCluster,
  awsNetworkAcl,
  awsNetworkInterface,
  awsOpensearchDomain,
  awsRdsClusterInstance,
  awsRdsCluster,
  awsRedshiftCluster,
  awsRouteTable,
  awsRoute53Record,
  awsRoute53Zone,
  awsS3Bucket,
  awsSecretsmanagerSecret,
  awsSecurityGroupRule,
  awsSecurityGroup,
  awsSfnStateMachine,
  awsSnsTopic,
  awsSpotFleetRequest,
  awsSqsQueue,
  awsSubnetGroup,
  awsSubnet,
  awsTransitGateway,
  awsVpcEndpoint,
  awsVpcPeeringConnection,
  awsVpc,
  azureApiManagement,
  azureApplicationGateway,
  azureCdnFrontdoorProfile,
  azureContainerAppEnvironment,
  azureContainerApp,
  azureContainerGroup,
  azureCosmosdbAccount,
  azureDnsZone,
  azureKeyVaultSecret,
  azureKeyVault,
  azureKubernetesClusterNodePool,
  azureKubernetesCluster,
  azureLb,
  azureLinuxFunctionApp,
  azureLinuxVirtualMachineScaleSet,
  azureLinuxVirtualMachine,
  azureLinuxWebAppSlot,
  azureLinuxWebApp,
  azureLogAnalyticsWorkspace,
  azureMonitorMetricAlert,
  azureMonitorScheduledQueryRulesAlert,
  azureMssqlDatabase,
  azureMssqlServer,
  azureNatGateway,
  azureNetworkSecurityGroup,
  azurePostgresqlFlexibleServer,
  azurePostgresqlServer,
  azurePrivateEndpoint,
  azurePublicIp,
  azureRedisCache,
  azureServicePlan,
  azureServicebusNamespace,
  azureServicebusQueue,
  azureServicebusTopic,
  azureStorageAccount,
  azureStorageQueue,
  azureSubnet,
  azureTrafficManagerProfile,
  azureUserAssignedIdentity,
  azureVirtualNetwork,
  backstageEntity,
  codeownersCodeowners,
  composeService,
  dockerfileDockerfile,
  googleArtifactRegistryRepository,
  googleBigqueryDataset,
  googleCloudRunService,
  googleCloudRunV2Job,
  googleCloudSchedulerJob,
  googleCloudfunctionsFunction,
  googleComputeBackendService,
  googleComputeFirewall,
  googleComputeGlobalForwardingRule,
  googleComputeInstanceGroupManager,
  googleComputeInstanceTemplate,
  googleComputeInstance,
  googleComputeManagedSslCertificate,
  googleComputeNetwork,
  googleComputeSecurityPolicy,
  googleComputeSubnetwork,
  googleContainerCluster,
  googleContainerNodePool,
  googleDnsRecordSet,
  googleFirestoreDatabase,
  googleKmsCryptoKey,
  googleLoggingBucketConfig,
  googleMemcacheInstance,
  googleMonitoringAlertPolicy,
  googlePubsubSubscription,
  googlePubsubTopic,
  googleRedisCluster,
  googleRedisInstance,
  googleSecretManagerSecret,
  googleServiceAccount,
  googleSpannerDatabase,
  googleSpannerInstance,
  googleSqlDatabaseInstance,
  googleStorageBucket,
  googleVpcAccessConnector,
  kubernetesAdmission,
  kubernetesAlertmanagerConfig,
  kubernetesConfigMap,
  kubernetesEndpoints,
  kubernetesExternalSecret,
  kubernetesGatewayRoute,
  kubernetesGateway,
  kubernetesHelmRelease,
  kubernetesHorizontalPodAutoscaler,
  kubernetesIngressRoute,
  kubernetesIngress,
  kubernetesIstioGateway,
  kubernetesLimitRange,
  kubernetesMeshPolicy,
  kubernetesNamespace,
  kubernetesNetworkPolicy,
  kubernetesNodePool,
  kubernetesOpenshiftRoute,
  kubernetesOperated,
  kubernetesPersistentVolumeClaim,
  kubernetesPersistentVolume,
  kubernetesPodDisruptionBudget,
  kubernetesPrometheusOperator,
  kubernetesReferenceGrant,
  kubernetesResourceQuota,
  kubernetesRoleBinding,
  kubernetesRole,
  kubernetesScaledObject,
  kubernetesSecret,
  kubernetesServiceAccount,
  kubernetesService,
  kubernetesStorageClass,
  kubernetesVerticalPodAutoscaler,
  kubernetesVirtualService,
  kubernetesWorkload,
  pipelinesGithubAction,
  pipelinesGithubWorkflow,
  pipelinesGitlabPipeline,
  prometheusAlert,
  prometheusAlertmanagerConfig,
  prometheusPrometheusConfig,
  sloSlo,
];
