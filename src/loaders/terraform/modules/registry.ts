import { parseHcl } from '../../../syntax/hcl/parse.ts';
import type { ModuleConfig } from '../config/module-config.ts';
import { assembleModule } from '../config/read-module.ts';
import { joinFolder } from '../evaluate/relative-folder.ts';
import { mappings } from './mappings.generated.ts';
import type { ModuleMapping } from './module-mapping.ts';

const PREFIX = 'mapping of ';

/** True for the path of a stand-in's code, which is not a file of the user. */
export function isMapping(path: string): boolean {
  return path.startsWith(PREFIX);
}

const configs = new Map<string, ModuleConfig>();

/** The stand-in for a source at a version constraint, or undefined when there is none. */
export function mappedModule(source: string, version: string | undefined): ModuleConfig | undefined {
  const address = normalized(source);
  // One module may have a stand-in for its newer versions and another one for older ones.
  const alike = mappings.filter((one) => one.source === address || one.git === address);
  const called = alike.flatMap((mapping) => {
    const major = calledMajor(mapping.versions, version ?? gitVersion(source));
    return major === undefined ? [] : [{ mapping, major }];
  });
  const newest = called.reduce<(typeof called)[number] | undefined>(
    (best, one) => (best && best.major > one.major ? best : one),
    undefined,
  );
  return newest && configOf(newest.mapping, newest.major);
}

/** The stand-in for a submodule that another stand-in calls by its path: `./modules/fargate-profile`. */
export function mappedSubmodule(folder: string, path: string): ModuleConfig | undefined {
  const [parent = '', major = ''] = folder.slice(PREFIX.length).split(' ');
  const [root = '', inner = ''] = parent.split('//');
  const inside = joinFolder(inner, path);
  const address = `${root}//${inside}`;
  const mapping = mappings.find(
    (one) => one.source === address && calledMajor(one.versions, major) !== undefined,
  );
  return mapping && configOf(mapping, Number(major));
}

/** Stand-ins tell the differences of versions by `local.major`. */
function configOf(mapping: ModuleMapping, major: number): ModuleConfig {
  const path = `${PREFIX}${mapping.source} ${major}`;
  const known = configs.get(path);
  if (known) return known;
  const text = `${mapping.code}\nlocals {\n  major = ${major}\n}\n`;
  const document = parseHcl(text);
  const [problem] = document.problems;
  if (problem) throw new Error(`${path}: ${problem.message} at ${problem.start}`);
  const config = assembleModule(path, [{ path, text, document }]);
  configs.set(path, config);
  return config;
}

/**
 * The newest major version that a call admits, as `terraform init` would take it; undefined for one we do not
 * know.
 */
function calledMajor(versions: string, constraint: string | undefined): number | undefined {
  const [, oldest = '', after = ''] = /^>= (\d+), < (\d+)$/.exec(versions) ?? [];
  let least = 0;
  let most = Number(after) - 1;
  for (const part of constraint?.split(',') ?? []) {
    const [, operator = '=', major = '', rest] =
      /^\s*(~>|[<>!]?=|[<>])?\s*v?(\d+)((?:\.\d+)*)/.exec(part) ?? [];
    if (major === '' || operator === '!=' || (operator === '~>' && rest === '')) continue;
    const isBefore = operator === '<' && /^[.0]*$/.test(rest ?? '');
    if (!operator.startsWith('<')) least = Math.max(least, Number(major));
    if (!operator.startsWith('>')) most = Math.min(most, Number(major) - (isBefore ? 1 : 0));
  }
  return most >= Number(oldest) && most >= least ? most : undefined;
}

/** The tag of a git source: `?ref=v5.1.0`. A branch or a commit says nothing of the version. */
function gitVersion(source: string): string | undefined {
  return /[?&]ref=v?(\d+\.\d+[.\d]*)(?=$|&)/.exec(source)?.[1];
}

/** The address without registry host, scheme, user, `.git` and query. */
function normalized(source: string): string {
  return source
    .replace(/^registry\.(terraform\.io|opentofu\.org)\//, '')
    .replace(/^git::/, '')
    .replace(/^(https?|ssh|git):\/\//, '')
    .replace(/^git@([^:/]+)[:/]/, '$1/')
    .replace(/\?.*$/, '')
    .replace(/\.git(?=\/\/|$)/, '');
}
