import type { Component } from '../../src/core/component.ts';
import { estateOf } from './estate-of.ts';

/** The components of these files. */
export function componentsOf(texts: Readonly<Record<string, string>>): readonly Component[] {
  return estateOf(texts).components;
}

/** The address in an id. */
export function short(id: string): string {
  return id.slice(id.indexOf('#') + 1);
}

/** `OrdersFailing: errors, watches Deployment/shop/orders` for each alarm. */
export function alarms(texts: Readonly<Record<string, string>>): readonly string[] {
  return componentsOf(texts).flatMap(({ name, facts: { alert } }) => {
    if (!alert) return [];
    const watched = alert.watches.map(short).join(' ') || (alert.watchesUnknown?.detail ?? 'nothing');
    return [`${name}: ${alert.signal}, watches ${watched}`];
  });
}

/** A workload of the shop, with one container of its name. */
export function workload(name: string, { kind = 'Deployment', namespace = 'shop' } = {}): string {
  return `apiVersion: apps/v1
kind: ${kind}
metadata:
  name: ${name}
  namespace: ${namespace}
spec:
  selector:
    matchLabels: {app: ${name}}
  template:
    metadata:
      labels: {app: ${name}}
    spec:
      containers:
        - name: ${name}
          image: ghcr.io/shop/${name}:1.0.0
          ports:
            - {name: metrics, containerPort: 9090}
`;
}

function service(name: string, selects: string): string {
  return `---
apiVersion: v1
kind: Service
metadata:
  name: ${name}
  namespace: shop
  labels: {app: ${selects}}
spec:
  selector: {app: ${selects}}
  ports:
    - {name: metrics, port: 9090}
`;
}

/** An object with one alert. */
export function rule(name: string, expr: string, labels = '{}'): string {
  return `---
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: {name: ${name.toLowerCase()}, namespace: shop}
spec:
  groups:
    - name: shop
      rules:
        - alert: ${name}
          expr: '${expr}'
          labels: ${labels}
`;
}

/** Two workloads, and a Service of another name. */
export const SHOP =
  workload('orders') +
  '---\n' +
  workload('orders-db', { kind: 'StatefulSet' }) +
  service('orders-metrics', 'orders');
