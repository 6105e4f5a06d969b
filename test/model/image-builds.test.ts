import { describe, expect, it } from 'vitest';
import { loadDockerfiles } from '../../src/loaders/dockerfile/load.ts';
import { loadKubernetes } from '../../src/loaders/kubernetes/load.ts';
import { buildGraph } from '../../src/model/build-graph.ts';
import { memoryFiles } from '../support/memory-files.ts';

function deployment(image: string): string {
  return [
    'apiVersion: apps/v1',
    'kind: Deployment',
    'metadata: { name: orders, namespace: shop }',
    'spec:',
    '  selector: { matchLabels: { app: orders } }',
    '  template:',
    '    metadata: { labels: { app: orders } }',
    '    spec:',
    `      containers: [{ name: orders, image: '${image}' }]`,
    '',
  ].join('\n');
}

/** The Dockerfile that makes the image of orders, its user, and who writes the tag. */
function imageOf(texts: Readonly<Record<string, string>>): readonly (string | undefined)[] {
  const files = memoryFiles(texts);
  const everything = { selected: [] };
  const stacks = [...loadKubernetes(files, everything).stacks, ...loadDockerfiles(files, everything).stacks];
  const { estate } = buildGraph(stacks);
  const workload = estate.components.find(({ facts }) => facts.pods !== undefined);
  const image = workload?.facts.pods?.containers[0]?.image;
  return [image?.builtFrom?.file, String(image?.builtFrom?.user), image?.replacedBy?.says];
}

const DOCKERFILE = 'FROM node:24\nUSER node\n';

describe('an image', () => {
  it('is made by the Dockerfile that Skaffold names, and tagged by Skaffold', () => {
    const skaffold = [
      'apiVersion: skaffold/v4beta11',
      'kind: Config',
      'build: { artifacts: [{ image: orders, context: src }] }',
    ].join('\n');
    const texts = {
      'skaffold.yaml': skaffold,
      'src/Dockerfile': DOCKERFILE,
      'k8s/orders.yaml': deployment('orders'),
    };
    expect(imageOf(texts)).toEqual(['src/Dockerfile', 'node', 'Skaffold (skaffold.yaml)']);
  });

  it('is taken from a stream of its namespace, where the stream is looked up for pods', () => {
    const stream = (local: boolean): string =>
      [
        'apiVersion: image.openshift.io/v1',
        'kind: ImageStream',
        'metadata: { name: orders, namespace: shop }',
        `spec: { lookupPolicy: { local: ${local} } }`,
      ].join('\n');
    const from = (text: string, image: string): readonly (string | undefined)[] =>
      imageOf({ 'k8s/stream.yaml': text, 'k8s/orders.yaml': deployment(image) });
    expect(from(stream(true), 'orders:latest')[2]).toBe('the image stream orders');
    expect(from(stream(true), 'ghcr.io/shop/orders:latest')[2]).toBeUndefined();
    expect(from(stream(false), 'orders:latest')[2]).toBeUndefined();
  });

  it('is made by the one Dockerfile in a folder of its name', () => {
    const texts = {
      'src/orders/Dockerfile': DOCKERFILE,
      'k8s/orders.yaml': deployment('ghcr.io/shop/orders:1.4'),
    };
    expect(imageOf(texts)).toEqual(['src/orders/Dockerfile', 'node', undefined]);
    expect(imageOf({ ...texts, 'old/orders/Dockerfile': DOCKERFILE })).toEqual([
      undefined,
      'undefined',
      undefined,
    ]);
  });

  it('of others is not made here, whatever folders are called', () => {
    const texts = { 'redis/Dockerfile': DOCKERFILE, 'k8s/redis.yaml': deployment('redis:7.4') };
    expect(imageOf(texts)).toEqual([undefined, 'undefined', undefined]);
  });

  it('is tagged by the image automation of Flux', () => {
    const automation = [
      'apiVersion: image.toolkit.fluxcd.io/v1',
      'kind: ImageRepository',
      'metadata: { name: orders, namespace: flux-system }',
      'spec: { image: ghcr.io/shop/orders }',
      '---',
      'apiVersion: image.toolkit.fluxcd.io/v1',
      'kind: ImageUpdateAutomation',
      'metadata: { name: shop, namespace: flux-system }',
      'spec: { interval: 5m }',
    ].join('\n');
    const texts = { 'flux.yaml': automation, 'k8s/orders.yaml': deployment('ghcr.io/shop/orders:latest') };
    expect(imageOf(texts)[2]).toBe('the image automation of Flux (orders)');
  });

  it('is tagged by the image updater of the application that deploys it', () => {
    const application = [
      'apiVersion: argoproj.io/v1alpha1',
      'kind: Application',
      'metadata:',
      '  name: orders',
      '  namespace: argocd',
      '  annotations:',
      '    argocd-image-updater.argoproj.io/image-list: orders=ghcr.io/shop/orders:1.x',
      'spec:',
      '  destination: { namespace: shop, server: https://kubernetes.default.svc }',
      '  source: { repoURL: https://github.com/shop/deploy, path: k8s }',
    ].join('\n');
    const texts = {
      'application.yaml': application,
      'k8s/orders.yaml': deployment('ghcr.io/shop/orders:latest'),
    };
    expect(imageOf(texts)[2]).toBe('the Argo CD image updater');
  });
});
