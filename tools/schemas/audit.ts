import * as z from 'zod';
import { assumption } from './assumptions.ts';
import { diagnostics, maybePlace, notRead, place, severity } from './parts.ts';

const count = z.int().min(0);

const estimate = z
  .strictObject({
    low: z.number(),
    likely: z.number(),
    high: z.number(),
    unit: z.string(),
    grade: z.enum(['A', 'B', 'C', 'D']),
  })
  .describe('10th, 50th and 90th percentile, over what is not known and over the assumptions.')
  .meta({ id: 'estimate' });

const impact = z.strictObject({
  badMinutesPerYear: estimate
    .nullable()
    .describe('Minutes that the remedy takes away, all journeys together; null where the models cannot say.'),
  isCeiling: z.boolean().describe('True where `high` is all that the remedy could take away.'),
  basis: z.enum(['text edited', 'attribute set', 'component made perfect', 'nothing to change']),
  remedy: z.string().nullable().describe('The remedy that was priced.'),
  note: z.string().nullable().describe('Why it is nothing, or why the text was not edited.'),
  journeys: z.array(
    z.strictObject({
      journey: z.string(),
      before: estimate,
      after: estimate,
      change: estimate,
      shareOfErrorBudget: z.number().nullable(),
    }),
  ),
  arithmetic: z.array(
    z.strictObject({
      says: z.string(),
      value: z.number().nullable(),
      unit: z.string().nullable(),
      assumptions: z.array(z.string()).describe('Names that --set takes.'),
    }),
  ),
  alsoSettles: z.array(z.string()).describe('Findings that the same remedy takes away.'),
  alsoChanges: z.array(z.string()).describe('Other resources that the edit changes.'),
  hangsOn: z.array(z.string()),
  assumptions: z.array(z.string()),
});

const finding = z.strictObject({
  number: z.int().min(1).describe('The number on screen, valid for this run.'),
  id: z
    .string()
    .regex(/^[0-9a-f]{12}$/)
    .describe('Stable while rule and cause stay, wherever the lines move.'),
  rule: z.string(),
  alsoMatches: z.array(z.string()).describe('Rules that saw the same cause and stayed silent.'),
  status: z.enum(['fail', 'unknown']),
  title: z.string(),
  problem: z.string().describe('The consequence in one sentence; for unknown, the question.'),
  severity,
  confidence: z.enum(['high', 'medium', 'low']),
  standing: z.strictObject({
    kind: z.enum(['must-do', 'tier', 'unpriced', 'hygiene']),
    tier: z.int().optional(),
  }),
  consequence: z.enum([
    'availability',
    'change-failure',
    'waste',
    'exposure',
    'data-loss',
    'toil',
    'capacity',
    'none',
  ]),
  environments: z.array(z.string()),
  subjects: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      kind: z.string(),
      address: z.string().nullable(),
      place: maybePlace,
    }),
  ),
  resources: z.array(z.string()).describe('Every address in the evidence.'),
  locations: z.array(place).describe('The line to read first, then the others.'),
  evidence: z.array(
    z.strictObject({
      says: z.string(),
      place: maybePlace,
      through: z.array(place).describe('Lines the value came through: calls, locals, variable files.'),
      source: z.string().nullable().describe('Documentation that states a default.'),
    }),
  ),
  because: z.array(
    z.strictObject({ reason: z.string(), detail: z.string(), settledBy: z.string().nullable() }),
  ),
  impact: z
    .union([z.strictObject({}), impact])
    .describe('What the remedy changes; empty where the models do not price the consequence.'),
  remedies: z.array(
    z.strictObject({
      title: z.string(),
      safety: z.enum(['safe', 'review']),
      caution: z.string().nullable(),
      effortDays: z.strictObject({ low: z.number(), likely: z.number(), high: z.number() }).nullable(),
    }),
  ),
  accepted: z
    .strictObject({
      how: z.enum(['file', 'inline']),
      reason: z.string(),
      until: z.string(),
      by: z.string().nullable(),
      place,
    })
    .nullable(),
  acceptedElsewhere: z
    .array(z.strictObject({ tool: z.string(), text: z.string(), place }))
    .describe('Comments that tell another tool to be silent: shown, not honoured.'),
  known: z.boolean().describe('True when the baseline or the base revision holds it.'),
});

/** `audit --json`. */
export const audit = z
  .strictObject({
    version: z.string(),
    edition: z.string(),
    asOf: z.string().describe('The day the audit takes as today.'),
    target: z.string(),
    findings: z.array(finding),
    rules: z.array(
      z.strictObject({
        id: z.string(),
        title: z.string(),
        fail: count,
        pass: count,
        unknown: count,
        notApplicable: count,
        error: count,
      }),
    ),
    ruleErrors: z
      .array(z.strictObject({ rule: z.string(), component: z.string(), message: z.string() }))
      .describe('Rules that failed: bugs of whatfails.'),
    stacks: z.array(
      z.strictObject({
        id: z.string(),
        kind: z.string(),
        root: z.string(),
        environments: z.array(z.string()),
        workspace: z.string(),
        variableFiles: z.array(z.string()),
        chosen: z.boolean(),
      }),
    ),
    journeys: z
      .array(z.strictObject({ name: z.string(), parts: z.array(z.string()), declared: z.boolean() }))
      .describe('What users reach through entries that lead to more than one part.'),
    weakLink: z
      .strictObject({
        says: z.string(),
        finding: z.string(),
        badMinutesPerYear: estimate,
        hangsOn: z.string().nullable(),
      })
      .nullable()
      .describe('The one thing to mend first.'),
    nearest: z
      .strictObject({
        says: z.string(),
        journeys: z.array(z.string()),
        minutes: z.number(),
        place: maybePlace,
      })
      .nullable()
      .describe('Where there is no weak link: the single part that costs most at assumed rates.'),
    badMinutesPerYear: estimate.nullable().describe('All journeys together; null where there are none.'),
    tierOne: estimate.nullable().describe('What the remedies of tier 1 take away together.'),
    shares: z
      .array(z.strictObject({ cause: z.string(), share: z.number() }))
      .describe('Parts of the expected minutes by kind of cause, at assumed rates.'),
    questions: z
      .array(
        z.strictObject({
          says: z.string(),
          settledBy: z.string(),
          minutes: z.number(),
          journeys: z.array(z.string()),
          mayReorder: z.boolean(),
        }),
      )
      .describe('Unknowns that move most minutes a year, the most decisive first.'),
    noJourney: z
      .strictObject({
        hub: z.strictObject({ name: z.string(), users: z.array(z.string()), place: maybePlace }).nullable(),
        entry: z.string().nullable(),
        parts: z.array(z.string()),
      })
      .nullable()
      .describe('Set where no journey was found.'),
    coverage: z.strictObject({
      files: count,
      stacks: count,
      stacksChosen: count,
      resources: count,
      resourcesWithUnknowns: count,
      components: count,
      opaqueComponents: count,
      modules: z.strictObject({ local: count, vendored: count, mapped: count, opaque: count }),
      unknownExpansions: count,
      settling: z.array(z.strictObject({ input: z.string(), unknowns: count })),
      hiddenFindings: count,
      environment: z.string(),
    }),
    notRead,
    diagnostics,
    acceptProblems: z.array(
      z.strictObject({
        kind: z.enum(['expired', 'unused', 'invalid', 'partial']),
        message: z.string(),
        place,
      }),
    ),
    assumptions: z.array(assumption).describe('What the figures of its journeys rest on.'),
  })
  .describe('What `whatfails audit --json` prints.');
