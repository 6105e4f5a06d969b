import type { FaultTree, Formula } from '../../core/fault-tree.ts';
import { nearest } from '../../core/nearest.ts';
import { byCodeUnit } from '../../core/order.ts';
import { CommonCauseReader, commonCauseEvents } from './common-cause.ts';
import type { Declarations } from './declare.ts';
import { declare } from './declare.ts';
import { contentOf, Evaluator } from './expression.ts';
import type { FormulaReader } from './formula.ts';
import { readFormula, truthOf } from './formula.ts';
import type { Declaration } from './names.ts';
import { pathOf } from './names.ts';
import type { OpenPsaProblem } from './problem.ts';
import { Problems, quoted } from './problem.ts';
import { reachOf, variablesOf } from './reach.ts';
import type { XmlElement } from './xml.ts';
import { readXml } from './xml.ts';

/** One file of a model. */
export interface OpenPsaFile {
  /** As messages name it. */
  readonly path: string;
  readonly text: string;
}

export interface OpenPsaOptions {
  /** The gate to be solved; absent: the one that no other uses, where there is one. */
  readonly top?: string | undefined;
  /** What `<system-mission-time>` stands for, in the unit of the model; absent: 8760, the hours of a year. */
  readonly missionTime?: number | undefined;
}

/** A model as it is solved. */
export interface OpenPsaModel {
  /** What `top` depends on; everything where there is no one top. */
  readonly tree: FaultTree;
  readonly top: string | undefined;
  /** Gates that no other gate uses. */
  readonly tops: readonly string[];
  /** What gates and events are called for people, where the model says so. */
  readonly labels: ReadonlyMap<string, string>;
}

export interface OpenPsaReading {
  /** Absent where something is wrong. */
  readonly model: OpenPsaModel | undefined;
  readonly problems: readonly OpenPsaProblem[];
}

const HOURS_OF_A_YEAR = 8760;
// More names than this in one message are not read.
const MOST_NAMED = 10;

/**
 * Reads one model from its files, in the OpenPSA Model Exchange Format. Common-cause groups are expanded,
 * expressions computed, house events replaced by their values.
 */
export function readOpenPsa(files: readonly OpenPsaFile[], options: OpenPsaOptions = {}): OpenPsaReading {
  const problems = new Problems(new Map(files.map(({ path, text }) => [path, text])));
  const roots = files.flatMap((file) => rootOf(file, problems) ?? []);
  // What a broken file would have defined is missing everywhere else: that says nothing new.
  if (problems.hasErrors) return { model: undefined, problems: problems.all };
  const read = new ModelReader(declare(roots, problems), problems, options);
  const model = problems.hasErrors ? undefined : read.model();
  return { model: problems.hasErrors ? undefined : model, problems: problems.all };
}

function rootOf({ path, text }: OpenPsaFile, problems: Problems): XmlElement | undefined {
  const root = readXml(text, path);
  if ('name' in root) return root;
  problems.error('xml-syntax', `This is no XML: ${root.message}.`, root.at);
  return undefined;
}

class ModelReader {
  readonly #declarations: Declarations;
  readonly #problems: Problems;
  readonly #options: OpenPsaOptions;
  readonly #gates = new Map<string, Formula>();
  readonly #events = new Map<string, number>();
  readonly #places = new Map<string, XmlElement>();
  readonly #labels = new Map<string, string>();
  /** Basic events that common-cause groups made gates of. */
  readonly #members = new Set<Declaration>();
  readonly #withoutProbability = new Map<string, XmlElement>();

  constructor(declarations: Declarations, problems: Problems, options: OpenPsaOptions) {
    this.#declarations = declarations;
    this.#problems = problems;
    this.#options = options;
    const { missionTime = HOURS_OF_A_YEAR } = options;
    const evaluator = new Evaluator(declarations.parameters, problems, missionTime);
    this.#groups(evaluator);
    const reader: FormulaReader = {
      names: declarations.events,
      problems,
      variable: (declaration) => this.#variable(declaration),
    };
    for (const declaration of declarations.events.all) this.#define(declaration, evaluator, reader);
    evaluator.checkParameters();
    this.#tellAssumptions(evaluator);
  }

