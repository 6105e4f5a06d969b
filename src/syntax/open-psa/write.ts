import type { FaultTree, Formula } from '../../core/fault-tree.ts';
import { byCodeUnit } from '../../core/order.ts';
import { Identifiers } from './identifiers.ts';
import { reachOf } from './reach.ts';

export interface WriteOptions {
  /** The name of the model and of its fault tree. */
  readonly name: string;
  /** Gates to write, with all that they depend on. */
  readonly tops: readonly string[];
  /** What gates and events are called for people, where that is not their name. */
  readonly labels?: ReadonlyMap<string, string> | undefined;
}

/**
 * A fault tree in the OpenPSA format. Names become identifiers, and where these differ the name is the label.
 * Formulas are one connective deep and have each argument once: that is all that some readers take.
 */
export function writeOpenPsa(tree: FaultTree, { name, tops, labels }: WriteOptions): string {
  const all = new Map([...tree.gates].map(([gate, formula]) => [gate, simplified(formula)]));
  // What only a constant part used would look like one more top.
  const reach = reachOf(all, tops);
  if (reach.circle) throw new Error(`The gates ${reach.circle.join(', ')} lead in a circle.`);
  const identifiers = new Identifiers();
  const gates = [...reach.gates].sort(byCodeUnit);
  const events = [...reach.events].sort(byCodeUnit);
  const ids = { gates: identifiers.takeAll(gates), events: identifiers.takeAll(events) };
  const labelOf = (one: string, id: string): string | undefined =>
    labels?.get(one) ?? (one === id ? undefined : one);
  const writer = new GateWriter(ids, identifiers);
  for (const gate of gates) {
    const id = ids.gates.get(gate) ?? gate;
    const formula = all.get(gate);
    if (!formula) throw new Error(`The gate ${gate} is used and not defined.`);
    writer.define(id, formula, labelOf(gate, id));
  }
  const basic = events.flatMap((event) => {
    const id = ids.events.get(event) ?? event;
    const probability = tree.events.get(event);
    if (probability === undefined) throw new Error(`The event ${event} has no probability.`);
    const content = [...labelLines(labelOf(event, id)), `  <float value="${probability}"/>`];
    return element('define-basic-event', id, content);
  });
  const model = new Identifiers().take(name);
  const body = [
    ...labelLines(model === name ? undefined : name),
    ...indented(
      element(
        'define-fault-tree',
        model,
        writer.lines.map((line) => `  ${line}`),
      ),
    ),
    '  <model-data>',
    ...indented(indented(basic)),
    '  </model-data>',
  ];
  return ['<?xml version="1.0" encoding="UTF-8"?>', ...element('opsa-mef', model, body), ''].join('\n');
}

interface Ids {
  readonly gates: ReadonlyMap<string, string>;
  readonly events: ReadonlyMap<string, string>;
}

/** Writes gates; what is nested becomes a gate of its own, named after the one that holds it. */
class GateWriter {
  readonly lines: string[] = [];
  readonly #ids: Ids;
  readonly #identifiers: Identifiers;

  constructor(ids: Ids, identifiers: Identifiers) {
    this.#ids = ids;
    this.#identifiers = identifiers;
  }

  define(id: string, formula: Formula, label: string | undefined): void {
    const content = this.#formula(formula, id);
    const lines = element('define-gate', id, [...labelLines(label), ...indented(content)]);
    for (const line of lines) this.lines.push(line);
  }

  #formula(formula: Formula, owner: string): readonly string[] {
    if (formula.op === 'event' || formula.op === 'gate' || formula.op === 'constant') {
      return [this.#variable(formula)];
    }
    if (formula.op === 'not') return this.#not(formula.of, owner);
    const opening = formula.op === 'atleast' ? `atleast min="${formula.min}"` : formula.op;
    const seen = new Set<string>();
    const parts = formula.of.flatMap((part) => {
      const variable = variableOf(part);
      const isAgain = variable !== undefined && seen.has(variable);
      if (variable !== undefined) seen.add(variable);
      // Counting the same thing twice, or with what it is not, needs another name for it.
      return isAgain ? [`<gate name="${this.#ownGate(part, owner)}"/>`] : this.#argument(part, owner);
    });
    return [`<${opening}>`, ...indented(parts), `</${formula.op}>`];
  }

