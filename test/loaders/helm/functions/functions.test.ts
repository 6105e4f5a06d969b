import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Unknown } from '../../../../src/core/value.ts';
import { renderChart } from '../../../../src/loaders/helm/render-chart.ts';
import { nodeAt } from '../../../../src/syntax/yaml/node.ts';
import { ourAnswer } from '../../../oracles/helm-expressions/case.ts';
import { memoryFiles } from '../../../support/memory-files.ts';

const recorded = z
  .object({
    values: z.string(),
    answers: z.array(z.object({ expression: z.string(), output: z.string().nullable() })),
  })
  .parse(JSON.parse(readFileSync(new URL('functions.json', import.meta.url), 'utf8')));

describe('functions of Sprig write what helm 3.18 writes', () => {
  for (const { expression, output } of recorded.answers) {
    it(expression, () => {
      expect(ourAnswer(expression, recorded.values) ?? null).toBe(output);
    });
  }
});

describe('what differs at every run is never a value', () => {
  const impure = [
    '{{ randAlphaNum 8 }}',
    '{{ uuidv4 }}',
    '{{ now | date "2006" }}',
    '{{ (genCA "orders" 365).Cert | b64enc }}',
    '{{ htpasswd "shop" "x" }}',
    '{{ index (splitList "," (printf "%s,x" (randNumeric 3))) 0 }}',
    '{{ mod (randNumeric 4 | atoi) 16 | printf "%x" }}',
  ];
  for (const expression of impure) {
    it(expression, () => {
      expect(rendersUncertain(expression)).toBe(true);
    });
  }
});

function rendersUncertain(expression: string): boolean {
  const files = memoryFiles({
    'shop/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
    'shop/templates/secret.yaml': `apiVersion: v1
kind: Secret
metadata: { name: orders }
stringData:
  key: ${expression}
`,
  });
  const input = { chart: 'shop', release: 'shop', namespace: 'shop', values: [], missing: [] };
  const [secret] = renderChart(files, input).manifests;
  const key = nodeAt(secret?.root, 'stringData', 'key');
  return key?.kind === 'scalar' && Unknown.is(key.value);
}
