import { alwaysOne, everyZone, loadBalancer, natGateway } from './copies.ts';
import { spread } from './placed-type.ts';
import type { PlacedType } from './placed-type.ts';

const DOCS = 'https://docs.aws.amazon.com';
const ONE_MACHINE = `${DOCS}/AWSEC2/latest/UserGuide/using-regions-availability-zones.html`;

/** Load balancers, gateways, endpoints, interfaces into networks. */
export const entriesAndPaths: readonly PlacedType[] = [
  {
    types: ['aws_lb', 'aws_alb'],
    subnets: ['subnets[]', 'subnet_mapping.subnet_id'],
    securityGroups: ['security_groups[]'],
    copies: loadBalancer,
  },
  {
    types: ['aws_elb'],
    subnets: ['subnets[]'],
    zones: ['availability_zones[]'],
    securityGroups: ['security_groups[]'],
    copies: everyZone,
  },
  { types: ['aws_nat_gateway'], subnets: ['subnet_id'], copies: natGateway },
  {
    types: ['aws_vpc_endpoint'],
    subnets: ['subnet_ids[]', 'subnet_configuration.subnet_id'],
    securityGroups: ['security_group_ids[]'],
    copies: everyZone,
  },
  spread(
    [
      'aws_apigatewayv2_vpc_link',
      'aws_opensearchserverless_vpc_endpoint',
      'aws_redshiftserverless_workgroup',
      'aws_elasticache_serverless_cache',
      'aws_vpclattice_resource_gateway',
      'aws_redshiftserverless_endpoint_access',
    ],
    'subnet_ids[]',
    'security_group_ids[]',
  ),
  { types: ['aws_networkfirewall_firewall'], subnets: ['subnet_mapping.subnet_id'], copies: everyZone },
  {
    types: ['aws_route53_resolver_endpoint'],
    subnets: ['ip_address.subnet_id'],
    securityGroups: ['security_group_ids[]'],
    copies: everyZone,
  },
  {
    types: ['aws_ec2_transit_gateway_vpc_attachment', 'aws_cloudhsm_v2_cluster', 'aws_workspaces_directory'],
    subnets: ['subnet_ids[]'],
    copies: everyZone,
  },
  { types: ['aws_directory_service_directory'], subnets: ['vpc_settings.subnet_ids[]'], copies: everyZone },
  { types: ['aws_ec2_client_vpn_endpoint'], securityGroups: ['security_group_ids[]'], copies: everyZone },
  spread(['aws_transfer_server'], 'endpoint_details.subnet_ids[]', 'endpoint_details.security_group_ids[]'),
  spread(
    ['aws_grafana_workspace'],
    'vpc_configuration.subnet_ids[]',
    'vpc_configuration.security_group_ids[]',
  ),
  spread(
    ['aws_opensearch_vpc_endpoint', 'aws_elasticsearch_vpc_endpoint'],
    'vpc_options.subnet_ids[]',
    'vpc_options.security_group_ids[]',
  ),
  {
    types: ['aws_ec2_instance_connect_endpoint'],
    subnets: ['subnet_id'],
    securityGroups: ['security_group_ids[]'],
    copies: alwaysOne(ONE_MACHINE),
  },
];
