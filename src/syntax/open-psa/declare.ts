import { posix } from 'node:path';
import { didYouMean } from '../../core/nearest.ts';
import type { Container, DefinedKind } from './names.ts';
import { Names, pathOf } from './names.ts';
import type { Problems } from './problem.ts';
import { quoted, reportText } from './problem.ts';
import type { XmlElement } from './xml.ts';

/** A common-cause group with the container that its names are seen from. */
export interface GroupDeclaration {
  readonly name: string;
  readonly container: Container;
  readonly isPublic: boolean;
  readonly element: XmlElement;
}

/** Everything that the files of a model define. */
export interface Declarations {
  readonly events: Names;
  readonly parameters: Names;
  readonly groups: readonly GroupDeclaration[];
  /** The files that hold a model, in their order. */
  readonly files: readonly string[];
}

const DEFINES: ReadonlyMap<string, DefinedKind> = new Map([
  ['define-gate', 'gate'],
  ['define-basic-event', 'basic-event'],
  ['define-house-event', 'house-event'],
  ['define-parameter', 'parameter'],
]);
// Sequences and phases lead to fault trees and change nothing in them.
const SKIPPED = new Set([
  'define-event-tree',
  'define-initiating-event',
  'define-initiating-event-group',
  'define-rule',
  'define-consequence',
  'define-consequence-group',
  'define-alignment',
  'define-extern-library',
  'define-extern-function',
]);
const CONTAINERS = ['define-fault-tree', 'define-component', 'model-data'];
const OTHERS = ['define-CCF-group', 'define-substitution', 'include', 'label', 'attributes'];
const KNOWN = [...DEFINES.keys(), ...CONTAINERS, ...OTHERS, ...SKIPPED];

const MODEL: Container = { path: '', parent: undefined, isPublic: true };

/** Collects what the roots of all files define, each name in its container. */
export function declare(roots: readonly XmlElement[], problems: Problems): Declarations {
  const collector = new Collector(problems);
  const models = roots.filter(({ name }) => name === 'opsa-mef');
  collector.files.push(...models.map(({ file }) => file));
  for (const root of roots) {
    if (root.name === 'opsa-mef') collector.collect(root, MODEL);
    else {
      const message = `This is no model in the OpenPSA format: its root is <${root.name}>, not <opsa-mef>.`;
      problems.error('not-open-psa', message, root);
    }
  }
  return collector;
}

class Collector implements Declarations {
  readonly events: Names;
  readonly parameters: Names;
  readonly groups: GroupDeclaration[] = [];
  readonly files: string[] = [];
  readonly #problems: Problems;
  readonly #containers = new Map<string, XmlElement>();
  readonly #groupNames = new Map<string, XmlElement>();

  constructor(problems: Problems) {
    this.#problems = problems;
    this.events = new Names(problems);
    this.parameters = new Names(problems);
  }

  collect(parent: XmlElement, container: Container): void {
    reportText(parent, this.#problems);
    for (const element of parent.children) this.#element(element, container);
  }

  #element(element: XmlElement, container: Container): void {
    const kind = DEFINES.get(element.name);
    if (kind) this.#define(kind, element, container);
    else if (element.name === 'model-data') this.collect(element, container);
    else if (element.name === 'define-fault-tree' || element.name === 'define-component') {
      this.#container(element, container);
    } else if (element.name === 'define-CCF-group') this.#group(element, container);
    else if (element.name === 'include') this.#include(element, container);
    else if (element.name !== 'label' && element.name !== 'attributes') this.#unread(element);
  }

  #define(kind: DefinedKind, element: XmlElement, container: Container): void {
    const name = this.#nameOf(element);
    if (name === undefined) return;
    const isPublic = this.#isPublic(element, container);
    const id = isPublic ? name : pathOf(container, name);
    const names = kind === 'parameter' ? this.parameters : this.events;
    names.add({ kind, id, name, container, element }, isPublic);
  }

  #container(element: XmlElement, parent: Container): void {
    const name = this.#nameOf(element);
    if (name === undefined) return;
    const path = pathOf(parent, name);
    this.#once(this.#containers, path, element);
    this.collect(element, { path, parent, isPublic: this.#isPublic(element, parent) });
  }

  #group(element: XmlElement, container: Container): void {
    const name = this.#nameOf(element);
    if (name === undefined) return;
    this.#once(this.#groupNames, container.isPublic ? name : pathOf(container, name), element);
    this.groups.push({ name, container, isPublic: this.#isPublic(element, container), element });
  }

  #once(before: Map<string, XmlElement>, name: string, element: XmlElement): void {
    const first = before.get(name);
    before.set(name, first ?? element);
    if (!first) return;
    this.#problems.error(
      'defined-twice',
      `<${element.name}> ${quoted(name)} is defined twice, first at ${this.#problems.placeOf(first)}. ` +
        'Rename one of them, or take it away.',
      element,
    );
  }

  #nameOf(element: XmlElement): string | undefined {
    const name = element.attributes.get('name');
    if (name !== undefined && name !== '') return name;
    const others = [...element.attributes.keys()];
    const hint = name === undefined ? ` It has ${others.join(', ') || 'no attributes'}.` : '';
    this.#problems.error('open-psa-attribute', `<${element.name}> has no name.${hint}`, element);
    return undefined;
  }

  /** The role of the element itself, else of what holds it. */
  #isPublic(element: XmlElement, container: Container): boolean {
    const role = element.attributes.get('role');
    if (role === undefined || role === 'public') return role === 'public' || container.isPublic;
    if (role !== 'private') {
      const message = `The role "${role}" is not known${didYouMean(role, ['public', 'private'])}`;
      this.#problems.error('open-psa-attribute', message, element);
    } else if (container === MODEL && element.name !== 'define-fault-tree') {
      const message = 'role="private" hides a name in a fault tree or component; here it stands in neither.';
      this.#problems.error('open-psa-attribute', message, element);
    }
    return false;
  }

  #unread(element: XmlElement): void {
    const { name } = element;
    if (SKIPPED.has(name)) {
      const message = `<${name}> is not read: the fault trees are solved without it.`;
      this.#problems.note('open-psa-skipped', message, element);
    } else if (name === 'define-substitution') {
      const message =
        'Substitutions are not read, and without them the results would be wrong. Take it away to solve ' +
        'the fault trees as they stand.';
      this.#problems.error('open-psa-not-read', message, element);
    } else
      this.#problems.error(
        'open-psa-element',
        `<${name}> is not known here${didYouMean(name, KNOWN)}`,
        element,
      );
  }

  /** A file that is given beside this one is part of the model already; no other one is ever opened. */
  #include(element: XmlElement, container: Container): void {
    const named = element.attributes.get('file') ?? element.attributes.get('href') ?? '';
    const path = posix.join(posix.dirname(element.file), named);
    if (container === MODEL && this.files.some((file) => posix.normalize(file) === path)) return;
    const advice =
      container === MODEL
        ? 'is not opened from here. Give it as a file of the model, beside this one.'
        : 'cannot be included inside a fault tree: what it defines would change its name.';
    const message = `${quoted(named)} ${advice}`;
    this.#problems.error('open-psa-not-read', message, element);
  }
}
