import type { Diagnostic } from '../../core/diagnostic.ts';
import type { SourceRange } from '../../core/location.ts';

export type OwnersPlatform = 'github' | 'gitlab' | 'bitbucket';

/** One line that names owners for files, or takes them away. */
export interface OwnersRule {
  readonly pattern: string;
  /** As written; empty: files that nobody owns. */
  readonly owners: readonly string[];
  /** Of GitLab: every section is asked for itself. */
  readonly section: string | undefined;
  /** Of GitLab: `!pattern`, files that the section leaves out. */
  readonly excludes: boolean;
  readonly at: SourceRange;
}

export interface OwnersFile {
  readonly rules: readonly OwnersRule[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads a file of code owners as its platform does; a line that the platform skips is told.
 * https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners
 * https://docs.gitlab.com/user/project/codeowners/reference/
 */
export function parseOwners(text: string, file: string, platform: OwnersPlatform): OwnersFile {
  const rules: OwnersRule[] = [];
  const skipped: { readonly at: SourceRange; readonly why: string }[] = [];
  let section: Section | undefined;
  let start = 0;
  for (const line of text.split('\n')) {
    const at = { file, start, end: start + line.trimEnd().length };
    start += line.length + 1;
    const written = line.trim();
    if (written === '' || written.startsWith('#')) continue;
    const head = platform === 'gitlab' ? sectionOf(written) : undefined;
    if (head) {
      section = head;
      continue;
    }
    const read = readLine(written, platform, section);
    if (typeof read === 'string') skipped.push({ at, why: read });
    else rules.push({ ...read, section: section?.name, at });
  }
  return { rules, diagnostics: skipped.map(({ at, why }) => skippedLine(at, why, platform)) };
}

interface Section {
  readonly name: string;
  readonly owners: readonly string[];
}

/** `[Orders]`, `^[Docs][2] @shop/docs`: a name, and who owns what names nobody. */
function sectionOf(line: string): Section | undefined {
  const head = /^\^?\[([^\]]+)\](?:\[\d+\])?(?:\s+(.*))?$/.exec(line);
  if (!head) return undefined;
  const owners = (head[2] ?? '').replace(/\s*#.*$/, '').split(/\s+/);
  return { name: (head[1] ?? '').trim().toLowerCase(), owners: owners.filter((owner) => isOwner(owner)) };
}

type Line = Omit<OwnersRule, 'section' | 'at'>;

/** The line, or why the platform skips it. */
function readLine(line: string, platform: OwnersPlatform, section: Section | undefined): Line | string {
  const [written = '', ...rest] = wordsOf(line);
  const excludes = platform !== 'github' && written.startsWith('!');
  const pattern = (excludes ? written.slice(1) : written).replaceAll(/\\([ #])/g, '$1');
  if (platform === 'github') {
    if (written.startsWith('!')) return 'a pattern cannot take files out with `!`';
    if (/[[\]]/.test(written)) return 'a pattern cannot hold ranges in brackets';
  }
  const wrong = rest.find((owner) => !isOwner(owner));
  if (wrong !== undefined && platform === 'github')
    return `\`${wrong}\` is no @user, @team or e-mail address`;
  const owners = rest.filter((owner) => isOwner(owner));
  if (wrong !== undefined && owners.length === 0) return `\`${wrong}\` is no @user, @group or e-mail address`;
  return { pattern, owners: owners.length > 0 ? owners : (section?.owners ?? []), excludes };
}

/** Words up to a comment; a backslash keeps a space in a path. */
function wordsOf(line: string): readonly string[] {
  const words = line.match(/(?:\\.|[^\s\\]|\\$)+/g) ?? [];
  const comment = words.findIndex((word, index) => index > 0 && word.startsWith('#'));
  return comment < 0 ? words : words.slice(0, comment);
}

function isOwner(word: string): boolean {
  return /^@{1,3}[\w][\w./-]*$/.test(word) || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(word);
}

const PLATFORMS: Readonly<Record<OwnersPlatform, string>> = {
  github: 'GitHub',
  gitlab: 'GitLab',
  bitbucket: 'Bitbucket',
};

function skippedLine(at: SourceRange, why: string, platform: OwnersPlatform): Diagnostic {
  return {
    severity: 'warning',
    code: 'code-owners-line',
    message:
      `${PLATFORMS[platform]} skips this line of ${at.file}: ${why}. ` +
      'Correct it, or the files keep the owners of the lines above.',
    at,
  };
}
