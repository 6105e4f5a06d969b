import { describe, expect, it } from 'vitest';
import { loadStacks } from '../../../src/load-stacks.ts';
import { defaultLoadOptions } from '../../../src/loaders/terraform/load-options.ts';
import { memoryFiles } from '../../support/memory-files.ts';

const RULES = `groups:
  - name: orders
    labels:
      team: orders
    rules:
      - record: orders:rate5m
        expr: rate(orders_total{job="orders"}[5m])
      - alert: OrdersSlow
        expr: orders:rate5m > 3
        labels:
          severity: page
      - alert: OrdersSlow
        expr: orders:rate5m > 1
        labels:
          severity: ticket
          team: carts
`;

/** Everything of alerting that was read, and what was said about the files. */
function read(texts: Readonly<Record<string, string>>): readonly string[] {
  const { stacks, diagnostics, notRead } = loadStacks(memoryFiles(texts), defaultLoadOptions);
  const resources = stacks.flatMap((stack) => stack.resources);
  return [
    ...resources
      .filter(({ type }) => /^(prometheus|alertmanager)-/.test(type))
      .map(({ id, type }) => `${type} ${id}`),
    ...[...diagnostics, ...stacks.flatMap((stack) => stack.diagnostics)].map(({ message }) => message),
    ...notRead.map(({ file, why }) => `${file}: ${why}`),
  ];
}

describe('rule files', () => {
  it('are one resource for each alert, with the labels of their group', () => {
    const { stacks } = loadStacks(memoryFiles({ 'alerts/orders.yml': RULES }), defaultLoadOptions);
    const alerts = stacks.flatMap(({ resources }) => resources);
    expect(alerts.map(({ id, attributes }) => [id, attributes['labels']])).toEqual([
      ['prometheus:.#alerts/orders.yml/orders/OrdersSlow', { team: 'orders', severity: 'page' }],
      ['prometheus:.#alerts/orders.yml/orders/OrdersSlow:2', { team: 'carts', severity: 'ticket' }],
    ]);
  });

  it('and routes are found inside values of a monitoring chart', () => {
    const values = `alertmanager:
  enabled: true
  config:
    route: { receiver: chat }
    receivers: [{ name: chat, slack_configs: [{ channel: orders }] }]
additionalPrometheusRulesMap:
  orders:
    groups:
      - name: orders
        rules: [{ alert: OrdersSlow, expr: orders > 3 }]
`;
    expect(read({ 'monitoring/values.yaml': values })).toEqual([
      'prometheus-alert prometheus:.#monitoring/values.yaml/additionalPrometheusRulesMap.orders/orders/' +
        'OrdersSlow',
      'alertmanager-config prometheus:.#monitoring/values.yaml/alertmanager.config',
    ]);
    expect(read({ 'monitoring/values.yaml': 'alertmanager:\n  enabled: false\n' })).toEqual([]);
  });

  it('are left to their environment where they repeat others for it', () => {
    const stacksOf = (...files: readonly string[]): readonly string[] =>
      loadStacks(memoryFiles(Object.fromEntries(files.map((file) => [file, RULES]))), defaultLoadOptions)
        .stacks.filter(({ kind }) => kind === 'prometheus')
        .map(({ id, family, environments }) => `${id} of ${family ?? ''} ${environments[0]?.name ?? '-'}`);
    expect(stacksOf('prometheus/alerts.yml', 'prometheus-dev/alerts.yml')).toEqual([
      'prometheus:. of prometheus:. -',
      'prometheus:.@development of prometheus:. development',
    ]);
    expect(stacksOf('prod/alerts.yml', 'staging/alerts.yml')).toEqual([
      'prometheus:. of prometheus:. -',
      'prometheus:.@staging of prometheus:. staging',
    ]);
    expect(stacksOf('prometheus-dev/alerts.yml', 'prometheus/carts.yml')).toEqual([
      'prometheus:. of prometheus:. -',
    ]);
  });

  it('know the text of each value', () => {
    const { stacks } = loadStacks(memoryFiles({ 'alerts/orders.yml': RULES }), defaultLoadOptions);
    const [stack] = stacks;
    const [first] = stack?.resources ?? [];
    const origin = first && stack?.trace({ resource: first.id, path: ['expr'] });
    expect(origin?.kind === 'literal' && RULES.slice(origin.at.start, origin.at.end)).toBe(
      'orders:rate5m > 3',
    );
  });

  it('say what is behind a recorded series', () => {
    const { stacks } = loadStacks(memoryFiles({ 'alerts/orders.yml': RULES }), defaultLoadOptions);
    const query = stacks[0]?.resources[0]?.attributes['query'];
    expect(query).toMatchObject({
      metrics: ['orders:rate5m'],
      selectors: [
        { metric: 'orders:rate5m', matchers: [] },
        { metric: 'orders_total', matchers: [{ label: 'job', operator: '=', value: 'orders' }] },
      ],
      comparison: { operator: '>', threshold: 3 },
    });
  });

  it('with an expression that is no PromQL are named, other languages are not blamed', () => {
    const broken = RULES.replace('orders:rate5m > 3', 'rate(orders_total) > 3');
    expect(read({ 'alerts/orders.yml': broken }).filter((line) => line.includes('no PromQL'))).toEqual([
      'alerts/orders.yml: the expression of the alert OrdersSlow is no PromQL: a range of samples is ' +
        'needed, and this is a vector of values. Prometheus refuses the whole file; correct the expression.',
    ]);
    const logs = RULES.replace('orders:rate5m > 3', 'sum(rate({app="orders"} |= "error" [5m])) > 3');
    expect(read({ 'alerts/orders.yml': logs }).filter((line) => line.includes('no PromQL'))).toEqual([]);
  });

  it('are left to their chart, and templates to their tool', () => {
    expect(
      read({ 'shop/Chart.yaml': 'name: shop\nversion: 1.0.0\n', 'shop/rules/orders.yaml': RULES }),
    ).toEqual([]);
    expect(
      read({
        'alerts/orders.yml': RULES.replace('3', '{{ threshold }}').replace('name: orders', 'name: {{ x }}'),
      }),
    ).toEqual(['alerts/orders.yml: it is a template that another tool fills in']);
  });

  it('are not other files that list groups', () => {
    expect(read({ 'monitoring/groups.yaml': 'groups:\n  - name: orders\n    members: [anna]\n' })).toEqual(
      [],
    );
    expect(read({ 'alerts/broken.yml': 'groups:\n  - rules:\n    - alert: A\n   x: [\n' })).not.toContain(
      'prometheus-alert',
    );
    expect(read({ 'alerts/odd.yml': 'groups:\n  alert: 3\n' })).toEqual([]);
  });
});

