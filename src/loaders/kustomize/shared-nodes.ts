import type { YamlMapping, YamlNode } from '../../syntax/yaml/ast.ts';

/**
 * Values that Kustomize holds in several places of one object at once: a label that it adds to an object, its
 * selector and its template is one value for it. Whoever changes it in one place later changes it in all.
 */
export class SharedNodes {
  readonly #shared = new WeakSet<YamlNode>();

  /** A copy of a value that is put into several places. */
  share(value: YamlNode): YamlNode {
    const copy = { ...value };
    this.#shared.add(copy);
    return copy;
  }

  /** Collects what becomes of shared values while a step changes an object. */
  watch(): SharedChanges {
    return new SharedChanges(this.#shared);
  }

  /** The object with values of its own in every place, as a JSON patch leaves it. */
  separate(root: YamlMapping): YamlMapping {
    return mapNodes(root, (node) => (this.#shared.has(node) ? { ...node } : node));
  }
}

/** The shared values that a step has replaced. */
export class SharedChanges {
  readonly #shared: WeakSet<YamlNode>;
  readonly #replaced = new Map<YamlNode, YamlNode>();

  constructor(shared: WeakSet<YamlNode>) {
    this.#shared = shared;
  }

  /** What takes the place of a value: itself, or what is shared instead. */
  replace(old: YamlNode | undefined, value: YamlNode): YamlNode {
    if (!old || old === value || !this.#shared.has(old)) return value;
    const copy = { ...value };
    this.#shared.add(copy);
    this.#replaced.set(old, copy);
    return copy;
  }

  /** The object with every other place changed too. */
  spread(root: YamlMapping): YamlMapping {
    if (this.#replaced.size === 0) return root;
    return mapNodes(root, (node) => this.#replaced.get(node) ?? node);
  }
}

function mapNodes(root: YamlMapping, change: (node: YamlNode) => YamlNode): YamlMapping {
  const visit = (node: YamlNode): YamlNode => {
    const changed = change(node);
    if (changed !== node || node.kind === 'scalar') return changed;
    if (node.kind === 'sequence') {
      const items = node.items.map(visit);
      return items.every((item, index) => item === node.items[index]) ? node : { ...node, items };
    }
    return visitMapping(node);
  };
  const visitMapping = (node: YamlMapping): YamlMapping => {
    let isSame = true;
    const entries = node.entries.map((entry) => {
      const value = visit(entry.value);
      if (value === entry.value) return entry;
      isSame = false;
      return { key: entry.key, value };
    });
    return isSame ? node : { ...node, entries };
  };
  return visitMapping(root);
}
