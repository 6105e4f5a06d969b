import type { Version } from './version.ts';
import { comparePrereleases, compareVersions, readVersion } from './version.ts';

/** Decides whether a version is accepted. */
export type Accepts = (version: Version) => boolean;

interface Bound {
  readonly operator: string;
  readonly version: Version;
  /** Which parts were left out or are `x`. */
  readonly open: 'nothing' | 'patch' | 'minor' | 'all';
}

const PART = '[0-9|xX*]+';
const IDENTIFIERS = '[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*';
const VERSION = `v?${PART}(?:\\.${PART})?(?:\\.${PART})?(?:-${IDENTIFIERS})?(?:\\+${IDENTIFIERS})?`;
const OPERATORS = '!=|>=|=>|<=|=<|~>|=|>|<|~|\\^|';
const RANGE = new RegExp(`\\s*(${VERSION})\\s+-\\s+(${VERSION})\\s*`, 'g');
// A constraint that a person writes is one line.
const LONGEST = 1000;

/**
 * What a constraint such as `>=1.19-0 <1.30 || ^2` accepts, or what Helm's library says of one that it cannot
 * read. A prerelease is accepted only where the constraint names one.
 */
export function readConstraint(text: string): Accepts | string {
  if (text.length > LONGEST) return `improper constraint: ${text.slice(0, 40)}…`;
  const written = text.replace(RANGE, '>= $1, <= $2 ');
  const alternatives: (readonly Bound[])[] = [];
  for (const part of written.split('||')) {
    const bounds = boundsIn(part);
    if (typeof bounds === 'string') return bounds;
    alternatives.push(bounds);
  }
  return (version) => alternatives.some((bounds) => bounds.every((bound) => holds(bound, version)));
}

/** Whether a version fits a constraint; a text that cannot be read fits nothing. */
export function fitsConstraint(constraint: string, version: string): boolean {
  const accepts = readConstraint(constraint);
  const read = readVersion(version);
  return typeof accepts !== 'string' && typeof read !== 'string' && accepts(read);
}

function boundsIn(text: string): readonly Bound[] | string {
  const improper = `improper constraint: ${text}`;
  const one = new RegExp(`(${OPERATORS})\\s*(${VERSION})`, 'y');
  const bounds: Bound[] = [];
  let at = text.length - text.trimStart().length;
  do {
    one.lastIndex = at;
    const match = one.exec(text);
    if (!match) return improper;
    const bound = boundOf(match[1] ?? '', match[2] ?? '');
    if (typeof bound === 'string') return bound;
    bounds.push(bound);
    const gap = /\s*(?:,\s*)?/y;
    gap.lastIndex = one.lastIndex;
    gap.exec(text);
    if (gap.lastIndex === one.lastIndex && gap.lastIndex < text.length) return improper;
    if (text.slice(one.lastIndex).trim() === ',') return improper;
    at = gap.lastIndex;
  } while (at < text.length);
  return bounds;
}

function boundOf(operator: string, text: string): Bound | string {
  const [, core = '', rest = ''] = /^v?([^-+]*)(.*)$/.exec(text) ?? [];
  const [major = '', minor, patch] = core.split('.');
  const prerelease = rest.replace(/\+.*$/, '');
  const open = isAny(major) ? 'all' : isAny(minor) ? 'minor' : isAny(patch) ? 'patch' : 'nothing';
  const numbers = {
    all: '0.0.0',
    minor: `${major}.0.0`,
    patch: `${major}.${minor}.0`,
    nothing: core,
  };
  const version = readVersion(open === 'nothing' ? core + rest : numbers[open] + prerelease);
  return typeof version === 'string' ? 'constraint Parser Error' : { operator, version, open };
}

function isAny(part: string | undefined): boolean {
  return part === undefined || part === '' || /^[xX*]$/.test(part);
}

function holds(bound: Bound, version: Version): boolean {
  const { operator, open } = bound;
  const isPrereleaseUnasked = version.prerelease !== '' && bound.version.prerelease === '';
  if (isPrereleaseUnasked && (operator !== '!=' || open !== 'nothing')) return false;
  const order = compareVersions(version, bound.version);
  switch (operator) {
    case '!=':
      return isOther(bound, version);
    case '>':
      return open === 'nothing' ? order > 0 : isAbove(bound, version);
    case '<':
      return order < 0;
    case '>=':
    case '=>':
      return order >= 0;
    case '<=':
    case '=<':
      return open === 'nothing' ? order <= 0 : !isBeyond(bound, version);
    case '^':
      return order >= 0 && isCompatible(bound, version);
    case '~':
    case '~>':
      return order >= 0 && isClose(bound, version);
    default:
      return open === 'nothing' ? order === 0 : order >= 0 && isClose(bound, version);
  }
}

function isOther({ version: than, open }: Bound, version: Version): boolean {
  if (open === 'nothing') return compareVersions(version, than) !== 0;
  if (than.major !== version.major) return true;
  if (open === 'minor') return false;
  if (than.minor !== version.minor) return true;
  if (open === 'patch') return comparePrereleases(version.prerelease, than.prerelease) !== 0;
  return than.patch !== version.patch || compareVersions(version, than) !== 0;
}

/** `>11` is 12 and above, `>11.1` is 11.2 and above. */
function isAbove({ version: than, open }: Bound, version: Version): boolean {
  if (version.major !== than.major) return version.major > than.major;
  if (open === 'minor') return false;
  if (open === 'patch') return version.minor > than.minor;
  return compareVersions(version, than) > 0;
}

/** `<=11` is everything below 12. */
function isBeyond({ version: than, open }: Bound, version: Version): boolean {
  if (version.major !== than.major) return version.major > than.major;
  return open !== 'minor' && version.minor > than.minor;
}

/** `~1.2.3` is 1.2.x, `~1` is 1.x, `~0.0.0` is everything. */
function isClose({ version: than, open }: Bound, version: Version): boolean {
  const isZero = than.major === 0n && than.minor === 0n && than.patch === 0n;
  if (isZero && (open === 'nothing' || open === 'all')) return true;
  return than.major === version.major && (open === 'minor' || than.minor === version.minor);
}

/** `^1.2.3` is 1.x, `^0.2.3` is 0.2.x, `^0.0.3` is 0.0.3. */
function isCompatible({ version: than, open }: Bound, version: Version): boolean {
  if (than.major > 0n || open === 'minor') return than.major === version.major;
  if (version.major > 0n) return false;
  if (than.minor > 0n || open === 'patch') return than.minor === version.minor;
  return version.minor === 0n && than.patch === version.patch;
}
