import { describe, expect, it } from 'vitest';
import type { OpenPsaOptions } from '../../../src/syntax/open-psa/read.ts';
import { model, problems, read } from './support.ts';

const f = (value: number): string => `<float value="${value}"/>`;
const of = (name: string, ...values: readonly number[]): string =>
  `<${name}>${values.map(f).join('')}</${name}>`;

function around(expression: string, more = ''): string {
  const event = `<define-basic-event name="db">${expression}</define-basic-event>`;
  return model('<define-gate name="top"><event name="db"/></define-gate>', event, more);
}

/** An expression as the probability of an event. */
function check(expression: string, expected: number, more = '', options?: OpenPsaOptions): void {
  expect(read(around(expression, more), options).tree.events.get('db')).toBeCloseTo(expected, 12);
}

function problemOf(expression: string, more = ''): string {
  return problems(around(expression, more)).join('\n');
}

describe('expressions', () => {
  it('constants', () => {
    check('<float value="+2.5E-1"/>', 0.25);
    check('<int value="1"/>', 1);
    check('<bool value="true"/>', 1);
    check(`<div><pi/>${f(10)}</div>`, Math.PI / 10);
  });

  it('arithmetic, from the left where there are several arguments', () => {
    check(`<sub>${f(1)}${f(0.25)}${f(0.25)}</sub>`, 0.5);
    check(`<div>${f(1)}${f(2)}${f(4)}</div>`, 0.125);
    check(`<add>${f(0.1)}<mul>${f(0.5)}${f(0.5)}${f(0.5)}</mul></add>`, 0.225);
    check(`<neg>${f(-0.5)}</neg>`, 0.5);
    check(`<min>${f(0.3)}${f(0.2)}</min>`, 0.2);
    check(`<max>${f(0.3)}${f(0.2)}</max>`, 0.3);
    check(of('mean', 0.1, 0.2, 0.6), 0.3);
    check(of('pow', 0.5, 3), 0.125);
    check(of('mod', 7.5, 7), 0.5);
    check(of('sqrt', 0.25), 0.5);
    check(of('abs', -0.5), 0.5);
    check(of('exp', -1), 1 / Math.E);
    check(of('log', 1.5), 0.4054651081081644);
    check(of('log10', 2), 0.3010299956639812);
    check(of('ceil', 0.2), 1);
    check(of('floor', 1.8), 1);
    check(of('sin', 0.5), 0.479425538604203);
    check(of('cos', 1), 0.5403023058681398);
    check(of('tan', 0.5), 0.5463024898437905);
    check(of('asin', 0.5), Math.PI / 6);
    check(of('acos', 0.6), 0.9272952180016123);
    check(of('atan', 1), Math.PI / 4);
    check(of('sinh', 0.5), 0.5210953054937474);
    check(`<div>${of('cosh', 1)}${f(2)}</div>`, 0.7715403174076219);
    check(of('tanh', 1), 0.7615941559557649);
  });

  it('comparisons, choices and truth', () => {
    const choose = (condition: string): string => `<ite>${condition}${f(0.75)}${f(0.25)}</ite>`;
    for (const [name, isTrue] of Object.entries({
      eq: false,
      df: true,
      lt: true,
      gt: false,
      leq: true,
      geq: false,
    })) {
      check(choose(of(name, 1, 2)), isTrue ? 0.75 : 0.25);
    }
    check(choose('<and><bool value="true"/><not><bool value="false"/></not></and>'), 0.75);
    check(choose('<or><bool value="false"/><int value="0"/></or>'), 0.25);
    const level = '<define-parameter name="level" unit="int"><int value="2"/></define-parameter>';
    const cases = [1, 2, 2].map(
      (value, index) =>
        `<case><eq><parameter name="level"/><int value="${value}"/></eq>${f((index + 1) / 10)}</case>`,
    );
    check(`<switch>${cases.join('')}${f(0.9)}</switch>`, 0.2, level);
    check(`<switch>${cases[0]}${f(0.9)}</switch>`, 0.9, level);
  });

  it('distributions over time', () => {
    check(`<exponential>${f(1e-4)}<system-mission-time/></exponential>`, 1 - Math.exp(-0.876));
    check(`<exponential>${f(1e-4)}<system-mission-time/></exponential>`, 1 - Math.exp(-0.01), '', {
      missionTime: 100,
    });
    // A rate this small must not vanish in 1 − e^−x.
    expect(read(around(of('exponential', 1e-20, 1))).tree.events.get('db')).toBe(1e-20);
    const unavailable = 0.01 / 0.51 - ((0.01 - 0.2 * 0.51) / 0.51) * Math.exp(-0.51 * 3);
    check(of('GLM', 0.2, 0.01, 0.5, 3), unavailable);
    check(of('GLM', 0.2, 0, 0, 3), 0.2);
    check(of('Weibull', 10, 2, 1, 4), 1 - Math.exp(-0.09));
    check(of('Weibull', 10, 2, 5, 4), 0);
  });

  it('means of what is drawn at random, and says so', () => {
    check(of('uniform-deviate', 0.1, 0.3), 0.2);
    check(of('normal-deviate', 0.2, 0.01), 0.2);
    check(of('lognormal-deviate', 0.002, 3, 0.95), 0.002);
    check(of('lognormal-deviate', -3, 0.5), Math.exp(-2.875));
    check(of('gamma-deviate', 2, 0.1), 0.2);
    check(of('beta-deviate', 1, 4), 0.2);
    const bins =
      '<bin><float value="2"/><float value="0.1"/></bin><bin><float value="3"/><float value="0.4"/></bin>';
    check(`<histogram>${f(1)}${bins}</histogram>`, 0.25);
    expect(problemOf(of('uniform-deviate', 0.1, 0.3))).toBe(
      'shop.xml:4: One random deviate counted with the mean; uncertainty is not computed.',
    );
    expect(problemOf(`<histogram>${f(1)}${bins}</histogram>`)).toContain('as weights of the bins get 2.3');
  });

  it('parameters by name and path, defined before or after, with units ignored', () => {
    const text = model(
      `<define-fault-tree name="shop">
        <define-gate name="top"><event name="db"/></define-gate>
        <define-basic-event name="db">
          <mul><parameter name="disk.rate" unit="hours-1"/><parameter name="two"/></mul>
        </define-basic-event>
        <define-component name="disk" role="private">
          <define-parameter name="rate"><div><parameter name="two"/>${f(20)}</div></define-parameter>
        </define-component>
      </define-fault-tree>
      <model-data><define-parameter name="two"><int value="2"/></define-parameter></model-data>`,
    );
    expect(read(text).tree.events.get('db')).toBeCloseTo(0.2, 12);
  });
});

