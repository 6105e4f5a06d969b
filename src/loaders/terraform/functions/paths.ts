import { Unknown } from '../../../core/value.ts';
import type { TfValue } from '../values/value.ts';
import { EvaluationError, string, unknownOf } from '../values/value.ts';
import { textOf } from './arguments.ts';
import type { Functions } from './definition.ts';
import { TEXT } from './definition.ts';
import { textToText } from './text.ts';

/** Functions of paths as texts. */
export const pathFunctions: Functions = {
  abspath: { parameters: [TEXT], result: 'string', call: ([path]) => absolute(textOf(path)) },
  basename: textToText(baseName),
  dirname: textToText(folderName),
  pathexpand: { parameters: [TEXT], result: 'string', call: ([path]) => expanded(textOf(path)) },
};

function baseName(path: string): string {
  if (path === '') return '.';
  const trimmed = path.replace(/\/+$/, '');
  return trimmed === '' ? '/' : trimmed.slice(trimmed.lastIndexOf('/') + 1);
}

function folderName(path: string): string {
  return cleanPath(path.slice(0, path.lastIndexOf('/') + 1));
}

/** The shortest path for the same place, by text alone. */
export function cleanPath(path: string): string {
  const isAbsolute = path.startsWith('/');
  const kept: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') kept.push(part);
    else if (kept.length > 0 && kept.at(-1) !== '..') kept.pop();
    else if (!isAbsolute) kept.push(part);
  }
  const joined = kept.join('/');
  return isAbsolute ? `/${joined}` : joined === '' ? '.' : joined;
}

/** Where the checkout lies differs between machines: only what follows is known. */
export function placeOfRoot(): Unknown {
  return new Unknown({
    reason: 'not-in-inputs',
    detail: 'the folder on the machine where terraform runs is not known',
  });
}

function absolute(path: string): TfValue {
  const clean = cleanPath(path);
  if (clean.startsWith('/')) return string(clean);
  const { reason, detail } = placeOfRoot();
  const parts = clean === '.' ? [placeOfRoot()] : [placeOfRoot(), `/${clean}`];
  const cause = new Unknown({ reason, detail, partial: { kind: 'parts', parts } });
  return unknownOf('string', cause, { notNull: true, prefix: '/' });
}

function expanded(path: string): TfValue {
  if (!path.startsWith('~')) return string(path);
  if (path !== '~' && !path.startsWith('~/'))
    throw new EvaluationError("another user's home folder cannot be named");
  const cause = new Unknown({
    reason: 'not-in-inputs',
    detail: 'the home folder of whoever runs terraform is not known',
  });
  return unknownOf('string', cause, { notNull: true });
}
