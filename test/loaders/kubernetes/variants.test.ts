import { expect, it } from 'vitest';
import { loadObjects } from '../../support/object-stacks.ts';

it.each([
  'values-production.yaml',
  'production-values.yaml',
  'values.production.yaml',
  'values/production.yaml',
  'env/production.yaml',
  'environments/production/values.yaml',
])('%s makes a variant of the chart', (file) => {
  const { stacks } = loadObjects({
    'chart/Chart.yaml': 'apiVersion: v2\nname: orders\nversion: 1.0.0\n',
    'chart/values.yaml': 'replicas: 1\n',
    [`chart/${file}`]: 'replicas: 3\n',
    'chart/templates/orders.yaml':
      'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: orders }\n' +
      'data: { count: "{{ .Values.replicas }}" }\n',
  });
  const variant = stacks.find(({ id }) => id === 'helm:chart@production');
  expect(variant?.variableFiles).toEqual([`chart/${file}`]);
  expect(variant?.resources[0]?.attributes['data']).toEqual({ count: '3' });
  expect(variant?.environments.map(({ name, grade }) => `${name} ${grade}`)).toEqual(['production C']);
});
