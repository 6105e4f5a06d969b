import type { SourceRange } from '../../core/location.ts';

/** Where the first mention of each address stands in the text, found in one pass. */
export class Places {
  readonly #file: string;
  readonly #found = new Map<string, number>();

  constructor(file: string, text: string) {
    this.#file = file;
    for (const match of text.matchAll(/"address"\s*:\s*("(?:[^"\\]|\\.)*")/g)) {
      const [whole, quoted = '""'] = match;
      const address: unknown = JSON.parse(quoted);
      if (typeof address !== 'string' || this.#found.has(address)) continue;
      this.#found.set(address, match.index + whole.length - quoted.length);
    }
  }

  of(address: string): SourceRange {
    const start = this.#found.get(address);
    if (start === undefined) return { file: this.#file, start: 0, end: 0 };
    return { file: this.#file, start, end: start + JSON.stringify(address).length };
  }
}
