import type { LinkPass } from '../link-pass.ts';
import { accessRules } from './access-rules/access-rules.ts';
import { addressPasses } from './addresses/address-passes.ts';
import { alertingPasses } from './alerting/alerting-passes.ts';
import { alternatives } from './alternatives/alternatives.ts';
import { attachments } from './attachments.ts';
import { azurePasses } from './azure/azure-passes.ts';
import { networks as azureNetworks } from './azure/networks.ts';
import { permissions as azurePermissions } from './azure/permissions.ts';
import { cacheNodes } from './cache-nodes.ts';
import { computePasses } from './compute/compute.ts';
import { composeRoles } from './compose/roles.ts';
import { composeStartOrder } from './compose/start-order.ts';
import { contracts } from './contracts/contracts.ts';
import { declared } from './declared/declared.ts';
import { deletionGuards } from './deletion-guards.ts';
import { effectiveTags } from './effective-tags.ts';
import { entries } from './entries/entries.ts';
import { hostedZones } from './entries/hosted-zones.ts';
import { deadAddresses } from './kubernetes/dead-addresses/dead-addresses.ts';
import { handedTokens } from './kubernetes/handed-tokens.ts';
import { permittedCalls } from './kubernetes/permitted-calls.ts';
import { serving } from './kubernetes/serving.ts';
import { kubernetesStrengths } from './kubernetes/strengths/strengths.ts';
import { capacityPasses } from './capacity/capacity-passes.ts';
import { cloudLinkPasses } from './cloud-links/cloud-link-passes.ts';
import { googlePasses } from './google/google-passes.ts';
import { networks as googleNetworks } from './google/networks.ts';
import { permissions as googlePermissions } from './google/permissions.ts';
import { unreadableSecrets } from './google/unreadable-secrets.ts';
import { imageBuilds } from './image-builds.ts';
import { trafficPasses } from './kubernetes/traffic-passes.ts';
import { workloadPasses } from './kubernetes/workload-passes.ts';
import { networkOverlaps } from './network-overlaps.ts';
import { networks } from './networks.ts';
import { otherReferences } from './other-references.ts';
import { catalogDependencies } from './ownership/catalog-dependencies.ts';
import { ownershipGaps } from './ownership/gaps.ts';
import { ownership } from './ownership/ownership.ts';
import { parameterGroups } from './parameter-groups.ts';
import { pipelineJoins } from './pipelines/joins.ts';
import { pipelinePasses } from './pipelines/passes.ts';
import { carriers } from './placement/carriers.ts';
import { placement } from './placement/placement.ts';
import { regions } from './regions.ts';
import { releases } from './releases/releases.ts';
import { routing } from './routing/routing.ts';
import { searchAccess } from './search-access.ts';
import { serverCredits } from './server-credits.ts';
import { servicePasses } from './service-passes.ts';
import { spend } from './spend.ts';
import { stacks } from './stacks/stacks.ts';
import { storageEndpoints } from './storage-endpoints.ts';
import { storeClusters } from './store-clusters.ts';
import { weakClients } from './weak-clients/weak-clients.ts';

/** Where things stand: tags, regions, zones, networks and routes, and what may come in. */
const placePasses: readonly LinkPass[] = [
  effectiveTags,
  regions,
  placement,
  networks,
  googleNetworks,
  azureNetworks,
  networkOverlaps,
  routing,
  storageEndpoints,
  accessRules,
  entries,
  hostedZones,
  attachments,
];

/** Stores of AWS with their parts: members, parameters, who may delete them. */
const storePasses: readonly LinkPass[] = [
  storeClusters,
  cacheNodes,
  parameterGroups,
  searchAccess,
  deletionGuards,
];

/** What follows from knowing who calls whom: strengths, dead addresses, calls without encryption. */
const callPasses: readonly LinkPass[] = [handedTokens, kubernetesStrengths, deadAddresses, weakClients];

/**
 * What only permits, waits or is said in a catalog; after the calls, which are better witnesses of the same.
 */
const weakerWitnesses: readonly LinkPass[] = [
  googlePermissions,
  azurePermissions,
  unreadableSecrets,
  composeStartOrder,
  catalogDependencies,
];

/**
 * What needs the whole graph: what stands in for what, the user's word, what lies on the way in, what is
 * left, whole stacks.
 */
const lastPasses: readonly LinkPass[] = [
  alternatives,
  declared,
  contracts,
  carriers,
  otherReferences,
  stacks,
  pipelineJoins,
  releases,
  ownershipGaps,
  spend,
];

/** Every link pass, in the order in which they run: a pass may use what an earlier one filled. */
export const linkPasses: readonly LinkPass[] = [
  ...placePasses,
  // What each cloud and cluster says by itself.
  ...computePasses,
  serverCredits,
  ...storePasses,
  ...servicePasses,
  ...googlePasses,
  ...azurePasses,
  ...workloadPasses,
  // What makes and starts it: pipelines, images, compose files.
  ...pipelinePasses,
  imageBuilds,
  composeRoles,
  // Who calls whom.
  ...trafficPasses,
  ...cloudLinkPasses,
  ...addressPasses,
  ...callPasses,
  ...weakerWitnesses,
  // Who answers for it, and who watches it.
  ownership,
  serving,
  ...alertingPasses,
  permittedCalls,
  ...capacityPasses,
  ...lastPasses,
];
