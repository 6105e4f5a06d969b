import * as z from 'zod';
import { maybePlace, value } from './parts.ts';

const dependencyKind = z.enum([
  'calls',
  'stores',
  'consumes',
  'publishes',
  'runs-on',
  'routes-to',
  'reads-secret',
  'assumes',
  'deploys',
  'observes',
  'protects',
  'encrypts',
  'member-of',
]);

/** `graph --json`. */
export const graph = z
  .strictObject({
    environment: z.string(),
    components: z.array(
      z.strictObject({
        id: z.string(),
        kind: z.string(),
        name: z.string(),
        type: z.string().describe('Type of the main resource, as its own tool calls it; empty: none.'),
        address: z.string().nullable(),
        stack: z.string().nullable(),
        environments: z.array(z.string()),
        owner: z.string().nullable(),
        declaredAt: z.array(z.strictObject({ file: z.string(), line: z.int(), endLine: z.int() })),
        facts: z.record(z.string(), value).describe('Facts with a value of their own; absent: not stated.'),
      }),
    ),
    dependencies: z
      .array(
        z.strictObject({
          from: z.string(),
          to: z.string(),
          kind: dependencyKind,
          strength: value.describe('hard, soft, async, startup-only or control-only; or unknown.'),
          grade: z
            .enum(['A', 'B', 'C', 'D'])
            .nullable()
            .describe(
              'A observed, B declared or typed configuration, C a reference, D a name; null: a candidate.',
            ),
          candidate: z
            .literal(true)
            .optional()
            .describe('Only a permission, or settings taken in whole, say so. Counted nowhere.'),
          evidence: z.array(
            z.strictObject({
              file: z.string().nullable(),
              line: z.int().nullable(),
              says: z.string(),
              through: z.array(maybePlace).optional(),
              source: z.string().optional(),
            }),
          ),
        }),
      )
      .describe('`from` needs `to`.'),
    journeys: z.array(
      z.strictObject({
        name: z.string(),
        entry: z.string().nullable(),
        entries: z.array(z.string()),
        reaches: z.array(z.string()).describe('Everything a request may need, entries included.'),
        needs: z.array(z.string()).describe('What hard dependencies lead to.'),
        small: z
          .boolean()
          .describe('True when it reaches one component that runs or keeps something, or none.'),
        declared: z.boolean(),
      }),
    ),
  })
  .describe('What `whatfails graph --json` prints.');
