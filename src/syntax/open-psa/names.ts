import { nearest } from '../../core/nearest.ts';
import type { Problems } from './problem.ts';
import { quoted } from './problem.ts';
import type { XmlElement } from './xml.ts';

/** What may be defined under a name. */
export type DefinedKind = 'gate' | 'basic-event' | 'house-event' | 'parameter';

/** A fault tree or a component; the model itself has an empty path and no parent. */
export interface Container {
  /** Names of containers from the fault tree on, with dots between them. */
  readonly path: string;
  readonly parent: Container | undefined;
  readonly isPublic: boolean;
}

/** Something that is defined under a name. */
export interface Declaration {
  readonly kind: DefinedKind;
  /** Its name where it is public, else its whole path: unique among events, and among parameters. */
  readonly id: string;
  readonly name: string;
  readonly container: Container;
  readonly element: XmlElement;
}

const WORDS: Readonly<Record<DefinedKind, string>> = {
  gate: 'gate',
  'basic-event': 'basic event',
  'house-event': 'house event',
  parameter: 'parameter',
};

// To look for a near name takes a look at all of them; nobody reads the advice for the hundredth.
const MOST_ADVICE = 50;

/** Names of one space: all events, or all parameters. */
export class Names {
  readonly #byPath = new Map<string, Declaration>();
  readonly #public = new Map<string, Declaration>();
  readonly #problems: Problems;
  #advised = 0;

  constructor(problems: Problems) {
    this.#problems = problems;
  }

  /** In the order in which they are defined. */
  get all(): Iterable<Declaration> {
    return this.#byPath.values();
  }

  /** Two private things in two containers may have one name; everything else is defined once. */
  add(declaration: Declaration, isPublic: boolean): void {
    const { container, name, element, kind } = declaration;
    const path = pathOf(container, name);
    const before = this.#byPath.get(path) ?? (isPublic ? this.#public.get(name) : undefined);
    if (before) {
      this.#problems.error(
        'defined-twice',
        `The ${WORDS[kind]} ${quoted(name)} is defined twice: ${WORDS[before.kind]} at ` +
          `${this.#problems.placeOf(before.element)}. Rename one of them, or take it away.`,
        element,
      );
      return;
    }
    this.#byPath.set(path, declaration);
    if (isPublic) this.#public.set(name, declaration);
  }

  /**
   * What a reference means in a container: a path from there, from a container around it or from the model,
   * else a public name. Of things of one name that can be seen, those of the kinds that are asked for count.
   */
  find(reference: string, from: Container, kinds: readonly DefinedKind[]): Declaration | undefined {
    return this.#candidates(reference, from).find(({ kind }) => kinds.includes(kind));
  }

  /** Says that a reference leads nowhere: what stands there instead, or the nearest name. */
  reportMissing(reference: string, from: Container, kinds: readonly DefinedKind[], at: XmlElement): void {
    const wanted = kinds.length > 1 ? 'event' : kinds.map((kind) => WORDS[kind]).join();
    const other = this.#candidates(reference, from)[0];
    if (other) {
      const place = this.#problems.placeOf(other.element);
      const message = `${quoted(reference)} is a ${WORDS[other.kind]} (${place}), not a ${wanted}.`;
      this.#problems.error('wrong-kind', message, at);
      return;
    }
    this.#problems.error(
      'unknown-name',
      `There is no ${wanted} ${quoted(reference)}. ${this.#advice(reference, kinds)}`,
      at,
    );
  }

  #advice(reference: string, kinds: readonly DefinedKind[]): string {
    this.#advised += 1;
    const plain = 'Define it, or give the file that does.';
    if (this.#advised > MOST_ADVICE) return plain;
    const known = [...this.#byPath].filter(([, { kind }]) => kinds.includes(kind));
    const hidden = known.find(([, { name }]) => name === reference)?.[0];
    if (hidden !== undefined) return `A private one is reached as "${hidden}".`;
    const near = nearest(reference, new Set(known.flatMap(([path, { id }]) => [id, path])));
    return near === undefined ? plain : `Did you mean "${near}"?`;
  }

  #candidates(reference: string, from: Container): readonly Declaration[] {
    const found: (Declaration | undefined)[] = [];
    for (let container: Container | undefined = from; container; container = container.parent) {
      found.push(this.#byPath.get(pathOf(container, reference)));
    }
    return [...found, this.#public.get(reference)].filter((one) => one !== undefined);
  }
}

/** A name inside a container. */
export function pathOf({ path }: Container, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}
