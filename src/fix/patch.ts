import { FILE_HEADERS_ONLY, formatPatch, structuredPatch } from 'diff';

/** A file with what remedies leave in it. */
export interface ChangedText {
  readonly file: string;
  /** Undefined for a file that is new. */
  readonly before: string | undefined;
  readonly after: string;
}

/** One unified diff that `git apply` and `patch -p1` take, in the order of the files given. */
export function patchOf(changed: readonly ChangedText[]): string {
  return changed.map(onePatch).join('');
}

function onePatch({ file, before, after }: ChangedText): string {
  const from = before === undefined ? '/dev/null' : `a/${file}`;
  const patch = structuredPatch(from, `b/${file}`, before ?? '', after, undefined, undefined, { context: 3 });
  return formatPatch(patch, FILE_HEADERS_ONLY);
}
