/** A list of names written over several lines; one that ends with `*` stands for all that begin so. */
export class Names {
  readonly #exact = new Set<string>();
  readonly #starts: string[] = [];

  constructor(text: string) {
    for (const name of text.split(/\s+/)) {
      if (name.endsWith('*')) this.#starts.push(name.slice(0, -1));
      else if (name !== '') this.#exact.add(name);
    }
  }

  has(name: string): boolean {
    return this.#exact.has(name) || this.#starts.some((start) => name.startsWith(start));
  }
}
