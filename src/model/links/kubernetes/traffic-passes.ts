import type { LinkPass } from '../../link-pass.ts';
import { clusterCloudPasses } from './cloud/cloud-passes.ts';
import { kubernetesSettings } from './settings/settings.ts';
import { traffic } from './traffic.ts';

/** What leads requests to pods, and what their code is told; before addresses are looked up. */
export const trafficPasses: readonly LinkPass[] = [traffic, kubernetesSettings, ...clusterCloudPasses];
