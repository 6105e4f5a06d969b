import { describe, expect, it } from 'vitest';
import type { Component } from '../../src/core/component.ts';
import { componentId } from '../../src/core/id.ts';
import { makeEstate } from '../../src/graph/estate.ts';
import { drawn, estateWith, part, tie, written } from '../support/drawn.ts';
import { deployment, estateOf } from '../support/estate-of.ts';

const entry = part('load-balancer', 'entry', { isPublicEntry: written(true) });

describe('many boxes', () => {
  it('come down to forty, what is on a journey last, the same in any order', () => {
    const queues = Array.from({ length: 500 }, (_, index) => part('queue', `queue-${index}`));
    const workers = Array.from({ length: 1500 }, (_, index) => part('workload', `worker-${index}`));
    const ties = workers.slice(0, 500).map((_, index) => tie(`worker-${index} consumes queue-${index}`));
    const own = [entry, part('workload', 'web'), part('datastore', 'orders-db')];
    const journey = [tie('entry routes-to web hard'), tie('web stores orders-db hard')];
    const all: readonly Component[] = [...own, ...queues, ...workers];
    const picture = drawn(estateWith(all, [...journey, ...ties]));
    expect(picture.boxes.length).toBeLessThanOrEqual(40);
    expect(picture.boxes.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['entry', 'web', 'orders-db']),
    );
    const shown = picture.boxes.filter(({ stands }) => stands.length === 0).length;
    expect(picture.leftOut.collapsed + shown).toBe(2003);
    expect(drawn(estateWith(all.toReversed(), [...ties, ...journey]))).toEqual(picture);
  });

  it('in many frames too', () => {
    const networks = Array.from({ length: 150 }, (_, index) => part('network', `network-${index}`));
    const boxes = Array.from({ length: 300 }, (_, index) => {
      return part('workload', `w-${index}`, { network: written(componentId(`network-${index >> 1}`)) });
    });
    const chain = boxes.slice(1).map((_, index) => tie(`w-${index} calls w-${index + 1}`));
    const picture = drawn(estateWith([...networks, ...boxes], chain));
    expect(picture.boxes.length).toBeLessThanOrEqual(40);
    const known = new Set(picture.containers.map(({ id }) => id));
    expect(picture.boxes.filter(({ container }) => container !== undefined && !known.has(container))).toEqual(
      [],
    );
  });

  it('of many releases become applications, each named after its main part', () => {
    const names = Array.from({ length: 30 }, (_, index) => `team-${index}`);
    const files = Object.fromEntries(
      names.flatMap((name) => [
        [`${name}/kustomization.yaml`, 'resources: [all.yaml]'],
        [`${name}/all.yaml`, [name, `${name}-worker`].map(deployment).join('---')],
      ]),
    );
    const wired = names.slice(1).map((name, index) => `${name}-worker calls team-${index}`);
    const { stacks, components } = estateOf(files);
    const idOf = (name: string): string =>
      components.find((one) => one.kind === 'workload' && one.name === name)?.id ?? '';
    const ties = wired.map((text) => {
      const [from = '', kind, to = ''] = text.split(' ');
      return { ...tie(`a ${kind} b`), from: componentId(idOf(from)), to: componentId(idOf(to)) };
    });
    const picture = drawn(makeEstate({ stacks, components, dependencies: ties }));
    expect(picture.boxes.map((box) => box.name).slice(0, 2)).toEqual(['team-0', 'team-1']);
    expect(picture.boxes.every(({ stands }) => stands.length === 2)).toBe(true);
  });
});
