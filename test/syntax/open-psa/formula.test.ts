import { describe, expect, it } from 'vitest';
import { basicEvents, model, probabilityOf, problems, read } from './support.ts';

const EVENTS = { a: 0.5, b: 0.25, c: 0.125 };
const [A, B, C] = ['<event name="a"/>', '<basic-event name="b"/>', '<event name="c" type="basic-event"/>'];

/** The probability of a formula must be that of the states in which the check is true. */
function check(formula: string, isTrue: (a: boolean, b: boolean, c: boolean) => boolean): void {
  const found = read(model(`<define-gate name="top">${formula}</define-gate>`, basicEvents(EVENTS)));
  let expected = 0;
  for (const a of [false, true]) {
    for (const b of [false, true]) {
      for (const c of [false, true]) {
        const weight = (a ? 0.5 : 0.5) * (b ? 0.25 : 0.75) * (c ? 0.125 : 0.875);
        if (isTrue(a, b, c)) expected += weight;
      }
    }
  }
  expect(probabilityOf(found)).toBeCloseTo(expected, 14);
}

function problemOf(formula: string): readonly string[] {
  return problems(model(`<define-gate name="top">${formula}</define-gate>`, basicEvents(EVENTS)));
}

const count = (...all: readonly boolean[]): number => all.filter(Boolean).length;

describe('formulas mean what the format says', () => {
  it('and, or, not', () => {
    check(`<and>${A}${B}${C}</and>`, (a, b, c) => a && b && c);
    check(`<or>${A}${B}</or>`, (a, b) => a || b);
    check(`<not>${A}</not>`, (a) => !a);
    check(A, (a) => a);
  });

  it('nand, nor, imply', () => {
    check(`<nand>${A}${B}${C}</nand>`, (a, b, c) => !(a && b && c));
    check(`<nor>${A}${B}</nor>`, (a, b) => !(a || b));
    check(`<imply>${A}${B}</imply>`, (a, b) => !a || b);
  });

  it('xor and iff of two and of more, from the left', () => {
    check(`<xor>${A}${B}</xor>`, (a, b) => a !== b);
    check(`<xor>${A}${B}${C}</xor>`, (a, b, c) => (a !== b) !== c);
    check(`<iff>${A}${B}</iff>`, (a, b) => a === b);
    check(`<iff>${A}${B}${C}</iff>`, (a, b, c) => (a === b) === c);
  });

  it('atleast and cardinality', () => {
    check(`<atleast min="2">${A}${B}${C}</atleast>`, (...all) => count(...all) >= 2);
    check(`<atleast min="0">${A}</atleast>`, () => true);
    check(`<cardinality min="1" max="2">${A}${B}${C}</cardinality>`, (...all) =>
      [1, 2].includes(count(...all)),
    );
    check(`<cardinality min="0" max="1">${A}${B}${C}</cardinality>`, (...all) => count(...all) <= 1);
    check(`<cardinality min="2" max="9">${A}${B}${C}</cardinality>`, (...all) => count(...all) >= 2);
  });

  it('constants, nesting, and one event twice', () => {
    check('<constant value="true"/>', () => true);
    check(`<and>${A}<or>${B}<not><and>${C}${A}</and></not></or></and>`, (a, b, c) => a && (b || !(c && a)));
    check(`<atleast min="2">${A}${A}${B}</atleast>`, (a) => a);
  });

  it('house events, false where they say nothing', () => {
    const houses =
      '<define-house-event name="open"><constant value="true"/></define-house-event>' +
      '<define-house-event name="shut"/>';
    const text = (name: string): string =>
      model(
        houses,
        `<define-gate name="top"><and>${A}<event name="${name}"/></and></define-gate>`,
        basicEvents(EVENTS),
      );
    expect(probabilityOf(read(text('open')))).toBe(0.5);
    expect(probabilityOf(read(text('shut')))).toBe(0);
  });
});

it('what is wrong with a formula is said where it stands', () => {
  expect(problemOf('<adn><event name="a"/></adn>')).toEqual([
    'shop.xml:3: <adn> is no part of a formula; did you mean "and"?',
  ]);
  expect(problemOf('<and/>')).toEqual(['shop.xml:3: <and> needs at least 1 argument; it has 0.']);
  expect(problemOf(`<not>${A}${B}</not>`)).toEqual(['shop.xml:3: <not> needs exactly 1 argument; it has 2.']);
  expect(problemOf(`<xor>${A}</xor>`)).toEqual(['shop.xml:3: <xor> needs at least 2 arguments; it has 1.']);
  expect(problemOf(`<atleast min="three">${A}</atleast>`)).toEqual([
    'shop.xml:3: <atleast> needs a whole number as min; it is "three".',
  ]);
  expect(problemOf(`<atleast min="3">${A}${B}</atleast>`)).toEqual([
    'shop.xml:3: min is 3 but <atleast> has 2 arguments: it can never be true.',
  ]);
  expect(problemOf(`<cardinality min="2" max="1">${A}${B}</cardinality>`)).toEqual([
    'shop.xml:3: min is 2 and max is 1: no number is both. Raise max or lower min.',
  ]);
  expect(problemOf('<event name="a" type="gates"/>')).toEqual([
    'shop.xml:3: The type "gates" is not known; did you mean "gate"?',
  ]);
  expect(problemOf('<or>a b</or>')[0]).toBe(
    'shop.xml:3: The text "a b" stands in <or>, which holds elements only.',
  );
  expect(problemOf('<constant value="yes"/>')).toEqual([
    'shop.xml:3: <constant> needs the value "true" or "false"; it has "yes".',
  ]);
  expect(problemOf(`${A}${B}`)).toEqual([
    'shop.xml:3: "top" has more than one definition in it: <basic-event> too.',
  ]);
  expect(problemOf('')).toEqual(['shop.xml:3: The gate "top" has no formula.']);
});

it('references that lead nowhere name the nearest one, or what stands there', () => {
  const text = model(
    '<define-gate name="top"><or><event name="ordres"/><gate name="orders"/></or></define-gate>',
    basicEvents({ orders: 0.5 }),
  );
  expect(problems(text)).toEqual([
    'shop.xml:3: There is no event "ordres". Did you mean "orders"?',
    'shop.xml:3: "orders" is a basic event (shop.xml:4), not a gate.',
  ]);
});