describe('what is wrong with an expression is said where it stands', () => {
  it('values and numbers of arguments', () => {
    expect(problemOf(f(1.5))).toBe('shop.xml:4: The probability of "db" is 1.5; it must be from 0 to 1.');
    expect(problemOf(of('neg', 0.5))).toBe(
      'shop.xml:4: The probability of "db" is -0.5; it must be from 0 to 1.',
    );
    expect(problemOf('<float value="a lot"/>')).toBe(
      'shop.xml:4: <float> needs a number as value; it is "a lot".',
    );
    expect(problemOf('<int value="0.5"/>')).toBe(
      'shop.xml:4: <int> needs a whole number as value; it is "0.5".',
    );
    expect(problemOf('<float value="INF"/>')).toContain('needs a number');
    expect(problemOf(of('exponential', 1))).toBe('shop.xml:4: <exponential> needs 2 arguments; it has 1.');
    expect(problemOf(of('exponential', -1, 2))).toBe(
      'shop.xml:4: <exponential> of -1, 2: no argument may be below 0.',
    );
    expect(problemOf(of('div', 1, 0))).toBe('shop.xml:4: <div> of 1, 0 is no number.');
    expect(problemOf(of('lognormal-deviate', 0.1, 0.5, 0.95))).toContain('the error factor must be above 1');
  });

  it('names', () => {
    expect(problemOf('<flaot value="1"/>')).toBe(
      'shop.xml:4: <flaot> is no part of an expression; did you mean "float"?',
    );
    const rate = '<define-parameter name="rate"><float value="0.1"/></define-parameter>';
    expect(problemOf('<parameter name="rates"/>', rate)).toBe(
      'shop.xml:4: There is no parameter "rates". Did you mean "rate"?',
    );
    expect(problemOf('<extern-function name="fire"/>')).toContain('outside libraries are not called');
  });

  it('circles of parameters, and long chains of them', () => {
    const uses = (name: string, other: string): string =>
      `<define-parameter name="${name}"><parameter name="${other}"/></define-parameter>`;
    expect(problemOf('<parameter name="a"/>', `${uses('a', 'b')}${uses('b', 'a')}`)).toBe(
      'shop.xml:5: Parameters lead in a circle: "a" → "b" → "a".',
    );
    const chain = Array.from({ length: 5000 }, (_, index) => uses(`p${index}`, `p${index + 1}`)).join('\n');
    expect(problemOf('<parameter name="p0"/>', chain)).toContain(
      'Parameters use each other more than 200 deep.',
    );
  });
});
