import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { run } from '../../src/cli/program.ts';
import { brokenBy } from '../support/hold-hostile.ts';
import { hostileEstate } from '../support/hostile-estate-files.ts';
import { secretEstate } from '../support/hostile-estate-secrets.ts';
import { NAMES } from '../support/hostile-estate-values.ts';
import { estate } from '../support/hostile-estate.ts';
import { memoryFiles } from '../support/memory-files.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { htmlProblem, xmlProblem } from '../support/well-formed.ts';
import { wholeAudit } from '../support/whole-audit.ts';

// A fixed part of what bench/hostile.ts runs by the thousand.
const INPUTS = 30;
const PORTION = 10;

test.each(Array.from({ length: INPUTS / PORTION }, (_, index) => index * PORTION))(
  'ten broken estates from %i on are audited and drawn without a throw, a leak or a difference',
  async (from) => {
    const broken: string[] = [];
    for (let seed = from; seed < from + PORTION; seed += 1) {
      const options = { twice: seed % 10 === 0, pictures: seed % 5 === 0 };
      for (const what of await brokenBy(hostileEstate(seed, []), options)) broken.push(`${seed}: ${what}`);
    }
    expect(broken).toEqual([]);
  },
);

/** One entity of a catalog, behind a line that separates documents. */
function entity(kind: string, spec: string, name = 'a'): string {
  const head = '---\napiVersion: backstage.io/v1alpha1\n';
  return `${head}kind: ${kind}\nmetadata: { name: ${name} }\nspec: ${spec}\n`;
}

function workflow(job: string): string {
  return `on: push\njobs: { a: ${job} }\n`;
}

test('no output shows a credential of a pipeline, compose file, receiver, catalog or address', async () => {
  const input = { files: { ...estate, ...secretEstate }, plan: undefined, state: undefined };
  expect(await brokenBy(input, { twice: true, pictures: true })).toEqual([]);
});

test.each(NAMES.map((name) => [JSON.stringify(name).slice(0, 40), name]))(
  'a system with things called %s is drawn',
  async (_, name) => {
    const files = Object.fromEntries(
      Object.entries(estate).map(([path, text]) => [path, text.replaceAll('orders', () => name)]),
    );
    const input = { files, plan: undefined, state: undefined };
    expect(await brokenBy(input, { twice: false, pictures: true })).toEqual([]);
  },
);

describe('what would never end', () => {
  const long = 'a'.repeat(450);
  const rule = (regex: string): string =>
    `groups: [{ name: a, rules: [{ alert: A, labels: { job: ${long} },\n` +
    `  expr: 'up{job=~"${regex}"} == 0' }] }]\n`;
  const route = (regex: string): string =>
    `route: { receiver: a, routes: [{ matchers: ['job=~"${regex}"'], receiver: a }] }\n` +
    'receivers: [{ name: a }]\n';

  test.each(['(a+)+b', '((a+))+b', '(a|aa)+b', '(.*.*.*.*.*.*.*.*)b', '(a?){400}b'])(
    'the pattern %s in an alert and a route',
    (regex) => {
      holds({ 'rules.yaml': rule(regex), 'alertmanager.yml': route(regex) });
    },
  );

  test('patterns of paths with many stars', () => {
    const stars = `${'*a'.repeat(60)}b`;
    const path = `${'a'.repeat(200)}/${'a'.repeat(200)}.yml`;
    const files = {
      '.gitlab-ci.yml': `include: ["/${stars}", "${'**/'.repeat(60)}x.yml"]\na: { script: b }\n`,
      CODEOWNERS: `${stars} @shop/a\n${'**/'.repeat(60)}x @shop/b\n`,
      'catalog-info.yaml': entity('Location', `{ target: "./${stars}" }`),
      [path]: 'a: 1\n',
    };
    holds(files);
  });

  test('a matrix of a million jobs', () => {
    const axis = JSON.stringify(Array.from({ length: 100 }, (_, index) => `a${index}`));
    const matrix = `{ A: ${axis}, B: ${axis}, C: ${axis} }`;
    const text = '"docker push shop/${{ matrix.A }}-${{ matrix.B }}-${{ matrix.C }}"';
    const files = {
      '.github/workflows/a.yml': workflow(`{ strategy: { matrix: ${matrix} }, steps: [{ run: ${text} }] }`),
      '.gitlab-ci.yml': `a: { parallel: { matrix: [${matrix}] }, script: ["docker push shop/$A-$B-$C"] }\n`,
    };
    holds(files);
  });
});

/** Comes to an end, without a rule that fails. How long it takes is measured by `bench/hostile.ts`. */
function holds(files: Readonly<Record<string, string>>): void {
  const { report } = wholeAudit(memoryFiles({ ...estate, ...files }));
  expect(report.ruleErrors).toEqual([]);
}