  /** The part that is solved, where nothing is wrong with it. */
  model(): OpenPsaModel | undefined {
    const used = new Set([...this.#gates.values()].flatMap((formula) => [...variablesOf(formula).gates]));
    const own = [...this.#gates.keys()].filter((name) => !this.#isMember(name));
    const tops = own.filter((name) => !used.has(name)).sort(byCodeUnit);
    const top = this.#options.top === undefined ? onlyOne(tops) : this.#named(this.#options.top, own);
    if (this.#options.top !== undefined && top === undefined) return undefined;
    const reach = reachOf(this.#gates, top === undefined ? own : [top]);
    if (reach.circle) this.#reportCircle(reach.circle);
    this.#reportMissing([...reach.events]);
    if (own.length === 0) this.#reportEmpty();
    const tree = {
      gates: new Map([...this.#gates].filter(([name]) => reach.gates.has(name))),
      events: new Map([...this.#events].filter(([name]) => reach.events.has(name))),
    };
    return { tree, top, tops, labels: this.#labels };
  }

  #groups(evaluator: Evaluator): void {
    const { events, groups } = this.#declarations;
    const reader = new CommonCauseReader(events, evaluator, this.#problems);
    for (const declaration of groups) {
      const members = reader.membersOf(declaration);
      const group = members.length === 0 ? undefined : reader.read(declaration, members);
      const made = group ? commonCauseEvents(group, this.#problems) : [];
      const causes = new Map(members.map((member): [Declaration, Formula[]] => [member, []]));
      for (const { name, probability, members: together } of made) {
        this.#events.set(name, probability);
        for (const member of together) causes.get(member)?.push({ op: 'event', name });
      }
      for (const [member, of] of causes) {
        this.#members.add(member);
        this.#gates.set(member.id, { op: 'or', of });
        this.#places.set(member.id, member.element);
      }
    }
  }

  #variable(declaration: Declaration): Formula {
    const { kind, id, element } = declaration;
    if (kind === 'house-event') return { op: 'constant', value: this.#houseValue(element) };
    return { op: kind === 'gate' || this.#members.has(declaration) ? 'gate' : 'event', name: id };
  }

  #define(declaration: Declaration, evaluator: Evaluator, reader: FormulaReader): void {
    const { kind, id, element, container } = declaration;
    const label = element.children.find(({ name }) => name === 'label')?.text;
    if (label !== undefined && label !== '') this.#labels.set(id, label);
    const [content, more] = contentOf(element);
    if (more) {
      const message = `${quoted(declaration.name)} has more than one definition in it: <${more.name}> too.`;
      this.#problems.error('open-psa-element', message, more);
    }
    if (kind === 'gate') {
      this.#places.set(id, element);
      if (content) this.#gates.set(id, readFormula(content, container, reader));
      else
        this.#problems.error(
          'open-psa-arguments',
          `The gate ${quoted(declaration.name)} has no formula.`,
          element,
        );
    } else if (kind === 'basic-event') this.#basicEvent(declaration, content, evaluator);
    else if (content && content.name !== 'constant') {
      const message = `A house event is a <constant value="true"/> or false, not <${content.name}>.`;
      this.#problems.error('open-psa-element', message, content);
    } else if (content) truthOf(content, this.#problems);
  }

  #basicEvent(declaration: Declaration, content: XmlElement | undefined, evaluator: Evaluator): void {
    const { id, name, container, element } = declaration;
    if (this.#members.has(declaration)) {
      if (!content) return;
      const message = `The distribution of its common-cause group counts for ${quoted(name)}, not this one.`;
      this.#problems.note('common-cause-group', message, content);
      return;
    }
    if (!content) {
      this.#withoutProbability.set(id, element);
      return;
    }
    const probability = evaluator.valueOf(content, container);
    if (Number.isNaN(probability)) return;
    if (probability < 0 || probability > 1) {
      const message = `The probability of ${quoted(name)} is ${probability}; it must be from 0 to 1.`;
      this.#problems.error('open-psa-probability', message, content);
    }
    this.#events.set(id, probability);
  }

  #houseValue(element: XmlElement): boolean {
    const [content] = contentOf(element);
    return ['true', '1'].includes(content?.attributes.get('value') ?? '');
  }

  #isMember(name: string): boolean {
    return this.#places.get(name)?.name !== 'define-gate';
  }

  /** A gate by its name, its whole path, or the name of a private one that no other gate has. */
  #named(wanted: string, gates: readonly string[]): string | undefined {
    if (gates.includes(wanted)) return wanted;
    const named = [...this.#declarations.events.all].filter(
      ({ kind, container, name }) => kind === 'gate' && [name, pathOf(container, name)].includes(wanted),
    );
    if (named.length === 1) return named[0]?.id;
    const near = nearest(wanted, gates);
    const advice =
      near === undefined ? `There is ${gates.slice(0, MOST_NAMED).join(', ')}.` : `Did you mean "${near}"?`;
    const at = { file: this.#declarations.files[0] ?? '', start: 0, end: 0 };
    this.#problems.error('unknown-top', `There is no gate ${quoted(wanted)}. ${advice}`, at);
    return undefined;
  }

  #reportCircle(circle: readonly string[]): void {
    const [first = ''] = circle;
    const steps = circle.slice(0, MOST_NAMED).map((name) => {
      const at = this.#places.get(name);
      return at ? `${quoted(name)} (${this.#problems.placeOf(at)})` : quoted(name);
    });
    const more = circle.length - steps.length;
    const rest = more > 0 ? [`${more} more`, quoted(first)] : [quoted(first)];
    const message = `Gates lead in a circle: ${[...steps, ...rest].join(' → ')}.`;
    const at = this.#places.get(first) ?? { file: '', start: 0, end: 0 };
    this.#problems.error('open-psa-cycle', message, at);
  }

  #reportMissing(events: readonly string[]): void {
    const without = events.filter((name) => this.#withoutProbability.has(name)).sort(byCodeUnit);
    const [first] = without.map((name) => this.#withoutProbability.get(name));
    if (!first) return;
    const named = without.slice(0, MOST_NAMED).map(quoted).join(', ');
    const more = without.length > MOST_NAMED ? ` and ${without.length - MOST_NAMED} more` : '';
    const advice = 'Write one, such as <float value="1e-3"/>, inside.';
    const message = `No probability is given for ${named}${more}. ${advice}`;
    this.#problems.error('open-psa-probability', message, first);
  }

  #reportEmpty(): void {
    const at = { file: this.#declarations.files[0] ?? '', start: 0, end: 0 };
    this.#problems.error('open-psa-empty', 'No gate is defined here, so there is nothing to solve.', at);
  }

  #tellAssumptions({ missionTimeAt, deviates }: Evaluator): void {
    const [first] = deviates;
    if (missionTimeAt && this.#options.missionTime === undefined) {
      const message =
        `The mission time is taken as ${HOURS_OF_A_YEAR}, the hours of a year. Give another one where the ` +
        'model means something else (--mission-time).';
      this.#problems.note('open-psa-mission-time', message, missionTimeAt);
    }
    if (first) {
      const one = deviates.length === 1 ? 'One random deviate' : `${deviates.length} random deviates`;
      const message = `${one} counted with the mean; uncertainty is not computed.`;
      this.#problems.note('open-psa-deviate', message, first);
    }
  }
}

function onlyOne(tops: readonly string[]): string | undefined {
  return tops.length === 1 ? tops[0] : undefined;
}
