import type { TfValue } from '../values/value.ts';
import { sizeOf } from '../values/size.ts';
import { EvaluationError } from '../values/value.ts';

// Steps of evaluation. The most that one stack of the public repositories we read needs is 0.03 million.
const MOST_STEPS = 10_000_000;
// A resource has some dozens of arguments.
const STEPS_PER_INSTANCE = 300;
// Parts of lists and maps that functions and `for` expressions made, in use or not. Guards memory.
const MOST_PARTS = 5_000_000;
const PARTS_PER_INSTANCE = 50;
// Characters of text that functions and templates made. Guards memory as well.
const MOST_CHARACTERS = 400_000_000;
// Expressions inside expressions, through references: what fits on the stack of the oldest Node supported.
const DEEPEST_EXPRESSION = 400;

/**
 * What the evaluation of one stack may cost. Reaching a limit is an error at the expression that reached it;
 * whatever is evaluated afterwards is unknown for the same reason, so that a hostile or mistaken input ends
 * soon.
 */
export class Budget {
  /** Instances of blocks so far. */
  instances = 0;
  /** Instances of modules so far. */
  modules = 0;
  /** References that wait for each other now. */
  references = 0;
  #depth = 0;
  #steps = 0;
  #parts = 0;
  #characters = 0;

  /** Counts steps of work: one for an expression, one for each part of a value that a function looks at. */
  spend(steps: number): void {
    this.#steps += steps;
    if (this.#steps > MOST_STEPS + this.instances * STEPS_PER_INSTANCE) {
      this.#stop('more steps than a stack of this size may take');
    }
  }

  /** Counts a value that a function, a template or a `for` expression made. */
  keep(value: TfValue): TfValue {
    const { content } = value;
    if (typeof content === 'string') this.#characters += content.length;
    else this.#parts += sizeOf(value);
    if (this.#characters > MOST_CHARACTERS)
      this.#stop('more text than a stack may make (400 million characters)');
    if (this.#parts > MOST_PARTS + this.instances * PARTS_PER_INSTANCE) {
      this.#stop('more parts of lists and maps than a stack of this size may make');
    }
    return value;
  }

  /** Runs an evaluation one level deeper. */
  enter(): void {
    this.#depth += 1;
    if (this.#depth <= DEEPEST_EXPRESSION) return;
    this.#depth -= 1;
    throw new EvaluationError(
      `expressions wait for each other more than ${DEEPEST_EXPRESSION} levels deep`,
      'limit',
    );
  }

  leave(): void {
    this.#depth -= 1;
  }

  /** Steps so far, for measuring. */
  get steps(): number {
    return this.#steps;
  }

  #stop(what: string): never {
    throw new BudgetSpent(
      `this takes ${what}; what was still to be evaluated is unknown. Make fewer or smaller values`,
    );
  }
}

/** The error of a stack that has used up its budget. */
export class BudgetSpent extends EvaluationError {
  constructor(message: string) {
    super(message, 'limit');
  }
}
