// What the provider rewrites while it plans: known differences that say nothing about evaluation.

/** By `type attribute`: what hashicorp/aws 5.100.0 does to the value that was written. */
export const normalised: ReadonlyMap<string, string> = new Map([
  ['aws_db_instance maintenance_window', 'days in small letters'],
  ['aws_dynamodb_table table_class', 'STANDARD is left out'],
  [
    'aws_ecs_task_definition container_definitions',
    'names get their usual capitals; null and unknown names go',
  ],
  ['aws_elasticsearch_domain cluster_config', 'what is said of masters is left out where they are off'],
  ['aws_instance user_data', 'only its hash is kept'],
  ['aws_lb enable_cross_zone_load_balancing', 'left out for application load balancers'],
  ['aws_security_group_rule protocol', 'numbers become names: 6 is tcp'],
]);
