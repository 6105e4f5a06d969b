import { Unknown } from '../../core/value.ts';
import { readText } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';

const PAGE =
  'https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/appsync_graphql_api';

/** A GraphQL API; its data sources are joined by the pass `typed-links`. */
export const model: ResourceModel = {
  types: ['aws_appsync_graphql_api'],
  describe(resource) {
    const visibility = readText(resource, ['visibility'], { value: 'GLOBAL', source: PAGE });
    const { value } = visibility;
    const isPublic = { ...visibility, value: Unknown.is(value) ? value : value === 'GLOBAL' };
    return { kind: 'api', facts: { isPublicEntry: isPublic, hasPublicAddress: isPublic } };
  },
};
