import { alwaysOne, everyZone } from './copies.ts';
import { spread, spreadOverTwo } from './placed-type.ts';
import type { PlacedType } from './placed-type.ts';

const DOCS = 'https://docs.aws.amazon.com';
const ONE_MACHINE = `${DOCS}/AWSEC2/latest/UserGuide/using-regions-availability-zones.html`;

const TEMPLATES = ['aws_launch_template', 'aws_launch_configuration'];
const launchTemplates = [
  { path: 'launch_template.id', types: TEMPLATES },
  { path: 'launch_template.name', types: TEMPLATES },
  { path: 'launch_configuration', types: TEMPLATES },
  {
    path: 'mixed_instances_policy.launch_template.launch_template_specification.launch_template_id',
    types: TEMPLATES,
  },
  {
    path: 'mixed_instances_policy.launch_template.launch_template_specification.launch_template_name',
    types: TEMPLATES,
  },
];

/** Templates and interfaces, which others point to. */
export const templates: readonly PlacedType[] = [
  {
    types: ['aws_launch_template'],
    subnets: ['network_interfaces.subnet_id'],
    securityGroups: [
      'vpc_security_group_ids[]',
      'security_group_names[]',
      'network_interfaces.security_groups[]',
    ],
    zones: ['placement.availability_zone'],
    copies: everyZone,
  },
  { types: ['aws_launch_configuration'], securityGroups: ['security_groups[]'], copies: everyZone },
  {
    types: ['aws_network_interface'],
    subnets: ['subnet_id'],
    securityGroups: ['security_groups[]'],
    copies: alwaysOne(ONE_MACHINE),
  },
];

/** Servers, groups, services, functions, jobs. */
export const compute: readonly PlacedType[] = [
  {
    types: ['aws_instance', 'aws_spot_instance_request'],
    subnets: ['subnet_id', 'network_interface.subnet_id'],
    securityGroups: ['vpc_security_group_ids[]', 'security_groups[]'],
    zones: ['availability_zone'],
    through: [
      ...launchTemplates.slice(0, 2),
      { path: 'network_interface.network_interface_id', types: ['aws_network_interface'] },
    ],
    copies: alwaysOne(ONE_MACHINE),
  },
  {
    types: ['aws_autoscaling_group'],
    subnets: ['vpc_zone_identifier[]'],
    zones: ['availability_zones[]'],
    through: launchTemplates,
    copies: everyZone,
  },
  {
    types: ['aws_eks_node_group'],
    subnets: ['subnet_ids[]'],
    through: launchTemplates.slice(0, 2),
    copies: everyZone,
  },
  { types: ['aws_eks_fargate_profile'], subnets: ['subnet_ids[]'], copies: everyZone },
  {
    types: ['aws_spot_fleet_request'],
    subnets: ['launch_specification.subnet_id', 'launch_template_config.overrides.subnet_id'],
    securityGroups: ['launch_specification.vpc_security_group_ids[]'],
    copies: everyZone,
  },
  // https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html
  spreadOverTwo(['aws_eks_cluster'], 'vpc_config.subnet_ids[]', 'vpc_config.security_group_ids[]'),
  spread(
    ['aws_ecs_service', 'aws_ecs_task_set'],
    'network_configuration.subnets[]',
    'network_configuration.security_groups[]',
  ),
  spread(
    ['aws_lambda_function', 'aws_synthetics_canary'],
    'vpc_config.subnet_ids[]',
    'vpc_config.security_group_ids[]',
  ),
  spread(
    ['aws_codebuild_project', 'aws_codebuild_fleet', 'aws_sagemaker_model'],
    'vpc_config.subnets[]',
    'vpc_config.security_group_ids[]',
  ),
  spread(
    ['aws_batch_compute_environment'],
    'compute_resources.subnets[]',
    'compute_resources.security_group_ids[]',
  ),
  spread(['aws_apprunner_vpc_connector'], 'subnets[]', 'security_groups[]'),
  spread(
    ['aws_mwaa_environment', 'aws_emrserverless_application'],
    'network_configuration.subnet_ids[]',
    'network_configuration.security_group_ids[]',
  ),
  spread(
    ['aws_cloudwatch_event_target'],
    'ecs_target.network_configuration.subnets[]',
    'ecs_target.network_configuration.security_groups[]',
  ),
  spread(
    ['aws_scheduler_schedule'],
    'target.ecs_parameters.network_configuration.subnets[]',
    'target.ecs_parameters.network_configuration.security_groups[]',
  ),
  {
    types: ['aws_emr_cluster'],
    subnets: ['ec2_attributes.subnet_id', 'ec2_attributes.subnet_ids[]'],
    securityGroups: [
      'ec2_attributes.emr_managed_master_security_group',
      'ec2_attributes.emr_managed_slave_security_group',
      'ec2_attributes.additional_master_security_groups',
      'ec2_attributes.additional_slave_security_groups',
      'ec2_attributes.service_access_security_group',
    ],
    copies: alwaysOne(`${DOCS}/emr/latest/ManagementGuide/emr-plan-vpc-subnet.html`),
  },
  {
    types: ['aws_sagemaker_notebook_instance', 'aws_cloud9_environment_ec2', 'aws_glue_dev_endpoint'],
    subnets: ['subnet_id'],
    securityGroups: ['security_groups[]', 'security_group_ids[]'],
    copies: alwaysOne(ONE_MACHINE),
  },
  spread(['aws_sagemaker_domain'], 'subnet_ids[]', 'default_user_settings.security_groups[]'),
  {
    types: ['aws_glue_connection'],
    subnets: ['physical_connection_requirements.subnet_id'],
    securityGroups: ['physical_connection_requirements.security_group_id_list[]'],
    copies: alwaysOne(ONE_MACHINE),
  },
];
