/** What any module may use, however little is left: this takes a few milliseconds. */
const ALWAYS = 1 << 12;

/** A diagram of this many nodes takes about 250 MB while it is built. */
const MOST = 1 << 23;

/** Nodes that may be made, in all diagrams that are tried; and a word from a caller who has a clock. */
export class Budget {
  #left: number;
  readonly #always: number;
  readonly mayGoOn: () => boolean;

  constructor(nodes: number, mayGoOn: () => boolean = () => true) {
    this.#left = nodes;
    this.#always = Math.min(ALWAYS, nodes);
    this.mayGoOn = mayGoOn;
  }

  /** The most nodes that the next diagram may have, so that others have theirs too. */
  share(): number {
    return this.mayGoOn() ? Math.max(this.#always, Math.min(MOST, this.#left / 4)) : this.#always;
  }

  get isSpent(): boolean {
    return this.#left <= 0 || !this.mayGoOn();
  }

  spend(nodes: number): void {
    this.#left -= nodes;
  }
}
