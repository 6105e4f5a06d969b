import { describe, expect, it } from 'vitest';
import { coversPath, readOwnersPattern } from '../../src/model/links/ownership/owners-pattern.ts';
import { PatternIndex } from '../../src/model/links/ownership/pattern-index.ts';
import { randomNumbers } from '../support/random-numbers.ts';

const covered = (platform: 'github' | 'gitlab', pattern: string): readonly string[] =>
  FILES.filter((file) => coversPath(readOwnersPattern(pattern, platform), file.split('/')));

const FILES = [
  'README.md',
  'docs/api.md',
  'docs/build/api.md',
  'apps/docs/x.md',
  'apps/orders/main.tf',
  'apps/orders/db/main.tf',
];

describe('patterns of code owners', () => {
  it.each([
    ['*', FILES],
    ['*.md', FILES.slice(0, 4)],
    ['/*', ['README.md']],
    ['docs/*', ['docs/api.md']],
    ['/docs/', ['docs/api.md', 'docs/build/api.md']],
    ['docs/', ['docs/api.md', 'docs/build/api.md', 'apps/docs/x.md']],
    ['docs', ['docs/api.md', 'docs/build/api.md', 'apps/docs/x.md']],
    ['apps/orders', ['apps/orders/main.tf', 'apps/orders/db/main.tf']],
    ['orders/db', []],
    ['**/db', ['apps/orders/db/main.tf']],
    ['apps/**/main.tf', ['apps/orders/main.tf', 'apps/orders/db/main.tf']],
    ['apps/*/main.tf', ['apps/orders/main.tf']],
    ['/apps/ord?rs/', ['apps/orders/main.tf', 'apps/orders/db/main.tf']],
    ['/Apps/', []],
  ])('of GitHub: %s', (pattern, expected) => {
    expect(covered('github', pattern)).toEqual(expected);
  });

  it.each([
    ['*', FILES],
    ['docs/*', ['docs/api.md', 'apps/docs/x.md']],
    ['/docs/', ['docs/api.md', 'docs/build/api.md']],
    ['/docs', []],
    ['orders/db/', ['apps/orders/db/main.tf']],
    ['/apps/**/*.tf', ['apps/orders/main.tf', 'apps/orders/db/main.tf']],
  ])('of GitLab: %s', (pattern, expected) => {
    expect(covered('gitlab', pattern)).toEqual(expected);
  });

  it('with many stars take no longer than others', () => {
    const pattern = `${'**/a*/'.repeat(40)}z`;
    const file = `${'aaaa/'.repeat(2000)}b`;
    expect(coversPath(readOwnersPattern(pattern, 'github'), file.split('/'))).toBe(false);
  });

  it.each(['github', 'gitlab'] as const)('of %s are found in their order among many', (platform) => {
    const any = randomNumbers(7);
    const words = ['apps', 'orders', 'docs', 'db', '*', '**', '*.tf', 'main.tf', 'o*s'];
    const written = Array.from({ length: 400 }, () => {
      const segments = Array.from({ length: 1 + any(4) }, () => words[any(words.length)]).join('/');
      return `${any(2) === 0 ? '/' : ''}${segments}${any(3) === 0 ? '/' : ''}`;
    });
    const patterns = written.map((pattern) => readOwnersPattern(pattern, platform));
    const index = new PatternIndex(patterns);
    for (const file of FILES) {
      const all = patterns.map((pattern, number) => (coversPath(pattern, file.split('/')) ? number : -1));
      expect(index.covering(file)).toEqual(all.filter((number) => number >= 0));
    }
  });
});
