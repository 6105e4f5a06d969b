import { describe, expect, it } from 'vitest';
import { parseDockerfile } from '../../../src/syntax/dockerfile/parse.ts';

/** Each instruction as one line: its keyword and its words. */
function check(text: string, expected: readonly string[]): void {
  const found = parseDockerfile(text, 'orders/Dockerfile');
  expect(found.map(({ keyword, words }) => [keyword, ...words.map((word) => word.text)].join(' '))).toEqual(
    expected,
  );
  for (const { start, end, words } of found) {
    for (const word of words) {
      expect(word.start).toBeGreaterThan(start);
      expect(word.end).toBeLessThanOrEqual(end);
    }
  }
}

describe('instructions of a Dockerfile', () => {
  it('reads keywords in any case and leaves comments out', () => {
    check('# the shop\nfrom node:24 as build\n\nUSER node\n', ['FROM node:24 as build', 'USER node']);
  });

  it('goes on after a backslash, over comments and empty lines', () => {
    check('RUN npm ci \\\n  # the lock file decides\n\n  && npm run build\nUSER node\n', [
      'RUN npm ci && npm run build',
      'USER node',
    ]);
  });

  it('heeds the escape directive', () => {
    check('# escape=`\nRUN dir C:\\ `\n  && echo done\nUSER shop\n', [
      'RUN dir C:\\ && echo done',
      'USER shop',
    ]);
  });

  it('skips here-documents', () => {
    check('RUN <<EOF\nFROM nowhere\nEOF\nCOPY <<-"END" /etc/motd\n\tUSER nobody\n\tEND\nUSER node\n', [
      'RUN <<EOF',
      'COPY <<-"END" /etc/motd',
      'USER node',
    ]);
  });

  it('knows where each word stands', () => {
    const text = 'FROM --platform=linux/amd64 \\\n  python:3.12\r\n';
    const [from] = parseDockerfile(text, 'Dockerfile');
    const image = from?.words.at(-1);
    expect(image && text.slice(image.start, image.end)).toBe('python:3.12');
  });

  it('ends at the end of a file that stops in the middle', () => {
    check('RUN <<EOF\nnpm ci', ['RUN <<EOF']);
    check('RUN npm ci \\', ['RUN npm ci']);
    check('', []);
  });
});
