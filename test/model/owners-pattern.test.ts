import { describe, expect, it } from 'vitest';
import { matchesOwnersPattern } from '../../src/model/links/ownership/owners-pattern.ts';

const covered = (platform: 'github' | 'gitlab', pattern: string): readonly string[] =>
  FILES.filter((file) => matchesOwnersPattern(pattern, file, platform));

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
    expect(matchesOwnersPattern(pattern, `${'aaaa/'.repeat(2000)}b`, 'github')).toBe(false);
  });
});
