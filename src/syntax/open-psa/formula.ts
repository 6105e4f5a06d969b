import type { Formula } from '../../core/fault-tree.ts';
import { didYouMean } from '../../core/nearest.ts';
import type { Container, Declaration, DefinedKind, Names } from './names.ts';
import type { Problems } from './problem.ts';
import { quoted, reportText } from './problem.ts';
import type { XmlElement } from './xml.ts';

/** What a formula may need to know beside its own text. */
export interface FormulaReader {
  readonly names: Names;
  readonly problems: Problems;
  /** What a gate, a basic event or a house event is in a formula. */
  variable(declaration: Declaration): Formula;
}

const REFERENCES: ReadonlyMap<string, readonly DefinedKind[]> = new Map([
  ['gate', ['gate']],
  ['basic-event', ['basic-event']],
  ['house-event', ['house-event']],
  ['event', ['gate', 'basic-event', 'house-event']],
]);
const CONNECTIVES = 'and or not xor iff nand nor imply atleast cardinality constant'.split(' ');

const FALSE: Formula = { op: 'constant', value: false };

/** The formula that an element is; what is wrong with it becomes a problem, and the rest is read. */
export function readFormula(element: XmlElement, from: Container, reader: FormulaReader): Formula {
  const { problems } = reader;
  const kinds = REFERENCES.get(element.name);
  if (kinds) return reference(element, from, { reader, kinds });
  if (element.name === 'constant') return { op: 'constant', value: truthOf(element, problems) };
  if (!CONNECTIVES.includes(element.name)) {
    const known = [...CONNECTIVES, ...REFERENCES.keys()];
    const message = `<${element.name}> is no part of a formula${didYouMean(element.name, known)}`;
    problems.error('open-psa-element', message, element);
    return FALSE;
  }
  reportText(element, problems);
  const of = element.children.map((child) => readFormula(child, from, reader));
  return hasRightNumber(element, problems) ? connective(element, of, problems) : FALSE;
}

/** The value of `<constant value="true"/>`. */
export function truthOf(element: XmlElement, problems: Problems): boolean {
  const value = element.attributes.get('value');
  if (value === 'true' || value === '1') return true;
  if (value === 'false' || value === '0') return false;
  const has = value === undefined ? 'none' : quoted(value);
  const message = `<${element.name}> needs the value "true" or "false"; it has ${has}.`;
  problems.error('open-psa-attribute', message, element);
  return false;
}

function reference(
  element: XmlElement,
  from: Container,
  { reader, kinds }: { readonly reader: FormulaReader; readonly kinds: readonly DefinedKind[] },
): Formula {
  const { names, problems } = reader;
  const name = element.attributes.get('name');
  if (name === undefined || name === '') {
    problems.error('open-psa-attribute', `<${element.name}> names nothing: write name="…".`, element);
    return FALSE;
  }
  const type = element.name === 'event' ? element.attributes.get('type') : undefined;
  const wanted = type === undefined ? kinds : REFERENCES.get(type);
  if (!wanted) {
    const message = `The type ${quoted(type ?? '')} is not known${didYouMean(type ?? '', REFERENCES.keys())}`;
    problems.error('open-psa-attribute', message, element);
    return FALSE;
  }
  const found = names.find(name, from, wanted);
  if (found) return reader.variable(found);
  names.reportMissing(name, from, wanted, element);
  return FALSE;
}

const EXACTLY: ReadonlyMap<string, number> = new Map([
  ['not', 1],
  ['imply', 2],
]);

function hasRightNumber(element: XmlElement, problems: Problems): boolean {
  const count = element.children.length;
  const exact = EXACTLY.get(element.name);
  const least = element.name === 'xor' || element.name === 'iff' ? 2 : 1;
  if (exact === undefined ? count >= least : count === exact) return true;
  const needed = exact === undefined ? `at least ${least}` : `exactly ${exact}`;
  const noun = (exact ?? least) === 1 ? 'argument' : 'arguments';
  const message = `<${element.name}> needs ${needed} ${noun}; it has ${count}.`;
  problems.error('open-psa-arguments', message, element);
  return false;
}

/** https://open-psa.github.io/mef/mef/fault_tree_layer.html, "Semantics of Boolean connectives". */
function connective(element: XmlElement, of: readonly Formula[], problems: Problems): Formula {
  const [first = FALSE, second = FALSE] = of;
  switch (element.name) {
    case 'and':
    case 'or':
    case 'xor':
      return { op: element.name, of };
    case 'not':
      return not(first);
    case 'nand':
      return not({ op: 'and', of });
    case 'nor':
      return not({ op: 'or', of });
    case 'imply':
      return { op: 'or', of: [not(first), second] };
    case 'iff':
      // It is associative: of n arguments, n − 1 exclusive ors are turned round.
      return of.length % 2 === 0 ? not({ op: 'xor', of }) : { op: 'xor', of };
    case 'atleast':
      return atLeast(bound(element, 'min', problems), of);
    default:
      return cardinality(element, of, problems);
  }
}

function cardinality(element: XmlElement, of: readonly Formula[], problems: Problems): Formula {
  const min = bound(element, 'min', problems);
  const max = bound(element, 'max', problems);
  if (min > max) {
    const message = `min is ${min} and max is ${max}: no number is both. Raise max or lower min.`;
    problems.error('open-psa-attribute', message, element);
  }
  if (max >= of.length) return atLeast(min, of);
  const notMore = not(atLeast(max + 1, of));
  return min === 0 ? notMore : { op: 'and', of: [atLeast(min, of), notMore] };
}

/** A whole number in an attribute, at most as many as there are arguments where it is the least number. */
function bound(element: XmlElement, name: 'min' | 'max', problems: Problems): number {
  const text = element.attributes.get(name);
  const value = text !== undefined && /^\+?\d{1,9}$/.test(text) ? Number(text) : undefined;
  if (value === undefined) {
    const has = text === undefined ? 'it has none' : `it is ${quoted(text)}`;
    const message = `<${element.name}> needs a whole number as ${name}; ${has}.`;
    problems.error('open-psa-attribute', message, element);
    return 0;
  }
  const { length } = element.children;
  if (name === 'min' && value > length) {
    const message = `min is ${value} but <${element.name}> has ${length} arguments: it can never be true.`;
    problems.error('open-psa-attribute', message, element);
    return 0;
  }
  return value;
}

function atLeast(min: number, of: readonly Formula[]): Formula {
  return min === 0 ? { op: 'constant', value: true } : { op: 'atleast', min, of };
}

function not(of: Formula): Formula {
  return { op: 'not', of };
}
