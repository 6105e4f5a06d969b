// What the format recommends and its readers insist on: a letter, then letters, digits, _ and single hyphens.
// https://open-psa.github.io/mef/mef/fault_tree_layer.html, "Use Portable Identifiers"
const PORTABLE = /^[A-Za-z][A-Za-z0-9_]*(?:-[A-Za-z0-9_]+)*$/;

/** Gives every name an identifier of its own: itself where it is portable and free. */
export class Identifiers {
  readonly #taken = new Set<string>();

  /** An identifier near the name that nothing else has. */
  take(name: string): string {
    const base = PORTABLE.test(name) ? name : portable(name);
    let identifier = base;
    for (let number = 2; this.#taken.has(identifier); number += 1) identifier = `${base}_${number}`;
    this.#taken.add(identifier);
    return identifier;
  }

  /** Those of several names: portable ones keep theirs, whatever else is named so. */
  takeAll(names: readonly string[]): Map<string, string> {
    const own = names.filter((name) => PORTABLE.test(name));
    const others = names.filter((name) => !PORTABLE.test(name));
    return new Map([...own, ...others].map((name) => [name, this.take(name)]));
  }
}

function portable(name: string): string {
  const joined = name
    .replace(/[^A-Za-z0-9_-]+/g, '_')
    .replace(/-{2,}/g, '-')
    .replace(/^[-_]+|[-_]+$/g, '');
  if (joined === '') return 'x';
  return /^[A-Za-z]/.test(joined) ? joined : `x${joined}`;
}
