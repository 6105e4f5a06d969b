import type { Files } from '../../../core/files.ts';
import { joinPath } from '../../../core/path.ts';
import type { Expression, HclDocument } from '../../../syntax/hcl/ast.ts';
import type { ModuleText } from './liveness.ts';
import { once } from './once.ts';
import { attributesWithin, childrenOf, traversalOf } from './references.ts';

export interface NamedText {
  readonly file: string;
  readonly text: string;
}

const LONGEST = 200_000;

/**
 * The texts that `file` and `templatefile` name by a literal path: start scripts, task definitions, policies.
 */
export function textsNamedIn(folders: readonly ModuleText[], files: Files): readonly NamedText[] {
  const found = new Map<string, string>();
  for (const { folder, sources } of folders) {
    for (const path of sources.flatMap(({ document }) => pathsInFile({ folder, document }))) {
      const real = files.resolve(path);
      if (typeof real !== 'string' || found.has(real)) continue;
      const text = files.read(real);
      if (typeof text === 'string' && text.length <= LONGEST) found.set(real, text);
    }
  }
  return [...found].map(([file, text]) => ({ file, text }));
}

const pathsInFile = once(
  ({ document }: { folder: string; document: HclDocument }) => document,
  ({ folder, document }) =>
    attributesWithin(document.body).flatMap(({ attribute }) => pathsIn(attribute.expression, folder)),
);

function pathsIn(expression: Expression, folder: string): readonly string[] {
  const inner = childrenOf(expression).flatMap((child) => pathsIn(child, folder));
  if (expression.kind !== 'call' || (expression.name !== 'file' && expression.name !== 'templatefile')) {
    return inner;
  }
  const path = expression.arguments[0] && literalPath(expression.arguments[0], folder);
  return path === undefined ? inner : [...inner, path];
}

/** `"${path.module}/start.sh"` as a path from the boundary. */
function literalPath(expression: Expression, folder: string): string | undefined {
  if (expression.kind !== 'template') return undefined;
  let path = '';
  for (const part of expression.parts) {
    if (part.kind === 'text') path += part.value;
    else if (part.kind === 'interpolation' && traversalOf(part.expression)?.path[0] === 'path') path += '.';
    else return undefined;
  }
  return path.startsWith('/') ? undefined : joinPath(folder, path);
}
