import type { ModulePin } from '../../../core/stack-code.ts';
import type { Data } from '../../../core/value.ts';

/**
 * Whether a module call always gets the same code: a registry version with an upper bound, a git tag or
 * commit.
 * https://developer.hashicorp.com/terraform/language/modules/sources
 */
export function pinOf(source: Data, version: Data | undefined): ModulePin {
  if (typeof source !== 'string') return undecided('unknown', 'the source cannot be told');
  if (/^\.\.?(\/|$)/.test(source)) return pinned('local', 'a local path');
  if (source.startsWith('hg::')) return refPin('mercurial', source, 'rev');
  if (isGit(source)) return refPin('git', source, 'ref');
  if (/^(s3::|gcs::|https?:\/\/)/.test(source)) return archivePin(source);
  if (REGISTRY.test(source)) return registryPin(version);
  return undecided('unknown', 'the source is of no known form');
}

// `namespace/name/provider`, with a host in front or a folder behind.
const REGISTRY = /^([\w.-]+\.[\w.-]+(:\d+)?\/)?[\w-]+\/[\w-]+\/[\w-]+(\/\/.*)?$/;

function pinned(kind: ModulePin['kind'], says: string): ModulePin {
  return { kind, status: 'pinned', says };
}

function open(kind: ModulePin['kind'], says: string): ModulePin {
  return { kind, status: 'open', says };
}

function undecided(kind: ModulePin['kind'], says: string): ModulePin {
  return { kind, status: 'undecided', says };
}

function isGit(source: string): boolean {
  return (
    /^(git::|git@|ssh:\/\/|github\.com\/|bitbucket\.org\/|gitlab\.com\/)/.test(source) ||
    /^https?:\/\/[^?]*\.git(\/\/|\?|$)/.test(source)
  );
}

const BRANCH =
  /^(refs\/heads\/.*|main|master|develop(ment)?|dev|trunk|HEAD|latest|stable|next|staging|prod(uction)?)$/;
const VERSION = /(^|[^0-9a-z])v?\d+(\.\d+)*([.-][0-9A-Za-z.+-]+)?$/i;
const COMMIT = /^[0-9a-f]{7,64}$/;

function refPin(kind: 'git' | 'mercurial', source: string, parameter: string): ModulePin {
  const query = new URLSearchParams(source.slice(source.indexOf('?') + 1));
  const ref = source.includes('?') ? query.get(parameter) : null;
  if (ref === null || ref === '') return open(kind, `no ${parameter}: the default branch as it is that day`);
  if (BRANCH.test(ref)) return open(kind, `${parameter}=${ref} is a branch`);
  if (COMMIT.test(ref) || VERSION.test(ref)) return pinned(kind, `${parameter}=${ref}`);
  return undecided(kind, `${parameter}=${ref} is a tag or a branch`);
}

function archivePin(source: string): ModulePin {
  const name = source.slice(source.indexOf('//') + 2);
  const hasVersion = /\d+(\.\d+)+|[?&]versionId=|[0-9a-f]{12,}|[-_/]v?\d+[./_-]/i.test(name);
  if (hasVersion) return pinned('archive', 'a version in the address');
  return open('archive', 'the address names no version');
}

/** A constraint is bounded when one of its parts forbids everything above some version. */
function registryPin(version: Data | undefined): ModulePin {
  if (version === undefined || version === null) return open('registry', 'no version');
  if (typeof version !== 'string') return undecided('registry', 'the version cannot be told');
  const isBounded = version.split(',').some((part) => /^\s*(~>|=|<|<=)?\s*v?\d/.test(part));
  return isBounded
    ? pinned('registry', `version ${version}`)
    : open('registry', `version ${version} has no upper bound`);
}
