import type { AlertingFacts } from './facts/alerting.ts';
import type { CapacityFacts } from './facts/capacity.ts';
import type { ClientFacts } from './facts/clients.ts';
import type { ClusterFacts } from './facts/cluster.ts';
import type { CodeFacts } from './facts/code.ts';
import type { CommonFacts } from './facts/common.ts';
import type { ComputeFacts } from './facts/compute.ts';
import type { ContractFacts } from './facts/contract.ts';
import type { IdentityFacts } from './facts/identity.ts';
import type { NetworkFacts } from './facts/network.ts';
import type { OwnershipFacts } from './facts/ownership.ts';
import type { PipelineFacts } from './facts/pipeline.ts';
import type { SettingFacts } from './facts/settings.ts';
import type { StoreFacts } from './facts/stores.ts';
import type { TakeoverFacts } from './facts/takeover.ts';
import type { TrafficFacts } from './facts/traffic.ts';
import type { WorkloadFacts } from './facts/workload.ts';

/** Everything that can be stated about a component. A fact that does not apply is absent. */
export interface Facts
  extends
    CommonFacts,
    StoreFacts,
    ComputeFacts,
    NetworkFacts,
    IdentityFacts,
    CodeFacts,
    WorkloadFacts,
    TrafficFacts,
    SettingFacts,
    PipelineFacts,
    OwnershipFacts,
    AlertingFacts,
    ContractFacts,
    ClusterFacts,
    ClientFacts,
    CapacityFacts,
    TakeoverFacts {}
