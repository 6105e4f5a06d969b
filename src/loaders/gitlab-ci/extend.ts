import type { Diagnostic } from '../../core/diagnostic.ts';
import type { YamlMapping, YamlNode } from '../../syntax/yaml/ast.ts';
import { isMapping, nodeAt } from '../../syntax/yaml/node.ts';
import { textOf, textsOf } from '../pipelines/made.ts';
import type { ConfigReader } from './config.ts';
import { merged, without } from './merge.ts';

/** Jobs of a configuration with what they extend and refer to. */
export class JobReader {
  readonly #root: YamlMapping;
  readonly #reader: ConfigReader;
  readonly diagnostics: Diagnostic[] = [];
  // References to lists of references would multiply at each level.
  #itemsLeft = 20_000;
  readonly #extended = new Map<string, YamlMapping | undefined>();

  constructor(root: YamlMapping, reader: ConfigReader) {
    this.#root = root;
    this.#reader = reader;
  }

  /** A job with everything that it extends merged in; undefined where there is none of that name. */
  job(name: string, inside: readonly string[] = []): YamlMapping | undefined {
    if (this.#extended.has(name)) return this.#extended.get(name);
    const own = nodeAt(this.#root, name);
    // GitLab follows eleven levels. https://docs.gitlab.com/ci/yaml/#extends
    if (!isMapping(own) || inside.length > 11) return undefined;
    let base: YamlMapping | undefined;
    for (const node of textsOf(nodeAt(own, 'extends'))) {
      const parent = textOf(node) ?? '';
      if (parent === name || inside.includes(parent)) {
        const message = `${name} extends itself through ${parent}. Take out one; it is not followed.`;
        this.diagnostics.push({ severity: 'warning', code: 'job-extends-itself', message, at: node });
        continue;
      }
      const one = this.job(parent, [...inside, name]);
      if (one) base = base ? merged(base, one) : one;
    }
    const job = without(base ? merged(base, own) : own, 'extends');
    this.#extended.set(name, job);
    return job;
  }

  /** The items of a list with what `!reference` names in their place. */
  items(node: YamlNode | undefined, depth = 0): readonly YamlNode[] {
    this.#itemsLeft -= 1;
    if (!node || depth > 10 || this.#itemsLeft < 0) return [];
    if (this.#reader.isReference(node)) return this.items(this.referred(node), depth + 1);
    if (node.kind === 'sequence') return node.items.flatMap((item) => this.items(item, depth));
    return [node];
  }

  /** What `!reference [job, key]` names; every other node is itself. */
  referred(node: YamlNode | undefined, depth = 0): YamlNode | undefined {
    if (!node || depth > 10 || node.kind !== 'sequence' || !this.#reader.isReference(node)) return node;
    const path = node.items.map((item) => textOf(item) ?? '');
    return this.referred(nodeAt(this.#root, ...path), depth + 1);
  }
}
