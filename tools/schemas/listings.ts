import * as z from 'zod';
import { diagnostics, notRead, value } from './parts.ts';

/** `stacks --json`. */
export const stacks = z
  .strictObject({
    stacks: z.array(
      z.strictObject({
        id: z.string(),
        kind: z.string(),
        root: z.string(),
        environments: z.array(
          z.strictObject({
            name: z.string(),
            grade: z
              .enum(['A', 'B', 'C', 'D'])
              .describe('A told by configuration, B by a value, C by a name, D assumed.'),
            because: z.array(
              z.strictObject({ file: z.string(), line: z.int().nullable(), says: z.string() }),
            ),
          }),
        ),
        workspace: z.string(),
        variableFiles: z.array(z.string()),
        chosen: z.boolean(),
        because: z.string().describe('Why it is part of the view, or why not.'),
        deployers: z.array(z.string()).describe('Who deploys it, as they call themselves.'),
        alternatives: z.array(z.string()),
        correctWith: z.string().describe('What to write in whatfails.yaml to correct the choice.'),
        resources: z.int(),
      }),
    ),
    notRead,
    diagnostics,
  })
  .describe('What `whatfails stacks --json` prints.');

/** `resources --json`. */
export const resources = z
  .strictObject({
    stacks: z.array(
      z.strictObject({
        id: z.string(),
        kind: z.string(),
        root: z.string(),
        environments: z.array(z.string()),
        workspace: z.string(),
        variableFiles: z.array(z.string()),
        resources: z.array(
          z.strictObject({
            address: z.string(),
            type: z.string(),
            mode: z.enum(['managed', 'data', 'object']),
            file: z.string(),
            line: z.int().nullable(),
            endLine: z.int().nullable(),
            attributes: z.record(z.string(), value),
            unknownCount: z
              .literal(true)
              .optional()
              .describe('One entry without key stands for an unknown number of instances.'),
            standIn: z
              .literal(true)
              .optional()
              .describe('Declared by a stand-in for a module whose code is not in the tree.'),
          }),
        ),
        outputs: z.record(z.string(), value),
        modules: z.array(
          z.strictObject({
            address: z.string(),
            source: z.string(),
            opened: z.enum(['local', 'vendored', 'mapped', 'opaque']),
          }),
        ),
      }),
    ),
    notRead,
    diagnostics,
  })
  .describe('What `whatfails resources --json` prints.');
