import { cleanPath } from '../../terraform/functions/paths.ts';
import type { FunctionTable } from '../template/value.ts';
import { textToText } from './support.ts';

const base = textToText(baseOf);
const dir = textToText((path) => cleanPath(path.slice(0, path.lastIndexOf('/') + 1)));
const clean = textToText(cleanPath);
const ext = textToText((path) => /\.[^./]*$/.exec(path)?.[0] ?? '');
const isAbs = textToText((path) => path.startsWith('/'));

/** Functions of paths; those of files are the same on the machines that Helm renders for. */
export const pathFunctions: FunctionTable = {
  base,
  dir,
  clean,
  ext,
  isAbs,
  osBase: base,
  osDir: dir,
  osClean: clean,
  osExt: ext,
  osIsAbs: isAbs,
};

function baseOf(path: string): string {
  if (path === '') return '.';
  const trimmed = path.replace(/\/+$/, '');
  return trimmed === '' ? '/' : trimmed.slice(trimmed.lastIndexOf('/') + 1);
}