  #argument(formula: Formula, owner: string): readonly string[] {
    if (formula.op === 'event' || formula.op === 'gate' || formula.op === 'constant') {
      return [this.#variable(formula)];
    }
    if (formula.op === 'not') return this.#not(formula.of, owner);
    return [`<gate name="${this.#ownGate(formula, owner)}"/>`];
  }

  #not(formula: Formula, owner: string): readonly string[] {
    const isPlain = formula.op === 'event' || formula.op === 'gate';
    const inside = isPlain ? this.#variable(formula) : `<gate name="${this.#ownGate(formula, owner)}"/>`;
    return ['<not>', `  ${inside}`, '</not>'];
  }

  #ownGate(formula: Formula, owner: string): string {
    const id = this.#identifiers.take(`${owner}_part`);
    this.define(id, formula, undefined);
    return id;
  }

  #variable(formula: Extract<Formula, { op: 'event' | 'gate' | 'constant' }>): string {
    if (formula.op === 'constant') return `<constant value="${formula.value}"/>`;
    const ids = formula.op === 'gate' ? this.#ids.gates : this.#ids.events;
    const kind = formula.op === 'gate' ? 'gate' : 'basic-event';
    return `<${kind} name="${ids.get(formula.name) ?? formula.name}"/>`;
  }
}

/** What an argument is about, as it is or turned round: false is true turned round. */
function variableOf(formula: Formula): string | undefined {
  const inside = formula.op === 'not' ? formula.of : formula;
  if (inside.op === 'constant') return inside.op;
  return inside.op === 'event' || inside.op === 'gate' ? `${inside.op} ${inside.name}` : undefined;
}

/** The same without connectives that say what a simpler one says, and xor of two arguments each. */
function simplified(formula: Formula): Formula {
  switch (formula.op) {
    case 'and':
    case 'or':
      return joined(formula.op, formula.of.map(simplified));
    case 'atleast': {
      const of = formula.of.map(simplified);
      const { min } = formula;
      if (min <= 0 || min > of.length) return { op: 'constant', value: min <= 0 };
      return min === 1 || min === of.length
        ? joined(min === 1 ? 'or' : 'and', of)
        : { op: 'atleast', min, of };
    }
    case 'xor':
      return exclusive(formula.of.map(simplified));
    case 'not':
      return { op: 'not', of: simplified(formula.of) };
    default:
      return formula;
  }
}

function joined(op: 'and' | 'or', formulas: readonly Formula[]): Formula {
  const [first, ...others] = unique(formulas);
  if (!first) return { op: 'constant', value: op === 'and' };
  return others.length === 0 ? first : { op, of: [first, ...others] };
}

function exclusive([first, ...rest]: readonly Formula[]): Formula {
  if (!first) return { op: 'constant', value: false };
  return rest.length === 0 ? first : { op: 'xor', of: [first, exclusive(rest)] };
}

function unique(formulas: readonly Formula[]): readonly Formula[] {
  return [...new Map(formulas.map((formula) => [JSON.stringify(formula), formula])).values()];
}

function element(tag: string, id: string, content: readonly string[]): readonly string[] {
  return [`<${tag} name="${id}">`, ...content, `</${tag}>`];
}

function labelLines(label: string | undefined): readonly string[] {
  const text = label === undefined ? '' : escaped(label);
  return text === '' ? [] : [`  <label>${text}</label>`];
}

function indented(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `  ${line}`);
}

// What no XML 1.0 text may hold. https://www.w3.org/TR/xml/#charsets
const NO_CHARACTERS = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

function escaped(text: string): string {
  return text
    .replace(NO_CHARACTERS, '')
    .replace(/\s+/g, ' ')
    .trim()
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
