import { nameOf } from '../../../core/path.ts';
import { pathPattern } from './glob.ts';

/** Decides whether a file or a folder of a chart is left out. */
export type IsIgnored = (path: string, what: 'file' | 'folder') => boolean;

interface Rule {
  readonly isNegated: boolean;
  readonly forFolders: boolean;
  matches(path: string): boolean;
}

/**
 * The rules of `.helmignore`, in which a negated line leaves out everything that it does not match.
 * https://helm.sh/docs/chart_template_guide/helm_ignore_file/ (2026-11)
 */
export function readIgnoreRules(text: string): IsIgnored {
  const rules = [...text.replace(/^\uFEFF/, '').split('\n'), 'templates/.?*'].flatMap(ruleOf);
  return (path, what) => {
    for (const { isNegated, forFolders, matches } of rules) {
      const isOther = forFolders && what === 'file';
      if (isNegated) {
        if (isOther || !matches(path)) return true;
      } else if (!isOther && matches(path)) return true;
    }
    return false;
  };
}

function ruleOf(line: string): readonly Rule[] {
  const text = line.trim();
  // Helm refuses a chart whose file has `**`; here the line is passed over.
  if (text === '' || text.startsWith('#') || text.includes('**')) return [];
  const isNegated = text.startsWith('!');
  const positive = isNegated ? text.slice(1) : text;
  const forFolders = positive.endsWith('/');
  const pattern = forFolders ? positive.slice(0, -1) : positive;
  const matches = pathPattern(pattern.replace(/^\//, ''));
  if (!matches) return [];
  const isPath = pattern.includes('/');
  return [{ isNegated, forFolders, matches: (path) => matches(isPath ? path : nameOf(path)) }];
}
