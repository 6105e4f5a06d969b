import { describe, expect, it } from 'vitest';
import type { Component, ComponentKind } from '../../../src/core/component.ts';
import { componentId } from '../../../src/core/id.ts';
import type { Rectangle } from '../../../src/core/layout.ts';
import { layOut, startElk } from '../../../src/layout/elk.ts';
import { renderPage } from '../../../src/report/picture/page.ts';
import type { Picture } from '../../../src/report/picture/svg.ts';
import { renderSvg } from '../../../src/report/picture/svg.ts';
import { drawn, estateWith, part, pictured, tie, written } from '../../support/drawn.ts';

const entry = part('load-balancer', 'entry', { isPublicEntry: written(true) });
const shop = estateWith(
  [
    entry,
    part('workload', 'web', {
      ownership: { owner: 'storefront', claims: [], conflicts: [], unknown: undefined },
    }),
    part('workload', 'orders'),
    part('datastore', 'orders-db'),
    part('topic', 'mails'),
    part('other', 'ledger'),
  ],
  [
    tie('entry routes-to web hard'),
    tie('web calls orders ?'),
    tie('orders stores orders-db hard'),
    tie('orders publishes mails async'),
    tie('orders calls ledger soft'),
  ],
);

describe('a picture', () => {
  it('is the same whatever the order of what was read', async () => {
    const turned = estateWith(shop.components.toReversed(), shop.dependencies.toReversed());
    const texts = await Promise.all(
      [shop, shop, turned].map(async (one) => renderSvg(await pictured(drawn(one)))),
    );
    expect(new Set(texts).size).toBe(1);
  });

  it('explains only what occurs in it', async () => {
    const svg = renderSvg(await pictured(drawn(shop)));
    for (const words of [
      'stops without it',
      'hands over and goes on',
      'works on without it',
      'unknown kind',
    ]) {
      expect(svg).toContain(words);
    }
    const small = renderSvg(await pictured(drawn(estateWith([part('workload', 'orders')], []))));
    for (const words of ['stops without it', 'journeys', 'bucket', 'Arrows'])
      expect(small).not.toContain(words);
  });

  it('says what it does not show', async () => {
    const many = Array.from({ length: 60 }, (_, index) => part('queue', `queue-${index}`));
    const svg = renderSvg(await pictured(drawn(estateWith(many, []))));
    expect(svg).toContain('Not shown: 57 boxes collapsed into 1.');
    expect(svg).toContain('57 more queues');
  });

  it('is drawn of nothing too', async () => {
    const svg = renderSvg(await pictured(drawn(estateWith([], []))));
    expect(svg).toContain('0 boxes, 0 arrows');
  });
});

describe('the places of a picture', () => {
  it('boxes stand apart and inside their frames, arrows end at their boxes', async () => {
    for (const seed of [1, 2, 3]) check(await pictured(drawn(randomEstate(seed))));
  });
});

it('a frame is as wide as its title, whichever way the picture grows', async () => {
  const names = ['web', 'orders', 'payments', 'ledger'];
  const network = { ...part('network', 'shop'), name: 'the network of the shop in the first region' };
  const boxes = names.map((name) => part('workload', name, { network: written(componentId('shop')) }));
  const ties = names.slice(1).map((name, index) => tie(`${names[index]} calls ${name}`));
  const picture = await pictured(drawn(estateWith([network, ...boxes], ties)));
  for (const direction of ['RIGHT', 'DOWN'] as const) {
    const layout = await layOut(startElk(), picture.plan.request, { direction, bound: undefined });
    check({ ...picture, layout });
  }
});

