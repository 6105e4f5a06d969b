import { describe, expect, it } from 'vitest';
import type { Declared } from '../../src/core/declared.ts';
import { nothingDeclared } from '../../src/core/declared.ts';
import { loadStacks } from '../../src/load-stacks.ts';
import { defaultLoadOptions } from '../../src/loaders/terraform/load-options.ts';
import { buildGraph } from '../../src/model/build-graph.ts';
import { memoryFiles } from '../support/memory-files.ts';

function graphOf(texts: Readonly<Record<string, string>>, declared: Declared = nothingDeclared) {
  return buildGraph(loadStacks(memoryFiles(texts), defaultLoadOptions).stacks, declared);
}

/** `name: what counts; claims; conflicts` of each component that somebody must answer for. */
function owners(texts: Readonly<Record<string, string>>, declared?: Declared): readonly string[] {
  return graphOf(texts, declared).estate.components.flatMap(({ name, facts: { ownership } }) => {
    if (!ownership) return [];
    const claims = ownership.claims.map(({ source, name: owner }) => `${source} ${owner}`).join(', ');
    const against = ownership.conflicts.map(({ source, name: owner }) => `, not ${source} ${owner}`).join('');
    const doubt = ownership.unknown ? `, unknown: ${ownership.unknown.detail}` : '';
    return [`${name}: ${claims}${against}${doubt}`];
  });
}

