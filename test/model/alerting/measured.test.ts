import { describe, expect, it } from 'vitest';
import { componentsOf, SHOP, short } from '../../support/alerting-shop.ts';

/** What measures the orders, or why something may. */
function measured(texts: Readonly<Record<string, string>>): string {
  const orders = componentsOf(texts).find((one) => short(one.id) === 'Deployment/shop/orders');
  const { measuredBy, maybeMeasured } = orders?.facts ?? {};
  return measuredBy?.map(({ says }) => says).join('; ') ?? maybeMeasured?.detail ?? 'nothing';
}

const MONITOR = (labels: string): string => `---
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: {name: shop, namespace: shop}
spec:
  selector:
    matchLabels: ${labels}
  endpoints: [{port: metrics}]
`;

const SCRAPE = `scrape_configs:
  - job_name: pods
    kubernetes_sd_configs: [{role: pod}]
    relabel_configs:
      - source_labels: [__meta_kubernetes_pod_annotation_prometheus_io_scrape]
        action: keep
        regex: true
`;

function configMap(text: string): string {
  const lines = text
    .trimEnd()
    .split('\n')
    .map((line) => `    ${line}`);
  return [
    '---',
    'apiVersion: v1',
    'kind: ConfigMap',
    'metadata: {name: prometheus, namespace: monitoring}',
    'data:',
    '  prometheus.yml: |',
    ...lines,
    '',
  ].join('\n');
}

describe('what measures a workload', () => {
  const asking = SHOP.replace(
    'labels: {app: orders}\n    spec',
    'labels: {app: orders}\n      annotations: {prometheus.io/scrape: "true"}\n    spec',
  );
  it.each([
    ['a monitor of its Service', SHOP + MONITOR('{app: orders}'), 'ServiceMonitor/shop/shop selects it'],
    ['a monitor of another one', SHOP + MONITOR('{app: carts}'), 'nothing'],
    ['no monitoring at all', SHOP, 'nothing in the inputs tells what its cluster measures'],
    ['an annotation that is honoured', asking + configMap(SCRAPE), 'the scrape job pods takes it'],
    [
      'an annotation that nobody may honour',
      asking,
      'its pods ask to be measured (prometheus.io/scrape), and no settings that honour it are in the inputs',
    ],
    ['scrape settings that want an annotation', SHOP + configMap(SCRAPE), 'nothing'],
    [
      'a target by name',
      SHOP +
        configMap(
          'scrape_configs:\n  - job_name: shop\n    static_configs: [{targets: ["orders.shop:9090"]}]\n',
        ),
      'the scrape job shop names it',
    ],
    [
      'a monitor of pods',
      SHOP + MONITOR('{app: orders}').replace('ServiceMonitor', 'PodMonitor'),
      'PodMonitor/shop/shop selects it',
    ],
  ])('%s', (_, text, expected) => {
    expect(measured({ 'shop/all.yaml': text })).toBe(expected);
  });
});
