import type { Circuit } from './circuit.ts';

/** The arguments of a gate in groups that have no node in common but given ones. */
export function partition(
  circuit: Circuit,
  gate: number,
  given: ReadonlySet<number>,
): readonly (readonly number[])[] {
  const args = [...circuit.argsOf(gate)];
  const owners = new Map<number, number>();
  const joined = args.map((_, index) => index);
  const find = (index: number): number => {
    let at = index;
    while (joined[at] !== at) {
      joined[at] = joined[joined[at] ?? 0] ?? 0;
      at = joined[at] ?? 0;
    }
    return at;
  };
  for (const [index, arg] of args.entries()) {
    const open = [arg];
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      if (given.has(node)) continue;
      const owner = owners.get(node);
      if (owner === undefined) {
        owners.set(node, index);
        for (const below of circuit.argsOf(node)) open.push(below);
      } else joined[find(owner)] = find(index);
    }
  }
  const groups = new Map<number, number[]>();
  for (const [index, arg] of args.entries()) {
    const group = groups.get(find(index));
    if (group) group.push(arg);
    else groups.set(find(index), [arg]);
  }
  return [...groups.values()];
}
