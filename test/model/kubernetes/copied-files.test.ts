import { expect, it } from 'vitest';
import { calls, configMap, mounted, pods, service, workload } from './shop-objects.ts';

const NEIGHBOURS = ['orders', 'payments'].map((name) => workload(name, pods(name)) + service(name)).join('');
const LIST = ['orders:', '  addr: orders', 'payments:', '  addr: payments'];

function reader(name: string, lines: readonly string[]): string {
  const { mount, volume } = mounted(name);
  return workload(name, `${pods(name, mount)}, ${volume}`) + configMap(name, 'neighbours.yaml', lines);
}

it('takes a list of neighbours that several programs have a copy of for no need of any', () => {
  const files = reader('web', LIST) + reader('basket', LIST) + NEIGHBOURS;
  expect(calls(files)).toEqual([]);
  expect(new Set(calls(files, true))).toEqual(
    new Set([
      'web -> orders calls',
      'web -> payments calls',
      'basket -> orders calls',
      'basket -> payments calls',
    ]),
  );
});

it('takes a list of its own, and a copied file with one address, for what is needed', () => {
  expect(calls(reader('web', LIST) + NEIGHBOURS)).toEqual(['web -> orders calls', 'web -> payments calls']);
  const one = LIST.slice(0, 2);
  expect(calls(reader('web', one) + reader('basket', one) + NEIGHBOURS)).toEqual([
    'basket -> orders calls',
    'web -> orders calls',
  ]);
});

it('gives each program the file that it alone takes of an object', () => {
  const reader = (name: string, key: string): string =>
    workload(
      name,
      `${pods(name, mounted('shop').mount)}, volumes: [{ name: files, configMap: ` +
        `{ name: shop, items: [{ key: ${key}, path: application.yaml }] } }]`,
    );
  const basket = '  basket.yaml: |\n    payments:\n      addr: payments\n';
  const both = `${configMap('shop', 'web.yaml', LIST)}${basket}`;
  const readers = reader('web', 'web.yaml') + reader('basket', 'basket.yaml');
  expect(calls(both + readers + NEIGHBOURS)).toEqual([
    'basket -> payments calls',
    'web -> orders calls',
    'web -> payments calls',
  ]);
});

it('reads a host that stands behind its word alone', () => {
  const files = reader('web', ['<match **>', '  @type search', '  host orders', '  port 80', '</match>']);
  expect(calls(files + NEIGHBOURS)).toEqual(['web -> orders calls']);
  expect(calls(reader('web', ['this host orders things', 'type orders']) + NEIGHBOURS)).toEqual([]);
});