const ROUTES = `route:
  receiver: chat
receivers:
  - name: chat
    slack_configs:
      - api_url: https://hooks.chat.example/not-a-real-hook
`;

function object(kind: string, part: string, key: string, text: string): string {
  const lines = text
    .trimEnd()
    .split('\n')
    .map((line) => `    ${line}`);
  return [
    `apiVersion: v1`,
    `kind: ${kind}`,
    'metadata:',
    '  name: settings',
    '  namespace: shop',
    `${part}:`,
    `  ${key}: |`,
    ...lines,
    '',
  ].join('\n');
}

describe('inside objects', () => {
  it('rules and routes are read from ConfigMaps and Secrets', () => {
    expect(read({ 'k8s/rules.yaml': object('ConfigMap', 'data', 'orders.rules', RULES) })).toEqual([
      'prometheus-alert manifests:k8s#ConfigMap/shop/settings/orders.rules/orders/OrdersSlow',
      'prometheus-alert manifests:k8s#ConfigMap/shop/settings/orders.rules/orders/OrdersSlow:2',
    ]);
    const routes = object('Secret', 'stringData', 'alertmanager.yaml', ROUTES);
    expect(read({ 'k8s/routes.yaml': routes })).toEqual([
      'alertmanager-config manifests:k8s#Secret/shop/settings/alertmanager.yaml',
    ]);
    const encoded = Buffer.from(ROUTES).toString('base64');
    const secret = object('Secret', 'data', 'alertmanager.yaml', ROUTES).replace(
      /alertmanager\.yaml: .*$/s,
      `alertmanager.yaml: ${encoded}\n`,
    );
    expect(read({ 'k8s/routes.yaml': secret })).toEqual([
      'alertmanager-config manifests:k8s#Secret/shop/settings/alertmanager.yaml',
    ]);
  });

  it('nothing of a receiver but its kind is kept', () => {
    const { stacks } = loadStacks(memoryFiles({ 'prometheus/alertmanager.yml': ROUTES }), defaultLoadOptions);
    expect(JSON.stringify(stacks.map(({ resources }) => resources))).not.toContain('hooks.chat.example');
  });
});
