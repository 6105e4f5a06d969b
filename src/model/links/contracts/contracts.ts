import type { LinkPass } from '../../link-pass.ts';
import { linkBodies, linkDocuments } from './documents.ts';
import { linkGatewayRoutes } from './gateway-routes.ts';
import { admission } from './layers/admission.ts';
import { awsFilters } from './layers/aws-filters.ts';
import { awsLimits } from './layers/aws-limits.ts';
import { clusterLayers } from './layers/cluster-layers.ts';
import { entryLayers } from './layers/entry-layers.ts';
import { otherClouds } from './layers/other-clouds.ts';
import { patience } from './patience.ts';
import { steering } from './steering.ts';

/** What gateways enforce, which document describes which server, and what limits and filters each entry. */
export const contracts: LinkPass = {
  name: 'contracts',
  after: ['entries', 'functions', 'kubernetes-traffic', 'image-builds'],
  run(draft) {
    linkBodies(draft);
    linkGatewayRoutes(draft);
    linkDocuments(draft);
    awsFilters(draft);
    awsLimits(draft);
    clusterLayers(draft);
    otherClouds(draft);
    admission(draft);
    entryLayers(draft);
    patience(draft);
    steering(draft);
  },
};
