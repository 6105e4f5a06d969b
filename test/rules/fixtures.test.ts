import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rules } from '../../src/rules/registry.generated.ts';
import { judgeFixture } from '../support/judge-fixture.ts';

const EXPECTED = ['fail', 'pass', 'unknown', 'not-applicable'] as const;

for (const rule of rules) {
  const folder = join(import.meta.dirname, '../../src/rules', rule.id);
  describe(rule.id, () => {
    const fixtures = readdirSync(join(folder, 'fixtures')).sort();
    it('has fail, pass and unknown fixtures and a page', () => {
      for (const kind of ['fail', 'pass', 'unknown']) {
        expect(
          fixtures.filter((name) => name.startsWith(kind)),
          kind,
        ).not.toHaveLength(0);
      }
      expect(existsSync(join(folder, 'rule.md'))).toBe(true);
    });
    for (const name of fixtures) {
      const expected = EXPECTED.find((kind) => name.startsWith(kind));
      it(name, () => {
        expect(
          expected,
          'a fixture folder is called fail-…, pass-…, unknown-… or not-applicable-…',
        ).toBeDefined();
        const { statuses, expectations, failures } = judgeFixture(rule, join(folder, 'fixtures', name));
        expect(failures).toEqual([]);
        expect(statuses.map((status) => status.split(' ')[0])).toContain(expected);
        if (expectations.length > 0) expect(statuses).toEqual(expectations);
        else
          for (const status of statuses) expect([expected, 'not-applicable']).toContain(status.split(' ')[0]);
      });
    }
  });
}