const deployment = (name: string, metadata: string): string =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: ${name}, namespace: shop${metadata} }\n` +
  `spec:\n  selector: { matchLabels: { app: ${name} } }\n` +
  `  template:\n    metadata: { labels: { app: ${name} } }\n` +
  `    spec:\n      containers: [{ name: c, image: "shop/${name}:1" }]\n`;

const entity = (kind: string, name: string, rest: string): string =>
  `apiVersion: backstage.io/v1alpha1\nkind: ${kind}\nmetadata: { name: ${name} }\nspec: ${rest}\n`;

const queue = (name: string, tags: string): string =>
  `resource "aws_sqs_queue" "${name}" {\n  name = "${name}"\n  ${tags}\n}\n`;

describe('owners', () => {
  it('are named in many places, which count in one order', () => {
    const texts = {
      'k8s/orders.yaml': deployment(
        'orders',
        ', annotations: { a8r.io/owner: "@shop/payments" }, labels: { team: payments-team }',
      ),
      'k8s/namespace.yaml':
        'apiVersion: v1\nkind: Namespace\nmetadata: { name: shop, annotations: { owner: shop } }\n',
      'k8s/catalog-info.yaml': entity('Component', 'orders', '{ owner: group:default/payments }'),
      CODEOWNERS: '/k8s/ @shop/platform\n',
    };
    expect(owners(texts)).toEqual([
      'orders: annotation payments, label payments-team, catalog payments, ' +
        'code-owners platform, namespace shop',
    ]);
    const place = { file: 'whatfails.yaml', line: 3, endLine: 3, column: 1, endColumn: 9 };
    const service = { name: 'checkout', match: ['orders'], owner: 'ann', place };
    expect(owners(texts, { ...nothingDeclared, services: [service] })[0]).toMatch(
      /^orders: configuration ann, .*, not label payments-team, not catalog payments$/,
    );
  });

  it('of tags come before those of default tags, and contradict none of them', () => {
    const provider = 'provider "aws" {\n  default_tags {\n    tags = { Owner = "platform" }\n  }\n}\n';
    const main = `${provider}${queue('orders', 'tags = { owned-by = "payments" }')}${queue('jobs', '')}`;
    expect(owners({ 'main.tf': main })).toEqual([
      'jobs: stack platform',
      'orders: tag payments, stack platform',
    ]);
  });

  it('contradict each other where two say who the team is', () => {
    const labels = ', labels: { team: payments, squad: logistics, owner: ann@shop.example }';
    expect(owners({ 'orders.yaml': deployment('orders', labels) })).toEqual([
      'orders: label payments, label logistics, label ann@shop.example, not label logistics',
    ]);
  });

  it('are nobody where the word says so, and unknown where it is not known', () => {
    const queues = [queue('a', 'tags = { Team = "none" }'), queue('b', 'tags = { Team = var.team }')];
    expect(owners({ 'main.tf': `variable "team" {}\n${queues.join('')}` })).toEqual([
      'a: ',
      'b: , unknown: var.team has no value',
    ]);
  });

  it('of a module are those of whoever calls it', () => {
    const texts = {
      'shop/main.tf': 'module "orders" {\n  source = "../modules/queue"\n}\n',
      'modules/queue/main.tf': 'resource "aws_sqs_queue" "this" {\n  name = "orders"\n}\n',
      CODEOWNERS: '/shop/ @payments\n/modules/ @platform\n',
    };
    expect(owners(texts)).toContain('orders: code-owners payments');
  });

  it('of a service that is built where it starts are those of its code', () => {
    const texts = {
      'compose.yaml': 'services:\n  orders: { build: services/orders }\n  db: { image: postgres }\n',
      CODEOWNERS: 'compose.yaml @platform\n/services/orders/ @payments\n',
    };
    expect(owners(texts)).toEqual(['db: code-owners platform', 'orders: code-owners payments']);
  });

  it('that the catalog contradicts, or does not know, are told', () => {
    const { diagnostics } = graphOf({
      'a/catalog-info.yaml': entity('Component', 'orders', '{ owner: payments }'),
      'b/catalog-info.yaml': entity('Component', 'orders', '{ owner: logistics }'),
      'c/catalog-info.yaml': entity('Group', 'payments', '{ type: team }'),
    });
    expect(diagnostics.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      'backstage-contradiction: The catalog describes component:default/orders 2 times with different ' +
        'owners: payments (a/catalog-info.yaml), logistics (b/catalog-info.yaml). None of them is taken. ' +
        'Keep one description.',
      'backstage-unknown-owner: b/catalog-info.yaml names logistics as an owner, but the catalog has no ' +
        'group:default/logistics. Add the group, or name one that exists.',
    ]);
  });

  it('of a catalog file count for what stands below it, unless it names several', () => {
    const two = entity('Component', 'two', '{ owner: b }');
    const both = `${entity('Component', 'one', '{ owner: a }')}---\n${two}`;
    const texts = {
      'orders/catalog-info.yaml': entity('Component', 'checkout', '{ owner: payments }'),
      'orders/k8s/orders.yaml': deployment('orders', ''),
      'others/catalog-info.yaml': both,
      'others/k8s/jobs.yaml': deployment('jobs', ''),
    };
    expect(owners(texts)).toEqual(['orders: catalog payments', 'jobs: ']);
  });
});

describe('dependencies of a catalog', () => {
  const edges = (texts: Readonly<Record<string, string>>): readonly string[] => {
    const { estate } = graphOf(texts);
    return estate.dependencies.map(({ from, to, kind, grade }) => {
      const [a, b] = [estate.component(from).name, estate.component(to).name];
      return `${a} -> ${b} ${kind} ${grade}`;
    });
  };

  it('join what its entities describe, also through their interfaces', () => {
    expect(
      edges({
        'orders.yaml': deployment('orders', ''),
        'web.yaml': deployment('web', ''),
        'jobs.yaml': deployment('jobs', ''),
        'catalog/catalog-info.yaml': [
          entity('Component', 'web', '{ owner: a, consumesApis: [orders-api, gone] }'),
          entity('Component', 'orders', '{ owner: a, providesApis: [orders-api] }'),
          entity('Component', 'jobs', '{ owner: a, dependsOn: ["component:orders", "resource:gone"] }'),
        ].join('---\n'),
      }),
    ).toEqual(['jobs -> orders calls C', 'web -> orders calls C']);
  });

  it('join nothing where an end could be two things', () => {
    expect(
      edges({
        'a/orders.yaml': deployment('orders', ''),
        'b/orders.yaml': deployment('orders', ''),
        'c/web.yaml': deployment('web', ''),
        'catalog/catalog-info.yaml': [
          entity('Component', 'web', '{ owner: a, dependsOn: ["component:orders"] }'),
          entity('Component', 'orders', '{ owner: a }'),
        ].join('---\n'),
      }),
    ).toEqual([]);
  });
});
