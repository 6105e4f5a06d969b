import { describe, expect, it } from 'vitest';
import { loadDockerfiles } from '../../../src/loaders/dockerfile/load.ts';
import { buildGraph } from '../../../src/model/build-graph.ts';
import { memoryFiles } from '../../support/memory-files.ts';

/** What is known of the image that a Dockerfile makes: its base, its user, its language and version. */
function imageOf(text: string): readonly unknown[] {
  const { stacks } = loadDockerfiles(memoryFiles({ 'orders/Dockerfile': text }), { selected: [] });
  const { estate } = buildGraph(stacks);
  const [image] = estate.ofKind('image');
  const { builtImage, supportProduct, runtime } = image?.facts ?? {};
  return [builtImage?.base.value, builtImage?.user?.value, supportProduct, runtime?.value];
}

describe('the image of a Dockerfile', () => {
  it('is its last stage, down to the image outside', () => {
    const build = 'FROM golang:1.26 AS build\n';
    const text = `${build}FROM node:24-alpine AS base\nUSER node\nFROM base\nCOPY --from=build /a /a\n`;
    expect(imageOf(text)).toEqual(['node:24-alpine', 'node', 'nodejs', '24-alpine']);
  });

  it('has the user of its base where the base is known for one', () => {
    expect(imageOf('FROM gcr.io/distroless/static-debian12:nonroot\n').slice(0, 2)).toEqual([
      'gcr.io/distroless/static-debian12:nonroot',
      '65532',
    ]);
    expect(imageOf('FROM alpine:3.22\n').slice(0, 2)).toEqual(['alpine:3.22', undefined]);
  });

  it('brings the language that the name of its base says', () => {
    expect(imageOf('FROM gcr.io/distroless/nodejs22-debian12\n').slice(2)).toEqual(['nodejs', '22']);
    expect(imageOf('FROM mirror.shop.example/library/python:3.12-slim\n').slice(2)).toEqual([
      'python',
      '3.12-slim',
    ]);
    expect(imageOf('FROM shop/base:4\n').slice(2)).toEqual([undefined, undefined]);
  });
});
