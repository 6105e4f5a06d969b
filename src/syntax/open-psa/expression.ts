import { didYouMean } from '../../core/nearest.ts';
import { truthOf } from './formula.ts';
import { DEVIATES, FUNCTIONS } from './functions.ts';
import type { Container, Declaration, Names } from './names.ts';
import type { Problems } from './problem.ts';
import { quoted } from './problem.ts';
import type { XmlElement } from './xml.ts';

const OTHERS = ['float', 'int', 'bool', 'parameter', 'system-mission-time', 'ite', 'switch', 'histogram'];
const NOT_READ: ReadonlyMap<string, string> = new Map([
  ['extern-function', 'Functions of outside libraries are not called. Write the value as <float>.'],
  ['test-initiating-event', 'Event trees are not read. Write the value as <bool>.'],
  ['test-functional-event', 'Event trees are not read. Write the value as <bool>.'],
]);
// https://www.w3.org/TR/xmlschema-2/#double and #integer, without infinity and "not a number".
const FLOAT = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const INTEGER = /^[+-]?\d+$/;
// Parameters of parameters: each needs a stack of its own.
const DEEPEST = 200;

/** The elements of a definition that are not its label and attributes. */
export function contentOf({ children }: XmlElement): readonly XmlElement[] {
  return children.filter(({ name }) => name !== 'label' && name !== 'attributes');
}

/** Computes expressions; where something is wrong the value is NaN, and the problem is told once. */
export class Evaluator {
  readonly #parameters: Names;
  readonly #problems: Problems;
  readonly #missionTime: number;
  readonly #values = new Map<Declaration, number>();
  readonly #open: Declaration[] = [];
  /** Where the mission time is first used. */
  missionTimeAt: XmlElement | undefined;
  /** Where random deviates are used. */
  readonly deviates: XmlElement[] = [];

  constructor(parameters: Names, problems: Problems, missionTime: number) {
    this.#parameters = parameters;
    this.#problems = problems;
    this.#missionTime = missionTime;
  }

  /** The value of an expression as it stands in a container. */
  valueOf(element: XmlElement, from: Container): number {
    const { name } = element;
    switch (name) {
      case 'float':
      case 'int':
        return this.#number(element);
      case 'bool':
        return truthOf(element, this.#problems) ? 1 : 0;
      case 'system-mission-time':
        this.missionTimeAt ??= element;
        return this.#missionTime;
      case 'parameter':
        return this.#reference(element, from);
      case 'ite':
        return this.#choice(element, from);
      case 'switch':
        return this.#switch(element, from);
      case 'histogram':
        return this.#histogram(element, from);
      default:
        return this.#function(element, from);
    }
  }

  /** The one expression that a definition holds. */
  contentValue(element: XmlElement, from: Container): number {
    const [first, second] = contentOf(element);
    if (first && !second) return this.valueOf(first, from);
    return this.#fail(
      second ?? element,
      `<${element.name}> needs one expression; it has ${first ? 'more' : 'none'}.`,
    );
  }

  /** Every parameter, also those that nothing uses: a mistake in one is told. */
  checkParameters(): void {
    for (const declaration of this.#parameters.all) this.#parameter(declaration, declaration.element);
  }

  #number(element: XmlElement): number {
    const text = element.attributes.get('value');
    const isWhole = element.name === 'int';
    if (text !== undefined && (isWhole ? INTEGER : FLOAT).test(text)) {
      const value = Number(text);
      if (Number.isFinite(value)) return value;
    }
    const has = text === undefined ? 'it has none' : `it is ${quoted(text)}`;
    const what = isWhole ? 'a whole number' : 'a number';
    return this.#fail(element, `<${element.name}> needs ${what} as value; ${has}.`);
  }

