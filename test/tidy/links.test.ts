import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');

/** Hand-written pages: those at the top, the documentation, the examples and the page of each rule. */
function pages(): readonly string[] {
  const below = ['docs', 'examples', 'src/rules'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) => `${folder}/${path}`),
  );
  return [...readdirSync(root), ...below].filter(
    (path) => path.endsWith('.md') && !path.includes('/fixtures/'),
  );
}

function localLinks(text: string): readonly string[] {
  const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target.replace(/#.*$/, ''));
  return targets.filter((target) => target !== '' && !/^[a-z]+:/.test(target));
}

it('links between pages lead somewhere', () => {
  const broken = pages().flatMap((page) =>
    localLinks(readFileSync(join(root, page), 'utf8'))
      .filter((target) => !existsSync(join(root, dirname(page), target)))
      .map((target) => `${page} links to ${target}, which is not there`),
  );
  expect(broken).toEqual([]);
});
