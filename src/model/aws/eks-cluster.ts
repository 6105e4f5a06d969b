import type { Stated } from '../../core/component.ts';
import type { Resource } from '../../core/resource.ts';
import { isDataList, Unknown } from '../../core/value.ts';
import { at, dataAt, inherent, readBool, readText } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';

const CLUSTER = 'https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/eks_cluster';
const ENDPOINT = 'https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html';
const POLICY = 'https://docs.aws.amazon.com/eks/latest/userguide/disable-extended-support.html';

/** A Kubernetes cluster whose control plane AWS runs. */
export const model: ResourceModel = {
  types: ['aws_eks_cluster'],
  describe(resource) {
    const support = readText(resource, ['upgrade_policy', 0, 'support_type'], {
      value: 'EXTENDED',
      source: POLICY,
    });
    return {
      kind: 'cluster',
      facts: {
        engine: inherent(
          resource,
          'kubernetes',
          'https://docs.aws.amazon.com/eks/latest/userguide/what-is-eks.html',
        ),
        supportProduct: 'amazon-eks',
        version: version(resource),
        entersExtendedSupport: {
          ...support,
          value: Unknown.is(support.value) ? support.value : support.value !== 'STANDARD',
        },
        publicApi: readBool(resource, ['vpc_config', 0, 'endpoint_public_access'], {
          value: true,
          source: CLUSTER,
        }),
        privateApi: readBool(resource, ['vpc_config', 0, 'endpoint_private_access'], {
          value: false,
          source: CLUSTER,
        }),
        publicApiRanges: ranges(resource),
        serverless: readBool(resource, ['compute_config', 0, 'enabled'], { value: false, source: CLUSTER }),
      },
      remedies: {
        'narrow-public-api': {
          title: 'Set public_access_cidrs to your own ranges, or endpoint_public_access = false',
          safety: 'review',
          caution: 'Whoever manages the cluster from elsewhere, pipelines included, is locked out.',
          intents: [],
        },
        'upgrade-one-minor': {
          title: 'Set version to the next minor version, one at a time',
          safety: 'review',
          caution: 'Nothing may use an API that the next version removes; nodes follow the control plane.',
          intents: [],
        },
      },
    };
  },
};

function version(resource: Resource): Stated<string> {
  const written = readText(resource, ['version']);
  if (written !== undefined) return written;
  const value = new Unknown({
    reason: 'not-in-inputs',
    detail: `version of ${resource.address} is not written; AWS took the default of the day of creation`,
    settledBy: `write version in ${resource.address}`,
  });
  return { value, at: [at(resource, 'version')], origin: 'default', source: CLUSTER };
}

function ranges(resource: Resource): Stated<readonly string[]> {
  const path = ['vpc_config', 0, 'public_access_cidrs'] as const;
  const data = dataAt(resource, ...path);
  const place = [at(resource, ...path)];
  if (data === undefined || (isDataList(data) && data.length === 0)) {
    return { value: ['0.0.0.0/0'], at: place, origin: 'default', source: ENDPOINT };
  }
  if (!isDataList(data)) return { value: Unknown.is(data) ? data : [], at: place, origin: 'written' };
  const known = data.filter((item) => typeof item === 'string');
  const unknown = data.find((item) => Unknown.is(item));
  // One open range decides, whatever the others are.
  if (unknown !== undefined && !known.some(isWholeInternet))
    return { value: unknown, at: place, origin: 'written' };
  return { value: known, at: place, origin: 'written' };
}

function isWholeInternet(range: string): boolean {
  return range.endsWith('/0');
}
