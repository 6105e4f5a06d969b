import type { Expression } from '../../../syntax/hcl/ast.ts';
import { member } from './plain-reference.ts';

type Path = readonly (string | number)[];

/**
 * The default that a type constraint gives at a path of the value: `map(object({ tasks = optional(number, 1)
 * }))` at `orders.tasks` is the `1`. `rest` is what remains of the path inside the default.
 */
export function optionalDefault(
  type: Expression,
  path: Path,
): { expression: Expression; rest: Path } | undefined {
  let here = type;
  let rest = path;
  for (;;) {
    if (here.kind !== 'call') return undefined;
    const [first, second] = here.arguments;
    if (!first) return undefined;
    if (here.name === 'optional') {
      // An attribute that is left out altogether has the default; one inside a given value is looked for
      // further in.
      if (second && rest.length === 0) return { expression: second, rest };
      here = first;
      continue;
    }
    const [key, ...after] = rest;
    if (key === undefined) return undefined;
    const inner: Expression | undefined = here.name === 'object' ? member(first, key) : first;
    if (!inner) return undefined;
    here = inner;
    rest = after;
  }
}