async function whatfails(cwd: string, ...words: readonly string[]): Promise<readonly [number, string]> {
  let text = '';
  const sink = { write: (part: string) => void (text += part), isTTY: false, columns: undefined };
  const env = { WHATFAILS_CACHE_DIR: join(tempFolder(), 'cache') };
  const code = await run(words, { cwd, env, stdout: sink, stderr: sink, today: () => '2026-11-21' });
  return [code, text];
}

const COMMANDS = [
  ['audit', '--all'],
  ['resources', '--format', 'json'],
  ['graph'],
  ['graph', '--format', 'json'],
  ['graph', '--format', 'svg'],
  ['graph', '--format', 'html'],
  ['init'],
];

test('nothing outside is read by includes, actions, scripts, references, locations or links', async () => {
  const outside = 'kV9-outside-the-shop';
  const beside = tempFolder({
    'compose.yaml': `services: { ${outside}: { image: a } }\n`,
    'a.yml': `${outside}: { script: echo ${outside} }\n`,
    'action.yml': `name: ${outside}\nruns: { using: composite, steps: [{ run: echo ${outside} }] }\n`,
    'a.sh': `docker push ${outside}\n`,
    '.env': `A=${outside}\n`,
    'paths.yaml': `get: { operationId: ${outside} }\n`,
    'catalog-info.yaml': entity('Group', '{}', outside),
    CODEOWNERS: `* @${outside}/all\n`,
  });
  const up = `${'../'.repeat(12)}${beside}`;
  const here = tempFolder({
    'compose.yaml':
      `include: ["${up}/compose.yaml", "linked/compose.yaml", { path: "${beside}/compose.yaml" }]\n` +
      `services: { a: { env_file: ["${up}/.env", link.env], image: "b:$A",\n` +
      `  extends: { file: "${up}/compose.yaml", service: a } } }\n`,
    'link.env': { linkTo: join(beside, '.env') },
    '.env': { linkTo: join(beside, '.env') },
    linked: { linkTo: beside },
    '.gitlab-ci.yml':
      `include: ["${up}/a.yml", "${beside}/a.yml", linked/a.yml]\n` +
      `a: { script: ["${up}/a.sh", "sh linked/a.sh"] }\n`,
    '.github/workflows/a.yml': workflow(
      `{ steps: [{ uses: "./${up}" }, { uses: ./linked }, { run: ". ${up}/a.sh; sh linked/a.sh" }] }`,
    ),
    'api.yaml':
      'openapi: 3.1.0\ninfo: { title: a, version: "1" }\n' +
      `paths: { /a: { $ref: "${up}/paths.yaml" }, /b: { $ref: linked/paths.yaml } }\n`,
    'catalog-info.yaml':
      entity('Location', `{ targets: ["${up}/catalog-info.yaml", ./linked/catalog-info.yaml] }`) +
      entity('Component', `{ owner: { $text: "${up}/.env" }, type: { $text: link.env } }`),
    CODEOWNERS: { linkTo: join(beside, 'CODEOWNERS') },
  });
  for (const words of COMMANDS) {
    const [code, text] = await whatfails(here, ...words);
    expect([words, code, text.includes(outside)]).toEqual([words, 0, false]);
  }
});

test('files that were made in another order give the same bytes', async () => {
  const entries = Object.entries({ ...estate, ...secretEstate });
  const folders = [
    tempFolder(Object.fromEntries(entries)),
    tempFolder(Object.fromEntries(entries.reverse())),
  ];
  for (const words of COMMANDS.filter(([command]) => command !== 'init')) {
    const texts = await Promise.all(folders.map((folder) => whatfails(folder, ...words)));
    expect(texts[0]).toEqual(texts[1]);
  }
});

test.each([
  ['<a></b>', '</b> ends a'],
  ['<a b="1" b="2"/>', 'a second b of a'],
  ['<a>&nbsp;</a>', 'an ampersand'],
  ['<a b="<"/>', 'markup in b'],
  ['<a/><a/>', '2 elements'],
  ['<a>\u001b</a>', 'character 1b'],
  ['<a href="x"/>', 'the attribute href'],
  ['<a onclick="x"/>', 'the attribute onclick'],
  ['<style>a{b:url(x)}</style>', 'a style that loads'],
  ['<a>]]></a>', ']]> in text'],
])('%s is found to be no good picture', (text, expected) => {
  expect(xmlProblem(`<?xml version="1.0" encoding="UTF-8"?>${text}`)).toContain(expected);
  const inHtml = htmlProblem(`<!doctype html>${text}`);
  expect(inHtml).toContain(expected);
});
