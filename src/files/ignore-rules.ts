import ignore from 'ignore';
import type { Ignore } from 'ignore';

/** The `.gitignore` files that hold for a folder, innermost first. */
export interface IgnoreRules {
  readonly folder: string;
  readonly rules: Ignore;
  readonly outer: IgnoreRules | undefined;
}

/** Adds the `.gitignore` of a folder to those that hold above it. */
export function withIgnoreFile(outer: IgnoreRules | undefined, folder: string, text: string): IgnoreRules {
  // Git on the machines that deploy is case-sensitive; the package is not unless told.
  return { folder, rules: ignore({ ignorecase: false }).add(text), outer };
}

/**
 * Whether git would ignore the path (relative to the boundary; a folder ends in `/`): the innermost word
 * counts.
 */
export function isIgnored(rules: IgnoreRules | undefined, path: string): boolean {
  for (let level = rules; level; level = level.outer) {
    const inner = level.folder === '' ? path : path.slice(level.folder.length + 1);
    const { ignored, unignored } = level.rules.test(inner);
    if (ignored) return true;
    if (unignored) return false;
  }
  return false;
}
