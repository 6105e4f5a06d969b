import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ourAnswer } from '../../../oracles/helm-expressions/case.ts';

const recorded = z
  .object({
    values: z.string(),
    answers: z.array(z.object({ expression: z.string(), output: z.string().nullable() })),
  })
  .parse(JSON.parse(readFileSync(new URL('expressions.json', import.meta.url), 'utf8')));

describe('template expressions write what helm 3.18 writes', () => {
  for (const { expression, output } of recorded.answers) {
    it(expression, () => {
      expect(ourAnswer(expression, recorded.values) ?? null).toBe(output);
    });
  }
});
