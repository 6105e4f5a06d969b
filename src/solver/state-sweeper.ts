import type { Module, Program } from './program.ts';

/** Evaluates a program again and again while single variables become certain. */
export class StateSweeper {
  readonly #program: Program;
  readonly #variables: number;
  readonly #top: number;
  readonly #values: Float64Array;
  readonly #chances: Float64Array;
  /** By variable: the modules that depend on it, in the order of the program. */
  readonly #affected = new Map<number, readonly Module[]>();
  /** What was changed by each failure: the variable, and the values of modules before. */
  readonly #changes: { readonly variable: number; readonly before: Float64Array }[] = [];

  /** `variables`: how many are not modules of this program; `top`: the one that is asked for. */
  constructor(program: Program, { variables, top }: { readonly variables: number; readonly top: number }) {
    this.#program = program;
    this.#variables = variables;
    this.#top = top;
    this.#values = new Float64Array(variables + program.modules.length);
    this.#chances = new Float64Array(program.count);
    this.#chances[1] = 1;
  }

  /** The probability where the `open` ones of the given variables are false, and the `certain` ones true. */
  start(
    values: Float64Array,
    given: { readonly open: readonly number[]; readonly certain: readonly number[] },
  ): number {
    this.#values.set(values.subarray(0, this.#variables));
    this.#changes.length = 0;
    for (const variable of given.open) this.#values[variable] = 0;
    for (const variable of given.certain) this.#values[variable] = 1;
    for (const module of this.#program.modules) this.#evaluate(module);
    return this.#values[this.#top] ?? 0;
  }

  /** The probability where one more is true. */
  fail(variable: number): number {
    const modules = this.#affectedBy(variable);
    this.#changes.push({
      variable,
      before: Float64Array.from(modules, (module) => this.#values[module.variable] ?? 0),
    });
    this.#values[variable] = 1;
    for (const module of modules) this.#evaluate(module);
    return this.#values[this.#top] ?? 0;
  }

  /** Takes the last failure back. */
  repair(): void {
    const change = this.#changes.pop();
    if (!change) return;
    this.#values[change.variable] = 0;
    const modules = this.#affectedBy(change.variable);
    for (const [index, module] of modules.entries())
      this.#values[module.variable] = change.before[index] ?? 0;
  }

  #affectedBy(variable: number): readonly Module[] {
    const known = this.#affected.get(variable);
    if (known) return known;
    const changed = new Set([variable]);
    const affected = this.#program.modules.filter((module) => {
      const isAffected = module.order.some((one) => changed.has(one));
      if (isAffected) changed.add(module.variable);
      return isAffected;
    });
    this.#affected.set(variable, affected);
    return affected;
  }

  #evaluate({ variable, start, end, root }: Module): void {
    const { variables, highs, lows } = this.#program;
    const values = this.#values;
    const chances = this.#chances;
    for (let node = start; node < end; node++) {
      const q = values[variables[node] ?? 0] ?? 0;
      chances[node] = q * (chances[highs[node] ?? 0] ?? 0) + (1 - q) * (chances[lows[node] ?? 0] ?? 0);
    }
    values[variable] = chances[root] ?? 0;
  }
}
