import * as z from 'zod';
import { UsageError } from '../core/usage-error.ts';
import { didYouMean } from '../core/nearest.ts';
import { isDay } from '../config/schema.ts';

const text = z.string().optional();
const texts = z.array(z.string()).default([]);
const yes = z.boolean().default(false);

/** What every command that reads infrastructure takes. */
export const loadFlags = z.object({
  format: text,
  output: text,
  json: yes,
  quiet: yes,
  color: z.boolean().default(true),
  root: text,
  config: text,
  environment: text,
  stack: text,
  varFile: texts,
  var: texts,
  data: texts,
  workspace: text,
  helm: text,
  plan: texts,
  state: texts,
  set: texts,
});

/** What an audit takes beside that. */
export const auditFlags = loadFlags.extend({
  asOf: text,
  area: text,
  since: text,
  failOn: text,
  top: text,
  all: yes,
  maxUnknown: text,
  baseline: z.union([z.string(), z.boolean()]).optional(),
  category: text,
});

/** What `graph` takes beside that. */
export const graphFlags = loadFlags.extend({ journey: text, component: text, candidates: yes });

/** What `whatif` takes beside that. */
export const whatIfFlags = loadFlags.extend({ traffic: text, overlay: text, all: yes });

export const acceptFlags = auditFlags.extend({ reason: z.string(), until: z.string(), by: text });
export const fixFlags = auditFlags.extend({ write: yes, unsafe: yes });
export const baselineFlags = auditFlags.extend({ path: text });

export type LoadFlags = z.infer<typeof loadFlags>;
export type GraphFlags = z.infer<typeof graphFlags>;
export type WhatIfFlags = z.infer<typeof whatIfFlags>;
export type AuditFlags = z.infer<typeof auditFlags>;
export type AcceptFlags = z.infer<typeof acceptFlags>;
export type FixFlags = z.infer<typeof fixFlags>;
export type BaselineFlags = z.infer<typeof baselineFlags>;

/** The format asked for, one of those that the command has. */
export function formatOf<F extends string>(
  { format, json }: { format?: string | undefined; json: boolean },
  formats: readonly [F, ...F[]],
): F | 'json' {
  if (json && format !== undefined && format !== 'json') {
    throw new UsageError(`--json and --format ${format} contradict each other. Give one of them.`);
  }
  if (json) return 'json';
  if (format === undefined) return formats[0];
  const known = [...formats, 'json'] as const;
  const found = known.find((name) => name === format);
  if (found !== undefined) return found;
  throw new UsageError(
    `--format ${format} is not known here; it can be ${known.join(', ')}${didYouMean(format, known)}`,
  );
}

/** A count of at least one. */
export function countOf(flag: string, value: string): number {
  const count = Number(value);
  if (Number.isSafeInteger(count) && count >= 1) return count;
  throw new UsageError(`${flag} ${value} is not a count. Give a whole number from 1 up.`);
}

/** `20%` or `20`, between 0 and 100. */
export function percentOf(flag: string, value: string): number {
  const percent = /^\d+(?:\.\d+)?%?$/.test(value) ? Number(value.replace('%', '')) : Number.NaN;
  if (percent <= 100) return percent;
  throw new UsageError(`${flag} ${value} is not a share. Give a percentage from 0% to 100%.`);
}

/** `NAME=VALUE`, split at the first sign. */
export function pairOf(
  flag: string,
  value: string,
  form = 'NAME=VALUE',
): { readonly name: string; readonly text: string } {
  const equals = value.indexOf('=');
  if (equals > 0) return { name: value.slice(0, equals), text: value.slice(equals + 1) };
  throw new UsageError(`${flag} ${value} has no value. Write ${flag} ${form}.`);
}

/** A day of the calendar, or `today` by the clock. */
export function dayOfFlag(flag: string, value: string, today: () => string): string {
  if (value === 'today') return today();
  if (isDay(value)) return value;
  throw new UsageError(`${flag} ${value} is not a day. Write it as 2027-03-31, or today.`);
}

/** When findings fail the command. */
export function failOnOf(value: string): 'now' | 'new' {
  if (value === 'now' || value === 'new') return value;
  if (value.startsWith('risk:')) {
    throw new UsageError(
      '--fail-on risk: needs findings priced in money; this version gives minutes. Use now or new.',
    );
  }
  throw new UsageError(
    `--fail-on ${value} is not known; it can be now or new${didYouMean(value, ['now', 'new'])}`,
  );
}
