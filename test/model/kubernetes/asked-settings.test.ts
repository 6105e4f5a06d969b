import { expect, it } from 'vitest';
import { calls, configMap, mounted, pods, service, workload } from './shop-objects.ts';

const NEIGHBOURS = ['orders', 'payments'].map((name) => workload(name, pods(name)) + service(name)).join('');
const ROUTES = [
  'spring:',
  '  cloud:',
  '    gateway:',
  '      routes:',
  '        - id: orders',
  '          uri: lb://orders',
];
const web = workload('web', pods('web'));

it('reads the ConfigMap that a program asks the cluster for by its own name', () => {
  expect(calls(web + configMap('web', 'application.yml', ROUTES) + NEIGHBOURS)).toEqual([
    'web -> orders calls',
  ]);
  const host = configMap('web', 'application.properties', ['shop.payments.host: payments']);
  expect(calls(web + host + NEIGHBOURS)).toEqual(['web -> payments calls']);
});

it('takes no ConfigMap of another name, with another file, or that somebody else mounts', () => {
  expect(calls(web + configMap('shop', 'application.yml', ROUTES) + NEIGHBOURS)).toEqual([]);
  expect(calls(web + configMap('web', 'routes.yml', ROUTES) + NEIGHBOURS)).toEqual([]);
  const { mount, volume } = mounted('web');
  const basket = workload('basket', `${pods('basket', mount)}, ${volume}`);
  expect(calls(web + basket + configMap('web', 'application.yml', ROUTES) + NEIGHBOURS)).toEqual([
    'basket -> orders calls',
  ]);
});
