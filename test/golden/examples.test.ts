import { join } from 'node:path';
import { expect, it } from 'vitest';
import { run } from '../../src/cli/program.ts';
import { version } from '../../src/cli/version.ts';
import { tempFolder } from '../support/temp-folder.ts';

// The whole reports of the examples. A difference is read like code: it is either meant or a mistake.
// `npx vitest run test/golden -u` takes it over.

/** What whatfails prints about an example, without its version; wide, so that lines are rarely broken. */
async function printed(...words: readonly string[]): Promise<string> {
  let text = '';
  const sink = { write: (more: string) => void (text += more), isTTY: false, columns: 110 };
  const code = await run(words, {
    cwd: join(import.meta.dirname, '../..'),
    env: { WHATFAILS_CACHE_DIR: tempFolder() },
    stdout: sink,
    stderr: { ...sink, write: () => {} },
    today: () => '2026-01-01',
  });
  expect(code).toBe(0);
  return text.replaceAll(version(), '<version>');
}

const formats = [
  { format: 'terminal', ending: 'txt' },
  { format: 'markdown', ending: 'md' },
  { format: 'json', ending: 'json' },
];

const examples = ['shop'].flatMap((example) =>
  formats.map(({ format, ending }) => ({ example, format, ending })),
);

it.each(examples)('$example as $format', async ({ example, format, ending }) => {
  const report = await printed('audit', `examples/${example}`, '--all', '--format', format);
  await expect(report).toMatchFileSnapshot(`${example}.${ending}`);
});

it('the graph of the shop, and everything about its checkout', async () => {
  const whole = await printed('graph', 'examples/shop', '--candidates');
  const checkout = await printed('graph', 'examples/shop', '--component', 'checkout');
  await expect(`${whole}\n${checkout}`).toMatchFileSnapshot('shop-graph.txt');
});
