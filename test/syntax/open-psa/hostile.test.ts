import { describe, expect, it } from 'vitest';
import { decodeXml } from '../../../src/syntax/open-psa/decode.ts';
import { writeOpenPsa } from '../../../src/syntax/open-psa/write.ts';
import { basicEvents, model, probabilityOf, problems, read } from './support.ts';

const SHOP = model(
  '<define-gate name="stops"><or><event name="db"/></or></define-gate>',
  basicEvents({ db: 0.25 }),
);

describe('what is no XML, or no model', () => {
  it('is told wherever a file is cut', () => {
    for (let length = 0; length < SHOP.trimEnd().length; length += 1) {
      const said = problems(SHOP.slice(0, length));
      expect(said).toHaveLength(1);
      expect(said[0]).toMatch(/^shop\.xml:\d: This is no XML: /);
    }
  });

  it('is told with its line', () => {
    expect(problems('<opsa-mef>\n<define-gate name="a" name="b"/>\n</opsa-mef>')[0]).toContain(
      'shop.xml:2: This is',
    );
    expect(problems('<opsa-mef>\n<define-gate>\n</define-gates>\n</opsa-mef>')[0]).toContain(
      'shop.xml:3: This is',
    );
    expect(problems('<html/>')).toEqual([
      'shop.xml:1: This is no model in the OpenPSA format: its root is <html>, not <opsa-mef>.',
    ]);
    expect(problems('{ "gates": [] }')[0]).toContain('This is no XML');
    expect(problems('<opsa-mef/>')).toEqual([
      'shop.xml:1: No gate is defined here, so there is nothing to solve.',
    ]);
  });
});

describe('input that is made to hurt', () => {
  it('expands no entity, of the document or from outside', () => {
    const lols = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join(
      '',
    );
    const bomb = `<!DOCTYPE opsa-mef [<!ENTITY l0 "lol">${lols}]><opsa-mef>&l9;</opsa-mef>`;
    expect(problems(bomb)[0]).toContain('entities that a document defines are not expanded');
    const outside =
      '<!DOCTYPE opsa-mef [<!ENTITY key SYSTEM "file:///etc/passwd">]><opsa-mef>&key;</opsa-mef>';
    expect(problems(outside)[0]).toContain('entities that a document defines are not expanded');
  });

  it('stops at elements that are nested without end', () => {
    const deep = (levels: number): string => {
      const formula = `${'<not>'.repeat(levels)}<event name="db"/>${'</not>'.repeat(levels)}`;
      return model(`<define-gate name="stops">${formula}</define-gate>`, basicEvents({ db: 0.25 }));
    };
    expect(probabilityOf(read(deep(900)))).toBe(0.25);
    expect(problems(deep(100_000))).toEqual([expect.stringContaining('nested more than 1000 deep')]);
  });

  it('follows gates of any depth', () => {
    const gates = Array.from(
      { length: 50_000 },
      (_, index) => `<define-gate name="g${index}"><gate name="g${index + 1}"/></define-gate>`,
    );
    const end = '<define-gate name="g50000"><event name="db"/></define-gate>';
    expect(read(model(...gates, end, basicEvents({ db: 0.25 }))).top).toBe('g0');
    const [said] = problems(model(...gates, '<define-gate name="g50000"><gate name="g0"/></define-gate>'));
    expect(said).toContain('Gates lead in a circle: "g0" (shop.xml:3) → "g1"');
    expect(said?.length).toBeLessThan(2000);
  });

  it('takes gates of any width', () => {
    const names = Array.from({ length: 200_000 }, (_, index) => `order${index}`);
    const used = names.map((name) => `<event name="${name}"/>`).join('');
    const events = names.map(
      (name) => `<define-basic-event name="${name}"><int value="0"/></define-basic-event>`,
    );
    const gate = `<define-gate name="stops"><or>${used}</or></define-gate>`;
    const { tree } = read(model(gate, events.join('')));
    expect(tree.events.size).toBe(names.length);
    expect(writeOpenPsa(tree, { name: 'shop', tops: ['stops'] }).length).toBeGreaterThan(names.length);
  });

  it('quotes no name that fills the screen', () => {
    const huge = 'x'.repeat(100_000);
    const said = problems(model(`<define-gate name="stops"><event name="${huge}"/></define-gate>`));
    expect(said.join('\n').length).toBeLessThan(300);
  });

  it('says of a thousand wrong names each once, in little time', () => {
    const wrong = Array.from({ length: 1000 }, (_, index) => `<event name="nobody${index}"/>`).join('');
    const many = Object.fromEntries(Array.from({ length: 2000 }, (_, index) => [`service${index}`, 0.5]));
    const text = model(`<define-gate name="stops"><or>${wrong}</or></define-gate>`, basicEvents(many));
    expect(problems(text)).toHaveLength(1000);
  });

  it('gives names of the language no power', () => {
    const names = ['constructor', '__proto__', 'toString'];
    const used = names.map((name) => `<event name="${name}"/>`).join('');
    const events = names.map(
      (name) => `<define-basic-event name="${name}"><float value="0.5"/></define-basic-event>`,
    );
    expect(problems(model(`<define-gate name="stops"><or>${used}</or></define-gate>`))).toHaveLength(3);
    const found = read(model(`<define-gate name="stops"><and>${used}</and></define-gate>`, ...events));
    expect(probabilityOf(found)).toBe(0.125);
  });
});

describe('encodings', () => {
  it('are those that the file marks or declares', () => {
    const text = '<?xml version="1.0" encoding="ENCODING"?><opsa-mef name="é"/>';
    const check = (encoding: string, bytes: Uint8Array): void => {
      expect(decodeXml(bytes)).toEqual({ text: text.replace('ENCODING', encoding) });
    };
    const written = (encoding: string): string => text.replace('ENCODING', encoding);
    check('UTF-8', Buffer.from(written('UTF-8')));
    check('UTF-8', Buffer.from(`\ufeff${written('UTF-8')}`));
    check('ISO-8859-1', Buffer.from(written('ISO-8859-1'), 'latin1'));
    check('UTF-16', Buffer.from(`\ufeff${written('UTF-16')}`, 'utf16le'));
    check('UTF-16LE', Buffer.from(written('UTF-16LE'), 'utf16le'));
    check('UTF-16BE', Buffer.from(written('UTF-16BE'), 'utf16le').swap16());
  });

  it('that are unknown or wrong are said to be', () => {
    expect(decodeXml(Buffer.from('<?xml version="1.0" encoding="klingon"?><a/>'))).toEqual({
      problem: 'declares the encoding "klingon", which is not known',
    });
    expect(decodeXml(Buffer.from('<opsa-mef name="é"/>', 'latin1'))).toEqual({
      problem: 'is not utf-8, which it should be',
    });
  });
});
