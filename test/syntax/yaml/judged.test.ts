import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseYaml } from '../../../src/syntax/yaml/parse.ts';
import type { YamlData } from '../../support/yaml-data.ts';
import { documentsOf } from '../../support/yaml-data.ts';

/** The text, then what kubectl and Kustomize make of it: `[value]`, or nothing where they refuse it. */
type Recorded = readonly [text: string, kubectl: readonly YamlData[], kustomize: readonly YamlData[]];

interface Judged {
  readonly values: readonly Recorded[];
  readonly keys: readonly Recorded[];
  readonly structures: readonly Recorded[];
  readonly files: readonly Recorded[];
}

const judged: Judged = JSON.parse(
  readFileSync(new URL('../../oracles/recorded/yaml-values.json', import.meta.url), 'utf8'),
);

/** Reads every text as the judge's program would, and compares with what it said. */
function check(
  recorded: readonly Recorded[],
  typing: 'kubernetes' | 'kustomize',
  manifestOf: (text: string) => string,
): void {
  const different: unknown[] = [];
  for (const [text, kubectl, kustomize] of recorded) {
    const expected = typing === 'kubernetes' ? kubectl : kustomize;
    const documents = documentsOf(parseYaml(manifestOf(text), { file: 'orders.yaml', typing }));
    const [first] = documents;
    const found = typeof first === 'object' && first !== null && 'spec' in first ? [first['spec']] : [];
    if (JSON.stringify(sorted(found)) !== JSON.stringify(sorted(expected))) {
      different.push({ text, expected, found });
    }
  }
  expect(different).toEqual([]);
}

function sorted(value: YamlData | undefined): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, one]) => [key, sorted(one)]));
}

describe.each(['kubernetes', 'kustomize'] as const)('typing %s', (typing) => {
  it('reads plain scalars', () => check(judged.values, typing, (text) => `spec: ${text}\n`));
  it('reads plain keys', () => check(judged.keys, typing, (text) => `spec:\n  ${text}: 1\n`));
  it('reads files of several documents', () => {
    for (const [text, kubectl, kustomize] of judged.files) {
      // Behind `...` without `---` both judges stop; we read on.
      if (/\.\.\.\n\{/.test(text)) continue;
      const objects = text.replaceAll(/\{(\d)\}/g, (_, number) => {
        return `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: orders-${number}\n`;
      });
      const documents = documentsOf(parseYaml(objects, { file: 'orders.yaml', typing }));
      expect([documents]).toEqual(typing === 'kubernetes' ? kubectl : kustomize);
    }
  });
  it('reads structures', () =>
    check(judged.structures, typing, (text) => `spec:${/^[\n ]/.test(text) ? '' : ' '}${text}\n`));
});
