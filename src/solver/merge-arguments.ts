import type { Circuit } from './circuit.ts';
import { KIND } from './circuit.ts';

/**
 * Joins arguments that always stand together: where x and y are both in the same ORs and nowhere else, one
 * OR of them takes their place, which then is a module if x and y are. Likewise for ANDs. `below` is a node
 * and all below it, arguments first.
 */
export function mergeArguments(circuit: Circuit, below: Int32Array): number {
  const groups = groupsOf(circuit, below);
  const root = below.at(-1) ?? 0;
  if (groups.size === 0) return root;
  const images = new Map<number, number>();
  const merged = new Map<readonly number[], number>();
  for (const node of below) {
    const args = circuit.argsOf(node);
    if (args.length === 0) {
      images.set(node, node);
      continue;
    }
    const of = Array.from(args, (arg) => {
      const group = groups.get(arg);
      if (!group) return images.get(arg) ?? arg;
      const known = merged.get(group);
      if (known !== undefined) return known;
      const made = circuit.like(
        node,
        group.map((one) => images.get(one) ?? one),
      );
      merged.set(group, made);
      return made;
    });
    images.set(node, circuit.like(node, of));
  }
  return images.get(root) ?? root;
}

/** By argument: all that stand wherever it does, if they are several. */
function groupsOf(circuit: Circuit, below: Int32Array): ReadonlyMap<number, readonly number[]> {
  const parents = new Map<number, number[]>();
  for (const node of below) {
    for (const arg of circuit.argsOf(node)) {
      const known = parents.get(arg);
      if (known) known.push(node);
      else parents.set(arg, [node]);
    }
  }
  const together = new Map<string, number[]>();
  for (const [arg, of] of parents) {
    const kind = circuit.kinds[of[0] ?? 0];
    // A gate with one use would open again in the gate that uses it.
    const canJoin = of.length > 1 || circuit.kinds[arg] === KIND.variable;
    const isAlike = canJoin && of.every((parent) => circuit.kinds[parent] === kind);
    if (!isAlike || (kind !== KIND.or && kind !== KIND.and)) continue;
    const key = of.join(' ');
    const known = together.get(key);
    if (known) known.push(arg);
    else together.set(key, [arg]);
  }
  const groups = new Map<number, readonly number[]>();
  for (const group of together.values()) {
    const parent = parents.get(group[0] ?? 0)?.[0] ?? 0;
    const isWhole = group.length === circuit.argsOf(parent).length;
    if (group.length > 1 && !isWhole) for (const arg of group) groups.set(arg, group);
  }
  return groups;
}
