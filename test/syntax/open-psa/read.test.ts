import { describe, expect, it } from 'vitest';
import { basicEvents, model, probabilityOf, problems, read } from './support.ts';

const gate = (name: string, formula: string): string =>
  `<define-gate name="${name}">${formula}</define-gate>`;

describe('names and containers', () => {
  it('finds public names anywhere, paths from inside and paths from the model', () => {
    const text = model(
      `<define-fault-tree name="shop">
        ${gate(
          'checkout',
          '<or><gate name="pay"/><event name="orders.store.disk"/><event name="shop.orders.cpu"/></or>',
        )}
        <define-component name="orders">
          ${gate('pay', '<and><event name="cpu"/><event name="store.disk"/></and>')}
          ${basicEvents({ cpu: 0.25 })}
          <define-component name="store">${basicEvents({ disk: 0.5 })}</define-component>
        </define-component>
      </define-fault-tree>`,
    );
    const { tree, top } = read(text);
    expect(top).toBe('checkout');
    expect([...tree.events]).toEqual([
      ['cpu', 0.25],
      ['disk', 0.5],
    ]);
  });

  it('lets private names repeat, inherits privacy, and prefers the nearest container', () => {
    const text = model(
      `<define-fault-tree name="shop">
        ${gate('top', '<and><event name="disk"/><event name="a.disk"/><gate name="b.part.fails"/></and>')}
        ${basicEvents({ disk: 0.5 })}
        <define-component name="a" role="private">${basicEvents({ disk: 0.25 })}</define-component>
        <define-component name="b" role="private">
          <define-component name="part">${gate('fails', '<event name="disk"/>')}</define-component>
          ${basicEvents({ disk: 0.125 })}
        </define-component>
      </define-fault-tree>`,
    );
    const found = read(text);
    expect(Object.fromEntries(found.tree.events)).toEqual({
      disk: 0.5,
      'shop.a.disk': 0.25,
      'shop.b.disk': 0.125,
    });
    expect(probabilityOf(found)).toBe(0.5 * 0.25 * 0.125);
  });

  it('tells a gate, a basic event and a house event of one name apart by what is asked for', () => {
    const text = model(
      `<define-fault-tree name="shop">
        ${gate('disk', '<event name="orders.top"/>')}
        <define-component name="orders" role="private">
          ${gate('top', '<or><gate name="disk"/><basic-event name="disk"/></or>')}
          ${basicEvents({ disk: 0.5 })}
        </define-component>
      </define-fault-tree>`,
    );
    expect(problems(text)).toEqual([
      'shop.xml:4: Gates lead in a circle: "disk" (shop.xml:4) → "shop.orders.top" (shop.xml:6) → "disk".',
    ]);
  });

  it('joins files into one model, whatever their order', () => {
    const tree = model(
      `<define-fault-tree name="shop">${gate('stops', '<event name="db"/>')}</define-fault-tree>`,
    );
    const data = model(`<model-data>${basicEvents({ db: 0.25 })}</model-data>`);
    for (const files of [
      { 'tree.xml': tree, 'data.xml': data },
      { 'data.xml': data, 'tree.xml': tree },
    ]) {
      expect(probabilityOf(read(files))).toBe(0.25);
    }
  });

  it('takes an included file as read where it is given, and opens no other', () => {
    const data = model(basicEvents({ db: 0.25 }));
    const including = model(gate('stops', '<event name="db"/>'), '<include file="data.xml"/>');
    expect(probabilityOf(read({ 'in/tree.xml': including, 'in/data.xml': data }))).toBe(0.25);
    expect(problems({ 'in/tree.xml': including })[0]).toBe(
      'in/tree.xml:4: "data.xml" is not opened from here. Give it as a file of the model, beside this one.',
    );
  });

  it('knows the gates that no other uses, and solves the one that is asked for', () => {
    const text = model(
      gate('shop-stops', '<event name="db"/>'),
      gate('search-stops', '<event name="index"/>'),
      basicEvents({ db: 0.25 }),
      '<define-basic-event name="index"/>',
    );
    expect(problems(text)).toEqual([
      'shop.xml:6: No probability is given for "index". Write one, such as <float value="1e-3"/>, inside.',
    ]);
    const asked = read(text, { top: 'shop-stops' });
    expect(asked).toMatchObject({ top: 'shop-stops', tops: ['search-stops', 'shop-stops'] });
    expect([...asked.tree.gates.keys()]).toEqual(['shop-stops']);
    expect(problems(text, { top: 'shop-stop' }).at(-1)).toContain('Did you mean "shop-stops"?');
  });

  it('finds a private gate by its path, and by its name where only one has it', () => {
    const stops = gate('stops', '<event name="db"/>');
    const hidden = (name: string): string =>
      `<define-component name="${name}" role="private">${stops}</define-component>`;
    const text = (...names: readonly string[]): string =>
      model(
        `<define-fault-tree name="shop">${names.map(hidden).join('')}</define-fault-tree>`,
        basicEvents({ db: 0.5 }),
      );
    expect(read(text('orders'), { top: 'stops' }).top).toBe('shop.orders.stops');
    expect(read(text('orders', 'search'), { top: 'shop.search.stops' }).top).toBe('shop.search.stops');
    expect(problems(text('orders', 'search'), { top: 'stops' })).toEqual([
      'shop.xml:1: There is no gate "stops". There is shop.orders.stops, shop.search.stops.',
    ]);
  });
});

describe('what XML allows', () => {
  it('reads prefixes, comments, CDATA, labels, attributes, document types and spaces around values', () => {
    const text = `<?xml version="1.0" encoding="UTF-8"?>
      <!DOCTYPE opsa-mef [ <!ENTITY db "never used"> ]>
      <m:opsa-mef xmlns:m="urn:mef" name="shop">
        <m:label><![CDATA[The <shop>]]></m:label>
        <m:define-gate name=" stops ">
          <m:label>The shop &amp; its orders</m:label>
          <m:attributes><m:attribute name="owner" value="orders"/></m:attributes>
          <!-- only the store --> <m:event name="db " type=" basic-event "/>
        </m:define-gate>
        <m:define-basic-event name="db"><m:float value=" 0.5 "/></m:define-basic-event>
      </m:opsa-mef>`;
    const found = read(text);
    expect(found.labels.get('stops')).toBe('The shop & its orders');
    expect(probabilityOf(found)).toBe(0.5);
  });

  it('says what is skipped, and refuses what would change the result', () => {
    const tree = [gate('stops', '<event name="db"/>'), basicEvents({ db: 0.5 })];
    expect(
      problems(model(...tree, '<define-event-tree name="storm"><initial-state/></define-event-tree>')),
    ).toEqual(['shop.xml:5: <define-event-tree> is not read: the fault trees are solved without it.']);
    const substitution = '<define-substitution name="either"><hypothesis/></define-substitution>';
    expect(problems(model(...tree, substitution))).toEqual([
      'shop.xml:5: Substitutions are not read, and without them the results would be wrong. ' +
        'Take it away to solve the fault trees as they stand.',
    ]);
  });
});