describe('a page', () => {
  it('needs nothing from elsewhere, and holds the evidence', async () => {
    const page = renderPage(await pictured(drawn(shop)), '1.0.0');
    expect(page).not.toMatch(/(src|href)=|url\(|@import|https?:(?!\/\/www\.w3\.org\/2000\/svg)/);
    expect(page).toContain('web calls orders ?');
    expect(page).toContain('storefront');
    expect(page).toContain('A4 landscape');
  });

  it('shows hostile names as text', async () => {
    const hostile = '</script><img src=x onerror=alert(1)>"\'&\u202e';
    const estate = estateWith([part('workload', hostile), part('workload', 'x'.repeat(10_000))], []);
    const picture = await pictured(drawn(estate));
    for (const text of [renderPage(picture, '1.0.0'), renderSvg(picture)]) {
      expect(text).not.toContain('<img');
      expect(text).not.toContain('\u202e');
    }
    const page = renderPage(picture, '1.0.0');
    expect(page.match(/<script/g)?.length).toBe(2);
    expect(page.match(/<\/script>/g)?.length).toBe(2);
  });

  it('can be used without a mouse and read aloud', async () => {
    const page = renderPage(await pictured(drawn(shop)), '1.0.0');
    const boxes = page.match(/<g class="box [^>]*tabindex="0" role="button" aria-label="[^"]+"/g);
    expect(boxes?.length).toBe(6);
    expect(page).toContain(
      'aria-label="web calls orders; needs it; whether it stops without it is not known"',
    );
    expect(page).toContain('<th scope="col">Needs</th>');
  });
});

/** What a person would see as wrong. */
function check({ layout, plan, architecture }: Picture): void {
  const areas = [...layout.boxes];
  expect(areas.length).toBe(architecture.boxes.length);
  for (const [index, [id, area]] of areas.entries()) {
    for (const [other, otherArea] of areas.slice(index + 1)) {
      expect(overlap(area, otherArea), `${id} and ${other} overlap`).toBe(false);
    }
  }
  const frames = new Map(architecture.containers.map((one) => [one.id, one]));
  for (const { id, container } of architecture.boxes) {
    for (const [frame, frameArea] of layout.frames) {
      const area = layout.boxes.get(id);
      if (!area) throw new Error(`${id} has no place`);
      let around = container;
      while (around !== undefined && around !== frame) around = frames.get(around)?.parent;
      if (around === frame) expect(inside(area, frameArea), `${id} leaves ${frame}`).toBe(true);
      else expect(overlap(area, frameArea), `${id} stands in ${frame}`).toBe(false);
    }
  }
  for (const { id, titleWidth } of plan.request.frames) {
    expect(layout.frames.get(id)?.width, `the title of ${id}`).toBeGreaterThanOrEqual(titleWidth + 24);
  }
  for (const { id, to } of architecture.arrows) {
    const end = layout.arrows.get(id)?.at(-1);
    const area = layout.boxes.get(to);
    expect(end && area && inside({ ...end, width: 0, height: 0 }, area), `${id} ends elsewhere`).toBe(true);
  }
  for (const { box, width, height, lines, marks } of plan.boxes) {
    const bounds = { x: 0, y: 0, width, height };
    for (const line of lines) expect(line.y, box.name).toBeLessThan(height);
    for (const mark of marks) expect(inside({ ...mark, height: 20 }, bounds), box.name).toBe(true);
  }
}

function overlap(a: Rectangle, b: Rectangle): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function inside(a: Rectangle, b: Rectangle): boolean {
  return a.x >= b.x && a.y >= b.y && a.x + a.width <= b.x + b.width && a.y + a.height <= b.y + b.height;
}

const KINDS: readonly ComponentKind[] = [
  'workload',
  'datastore',
  'queue',
  'bucket',
  'load-balancer',
  'external',
];

/** Boxes in networks and regions with arrows between them, some to nowhere near. */
function randomEstate(seed: number): ReturnType<typeof estateWith> {
  let state = seed * 7919;
  const next = (below: number): number => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
  const networks = [0, 1, 2].map((one) => ({
    ...part('network', `network-${one}`),
    name: 'a network with a rather long name of its own',
  }));
  const boxes = Array.from({ length: 12 + next(24) }, (_, index): Component => {
    const isInside = next(4) > 0;
    const network = isInside ? { network: written(componentId(`network-${next(3)}`)) } : {};
    const region = { region: written(next(3) === 0 ? 'us-east-1' : 'eu-west-1') };
    return part(KINDS[next(KINDS.length)] ?? 'workload', `part-${index}`, { ...network, ...region });
  });
  const ties = Array.from({ length: next(40) }, () => {
    const [from, to] = [next(boxes.length), next(boxes.length)];
    return tie(`part-${from} calls part-${to} ${['hard', 'soft', '?'][next(3)]}`);
  }).filter(({ from, to }) => from !== to);
  return estateWith([...networks, ...boxes], ties);
}
