/**
 * What was evaluated and who read it: names are `owner what`, where the owner is the address of a module
 * instance (`''` is the root) or of a resource instance.
 */
export class Dependence {
  readonly #readers = new Map<string, Set<string>>();
  readonly #named = new Map<string, Set<string>>();
  readonly #reading: string[] = [];

  /** Notes that whatever is being evaluated reads this. */
  read(owner: string, what: string): void {
    const name = nameOf(owner, what);
    const reader = this.#reading.at(-1);
    if (reader === undefined || reader === name) return;
    add(this.#readers, name, reader);
  }

  /** Evaluates something, noting all that it reads. */
  within<T>(owner: string, what: string, evaluate: () => T): T {
    const name = nameOf(owner, what);
    add(this.#named, owner, name);
    this.#reading.push(name);
    try {
      return evaluate();
    } finally {
      this.#reading.pop();
    }
  }

  /** Everything that was evaluated for an owner. */
  of(owner: string): Iterable<string> {
    return this.#named.get(owner) ?? [];
  }

  /** These and all that was made of them, directly or not. */
  reached(from: Iterable<string>): ReadonlySet<string> {
    const found = new Set(from);
    for (const name of found) for (const reader of this.#readers.get(name) ?? []) found.add(reader);
    return found;
  }
}

/** How a thing is named that something of an owner is made of. */
export function nameOf(owner: string, what: string): string {
  return `${owner} ${what}`;
}

function add(into: Map<string, Set<string>>, key: string, item: string): void {
  const known = into.get(key);
  if (known) known.add(item);
  else into.set(key, new Set([item]));
}
