import { dataAt, inherent } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';

const FARGATE = 'https://docs.aws.amazon.com/eks/latest/userguide/fargate.html';

/** Pods of a Kubernetes cluster that run on capacity of AWS, one small machine for each. */
export const model: ResourceModel = {
  types: ['aws_eks_fargate_profile'],
  describe(resource) {
    const name = dataAt(resource, 'fargate_profile_name');
    return {
      kind: 'node-pool',
      name: typeof name === 'string' ? name : undefined,
      facts: { runsAs: 'nodes', serverless: inherent(resource, true, FARGATE) },
    };
  },
};
