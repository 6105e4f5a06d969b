import { describe, expect, it } from 'vitest';
import { Unknown } from '../../../src/core/value.ts';
import { loadDockerfiles } from '../../../src/loaders/dockerfile/load.ts';
import { memoryFiles } from '../../support/memory-files.ts';

const everything = { selected: [] };

function stagesOf(text: string): unknown {
  const [stack] = loadDockerfiles(memoryFiles({ 'orders/Dockerfile': text }), everything).stacks;
  return stack?.resources[0]?.attributes['stages'];
}

describe('Dockerfiles', () => {
  it('have stages with arguments at their defaults', () => {
    const text = [
      'ARG VERSION=24',
      'FROM node:${VERSION}-alpine AS build',
      'FROM build',
      'ARG VERSION',
      'ENV RUNNER=node',
      'USER ${RUNNER:-root}',
    ].join('\n');
    expect(stagesOf(text)).toEqual([
      { name: 'build', image: 'node:24-alpine', parent: null, user: null },
      { name: null, image: 'build', parent: 0, user: 'node' },
    ]);
  });

  it('say what is missing where an argument has no default', () => {
    const stages = stagesOf('ARG VERSION\nFROM node:$VERSION\n');
    const image = Array.isArray(stages) ? stages[0].image : undefined;
    expect(Unknown.is(image) && image.settledBy).toBe('a default of ARG VERSION in orders/Dockerfile');
  });

  it('are one stack, and those of tests another one', () => {
    const { stacks } = loadDockerfiles(
      memoryFiles({
        'orders/Dockerfile': 'FROM scratch\n',
        'web/prod.dockerfile': 'FROM scratch\n',
        'web/Dockerfile.dockerignore': 'node_modules\n',
        'tests/Dockerfile': 'FROM scratch\n',
        'empty/Dockerfile': '# later\n',
      }),
      everything,
    );
    expect(stacks.map(({ id, resources }) => [id, resources.map(({ address }) => address)])).toEqual([
      ['dockerfiles:.', ['orders/Dockerfile', 'web/prod.dockerfile']],
      ['dockerfiles:.@tests', ['tests/Dockerfile']],
    ]);
  });

  it('lead from the image to the text that states it', () => {
    const text = 'ARG BASE=node:24\nFROM $BASE\n';
    const [stack] = loadDockerfiles(memoryFiles({ Dockerfile: text }), everything).stacks;
    const [resource] = stack?.resources ?? [];
    const origin = resource && stack?.trace({ resource: resource.id, path: ['stages', 0, 'image'] });
    expect(origin).toMatchObject({
      kind: 'reference-chain',
      literal: { file: 'Dockerfile', start: 4, end: 16 },
      through: [{ start: 22, end: 27 }],
    });
  });
});

describe('Skaffold', () => {
  it('tells which Dockerfile makes an image', () => {
    const text = [
      'apiVersion: skaffold/v4beta11',
      'kind: Config',
      'build:',
      '  artifacts:',
      '    - image: orders',
      '      context: ../src/orders',
      '      docker:',
      '        dockerfile: build/Dockerfile',
    ].join('\n');
    const [stack] = loadDockerfiles(memoryFiles({ 'deploy/skaffold.yaml': text }), everything).stacks;
    expect(stack?.resources[0]?.attributes['artifacts']).toEqual([
      { image: 'orders', dockerfile: 'src/orders/build/Dockerfile' },
    ]);
  });
});
