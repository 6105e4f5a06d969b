/**
 * Resource types that appear on the bill by themselves, whatever they are used for: capacity by the hour,
 * storage, or requests. After the pricing pages of the services (read 2026-11), without the leading `aws_`.
 */
const NAMES = `
instance spot_instance_request ec2_fleet ebs_volume ebs_snapshot ami ec2_host ec2_capacity_reservation
eip autoscaling_group ecs_service eks_cluster eks_node_group eks_fargate_profile lambda_function
apprunner_service batch_compute_environment lightsail_instance emr_cluster emrserverless_application
sagemaker_endpoint sagemaker_notebook_instance glue_job codebuild_project workspaces_workspace
db_instance rds_cluster rds_cluster_instance rds_global_cluster docdb_cluster docdb_cluster_instance
neptune_cluster neptune_cluster_instance redshift_cluster redshiftserverless_workgroup dynamodb_table
keyspaces_table elasticache_cluster elasticache_replication_group elasticache_serverless_cache
memorydb_cluster dax_cluster opensearch_domain elasticsearch_domain opensearchserverless_collection
timestreamwrite_database qldb_ledger dms_replication_instance s3_bucket efs_file_system
fsx_lustre_file_system fsx_windows_file_system fsx_ontap_file_system fsx_openzfs_file_system
backup_vault ecr_repository sqs_queue sns_topic kinesis_stream kinesis_firehose_delivery_stream
msk_cluster msk_serverless_cluster mq_broker kinesisanalyticsv2_application sfn_state_machine lb alb elb
nat_gateway vpc_endpoint vpn_connection dx_connection ec2_transit_gateway
ec2_transit_gateway_vpc_attachment networkfirewall_firewall globalaccelerator_accelerator
cloudfront_distribution api_gateway_rest_api apigatewayv2_api appsync_graphql_api route53_zone
wafv2_web_acl kms_key secretsmanager_secret cloudwatch_log_group cloudwatch_metric_alarm cloudtrail
transfer_server directory_service_directory synthetics_canary grafana_workspace prometheus_workspace
acmpca_certificate_authority
`;

/** Types that cost money by themselves. */
export const costingTypes: ReadonlySet<string> = new Set(
  NAMES.trim()
    .split(/\s+/)
    .map((name) => `aws_${name}`),
);
