import { describe, expect, it } from 'vitest';
import type { Declared } from '../../src/core/declared.ts';
import { nothingDeclared } from '../../src/core/declared.ts';
import { Unknown } from '../../src/core/value.ts';
import { findJourneys } from '../../src/graph/journeys.ts';
import { loadStacks } from '../../src/load-stacks.ts';
import { defaultLoadOptions } from '../../src/loaders/terraform/load-options.ts';
import { buildGraph } from '../../src/model/build-graph.ts';
import { memoryFiles } from '../support/memory-files.ts';

const place = { file: 'whatfails.yaml', line: 3, endLine: 3, column: 1, endColumn: 2 };

function workload(name: string, calls: readonly string[]): string {
  const environment = calls.map(
    (other) => `{ name: ${other.toUpperCase()}_URL, value: "http://${other}:80" }`,
  );
  return `
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: shop }
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec: { containers: [{ name: app, image: "shop/${name}:1", env: [${environment.join(', ')}] }] }
---
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: shop }
spec: { selector: { app: ${name} }, ports: [{ port: 80 }] }
`;
}

const ENTRY = `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: shop, namespace: shop }
spec:
  rules:
    - http:
        paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }]
`;

const files = memoryFiles({
  'shop.yaml': [
    workload('web', ['orders', 'reviews']),
    workload('orders', []),
    workload('reviews', []),
    ENTRY,
  ].join('---\n'),
});

function graphOf(declared: Partial<Declared>): ReturnType<typeof buildGraph> {
  return buildGraph(loadStacks(files, defaultLoadOptions).stacks, { ...nothingDeclared, ...declared });
}

/** `web → orders calls hard`, without what routes. */
function callsOf({ estate }: ReturnType<typeof buildGraph>): readonly string[] {
  return estate.dependencies
    .filter(({ kind }) => kind === 'calls')
    .map(({ from, to, strength }) => {
      const how = Unknown.is(strength) ? 'unknown' : strength;
      return `${estate.component(from).name} → ${estate.component(to).name} ${how}`;
    });
}

/** The names of workloads that each journey reaches, and after the bar those that it needs. */
function journeysOf({ estate }: ReturnType<typeof buildGraph>): readonly string[] {
  const names = (ids: readonly Parameters<typeof estate.component>[0][]): string =>
    ids
      .map((id) => estate.component(id))
      .filter(({ kind }) => kind === 'workload')
      .map(({ name }) => name)
      .join(' ');
  return findJourneys(estate, () => true).map(
    ({ name, reaches, needs }) => `${name}: ${names(reaches)} | ${names(needs)}`,
  );
}

describe('what the configuration declares', () => {
  it('gives an inferred dependency its strength', () => {
    const graph = graphOf({ dependencies: [{ from: 'web', to: 'reviews', strength: 'soft', place }] });
    expect(callsOf(graph)).toEqual(['web → orders unknown', 'web → reviews soft']);
  });

  it('denies one, and adds one that no file shows', () => {
    const graph = graphOf({
      dependencies: [
        { from: 'web', to: 'reviews', strength: 'none', place },
        { from: 'orders', to: 'reviews', strength: 'hard', place },
      ],
    });
    expect(callsOf(graph)).toEqual(['orders → reviews hard', 'web → orders unknown']);
  });

  it('means components by patterns of a service', () => {
    const graph = graphOf({
      services: [{ name: 'front', match: ['k8s:shop/deploy/we*'], owner: undefined, place }],
      dependencies: [{ from: 'front', to: 'orders', strength: 'hard', place }],
    });
    expect(callsOf(graph)).toEqual(['web → orders hard', 'web → reviews unknown']);
  });

  it('names journeys, which reach what is listed and not its neighbours', () => {
    expect(journeysOf(graphOf({}))).toEqual(['shop: orders reviews web | web']);
    const journeys = [
      { name: 'checkout', entry: 'shop', through: ['web', 'orders'], sloPercent: undefined, place },
    ];
    expect(journeysOf(graphOf({ journeys }))).toEqual(['checkout: orders web | orders web']);
  });

  it('is told where it means nothing', () => {
    const { diagnostics } = graphOf({
      journeys: [{ name: 'pay', entry: 'shpo', through: [], sloPercent: undefined, place }],
    });
    expect(diagnostics.map(({ message }) => message)).toEqual([
      'whatfails.yaml:3 names shpo, but nothing that was read is called so; did you mean "shop"?' +
        ' `whatfails graph` lists what there is.',
    ]);
  });

  it('a pattern of a service that matches nothing is told, and once', () => {
    const { diagnostics } = graphOf({
      services: [{ name: 'orders', match: ['Deployment/shop/ordres'], owner: undefined, place }],
      dependencies: [{ from: 'web', to: 'orders', strength: 'soft', place }],
    });
    expect(diagnostics.map(({ message }) => message)).toEqual([
      'whatfails.yaml:3: nothing that was read matches Deployment/shop/ordres of service orders' +
        '; did you mean "Deployment/shop/orders"?',
    ]);
  });

  it('two answers for the same two are told', () => {
    const { diagnostics } = graphOf({
      dependencies: [
        { from: 'web', to: 'orders', strength: 'none', place },
        { from: 'web', to: 'reviews', strength: 'soft', place: { ...place, line: 4 } },
        { from: 'web', to: 'orders', strength: 'hard', place: { ...place, line: 5 } },
      ],
    });
    expect(diagnostics.map(({ message }) => message)).toEqual([
      'whatfails.yaml:5 says hard of web → orders, and line 3 says none: the last counts. ' +
        'Remove one of the two.',
    ]);
  });
});
