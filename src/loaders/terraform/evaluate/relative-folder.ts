import { joinPath, normalPath } from '../../../core/path.ts';

/**
 * The path from one folder to another as terraform prints it: `.`, `modules/x`, `../lib`. Both are inside the
 * boundary.
 */
export function relativeFolder(from: string, to: string): string {
  const start = from === '' ? [] : from.split('/');
  const end = to === '' ? [] : to.split('/');
  let shared = 0;
  while (shared < start.length && shared < end.length && start[shared] === end[shared]) shared += 1;
  const up = start.slice(shared).map(() => '..');
  const path = [...up, ...end.slice(shared)].join('/');
  return path === '' ? '.' : path;
}

/** A folder reached by a relative path; undefined when it leaves the boundary. */
export function joinFolder(from: string, relative: string): string | undefined {
  return normalPath(joinPath(from, relative));
}
