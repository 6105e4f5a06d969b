import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseYaml } from '../../../src/syntax/yaml/parse.ts';
import { misplaced } from '../../support/check-yaml-places.ts';
import { hostileYaml } from '../../support/hostile-yaml.ts';
import { documentsOf } from '../../support/yaml-data.ts';

const TYPINGS = ['kubernetes', 'kustomize', 'core'] as const;

/** The codes of the diagnostics of a text. */
function codesOf(text: string): readonly string[] {
  return parseYaml(text, { file: 'orders.yaml', typing: 'kubernetes' }).diagnostics.map(({ code }) => code);
}

describe('hostile texts', () => {
  it('never make reading throw, and every place lies within the text', () => {
    const property = fc.property(hostileYaml, fc.constantFrom(...TYPINGS), (text, typing) => {
      expect(misplaced(parseYaml(text, { file: 'orders.yaml', typing }), text)).toEqual([]);
    });
    fc.assert(property, { numRuns: 400 });
  });

  it('end where collections nest too deep', () => {
    const deep = 5000;
    expect(codesOf('['.repeat(deep))).toEqual(['yaml-too-deep']);
    expect(codesOf('{a: '.repeat(deep))).toEqual(['yaml-too-deep']);
    expect(codesOf('- '.repeat(deep))).toEqual(['yaml-too-deep']);
    const steps = Array.from({ length: deep }, (_, level) => `${' '.repeat(level)}a:\n`);
    expect(codesOf(steps.join(''))).toEqual(['yaml-too-deep']);
    expect(codesOf(`? ${'['.repeat(deep)}`)).toEqual(['yaml-too-deep']);
    expect(codesOf('? '.repeat(deep))).toEqual(['yaml-too-deep']);
  });

  it('end where aliases stand for too much', () => {
    const levels = Array.from({ length: 9 }, (_, level) => {
      const inside = level === 0 ? '"lol"' : `*l${level - 1}`;
      return `l${level}: &l${level} [${Array.from({ length: 9 }, () => inside).join(', ')}]\n`;
    });
    expect(codesOf(levels.join(''))).toEqual(['yaml-too-many-aliases']);
    expect(codesOf(`? x\n: y\n${levels.join('')}`)).toEqual(['yaml-too-many-aliases']);
    const merges = Array.from({ length: 20 }, (_, level) => `m${level}: &m${level}\n  <<: *m${level - 1}\n`);
    expect(codesOf(merges.join(''))).toEqual(['yaml-alias']);
  });

  it('of one broken document leave the others', () => {
    const { documents, diagnostics } = parseYaml('a: 1\n---\nb: [\n---\nc: 3\n', {
      file: 'orders.yaml',
      typing: 'core',
    });
    expect(documents.map(({ start }) => start)).toEqual([0, 14]);
    expect(diagnostics.map(({ at }) => at?.file)).toEqual(['orders.yaml']);
  });

  it('take time by their length alone', () => {
    const lines = 20_000;
    const texts = [
      'orders: 1\n'.repeat(lines),
      '- orders\n'.repeat(lines),
      `[${'orders, '.repeat(lines)}]`,
      `note: |\n${'  x\n\n'.repeat(lines)}`,
      `note: ${'x\n\n  '.repeat(lines)}`,
      `# ${'#'.repeat(lines)}\n`.repeat(5),
      `"${'\\n'.repeat(lines)}"`,
      '---\n'.repeat(lines),
      `a: ${'\t'.repeat(lines)}1`,
      `\n${' '.repeat(lines)}`.repeat(20),
    ];
    for (const text of texts) {
      const read = parseYaml(text, { file: 'orders.yaml', typing: 'core' });
      expect(documentsOf(read).length).toBeLessThanOrEqual(lines);
    }
  });
});
