import * as z from 'zod';
import type { Accept, EnvironmentCorrection } from '../core/accept.ts';
import type { AssumptionOverride } from '../core/assumption.ts';
import type { Declared } from '../core/declared.ts';
import { nothingDeclared } from '../core/declared.ts';
import { didYouMean } from '../core/nearest.ts';
import type { Place } from '../core/report.ts';
import type { RuleSettings } from '../core/rule.ts';
import { parseYaml } from './parse-yaml.ts';
import type { ParsedYaml, Path } from './parse-yaml.ts';
import type { WrittenConfig } from './schema.ts';
import { configSchema, notUsedYet } from './schema.ts';

/** The rule sets this version can judge by. */
export const editions = ['2026-1'] as const;

export interface GateSettings {
  readonly failOn: 'now' | 'new' | undefined;
  readonly maxUnknownPercent: number | undefined;
}

/** The configuration, with defaults filled in. */
export interface Config {
  readonly edition: string;
  readonly settings: RuleSettings;
  /** Folders to audit when no path is given, as written: relative to the file. */
  readonly terraformFolders: readonly string[];
  readonly environments: readonly EnvironmentCorrection[];
  readonly declared: Declared;
  readonly accepts: readonly Accept[];
  /** Numbers of the user's own, not yet compared with those that there are. */
  readonly assumptions: readonly AssumptionOverride[];
  readonly gate: GateSettings;
}

/** A sentence about a line of the configuration. */
export interface ConfigMessage {
  readonly message: string;
  readonly place: Place;
}

export interface ReadConfig {
  readonly config: Config;
  /** What makes it unusable; the command stops. */
  readonly errors: readonly ConfigMessage[];
  readonly notes: readonly ConfigMessage[];
}

/** What holds when nothing is configured. */
export const defaultConfig: Config = {
  edition: editions[0],
  settings: {
    stage: 'growth',
    minimumBackupDays: 7,
    supportHorizonDays: 90,
    logRetentionDays: 90,
    requiredTags: [],
    ownAccounts: [],
  },
  terraformFolders: [],
  environments: [],
  declared: nothingDeclared,
  accepts: [],
  assumptions: [],
  gate: { failOn: undefined, maxUnknownPercent: undefined },
};

/** Reads `whatfails.yaml`. Every mistake is told with its line; none is passed over. */
export function readConfig(file: string, text: string): ReadConfig {
  const parsed = parseYaml(file, text);
  if (parsed.errors.length > 0) return { config: defaultConfig, errors: parsed.errors, notes: [] };
  const checked = configSchema.safeParse(parsed.value ?? {});
  if (!checked.success) {
    const errors = checked.error.issues.flatMap((issue) => messagesOf(issue, parsed));
    errors.sort((a, b) => a.place.line - b.place.line);
    return { config: defaultConfig, errors, notes: [] };
  }
  const written = checked.data;
  const errors: ConfigMessage[] = [];
  if (written.edition !== undefined && !editions.some((edition) => edition === written.edition)) {
    const message = `edition ${written.edition} is not known here; this version has ${editions.join(', ')}.`;
    errors.push({ message, place: parsed.placeOf(['edition']) });
  }
  return { config: configOf(written, parsed), errors, notes: notesOf(parsed) };
}

function configOf(written: WrittenConfig, parsed: ParsedYaml): Config {
  const { placeOf } = parsed;
  const defaults = defaultConfig.settings;
  return {
    edition: written.edition ?? defaultConfig.edition,
    settings: {
      stage: written.stage ?? defaults.stage,
      minimumBackupDays: written.minimum_backup_days ?? defaults.minimumBackupDays,
      supportHorizonDays: written.support_horizon_days ?? defaults.supportHorizonDays,
      logRetentionDays: written.log_retention_days ?? defaults.logRetentionDays,
      requiredTags: written.required_tags ?? defaults.requiredTags,
      ownAccounts: written.own_accounts ?? defaults.ownAccounts,
    },
    terraformFolders: written.sources?.terraform ?? [],
    environments: (written.environments ?? []).map(({ name, root, variables, stack }, index) => ({
      name,
      root,
      variables,
      stack,
      place: placeOf(['environments', index]),
    })),
    declared: declaredOf(written, parsed),
    accepts: (written.accept ?? []).map(({ rule, on, reason, until, by }, index) => ({
      how: 'file',
      rule,
      on,
      reason,
      until,
      by,
      place: placeOf(['accept', index]),
      anchor: undefined,
    })),
    assumptions: assumptionsOf(written, parsed),
    gate: { failOn: written.gate?.fail_on, maxUnknownPercent: percentOf(written.gate?.max_unknown) },
  };
}

