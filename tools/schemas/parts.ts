import * as z from 'zod';

export const place = z
  .strictObject({
    file: z.string().describe('Relative to the folder that was read, with forward slashes.'),
    line: z.int().min(1),
    endLine: z.int().min(1),
    column: z.int().min(1),
    endColumn: z.int().min(1),
  })
  .describe('Lines and columns start at 1; columns count UTF-16 units.')
  .meta({ id: 'place' });

export const maybePlace = place.nullable();

export const notRead = z
  .array(z.strictObject({ file: z.string(), kind: z.string(), why: z.string() }))
  .describe('Files that hold infrastructure and are not read yet.');

export const diagnostics = z
  .array(
    z.strictObject({
      severity: z.enum(['error', 'warning', 'note']),
      code: z.string(),
      message: z.string(),
      place: maybePlace,
    }),
  )
  .describe('What is wrong with the input. The rest was read.');

export const severity = z.enum(['critical', 'high', 'medium', 'low', 'info']);

const unknownValue = z
  .strictObject({
    $unknown: z.strictObject({
      reason: z.string(),
      detail: z.string(),
      settledBy: z.string().nullable().describe('The input that would settle it.'),
    }),
  })
  .describe('A value that exists but cannot be known from the inputs.');

const sensitiveValue = z
  .strictObject({ $sensitive: z.literal(true) })
  .describe('A value that is known and never printed.');

/** A value as evaluated: JSON with unknown and sensitive values in it. */
export const value: z.ZodType = z
  .lazy(() =>
    z.union([
      z.null(),
      z.boolean(),
      z.number(),
      z.string(),
      unknownValue,
      sensitiveValue,
      z.array(value),
      z.record(z.string(), value),
    ]),
  )
  .meta({ id: 'value' });