  #reference(element: XmlElement, from: Container): number {
    const name = element.attributes.get('name') ?? '';
    const found = this.#parameters.find(name, from, ['parameter']);
    if (found) return this.#parameter(found, element);
    this.#parameters.reportMissing(name, from, ['parameter'], element);
    return Number.NaN;
  }

  #parameter(declaration: Declaration, at: XmlElement): number {
    const known = this.#values.get(declaration);
    if (known !== undefined) return known;
    const begun = this.#open.indexOf(declaration);
    if (begun >= 0) {
      const circle = [...this.#open.slice(begun), declaration].map(({ id }) => quoted(id)).join(' → ');
      return this.#fail(at, `Parameters lead in a circle: ${circle}.`, 'open-psa-cycle');
    }
    if (this.#open.length >= DEEPEST) {
      return this.#fail(at, `Parameters use each other more than ${DEEPEST} deep.`, 'open-psa-depth');
    }
    this.#open.push(declaration);
    const value = this.contentValue(declaration.element, declaration.container);
    this.#open.pop();
    this.#values.set(declaration, value);
    return value;
  }

  #choice(element: XmlElement, from: Container): number {
    const [condition, then, otherwise] = element.children;
    if (!condition || !then || !otherwise || element.children.length !== 3) {
      return this.#fail(element, `<ite> needs 3 arguments; it has ${element.children.length}.`);
    }
    const decided = this.valueOf(condition, from);
    return Number.isNaN(decided) ? decided : this.valueOf(decided === 0 ? otherwise : then, from);
  }

  #switch(element: XmlElement, from: Container): number {
    const otherwise = element.children.at(-1);
    for (const [index, part] of element.children.entries()) {
      if (part.name !== 'case' && index === element.children.length - 1) break;
      const [condition, value] = part.children;
      if (part.name !== 'case' || !condition || !value || part.children.length !== 2) {
        return this.#fail(part, '<switch> needs cases of two expressions each, then one expression.');
      }
      const decided = this.valueOf(condition, from);
      if (decided !== 0) return Number.isNaN(decided) ? decided : this.valueOf(value, from);
    }
    if (otherwise && otherwise.name !== 'case') return this.valueOf(otherwise, from);
    return this.#fail(element, 'No case of <switch> holds, and it has no last expression for that.');
  }

  /** Its mean: the values of the bins by their widths. The format, "Histograms". */
  #histogram(element: XmlElement, from: Container): number {
    const [first, ...bins] = element.children;
    const wrong = bins.find(({ name, children }) => name !== 'bin' || children.length !== 2);
    if (!first || bins.length === 0 || wrong) {
      const message = '<histogram> needs a lower bound and bins of two expressions each.';
      return this.#fail(wrong ?? element, message);
    }
    this.deviates.push(element);
    const start = this.valueOf(first, from);
    let end = start;
    let [values, middles, weights] = [0, 0, 0];
    for (const bin of bins) {
      const [upper = Number.NaN, value = Number.NaN] = bin.children.map((part) => this.valueOf(part, from));
      if (upper <= end) return this.#fail(bin, `The bound ${upper} is not above the one before it, ${end}.`);
      values += (upper - end) * value;
      middles += ((upper + end) / 2) * value;
      weights += value;
      end = upper;
    }
    const mean = values / (end - start);
    // SCRAM 0.16 reads it another way; whoever wrote the model for that must see the difference.
    const message =
      `The histogram counts with the mean of its values, ${mean}, each by the width of its bin, as the ` +
      `format says. Programs that take them as weights of the bins get ${middles / weights}.`;
    if (!Number.isNaN(mean)) this.#problems.note('open-psa-deviate', message, element);
    return mean;
  }

  #function(element: XmlElement, from: Container): number {
    const { name, children, text } = element;
    const known = FUNCTIONS.get(name);
    if (!known) return this.#unknown(element);
    if (text !== '') {
      return this.#fail(element, `The text ${quoted(text)} stands in <${name}>; write <float value="…"/>.`);
    }
    if (known.counts?.includes(children.length) === false || (!known.counts && children.length === 0)) {
      const wanted = known.counts?.join(', ').replace(/, (\d+)$/, ' or $1') ?? '1 or more';
      return this.#fail(element, `<${name}> needs ${wanted} arguments; it has ${children.length}.`);
    }
    if (DEVIATES.has(name)) this.deviates.push(element);
    const values = children.map((child) => this.valueOf(child, from));
    if (values.some(Number.isNaN)) return Number.NaN;
    const wrong = known.problem?.(values);
    const what = `<${name}> of ${values.join(', ')}`;
    if (wrong !== undefined) return this.#fail(element, `${what}: ${wrong}.`);
    const value = known.of(values);
    return Number.isFinite(value) ? value : this.#fail(element, `${what} is no number.`);
  }

  #unknown(element: XmlElement): number {
    const { name } = element;
    const refused = NOT_READ.get(name);
    if (refused !== undefined) return this.#fail(element, `<${name}>: ${refused}`, 'open-psa-not-read');
    const known = [...FUNCTIONS.keys(), ...OTHERS];
    return this.#fail(
      element,
      `<${name}> is no part of an expression${didYouMean(name, known)}`,
      'open-psa-element',
    );
  }

  #fail(at: XmlElement, message: string, code = 'open-psa-expression'): number {
    this.#problems.error(code, message, at);
    return Number.NaN;
  }
}
