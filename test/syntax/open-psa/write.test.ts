import { describe, expect, it } from 'vitest';
import type { FaultTree } from '../../../src/core/fault-tree.ts';
import { readOpenPsa } from '../../../src/syntax/open-psa/read.ts';
import { writeOpenPsa } from '../../../src/syntax/open-psa/write.ts';
import { bruteForce } from '../../solver/brute-force.ts';
import { randomTree } from '../../solver/random-trees.ts';

const shop: FaultTree = {
  gates: new Map([
    [
      'checkout stops',
      {
        op: 'or',
        of: [
          { op: 'gate', name: 'zone:a' },
          { op: 'event', name: 'orders-db' },
        ],
      },
    ],
    [
      'zone:a',
      { op: 'atleast', min: 2, of: ['a', 'b', 'zone:a'].map((name) => ({ op: 'event', name }) as const) },
    ],
  ]),
  events: new Map([
    ['orders-db', 1e-7],
    ['a', 0.5],
    ['b', 0.25],
    ['zone:a', 0.125],
  ]),
};

describe('a tree that is written', () => {
  it('has identifiers that every reader takes, and the names as labels', () => {
    const labels = new Map([['orders-db', 'Orders <database>']]);
    expect(writeOpenPsa(shop, { name: 'shop', tops: ['checkout stops'], labels })).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8"?>
      <opsa-mef name="shop">
        <define-fault-tree name="shop">
          <define-gate name="checkout_stops">
            <label>checkout stops</label>
            <or>
              <gate name="zone_a"/>
              <basic-event name="orders-db"/>
            </or>
          </define-gate>
          <define-gate name="zone_a">
            <label>zone:a</label>
            <atleast min="2">
              <basic-event name="a"/>
              <basic-event name="b"/>
              <basic-event name="zone_a_2"/>
            </atleast>
          </define-gate>
        </define-fault-tree>
        <model-data>
          <define-basic-event name="a">
            <float value="0.5"/>
          </define-basic-event>
          <define-basic-event name="b">
            <float value="0.25"/>
          </define-basic-event>
          <define-basic-event name="orders-db">
            <label>Orders &lt;database&gt;</label>
            <float value="1e-7"/>
          </define-basic-event>
          <define-basic-event name="zone_a_2">
            <label>zone:a</label>
            <float value="0.125"/>
          </define-basic-event>
        </model-data>
      </opsa-mef>
      "
    `);
  });

  it('is read with the same probabilities, whatever the tree', () => {
    for (let seed = 0; seed < 300; seed += 1) {
      const tree = randomTree(seed, { events: 5, gates: 6, isCoherent: seed % 2 === 0 });
      const text = writeOpenPsa(tree, { name: 'random', tops: ['gate0'] });
      const { model, problems } = readOpenPsa([{ path: 'random.xml', text }], { top: 'gate0' });
      expect(problems).toEqual([]);
      if (!model) throw new Error('it was not read');
      const { gates, events } = model.tree;
      const after = bruteForce(gates, events, 'gate0').probability;
      expect(after).toBeCloseTo(bruteForce(tree.gates, tree.events, 'gate0').probability, 12);
    }
  });

  it('says each thing once in a gate, and one connective a gate', () => {
    for (let seed = 0; seed < 100; seed += 1) {
      const text = writeOpenPsa(randomTree(seed, { events: 4, gates: 6, isCoherent: false }), {
        name: 'random',
        tops: ['gate0'],
      });
      for (const [, gate = ''] of text.matchAll(/<define-gate[^>]*>(.*?)<\/define-gate>/gs)) {
        const used = [...gate.matchAll(/<(?:gate|basic-event) .*/g)];
        expect(new Set(used.map(([one]) => one)).size).toBe(used.length);
        expect(gate.match(/<(?:and|or|xor|atleast)\b/g)?.length ?? 0).toBeLessThanOrEqual(1);
      }
    }
  });

  it('keeps names apart that look alike', () => {
    const names = ['a b', 'a:b', 'a_b', 'a--b', '9', '', '-', 'é', 'a_b_2'];
    const of = names.map((name) => ({ op: 'event', name }) as const);
    const tree: FaultTree = {
      gates: new Map([['top', { op: 'or', of }]]),
      events: new Map(names.map((name) => [name, 0.5])),
    };
    const text = writeOpenPsa(tree, { name: 'shop', tops: ['top'] });
    const { model } = readOpenPsa([{ path: 'shop.xml', text }]);
    const ids = [...(model?.tree.events.keys() ?? [])];
    expect(ids).toHaveLength(names.length);
    for (const id of ids) expect(id).toMatch(/^[A-Za-z]\w*(?:-\w+)*$/);
    expect([...(model?.labels.values() ?? [])].sort()).toEqual(['-', '9', 'a b', 'a--b', 'a:b', 'é']);
  });
});
