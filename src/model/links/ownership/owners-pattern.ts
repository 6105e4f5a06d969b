import { matchesWildcards } from '../../../core/pattern.ts';

/** How patterns are read: GitHub's, which Bitbucket shares, or GitLab's. */
export type Platform = 'github' | 'gitlab';

// No path in a repository is as deep.
const MOST_SEGMENTS = 100;

/** A pattern, read once. */
export interface OwnersPattern {
  /** `**` stands for any number of segments; none at all: a pattern that covers nothing. */
  readonly segments: readonly string[];
  /** True where it also covers everything inside a folder of that name. */
  readonly coversInside: boolean;
}

/**
 * Reads a pattern of a file of code owners.
 * GitHub reads patterns as `.gitignore` does, but `docs/*` covers no folders inside `docs`; GitLab covers
 * what is in a folder only where the pattern ends in a slash, and anchors only what begins with one.
 */
export function readOwnersPattern(pattern: string, platform: Platform): OwnersPattern {
  const segments = segmentsOf(pattern, platform);
  if (segments.length > MOST_SEGMENTS) return { segments: [], coversInside: false };
  const coversInside = platform === 'github' && !pattern.endsWith('/') && segments.at(-1) !== '*';
  return { segments, coversInside };
}

/** Whether a pattern covers a file, by the segments of its path. */
export function coversPath({ segments, coversInside }: OwnersPattern, path: readonly string[]): boolean {
  if (segments.length === 0) return false;
  return matchesPath(segments, path) || (coversInside && matchesPath([...segments, '**'], path));
}

function segmentsOf(pattern: string, platform: Platform): readonly string[] {
  const bare = pattern.replace(/^\//, '');
  const inside = bare.endsWith('/');
  const segments = bare.split('/').filter((segment) => segment !== '');
  const isAnchored =
    platform === 'gitlab' ? pattern.startsWith('/') : pattern.replace(/\/$/, '').includes('/');
  // A star alone covers everything, on any level.
  const anywhere = isAnchored || segments[0] === '**' ? segments : ['**', ...segments];
  return inside ? [...anywhere, '**'] : anywhere;
}

/** Segment by segment; `**` stands for any number of them, at the end for at least one. */
function matchesPath(pattern: readonly string[], path: readonly string[]): boolean {
  let at = 0;
  let inPattern = 0;
  let star = -1;
  let resume = 0;
  while (at < path.length) {
    const segment = pattern[inPattern];
    if (segment === '**') {
      if (inPattern === pattern.length - 1) return true;
      star = inPattern;
      resume = at;
      inPattern += 1;
    } else if (segment !== undefined && matchesWildcards(segment, path[at] ?? '')) {
      inPattern += 1;
      at += 1;
    } else if (star >= 0) {
      inPattern = star + 1;
      resume += 1;
      at = resume;
    } else return false;
  }
  return inPattern === pattern.length;
}
