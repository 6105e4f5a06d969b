import * as z from 'zod';

const place = { file: z.string(), line: z.int() };
const count = z
  .union([z.int(), z.string().regex(/^\d+$/)])
  .describe('A text of digits where a number cannot hold it exactly.');
const ratio = z.union([z.number(), z.literal('Infinity')]);

/** `solve --json`. */
export const solve = z
  .strictObject({
    top: z.string().describe('The gate that was solved.'),
    probability: z
      .union([z.number(), z.strictObject({ low: z.number(), high: z.number() })])
      .describe('One number where it is exact up to rounding, else certain bounds.'),
    exact: z.boolean(),
    importance: z
      .record(
        z.string(),
        z.strictObject({
          birnbaum: z.number().describe('B = P(top | event) − P(top | no event).'),
          criticality: z.number().describe('q·B/P.'),
          raw: ratio.describe('Risk achievement worth: P(top | event)/P.'),
          rrw: ratio.describe('Risk reduction worth: P/P(top | no event).'),
        }),
      )
      .describe('Every basic event that the top depends on.'),
    cutSets: z
      .strictObject({
        total: count,
        byOrder: z.array(count).describe('How many have one event, two, …'),
        complete: z.boolean().describe('False where there may be more than were found.'),
        top: z
          .array(z.strictObject({ events: z.array(z.string()), probability: z.number() }))
          .describe('The most probable ones.'),
      })
      .nullable()
      .describe('null: the tree says NOT, so that none are defined.'),
    notes: z.array(z.strictObject({ ...place, says: z.string() })).describe('What was assumed or skipped.'),
  })
  .describe('What `whatfails solve --json` prints.');
