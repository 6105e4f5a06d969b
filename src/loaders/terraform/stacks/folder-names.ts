import { environmentIn } from '../../../core/environment-names.ts';

/**
 * The environment that the path of each root names. The deepest name speaks; a folder says nothing when most
 * roots below it name another environment (`live/orders-dev`, `live/orders-staging`).
 */
export function folderEnvironments(roots: readonly string[]): ReadonlyMap<string, string> {
  const below = new Map<string, { roots: number; elsewhere: number }>();
  for (const root of roots) {
    const deepest = namesOf(root).at(-1)?.name;
    for (const { folder, name } of namesOf(root)) {
      const known = below.get(folder) ?? { roots: 0, elsewhere: 0 };
      known.roots += 1;
      if (deepest !== name) known.elsewhere += 1;
      below.set(folder, known);
    }
  }
  const found = new Map<string, string>();
  for (const root of roots) {
    const speaking = namesOf(root).filter(({ folder }) => {
      const { roots: all, elsewhere } = below.get(folder) ?? { roots: 0, elsewhere: 0 };
      return elsewhere * 2 <= all;
    });
    const deepest = speaking.at(-1);
    if (deepest) found.set(root, deepest.name);
  }
  return found;
}

/** The segments of a path that name an environment, with the path up to them. */
function namesOf(path: string): readonly { readonly folder: string; readonly name: string }[] {
  const segments = path.split('/');
  return segments.flatMap((segment, index) => {
    const name = environmentIn(segment);
    return name === undefined ? [] : [{ folder: segments.slice(0, index + 1).join('/'), name }];
  });
}
