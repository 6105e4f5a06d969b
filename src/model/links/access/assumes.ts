import type { LinkPass } from '../../link-pass.ts';
import { connect } from '../compute/connect.ts';
import { findNamed } from '../find-named.ts';
import { gather } from '../gather.ts';

const ROLE = { types: ['aws_iam_role', 'aws_iam_instance_profile'], name: 'name' };

/** Attributes by which a thing is given an identity to act with. */
const NAMING: readonly (readonly [type: string, path: string])[] = [
  ['aws_lambda_function', 'role'],
  ['aws_instance', 'iam_instance_profile'],
  ['aws_spot_instance_request', 'iam_instance_profile'],
  ['aws_launch_configuration', 'iam_instance_profile'],
  ['aws_launch_template', 'iam_instance_profile.name'],
  ['aws_launch_template', 'iam_instance_profile.arn'],
  ['aws_ecs_task_definition', 'task_role_arn'],
  ['aws_ecs_task_definition', 'execution_role_arn'],
  ['aws_eks_cluster', 'role_arn'],
  ['aws_eks_node_group', 'node_role_arn'],
  ['aws_eks_fargate_profile', 'pod_execution_role_arn'],
  ['aws_eks_pod_identity_association', 'role_arn'],
  ['aws_apprunner_service', 'instance_configuration.instance_role_arn'],
  ['aws_codebuild_project', 'service_role'],
  ['aws_codepipeline', 'role_arn'],
  ['aws_codedeploy_deployment_group', 'service_role_arn'],
  ['aws_sfn_state_machine', 'role_arn'],
  ['aws_glue_job', 'role_arn'],
  ['aws_glue_crawler', 'role'],
  ['aws_sagemaker_notebook_instance', 'role_arn'],
  ['aws_batch_job_definition', 'job_role_arn'],
  ['aws_kinesis_firehose_delivery_stream', 'extended_s3_configuration.role_arn'],
  ['aws_cloudwatch_event_target', 'role_arn'],
  ['aws_scheduler_schedule', 'target.role_arn'],
  ['aws_backup_selection', 'iam_role_arn'],
  ['aws_dlm_lifecycle_policy', 'execution_role_arn'],
];

/** Joins every identity with what acts with it. */
export const assumes: LinkPass = {
  name: 'assumes',
  after: ['identities'],
  run(draft) {
    for (const [type, path] of NAMING) {
      for (const resource of draft.ofType(type)) {
        const from = draft.componentOf(resource.id);
        if (!from) continue;
        for (const { data, at } of gather(resource, path)) {
          for (const to of findNamed(draft, data, resource, ROLE).components) {
            const says = `${from.name} acts as ${to.name}`;
            // Credentials are cached for hours, so a running component survives for a while without it.
            connect(draft, { from, to, kind: 'assumes', strength: 'control-only', says, at });
          }
        }
      }
    }
  },
};
