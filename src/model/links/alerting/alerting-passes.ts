import type { LinkPass } from '../../link-pass.ts';
import { clusterMonitoring } from './cluster-monitoring.ts';
import { cloudwatch } from './cloudwatch.ts';
import { measured } from './measured.ts';
import { monitoringProducts } from './monitoring-products.ts';
import { otherClouds } from './other-clouds.ts';
import { routed } from './routed.ts';
import { slos } from './slos.ts';
import { traces } from './traces.ts';
import { watchedBy } from './watched-by.ts';
import { watches } from './watches.ts';

/** What watches and measures components, and who is told; after the passes about Services and alarms. */
export const alertingPasses: readonly LinkPass[] = [
  watches,
  routed,
  cloudwatch,
  otherClouds,
  watchedBy,
  measured,
  monitoringProducts,
  clusterMonitoring,
  slos,
  traces,
];
