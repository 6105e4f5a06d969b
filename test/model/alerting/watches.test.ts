import { describe, expect, it } from 'vitest';
import { alarms, componentsOf, rule, SHOP, short, workload } from '../../support/alerting-shop.ts';

describe('an alert watches what its label matchers name', () => {
  it.each([
    ['rate(orders_failed_total{job="orders"}[5m]) > 1', 'errors, watches Deployment/shop/orders'],
    // Prometheus calls what a ServiceMonitor selects by the name of the Service.
    [
      'up{job="orders-metrics"} == 0',
      'availability, watches Deployment/shop/orders Service/shop/orders-metrics',
    ],
    ['up{job="shop/orders"} == 0', 'availability, watches Deployment/shop/orders'],
    ['absent(up{job="orders"})', 'absence, watches Deployment/shop/orders'],
    [
      'rate(container_cpu_seconds_total{namespace="shop", pod=~"orders-[a-z0-9]{9}-.{5}"}[5m]) > 1',
      'cause, watches Deployment/shop/orders',
    ],
    [
      'kube_pod_container_status_restarts_total{namespace="shop", pod=~"orders-db-.*"} > 3',
      'cause, watches StatefulSet/shop/orders-db',
    ],
    [
      'kube_deployment_status_replicas_unavailable{job="kube-state-metrics"} > 0',
      'availability, watches Deployment/shop/orders',
    ],
    [
      'kube_pod_container_status_restarts_total{namespace="shop", container!="orders"} > 3',
      'cause, watches StatefulSet/shop/orders-db',
    ],
    [
      'kube_pod_container_status_restarts_total{namespace="billing"} > 3',
      'cause, watches no workload that kube_pod_container_status_restarts_total is about is in the inputs',
    ],
    [
      'rate(failed_total{job="carts"}[5m]) > 1',
      'errors, watches nothing in the inputs is called carts (job)',
    ],
    [
      'rate(checkout_failed_total[5m]) > 1',
      'errors, watches no label matcher tells which component checkout_failed_total is about',
    ],
    ['node_load5 > 4', 'cause, watches nothing'],
  ])('%s', (expr, expected) => {
    expect(alarms({ 'shop/all.yaml': SHOP + rule('Alert', expr) })).toEqual([`Alert: ${expected}`]);
  });

  it('through recording rules', () => {
    const rules = `groups:
  - name: shop
    rules:
      - record: orders:failing:rate5m
        expr: sum(rate(failed_total{job="orders"}[5m]))
      - alert: OrdersFailing
        expr: orders:failing:rate5m > 1
`;
    expect(alarms({ 'k8s/all.yaml': SHOP, 'alerts/rules.yml': rules })).toEqual([
      'OrdersFailing: errors, watches Deployment/shop/orders',
    ]);
  });

  it('an error budget by the service on the alert', () => {
    const burning = rule(
      'OrdersBudget',
      'slo:sli_error:ratio_rate1h{sloth_id="orders-requests"} > (14.4 * 0.001)',
      '{sloth_service: orders, severity: page}',
    );
    expect(alarms({ 'shop/all.yaml': SHOP + burning })).toEqual([
      'OrdersBudget: burn-rate, watches Deployment/shop/orders',
    ]);
  });

  it('never in another environment', () => {
    const texts = {
      'apps/production/all.yaml': workload('orders').replace(
        '  namespace: shop\n',
        '  namespace: shop\n  labels: {environment: production}\n',
      ),
      'apps/staging/all.yaml': rule('OrdersDown', 'up{job="orders"} == 0').replace(
        'namespace: shop}',
        'namespace: shop, labels: {environment: staging}}',
      ),
    };
    expect(alarms(texts)).toEqual([
      'OrdersDown: availability, watches nothing in the inputs is called orders (job)',
    ]);
  });
});

describe('components know', () => {
  it('which alarms watch them', () => {
    const all = componentsOf({ 'shop/all.yaml': SHOP + rule('OrdersDown', 'up{job="orders"} == 0') });
    const [orders, db] = ['Deployment/shop/orders', 'StatefulSet/shop/orders-db'].map((id) =>
      all.find((one) => short(one.id) === id),
    );
    expect(orders?.facts.watchedBy?.map(short)).toEqual(['PrometheusRule/shop/ordersdown/shop/OrdersDown']);
    expect(db?.facts.watchedBy).toBeUndefined();
    expect(db?.facts.moreWatchers).toBeUndefined();
  });

  it.each([
    [
      'an alert without a name of a component',
      rule('Failing', 'rate(failed_total[5m]) > 1'),
      'no label matcher',
    ],
    [
      'an agent',
      '---\n' +
        workload('agent', { kind: 'DaemonSet' })
          .replace('ghcr.io/shop/agent', 'gcr.io/datadoghq/agent')
          .replace('gcr.io/datadoghq', 'docker.io/datadog'),
      'Datadog is in use',
    ],
    [
      'a variable of a product',
      '---\n' +
        workload('carts').replace(
          '          ports',
          '          env: [{name: NEW_RELIC_LICENSE_KEY, value: x}]\n          ports',
        ),
      'New Relic is in use',
    ],
  ])('why there may be others: %s', (_, more, why) => {
    const all = componentsOf({ 'shop/all.yaml': SHOP + more });
    const orders = all.find((one) => short(one.id) === 'Deployment/shop/orders');
    expect(orders?.facts.moreWatchers?.detail).toContain(why);
  });
});
