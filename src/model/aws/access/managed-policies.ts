/**
 * What the policies that AWS writes give, where that matters. After the AWS managed policy reference (read
 * 2026-11):
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
 */
const ADMINISTRATOR = 'AdministratorAccess';

// Policies of AWS that allow all actions of a service on all its resources, and the service's prefix.
const WHOLE_SERVICE: ReadonlyMap<string, string> = new Map(
  Object.entries({
    AmazonS3FullAccess: 's3',
    AmazonDynamoDBFullAccess: 'dynamodb',
    AmazonDynamoDBFullAccess_v2: 'dynamodb',
    AmazonSQSFullAccess: 'sqs',
    AmazonSNSFullAccess: 'sns',
    AmazonKinesisFullAccess: 'kinesis',
    AmazonKinesisFirehoseFullAccess: 'firehose',
    AmazonRDSFullAccess: 'rds',
    AmazonRedshiftFullAccess: 'redshift',
    AmazonElastiCacheFullAccess: 'elasticache',
    AmazonElasticFileSystemFullAccess: 'elasticfilesystem',
    AmazonESFullAccess: 'es',
    AmazonOpenSearchServiceFullAccess: 'es',
    SecretsManagerReadWrite: 'secretsmanager',
    AmazonSSMFullAccess: 'ssm',
    AmazonEC2FullAccess: 'ec2',
    AmazonVPCFullAccess: 'ec2',
    AmazonECS_FullAccess: 'ecs',
    AmazonEC2ContainerRegistryFullAccess: 'ecr',
    AWSLambda_FullAccess: 'lambda',
    AmazonRoute53FullAccess: 'route53',
    ElasticLoadBalancingFullAccess: 'elasticloadbalancing',
    AutoScalingFullAccess: 'autoscaling',
    CloudFrontFullAccess: 'cloudfront',
    CloudWatchLogsFullAccess: 'logs',
    CloudWatchFullAccess: 'cloudwatch',
    AmazonEventBridgeFullAccess: 'events',
    AWSStepFunctionsFullAccess: 'states',
    AmazonCognitoPowerUser: 'cognito-idp',
    AmazonSESFullAccess: 'ses',
    AmazonAthenaFullAccess: 'athena',
    AWSBackupFullAccess: 'backup',
    IAMFullAccess: 'iam',
    PowerUserAccess: '*',
  }),
);

const ARN = /^arn:[^:]*:iam::aws:policy\/(?:[A-Za-z0-9_-]+\/)*([A-Za-z0-9_+=,.@-]+)$/;

/** The name in an ARN of a policy that AWS wrote. */
export function awsPolicyName(arn: string): string | undefined {
  return ARN.exec(arn)?.[1];
}

/** Whether a policy of AWS allows everything. */
export function isAdministrator(name: string): boolean {
  return name === ADMINISTRATOR;
}

/** The service whose actions a policy of AWS allows on every resource. */
export function wholeServiceOf(name: string): string | undefined {
  return WHOLE_SERVICE.get(name);
}

/** Whether a policy of AWS only reads, as its name says. */
export function onlyReads(name: string): boolean {
  return /ReadOnly|ViewOnly|ReadAccess|SecurityAudit/.test(name);
}
