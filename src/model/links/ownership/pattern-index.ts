import type { OwnersPattern } from './owners-pattern.ts';
import { coversPath } from './owners-pattern.ts';

/** Finds the patterns that cover a file without trying them all: by the folders that they begin with. */
export class PatternIndex {
  readonly #patterns: readonly OwnersPattern[];
  readonly #fromRoot = emptyNode();
  readonly #anywhere = emptyNode();

  constructor(patterns: readonly OwnersPattern[]) {
    this.#patterns = patterns;
    for (const [number, { segments }] of patterns.entries()) {
      const start = segments.findIndex((segment) => segment !== '**');
      let node = start === 0 ? this.#fromRoot : this.#anywhere;
      for (const segment of start < 0 ? [] : segments.slice(start)) {
        if (/[*?]/.test(segment)) break;
        const next = node.below.get(segment) ?? emptyNode();
        node.below.set(segment, next);
        node = next;
      }
      node.patterns.push(number);
    }
  }

  /** The numbers of the patterns that cover a file, in their order. */
  covering(file: string): readonly number[] {
    const path = file.split('/');
    const found = new Set(along(this.#fromRoot, path, 0));
    for (const start of path.keys())
      for (const number of along(this.#anywhere, path, start)) found.add(number);
    return [...found]
      .sort((a, b) => a - b)
      .filter((number) => {
        const pattern = this.#patterns[number];
        return pattern !== undefined && coversPath(pattern, path);
      });
  }
}

interface Node {
  readonly below: Map<string, Node>;
  /** Patterns whose plain folders end here. */
  readonly patterns: number[];
}

function emptyNode(): Node {
  return { below: new Map(), patterns: [] };
}

function along(root: Node, path: readonly string[], start: number): readonly number[] {
  const found = [...root.patterns];
  let node: Node | undefined = root;
  for (let at = start; node && at < path.length; at += 1) {
    node = node.below.get(path[at] ?? '');
    if (node) for (const number of node.patterns) found.push(number);
  }
  return found;
}
