/** What any module may use, however little is left: this takes a few milliseconds. */
const ALWAYS = 1 << 12;

/** A diagram of this many nodes takes about 250 MB while it is built. */
const MOST = 1 << 23;

/** Nodes that may be made, in all diagrams that are tried; and a word from a caller who has a clock. */
export class Budget {
  #left: number;
  readonly mayGoOn: () => boolean;

  constructor(nodes: number, mayGoOn: () => boolean = () => true) {
    this.#left = nodes;
    this.mayGoOn = mayGoOn;
  }

  /** The most nodes that the next diagram may have, so that others have theirs too. */
  share(): number {
    return this.mayGoOn() ? Math.max(ALWAYS, Math.min(MOST, this.#left / 4)) : ALWAYS;
  }

  spend(nodes: number): void {
    this.#left -= nodes;
  }
}