function declaredOf(written: WrittenConfig, { placeOf }: ParsedYaml): Declared {
  return {
    services: Object.entries(written.services ?? {}).map(([name, { match, owner, ...load }]) => ({
      name,
      match: match ?? [name],
      owner,
      peakRps: load.peak_rps,
      rpsPerReplica: load.rps_per_replica,
      place: placeOf(['services', name]),
    })),
    dependencies: (written.dependencies ?? []).map(({ from, to, strength }, index) => ({
      from,
      to,
      strength,
      place: placeOf(['dependencies', index]),
    })),
    journeys: Object.entries(written.journeys ?? {}).map(([name, { entry, through, slo }]) => ({
      name,
      entry,
      through: through ?? [],
      sloPercent: slo?.availability,
      place: placeOf(['journeys', name]),
    })),
  };
}

function assumptionsOf(written: WrittenConfig, { placeOf }: ParsedYaml): readonly AssumptionOverride[] {
  return Object.entries(written.assumptions ?? {}).map(([name, value]) => {
    const range = typeof value === 'number' ? { p50: value } : value;
    const { file, line } = placeOf(['assumptions', name]);
    return {
      name,
      low: range.p10 ?? range.p50,
      likely: range.p50,
      high: range.p90 ?? range.p50,
      unit: range.unit,
      source: range.source,
      grade: range.grade,
      asOf: range.as_of,
      origin: 'configuration',
      where: `${file}:${line}`,
    };
  });
}

function percentOf(share: number | string | undefined): number | undefined {
  return typeof share === 'string' ? Number(share.replace('%', '')) : share;
}

function notesOf(parsed: ParsedYaml): readonly ConfigMessage[] {
  return notUsedYet
    .filter((path) => parsed.has(path))
    .map((path) => ({ message: `\`${path.join('.')}\` is not used yet.`, place: parsed.placeOf(path) }));
}

interface Issue {
  readonly code: string;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly keys?: readonly string[];
  readonly values?: readonly unknown[];
  /** Of a value that can be one of several things: what is wrong with it as each of them. */
  readonly errors?: readonly (readonly Issue[])[];
}

function messagesOf(issue: Issue, parsed: ParsedYaml): readonly ConfigMessage[] {
  const path = issue.path.filter((key) => typeof key !== 'symbol');
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys(path);
    return (issue.keys ?? []).map((key) => ({
      message: `unknown key \`${key}\`${didYouMean(key, known)}`,
      place: parsed.placeOf([...path, key]),
    }));
  }
  const inside = issue.errors?.find((branch) => branch.some((one) => one.path.length > 0));
  if (inside) return inside.flatMap((one) => messagesOf({ ...one, path: [...path, ...one.path] }, parsed));
  const name = path.length === 0 ? 'the file' : `\`${pathText(path)}\``;
  return [{ message: `${name} ${sentenceOf(issue, parsed.at(path))}`, place: parsed.placeOf(path) }];
}

const BOUNDS: Readonly<Record<string, string>> = {
  '>': 'more than',
  '>=': 'at least',
  '<': 'less than',
  '<=': 'at most',
};

function sentenceOf(issue: Issue, value: unknown): string {
  if (value === undefined && issue.code !== 'custom') return 'is missing.';
  if (issue.code === 'invalid_value') {
    const values = (issue.values ?? []).map(String);
    return `is ${JSON.stringify(value)}, but can be ${values.join(', ')}${didYouMean(String(value), values)}`;
  }
  if (typeof value === 'number' && issue.message.includes('expected string')) {
    return `is the number ${value}, but must be a text: put it in quotes.`;
  }
  if (typeof value === 'string' && issue.message.includes('expected number')) {
    return `is the text ${JSON.stringify(value)}, but must be a number.`;
  }
  const bound = /expected number to be ([<>]=?)(\S+)$/.exec(issue.message);
  if (bound) return `is ${String(value)}, but must be ${BOUNDS[bound[1] ?? ''] ?? ''} ${bound[2] ?? ''}.`;
  return issue.code === 'custom' || issue.message.endsWith('.')
    ? issue.message
    : `is not right: ${issue.message.replace(/^Invalid input: /, '')}.`;
}

function pathText(path: Path): string {
  return path
    .map((key, index) => (typeof key === 'number' ? `[${key}]` : index === 0 ? key : `.${key}`))
    .join('');
}

/** The keys that the schema knows at a path. */
function knownKeys(path: Path): readonly string[] {
  let schema: unknown = z.toJSONSchema(configSchema, { io: 'input' });
  for (const key of path) {
    schema =
      typeof key === 'number'
        ? memberOf(schema, 'items')
        : (memberOf(memberOf(schema, 'properties'), key) ?? memberOf(schema, 'additionalProperties'));
  }
  return [schema, ...membersOf(schema, 'anyOf')].flatMap((one) =>
    Object.keys(memberOf(one, 'properties') ?? {}),
  );
}

function membersOf(object: unknown, key: string): readonly unknown[] {
  const members: unknown = memberOf(object, key);
  return Array.isArray(members) ? members : [];
}

function memberOf(object: unknown, key: string): object | undefined {
  if (typeof object !== 'object' || object === null) return undefined;
  const member: unknown = Reflect.get(object, key);
  return typeof member === 'object' && member !== null ? member : undefined;
}
