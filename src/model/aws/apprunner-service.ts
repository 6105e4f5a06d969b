import { Unknown } from '../../core/value.ts';
import { inherent, readBool, readText } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';

const SERVICE =
  'https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/apprunner_service';
const SCALING = 'https://docs.aws.amazon.com/apprunner/latest/dg/manage-autoscaling.html';
const DEPLOY = 'https://docs.aws.amazon.com/apprunner/latest/dg/manage-deploy.html';

/** Containers behind an address of their own; AWS places, scales and replaces them. */
export const model: ResourceModel = {
  types: ['aws_apprunner_service'],
  describe(resource) {
    const path = ['network_configuration', 0, 'ingress_configuration', 0, 'is_publicly_accessible'];
    const isPublic = readBool(resource, path, { value: true, source: SERVICE });
    const name = readText(resource, ['service_name'])?.value;
    return {
      kind: 'workload',
      name: Unknown.is(name) ? undefined : name,
      facts: {
        runsAs: 'service',
        isPublicEntry: isPublic,
        behindLoadBalancer: inherent(resource, true, SCALING),
        stopsBadRelease: inherent(resource, true, DEPLOY),
        revertsBadRelease: inherent(resource, true, DEPLOY),
      },
    };
  },
};
