import * as z from 'zod';

const words = z.array(z.string().min(1));
const text = z.string().min(1);
const days = z.int().min(0).max(36_500);

/** A day of the calendar: `2027-03-31`. */
export function isDay(day: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (!match) return false;
  const [year, month, date] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const lengths = [31, isLeapYear(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return date >= 1 && date <= (lengths[month - 1] ?? 0);
}

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .refine(isDay, 'is not a day of the calendar.');

const accept = z.strictObject({
  rule: text.describe('The rule whose finding is accepted, as `whatfails rules` lists it.'),
  on: text.describe('What it holds for: a name, address, finding id or file; `*` stands for any characters.'),
  reason: text.describe('Why this is fine for now. Shown in every report.'),
  until: day.describe('The last day it holds, for example 2027-03-31. After it the finding counts again.'),
  by: text.optional().describe('Who decided.'),
});

const environment = z
  .strictObject({
    name: text.describe('production, staging, development, test, preview, shared, or a word of your own.'),
    root: text.optional().describe('The folder of a Terraform root; `*` stands for any characters.'),
    variables: text.optional().describe('A variable file of the root, as `whatfails stacks` lists it.'),
    stack: text.optional().describe('The id of a stack, as `whatfails stacks` lists it.'),
  })
  .refine(
    ({ root, variables, stack }) => root !== undefined || variables !== undefined || stack !== undefined,
    'needs one of `root`, `variables` or `stack`: which stacks are meant?',
  );

const sources = z.strictObject({
  terraform: words.optional().describe('Folders to audit, relative to this file, when no path is given.'),
  kubernetes: words.optional().describe('Not used yet.'),
  openapi: words.optional().describe('Not used yet.'),
  prometheus_rules: words.optional().describe('Not used yet.'),
  billing: text.optional().describe('Not used yet.'),
  ci: text.optional().describe('Not used yet.'),
});

const gate = z.strictObject({
  fail_on: z
    .enum(['now', 'new'])
    .optional()
    .describe(
      'Exit 1 on must-do and tier 1 findings, without a journey on critical and high ones: ' +
        '`now` all, `new` those that nothing knew before.',
    ),
  max_unknown: z
    .union([z.number().min(0).max(100), z.string().regex(/^\d+(\.\d+)?%$/)])
    .optional()
    .describe('Exit 3 when more than this share of the answers is unknown: 20%.'),
  tier: z.int().min(1).max(3).optional().describe('Not used yet.'),
  max_added_risk_per_year: z.number().optional().describe('Not used yet.'),
});

const service = z
  .strictObject({
    match: words
      .optional()
      .describe(
        'Names, addresses or ids of its components, `*` for any characters; or `k8s:shop/deploy/orders`. ' +
          'By default its own name.',
      ),
    owner: text.optional().describe('The team that answers for it.'),
    peak_rps: z.number().positive().optional().describe('Requests a second at the busiest time.'),
    rps_per_replica: z.number().positive().optional().describe('Requests a second that one copy serves.'),
    tier: z.int().min(1).max(5).optional().describe('Not used yet.'),
  })
  .refine(
    ({ peak_rps, rps_per_replica }) => peak_rps !== undefined || rps_per_replica === undefined,
    'has rps_per_replica, which says nothing without peak_rps.',
  );

const dependency = z.strictObject({
  from: text.describe('A service, or the name of a component.'),
  to: text.describe('What it needs.'),
  strength: z
    .enum(['hard', 'soft', 'async', 'startup-only', 'control-only', 'none'])
    .optional()
    .describe('hard: stops without it. none: there is no such dependency, whatever the files seem to say.'),
  timeout_ms: z.number().min(0).optional().describe('Not used yet.'),
});

const journey = z.strictObject({
  entry: text.describe('Where requests come in: a service, or the name of a component.'),
  through: words.optional().describe('Services that it needs, without what they need in turn.'),
  slo: z
    .strictObject({
      availability: z.number().min(0).max(100).optional().describe('A promise in percent: 99.9.'),
      window: text.optional().describe('Not used yet.'),
      p99_ms: z.number().optional().describe('Not used yet.'),
    })
    .optional(),
  revenue_per_year: z.number().optional().describe('Not used yet.'),
  peak_factor: z.number().optional().describe('Not used yet.'),
  recapture: z.number().optional().describe('Not used yet.'),
  per_minute: z.number().optional().describe('Not used yet.'),
});

const assumed = z.number();
const assumption = z.union(
  [
    assumed.describe('The value, exactly known.'),
    z
      .strictObject({
        p10: assumed.optional().describe('10th percentile: the lowest value that is likely.'),
        p50: assumed.describe('50th percentile: as often too high as too low.'),
        p90: assumed.optional().describe('90th percentile: the highest value that is likely.'),
        unit: text.optional().describe('Unit of the three, where it is not the one that is listed.'),
        source: text.optional().describe('Where the numbers come from: incident log 2026.'),
        grade: z.enum(['A', 'B', 'C', 'D']).optional().describe('A measured … D assumed. Default B.'),
        as_of: day.optional().describe('The day of the source: 2026-10-31.'),
      })
      .refine(
        ({ p10, p90 }) => (p10 === undefined) === (p90 === undefined),
        'has only one of `p10` and `p90`: give both, or neither where the value is exactly known.',
      ),
  ],
  { error: 'must be a number, or a range as { p10: 0.02, p50: 0.04, p90: 0.08 }.' },
);

const later = z.unknown().describe('Not used yet.');

/** What `whatfails.yaml` may hold. */
export const configSchema = z
  .strictObject({
    edition: text
      .optional()
      .describe('The rule set to judge by. It is frozen: upgrading the program changes nothing.'),
    stage: z
      .enum(['seed', 'growth', 'scale'])
      .optional()
      .describe('How far the company is: switches what is expected.'),
    environments: z
      .array(environment)
      .optional()
      .describe('Corrects the environment that was inferred for stacks.'),
    sources: sources.optional(),
    required_tags: words.optional().describe('Tags that every resource that can be tagged must carry.'),
    own_accounts: words
      .optional()
      .describe('Accounts or projects that are yours: access from them is not foreign.'),
    minimum_backup_days: days.optional().describe('How long backups of data must be kept. Default 7.'),
    support_horizon_days: days
      .optional()
      .describe('How long before the end of support a version is reported. Default 90.'),
    log_retention_days: days.optional().describe('How long logs must be kept. Default 90.'),
    accept: z
      .array(accept)
      .optional()
      .describe('Findings that are taken as they are, each with a reason and an end.'),
    gate: gate.optional().describe('When the command fails in a pipeline.'),
    money: later.optional(),
    services: z.record(text, service).optional().describe('What people call the parts of the system.'),
    dependencies: z.array(dependency).optional().describe('What the files cannot show, or show wrongly.'),
    journeys: z
      .record(text, journey)
      .optional()
      .describe('What users do. Without any, every public entry is a journey.'),
    squads: later.optional(),
    plan: later.optional(),
    assumptions: z
      .record(text, assumption)
      .optional()
      .describe('Your own numbers in the place of those that `whatfails assumptions` lists, by name.'),
  })
  .describe('Configuration of whatfails.');

/** The file as written, once it is valid. */
export type WrittenConfig = z.infer<typeof configSchema>;

/** Sections that are valid, and wait for a version that uses them. */
export const notUsedYet: readonly (readonly string[])[] = [
  ['money'],
  ['squads'],
  ['plan'],
  ['sources', 'kubernetes'],
  ['sources', 'openapi'],
  ['sources', 'prometheus_rules'],
  ['sources', 'billing'],
  ['sources', 'ci'],
  ['gate', 'tier'],
  ['gate', 'max_added_risk_per_year'],
];
