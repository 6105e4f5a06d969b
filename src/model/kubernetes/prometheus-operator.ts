import type { ResourceModel } from '../resource-model.ts';

/** Objects that tell a Prometheus what to measure and to evaluate; passes of alerting read them. */
export const model: ResourceModel = {
  types: [
    ...['PrometheusRule', 'ServiceMonitor', 'PodMonitor', 'Probe', 'ScrapeConfig'].map(
      (kind) => `monitoring.coreos.com/${kind}`,
    ),
    ...['VMRule', 'VMServiceScrape', 'VMPodScrape', 'VMProbe'].map(
      (kind) => `operator.victoriametrics.com/${kind}`,
    ),
  ],
  describe: () => ({ kind: 'other', facts: {} }),
};
