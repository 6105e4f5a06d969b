import { isDenied } from '../../../core/files.ts';
import { Unknown } from '../../../core/value.ts';
import type { Type } from '../values/type.ts';
import { derivedUnknown } from '../values/unknowns.ts';
import type { TfValue } from '../values/value.ts';
import { EvaluationError, unknownCause, unknownOf } from '../values/value.ts';
import { textOf } from './arguments.ts';
import { utf8Text } from './bytes.ts';
import type { FunctionContext } from './definition.ts';
import { cleanPath, placeOfRoot } from './paths.ts';

/**
 * The path inside the reading boundary for a path as the root module sees it; undefined for an absolute one.
 */
function boundaryPath(path: string, { rootFolder }: FunctionContext): string | undefined {
  if (path.startsWith('/') || path.startsWith('~')) return undefined;
  const clean = cleanPath(`${rootFolder === '' ? '.' : rootFolder}/${path}`);
  return clean === '.' ? '' : clean;
}

/** What a function makes of a file's text, which must be UTF-8; a byte order mark stays, as in Terraform. */
export function fileText(path: TfValue, context: FunctionContext, use: (text: string) => TfValue): TfValue {
  return fileBytes(path, context, (bytes) => use(utf8Text(bytes)));
}

/** What a function makes of a file's bytes; an unknown text where they may not or cannot be read. */
export function fileBytes(
  path: TfValue,
  context: FunctionContext,
  use: (bytes: Uint8Array) => TfValue,
): TfValue {
  const place = placeOf(path, context);
  if (isValue(place)) return place;
  const bytes = context.files.readBytes(place);
  if (!isDenied(bytes)) return use(bytes);
  if (bytes.denied === 'missing') throw new EvaluationError(`there is no file ${place}`, 'file-not-readable');
  return unreadable('string', bytes.message);
}

/**
 * The path inside the reading boundary that an argument names, or an unknown value where that cannot be
 * known.
 */
export function placeOf(path: TfValue, context: FunctionContext): string | TfValue {
  const cause = unknownCause(path);
  const written = cause === undefined ? textOf(path) : pathBehindRoot(cause);
  if (written === undefined) return derivedUnknown('string', [path], { notNull: true });
  return boundaryPath(written, context) ?? unreadable('string', `${written} lies outside of what is read`);
}

/** Whether `placeOf` gave an unknown value instead of a path. */
export function isValue(place: string | TfValue): place is TfValue {
  return typeof place !== 'string';
}

/** `abspath(…)` and `path.cwd` are unknown texts of which all but the place of the root module is known. */
function pathBehindRoot({ detail, partial }: Unknown): string | undefined {
  if (partial === undefined && detail === placeOfRoot().detail) return '.';
  if (partial?.kind !== 'parts') return undefined;
  const [root, ...rest] = partial.parts;
  if (!Unknown.is(root) || root.detail !== placeOfRoot().detail) return undefined;
  const texts = rest.filter((part) => typeof part === 'string');
  const path = texts.join('');
  return texts.length === rest.length && (path === '' || path.startsWith('/')) ? `.${path}` : undefined;
}

/** A result that depends on a file we may not or cannot read. */
export function unreadable(type: Type, detail: string): TfValue {
  return unknownOf(type, new Unknown({ reason: 'file-not-readable', detail }), { notNull: true });
}
