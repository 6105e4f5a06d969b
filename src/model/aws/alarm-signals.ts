import type { Signal } from '../../core/facts/alerting.ts';
import { anyOf } from '../prometheus/any-of.ts';

/** A dimension of CloudWatch that names a resource: the types that it can be, and the attribute it equals. */
export interface Dimension {
  readonly types: readonly string[];
  readonly name: string;
}

/** Dimensions by namespace and name; `*` for every namespace. */
export const dimensions: { readonly [key: string]: Dimension } = {
  'AWS/SQS QueueName': { types: ['aws_sqs_queue'], name: 'name' },
  'AWS/SNS TopicName': { types: ['aws_sns_topic'], name: 'name' },
  'AWS/RDS DBInstanceIdentifier': {
    types: ['aws_db_instance', 'aws_rds_cluster_instance', 'aws_docdb_cluster_instance'],
    name: 'identifier',
  },
  'AWS/RDS DBClusterIdentifier': { types: ['aws_rds_cluster'], name: 'cluster_identifier' },
  'AWS/DocDB DBClusterIdentifier': { types: ['aws_docdb_cluster'], name: 'cluster_identifier' },
  'AWS/Neptune DBClusterIdentifier': { types: ['aws_neptune_cluster'], name: 'cluster_identifier' },
  'AWS/Lambda FunctionName': { types: ['aws_lambda_function'], name: 'function_name' },
  'AWS/ElastiCache ReplicationGroupId': {
    types: ['aws_elasticache_replication_group'],
    name: 'replication_group_id',
  },
  'AWS/ElastiCache CacheClusterId': {
    types: ['aws_elasticache_cluster', 'aws_elasticache_replication_group'],
    name: 'cluster_id',
  },
  'AWS/ApplicationELB LoadBalancer': { types: ['aws_lb', 'aws_alb'], name: 'arn_suffix' },
  'AWS/NetworkELB LoadBalancer': { types: ['aws_lb'], name: 'arn_suffix' },
  'AWS/ApplicationELB TargetGroup': {
    types: ['aws_lb_target_group', 'aws_alb_target_group'],
    name: 'arn_suffix',
  },
  'AWS/NetworkELB TargetGroup': { types: ['aws_lb_target_group'], name: 'arn_suffix' },
  'AWS/ELB LoadBalancerName': { types: ['aws_elb'], name: 'name' },
  'AWS/ECS ServiceName': { types: ['aws_ecs_service'], name: 'name' },
  'AWS/ECS ClusterName': { types: ['aws_ecs_cluster'], name: 'name' },
  'ECS/ContainerInsights ServiceName': { types: ['aws_ecs_service'], name: 'name' },
  'ECS/ContainerInsights ClusterName': { types: ['aws_ecs_cluster'], name: 'name' },
  'AWS/EC2 AutoScalingGroupName': { types: ['aws_autoscaling_group'], name: 'name' },
  'AWS/AutoScaling AutoScalingGroupName': { types: ['aws_autoscaling_group'], name: 'name' },
  'AWS/EC2 InstanceId': { types: ['aws_instance'], name: 'id' },
  'CWAgent InstanceId': { types: ['aws_instance'], name: 'id' },
  'CWAgent AutoScalingGroupName': { types: ['aws_autoscaling_group'], name: 'name' },
  'AWS/DynamoDB TableName': { types: ['aws_dynamodb_table'], name: 'name' },
  'AWS/Kinesis StreamName': { types: ['aws_kinesis_stream'], name: 'name' },
  'AWS/Firehose DeliveryStreamName': { types: ['aws_kinesis_firehose_delivery_stream'], name: 'name' },
  'AWS/States StateMachineArn': { types: ['aws_sfn_state_machine'], name: 'arn' },
  'AWS/ApiGateway ApiName': { types: ['aws_api_gateway_rest_api'], name: 'name' },
  'AWS/ApiGateway ApiId': { types: ['aws_apigatewayv2_api'], name: 'id' },
  'AWS/CloudFront DistributionId': { types: ['aws_cloudfront_distribution'], name: 'id' },
  'AWS/ES DomainName': { types: ['aws_elasticsearch_domain', 'aws_opensearch_domain'], name: 'domain_name' },
  'AWS/AmazonMQ Broker': { types: ['aws_mq_broker'], name: 'broker_name' },
  'AWS/Kafka Cluster Name': { types: ['aws_msk_cluster'], name: 'cluster_name' },
  'AWS/EFS FileSystemId': { types: ['aws_efs_file_system'], name: 'id' },
  'AWS/S3 BucketName': { types: ['aws_s3_bucket'], name: 'bucket' },
  'AWS/Redshift ClusterIdentifier': { types: ['aws_redshift_cluster'], name: 'cluster_identifier' },
  'AWS/NATGateway NatGatewayId': { types: ['aws_nat_gateway'], name: 'id' },
  'AWS/Events RuleName': { types: ['aws_cloudwatch_event_rule'], name: 'name' },
  'AWS/EBS VolumeId': { types: ['aws_ebs_volume'], name: 'id' },
  'AWS/Route53 HealthCheckId': { types: ['aws_route53_health_check'], name: 'id' },
  'AWS/CertificateManager CertificateArn': { types: ['aws_acm_certificate'], name: 'arn' },
};

// Metrics as the services document them; the first that fits.
const SIGNALS: readonly (readonly [Signal, RegExp])[] = [
  ['dead-letters', /DeadLetter|dlq/i],
  ['backlog-age', /AgeOfOldest|IteratorAge|AsyncEventAge|ConsumerLagSeconds|EstimatedMaxTimeLag/i],
  [
    'backlog-depth',
    /ApproximateNumberOfMessages|MessageCount|QueueSize|SumOffsetLag|MaxOffsetLag|BacklogBytes/i,
  ],
  [
    'hard-limit',
    anyOf(
      'FreeStorage ReplicaLag ReplicationLag DaysToExpiry MaximumUsedTransactionIDs',
      'VolumeBytesUsed BurstBalance disk_used ClusterUsedSpace StatusCheckFailed',
      'BurstCreditBalance FreeableStorage storage_?percent StorageUsed',
    ),
  ],
  [
    'availability',
    anyOf(
      'HealthyHostCount UnHealthyHost HealthCheckStatus StatusCheck RunningTaskCount',
      'ClusterStatus InService DatabaseUp uptime availability',
    ),
  ],
  ['errors', /Error|5XX|4XX|Failed|Failure|Throttle|Rejected|Exception|TimedOut|Aborted/i],
  ['latency', /Latency|Duration|ResponseTime/i],
  ['cause', /CPU|Memory|SwapUsage|mem_used|LoadAverage|EngineCPU/i],
  ['saturation', /Connections|Concurrent|Capacity|CreditBalance|Utilization|Iops|Throughput|Evictions/i],
];

/** What a metric of CloudWatch tells about. */
export function cloudwatchSignal(metrics: readonly string[]): Signal {
  for (const [signal, pattern] of SIGNALS) {
    if (metrics.some((metric) => pattern.test(metric.slice(metric.indexOf(' ') + 1)))) return signal;
  }
  return 'other';
}
