import {
  alwaysOne,
  byMode,
  byNodes,
  bySwitch,
  cacheCluster,
  cacheGroup,
  everyZone,
  searchDomain,
} from './copies.ts';
import { spread, spreadOverTwo } from './placed-type.ts';
import type { PlacedType } from './placed-type.ts';

const DOCS = 'https://docs.aws.amazon.com';
const REGISTRY = 'https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources';
const ONE_DISK = `${DOCS}/ebs/latest/userguide/ebs-volumes.html`;
const DB_GROUPS = ['aws_db_subnet_group', 'aws_docdb_subnet_group', 'aws_neptune_subnet_group'];

/** Groups of subnets, which stores point to. */
export const subnetGroups: readonly PlacedType[] = [
  {
    types: [
      ...DB_GROUPS,
      'aws_elasticache_subnet_group',
      'aws_memorydb_subnet_group',
      'aws_redshift_subnet_group',
      'aws_dax_subnet_group',
      'aws_dms_replication_subnet_group',
    ],
    subnets: ['subnet_ids[]'],
    copies: everyZone,
  },
];

/** Databases, caches, brokers, disks. */
export const stores: readonly PlacedType[] = [
  {
    types: ['aws_db_instance'],
    group: { path: 'db_subnet_group_name', types: DB_GROUPS },
    securityGroups: ['vpc_security_group_ids[]'],
    zones: ['availability_zone'],
    copies: bySwitch('multi_az', { value: false, source: `${REGISTRY}/db_instance` }),
  },
  {
    types: ['aws_rds_cluster_instance', 'aws_docdb_cluster_instance', 'aws_neptune_cluster_instance'],
    group: { path: 'db_subnet_group_name', types: DB_GROUPS },
    zones: ['availability_zone'],
    copies: alwaysOne(`${DOCS}/AmazonRDS/latest/AuroraUserGuide/Concepts.AuroraHighAvailability.html`),
  },
  {
    types: ['aws_rds_cluster', 'aws_docdb_cluster'],
    group: { path: 'db_subnet_group_name', types: DB_GROUPS },
    securityGroups: ['vpc_security_group_ids[]'],
    copies: everyZone,
  },
  {
    types: ['aws_neptune_cluster'],
    group: { path: 'neptune_subnet_group_name', types: DB_GROUPS },
    securityGroups: ['vpc_security_group_ids[]'],
    copies: everyZone,
  },
  // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy-network-prereqs.html
  spreadOverTwo(['aws_db_proxy', 'aws_db_proxy_endpoint'], 'vpc_subnet_ids[]', 'vpc_security_group_ids[]'),
  spread(['aws_docdbelastic_cluster'], 'subnet_ids[]', 'vpc_security_group_ids[]'),
  {
    types: ['aws_elasticache_replication_group'],
    group: { path: 'subnet_group_name', types: ['aws_elasticache_subnet_group'] },
    securityGroups: ['security_group_ids[]'],
    zones: ['preferred_cache_cluster_azs[]'],
    copies: cacheGroup,
  },
  {
    types: ['aws_elasticache_cluster'],
    group: { path: 'subnet_group_name', types: ['aws_elasticache_subnet_group'] },
    securityGroups: ['security_group_ids[]'],
    zones: ['availability_zone', 'preferred_availability_zones[]'],
    copies: cacheCluster,
  },
  {
    types: ['aws_memorydb_cluster'],
    group: { path: 'subnet_group_name', types: ['aws_memorydb_subnet_group'] },
    securityGroups: ['security_group_ids[]'],
    copies: everyZone,
  },
  {
    types: ['aws_dax_cluster'],
    group: { path: 'subnet_group_name', types: ['aws_dax_subnet_group'] },
    securityGroups: ['security_group_ids[]'],
    zones: ['availability_zones[]'],
    copies: byNodes('replication_factor', 1),
  },
  {
    types: ['aws_redshift_cluster'],
    group: { path: 'cluster_subnet_group_name', types: ['aws_redshift_subnet_group'] },
    securityGroups: ['vpc_security_group_ids[]'],
    zones: ['availability_zone'],
    copies: bySwitch('multi_az', { value: false, source: `${REGISTRY}/redshift_cluster` }),
  },
  {
    types: ['aws_dms_replication_instance'],
    group: { path: 'replication_subnet_group_id', types: ['aws_dms_replication_subnet_group'] },
    securityGroups: ['vpc_security_group_ids[]'],
    zones: ['availability_zone'],
    copies: bySwitch('multi_az', { value: false, source: `${REGISTRY}/dms_replication_instance` }),
  },
  {
    types: ['aws_opensearch_domain', 'aws_elasticsearch_domain'],
    subnets: ['vpc_options.subnet_ids[]'],
    securityGroups: ['vpc_options.security_group_ids[]'],
    copies: searchDomain,
  },
  {
    types: ['aws_mq_broker'],
    subnets: ['subnet_ids[]'],
    securityGroups: ['security_groups[]'],
    copies: byMode(
      ['deployment_mode'],
      (mode) => (mode === 'CLUSTER_MULTI_AZ' ? 3 : mode === 'ACTIVE_STANDBY_MULTI_AZ' ? 2 : 1),
      { value: 'SINGLE_INSTANCE', source: `${REGISTRY}/mq_broker` },
    ),
  },
  // https://docs.aws.amazon.com/msk/latest/developerguide/msk-create-cluster.html
  spreadOverTwo(
    ['aws_msk_cluster'],
    'broker_node_group_info.client_subnets[]',
    'broker_node_group_info.security_groups[]',
  ),
  spread(['aws_msk_serverless_cluster'], 'vpc_config.subnet_ids[]', 'vpc_config.security_group_ids[]'),
  spread(
    ['aws_mskconnect_connector'],
    'kafka_cluster.apache_kafka_cluster.vpc.subnets[]',
    'kafka_cluster.apache_kafka_cluster.vpc.security_groups[]',
  ),
  { types: ['aws_ebs_volume'], zones: ['availability_zone'], copies: alwaysOne(ONE_DISK) },
  {
    types: ['aws_fsx_windows_file_system', 'aws_fsx_openzfs_file_system', 'aws_fsx_ontap_file_system'],
    subnets: ['subnet_ids[]'],
    securityGroups: ['security_group_ids[]'],
    copies: byMode(['deployment_type'], (mode) => (mode.startsWith('MULTI_AZ') ? 2 : 1), {
      value: 'SINGLE_AZ_1',
      source: `${REGISTRY}/fsx_windows_file_system`,
    }),
  },
  {
    types: ['aws_fsx_lustre_file_system', 'aws_fsx_file_cache'],
    subnets: ['subnet_ids[]'],
    securityGroups: ['security_group_ids[]'],
    copies: alwaysOne(`${DOCS}/fsx/latest/LustreGuide/what-is.html`),
  },
  {
    types: ['aws_timestreaminfluxdb_db_instance'],
    subnets: ['vpc_subnet_ids[]'],
    securityGroups: ['vpc_security_group_ids[]'],
    copies: byMode(['deployment_type'], (mode) => (mode === 'WITH_MULTIAZ_STANDBY' ? 2 : 1), {
      value: 'SINGLE_AZ',
      source: `${REGISTRY}/timestreaminfluxdb_db_instance`,
    }),
  },
];
