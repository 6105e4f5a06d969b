import * as z from 'zod';
import { assumptionGroups, assumptionUnits } from '../../src/core/assumption.ts';

/** One assumption, whichever command prints it. */
export const assumption = z
  .strictObject({
    name: z.string().describe('How whatfails.yaml and --set call it.'),
    title: z.string(),
    group: z.enum(assumptionGroups),
    low: z.number().describe('10th percentile.'),
    likely: z.number().describe('50th percentile.'),
    high: z.number().describe('90th percentile.'),
    unit: z
      .enum(assumptionUnits)
      .describe('unavailability: part of the time in which it is down, 0 to 1. share: 0 to 1.'),
    grade: z.enum(['A', 'B', 'C', 'D']).describe('A measured, B declared, C inferred, D assumed.'),
    source: z.string().describe('Who says so.'),
    page: z.string().nullable().describe('Where it can be looked up.'),
    asOf: z.string().nullable().describe('The day on which the source was read.'),
    reasoning: z.string(),
    origin: z.enum(['data pack', 'configuration', 'command line']),
    types: z.array(z.string()).describe('Resource types that are this service of a provider.'),
  })
  .meta({ id: 'assumption' });

/** `assumptions --json`. */
export const assumptions = z
  .strictObject({
    assumptions: z.array(assumption),
  })
  .describe('`whatfails assumptions --json`: the numbers that results rest on.');
