import { EvaluationError } from '../../values/value.ts';
import type { Assertion, CharacterSet, ParsedRegex, RegexNode } from './node.ts';

/** One step of a compiled pattern; `next` and the like are positions in the program. */
export type Instruction =
  | { readonly kind: 'match' }
  | { readonly kind: 'character'; readonly set: CharacterSet; readonly next: number }
  | { readonly kind: 'assertion'; readonly assertion: Assertion; readonly next: number }
  | { readonly kind: 'save'; readonly slot: number; readonly next: number }
  | { readonly kind: 'split'; readonly first: number; readonly second: number };

export interface Program {
  readonly instructions: readonly Instruction[];
  readonly start: number;
  readonly groups: readonly (string | undefined)[];
}

type Repeat = Extract<RegexNode, { kind: 'repeat' }>;

/** Counted repetitions of repetitions grow quickly; Go refuses such patterns too. */
const LONGEST_PROGRAM = 100_000;

/** Compiles a pattern from its end to its start, so that every step knows what comes after it. */
export function compileRegex({ root, groups }: ParsedRegex): Program {
  const compiler = new Compiler();
  const end = compiler.emit({ kind: 'save', slot: 1, next: compiler.emit({ kind: 'match' }) });
  const start = compiler.emit({ kind: 'save', slot: 0, next: compiler.compile(root, end) });
  return { start, instructions: compiler.instructions, groups };
}

class Compiler {
  readonly instructions: Instruction[] = [];

  emit(instruction: Instruction): number {
    if (this.instructions.length > LONGEST_PROGRAM)
      throw new EvaluationError('the pattern repeats too much', 'limit');
    this.instructions.push(instruction);
    return this.instructions.length - 1;
  }

  /** Where to start for a node that is followed by `next`. */
  compile(node: RegexNode, next: number): number {
    switch (node.kind) {
      case 'empty':
        return next;
      case 'characters':
        return this.emit({ kind: 'character', set: node.set, next });
      case 'assertion':
        return this.emit({ kind: 'assertion', assertion: node.assertion, next });
      case 'group': {
        const inner = this.compile(node.inner, this.emit({ kind: 'save', slot: node.index * 2 + 1, next }));
        return this.emit({ kind: 'save', slot: node.index * 2, next: inner });
      }
      case 'sequence':
        return [...node.parts].reverse().reduce((following, part) => this.compile(part, following), next);
      case 'alternatives': {
        const starts = node.parts.map((part) => this.compile(part, next));
        return starts.reduceRight((second, first) => this.emit({ kind: 'split', first, second }));
      }
      case 'repeat':
        return node.max === undefined ? this.#unlimited(node, next) : this.#limited(node, node.max, next);
    }
  }

  #unlimited(node: Repeat, next: number): number {
    const loop = this.emit({ kind: 'match' });
    const body = this.compile(node.inner, loop);
    this.instructions[loop] = this.#choice(node, body, next);
    if (node.min > 0) return this.#times(node, node.min - 1, body);
    // What may match nothing is tried once before the loop gives up, so that its groups are empty, not unset.
    return canBeEmpty(node.inner) ? this.emit(this.#choice(node, body, next)) : loop;
  }

  #limited(node: Repeat, max: number, next: number): number {
    let following = next;
    for (let count = node.min; count < max; count += 1) {
      // a{1,3} is a(a(a)?)?: the optional ones are nested, the innermost is compiled first.
      following = this.emit(this.#choice(node, this.compile(node.inner, following), next));
    }
    return this.#times(node, node.min, following);
  }

  #times(node: Repeat, count: number, next: number): number {
    let following = next;
    for (let index = 0; index < count; index += 1) following = this.compile(node.inner, following);
    return following;
  }

  #choice({ greedy }: Repeat, inner: number, skip: number): Instruction {
    return greedy
      ? { kind: 'split', first: inner, second: skip }
      : { kind: 'split', first: skip, second: inner };
  }
}

function canBeEmpty(node: RegexNode): boolean {
  switch (node.kind) {
    case 'empty':
    case 'assertion':
      return true;
    case 'characters':
      return false;
    case 'group':
      return canBeEmpty(node.inner);
    case 'sequence':
      return node.parts.every(canBeEmpty);
    case 'alternatives':
      return node.parts.some(canBeEmpty);
    case 'repeat':
      return node.min === 0 || canBeEmpty(node.inner);
  }
}
