import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { run } from '../../src/cli/program.ts';
import { brokenBy } from '../support/hold-hostile.ts';
import { cluster } from '../support/hostile-cluster.ts';
import { hostileCluster } from '../support/hostile-cluster-files.ts';
import { secretObjects } from '../support/hostile-secrets.ts';
import { memoryFiles } from '../support/memory-files.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { wholeAudit } from '../support/whole-audit.ts';

// A fixed part of what bench/hostile.ts runs by the thousand.
const INPUTS = 60;
const PORTION = 20;
// Each of these would take minutes or all memory without its limit.
const MOST_SECONDS = 20;

test.each(Array.from({ length: INPUTS / PORTION }, (_, index) => index * PORTION))(
  'twenty broken clusters from %i on are audited without a throw, a leak or a difference',
  async (from) => {
    const broken: string[] = [];
    for (let seed = from; seed < from + PORTION; seed += 1) {
      for (const what of await brokenBy(hostileCluster(seed, []), {
        twice: seed % 10 === 0,
        pictures: false,
      }))
        broken.push(`${seed}: ${what}`);
    }
    expect(broken).toEqual([]);
  },
);

test('no output shows what a Secret holds, or what a credential is set to', async () => {
  const files = { ...cluster, ...secretObjects };
  const input = { files, plan: undefined, state: undefined };
  expect(await brokenBy(input, { twice: false, pictures: true })).toEqual([]);
});

/** Audits it and gives the codes of the diagnostics. */
function codes(texts: Readonly<Record<string, string>>): readonly string[] {
  const started = performance.now();
  const { report } = wholeAudit(memoryFiles(texts));
  expect(report.ruleErrors).toEqual([]);
  expect((performance.now() - started) / 1000).toBeLessThan(MOST_SECONDS);
  return [...new Set(report.diagnostics.map(({ code }) => code))];
}

const chart = (name: string, more = ''): string => `apiVersion: v2\nname: ${name}\nversion: 1.0.0\n${more}`;
const map = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: orders }\ndata: { x: y }\n';

describe('what doubles or is squared', () => {
  test('a chart under two names at each of ten levels', () => {
    const levels = Array.from({ length: 10 }, (_, index): [string, string] => {
      const next = `name: c${index + 1}, version: 1.0.0, repository: "file://../c${index + 1}"`;
      return [
        `c${index}/Chart.yaml`,
        chart(`c${index}`, `dependencies: [{ ${next} }, { ${next}, alias: x }]\n`),
      ];
    });
    expect(codes(Object.fromEntries(levels))).toContain('chart-too-many');
  });

  test('a JSON patch that copies a value into itself', () => {
    const copies = Array.from(
      { length: 40 },
      (_, index) => `{ op: copy, from: /data, path: /data/x${index} }`,
    );
    const patch = JSON.stringify(`[${copies.join(', ')}]`);
    const patches = `patches: [{ target: { kind: ConfigMap }, patch: ${patch} }]\n`;
    const kustomization = `resources: [map.yaml]\n${patches}`;
    expect(codes({ 'a/kustomization.yaml': kustomization, 'a/map.yaml': map })).toEqual([
      'kustomize-json-patch',
    ]);
  });

  test('ten thousand objects of one name', () => {
    expect(codes({ 'map.yaml': `---\n${map}`.repeat(10_000) })).toEqual([]);
  });

  test.each([
    ['uniq (until 90000) | len', []],
    ['range until 90000 }}{{ has 100000 (until 90000) }}{{ end', ['helm-template-failed']],
  ])('{{ %s }}', (action, expected) => {
    expect(codes({ 'c/Chart.yaml': chart('c'), 'c/templates/a.yaml': `# {{ ${action} }}` })).toEqual(
      expected,
    );
  });

  test('variables of Flux in a long text', () => {
    const flux =
      'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: { name: a }\n' +
      `spec: { path: ./x, postBuild: { substitute: { A: "${'y'.repeat(100_000)}" } } }\n`;
    const texts = ['${A}'.repeat(10_000), '${A'.repeat(100_000)];
    const maps = texts
      .map((text) => `---\n${map.replace('orders', `m${text.length}`).replace('y }', `"${text}" }`)}`)
      .join('');
    expect(codes({ 'flux.yaml': flux, 'x/map.yaml': maps })).toEqual([]);
  });

  test('variables of a Dockerfile that hold each other twice', () => {
    const lines = Array.from({ length: 40 }, (_, index) => `ARG A${index + 1}=\${A${index}}\${A${index}}\n`);
    expect(codes({ Dockerfile: `ARG A0=orders\n${lines.join('')}FROM x:\${A40}\n` })).toEqual([]);
  });

  test('a parameter of a chart with a path of ten thousand names', () => {
    const parameters = `[{ name: "${'a.'.repeat(10_000)}a", value: x }, { name: "a[99999999]", value: x }]`;
    const application =
      'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: a }\n' +
      `spec: { source: { path: c, helm: { parameters: ${parameters} } } }\n`;
    const template = 'a: {{ .Values.constructor }}{{ .Values.__proto__ }}';
    const texts = { 'c/Chart.yaml': chart('c'), 'c/templates/a.yaml': template, 'app.yaml': application };
    expect(codes(texts)).toEqual([]);
  });

  test('a megabyte of JSON on one line', () => {
    const items = Array.from({ length: 10_000 }, (_, index) => ({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: `orders-${index}` },
    }));
    expect(codes({ 'list.json': JSON.stringify({ apiVersion: 'v1', kind: 'List', items }) })).toEqual([]);
  });

  test('a pattern of folders with many stars', () => {
    const set =
      'apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nmetadata: { name: a }\n' +
      `spec: { generators: [{ git: { directories: [{ path: "${'*a'.repeat(40)}b" }] } }], template: {} }\n`;
    expect(codes({ 'set.yaml': set, [`${'a'.repeat(200)}/map.yaml`]: map })).toEqual([]);
  });

  test('an endless list of objects', () => {
    const list = `apiVersion: v1\nkind: List\nitems:\n${'- { apiVersion: v1 }\n'.repeat(150_000)}`;
    expect(codes({ 'a/kustomization.yaml': 'resources: [list.yaml]', 'a/list.yaml': list })).toEqual([
      'kustomize-object',
    ]);
  });
});

test('names that JavaScript or a terminal knows are names', () => {
  const names = ['__proto__', 'constructor', 'toString', '\\e[2J\\n\\u202e'];
  const texts = names.map((name, index): [string, string] => [
    `${index}.yaml`,
    'apiVersion: apps/v1\nkind: Deployment\n' +
      `metadata: { name: "${name}", labels: { "${name}": "${name}" } }\n"${name}": { "${name}": 1 }\n` +
      `spec: { selector: { matchLabels: { "${name}": x } }, "${name}": { replicas: 3 } }\n---\n` +
      `apiVersion: "${name}"\nkind: "${name}"\nmetadata: { name: a, namespace: "${name}" }\n`,
  ]);
  const { report, outputs } = wholeAudit(memoryFiles(Object.fromEntries(texts)));
  expect(report.ruleErrors).toEqual([]);
  for (const text of [outputs.terminal, outputs.markdown]) expect(text).not.toMatch(/[\u001b\u202e]/);
});

test('nothing outside is read through bases, patches, generators, charts, values or links', async () => {
  const outside = 'kV9-outside-the-shop';
  const beside = tempFolder({
    'secret.txt': outside,
    'kustomization.yaml': 'resources: [map.yaml]\n',
    'map.yaml': map.replace('orders', outside),
    'Chart.yaml': chart('outside'),
    'templates/map.yaml': map.replace('orders', outside),
  });
  const up = `${'../'.repeat(12)}${beside}`;
  const application = (path: string, values: string): string =>
    'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: a }\n' +
    `spec: { source: { path: "${path}", helm: { valueFiles: ["${values}"] } } }\n---\n`;
  const here = tempFolder({
    'k/kustomization.yaml':
      `resources: ["${up}", "${beside}", ../linked, "${up}/map.yaml", link.yaml]\n` +
      `components: ["${beside}"]\npatches: [{ path: "${beside}/map.yaml" }]\ncrds: ["${up}/map.yaml"]\n` +
      `configMapGenerator: [{ name: g, files: ["${beside}/secret.txt", "x=${up}/secret.txt", link.txt] }]\n`,
    'k/link.yaml': { linkTo: join(beside, 'map.yaml') },
    'k/link.txt': { linkTo: join(beside, 'secret.txt') },
    linked: { linkTo: beside },
    'c/Chart.yaml': chart(
      'c',
      `dependencies: [{ name: outside, version: 1.0.0, repository: "file://${up}" }]\n`,
    ),
    'c/charts/outside': { linkTo: beside },
    'c/link.txt': { linkTo: join(beside, 'secret.txt') },
    'c/templates/map.yaml':
      'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: c }\n' +
      `data: { a: {{ .Files.Get "link.txt" | quote }}, b: {{ .Files.Get "${up}/secret.txt" | quote }} }\n`,
    'apps.yaml':
      application(up, `${up}/secret.txt`) +
      application('c', `${beside}/secret.txt`) +
      application('linked', ''),
    'helmfile.yaml': `releases: [{ name: a, chart: "${up}", values: ["${up}/secret.txt"] }]\n`,
  });
  for (const command of ['audit', 'resources']) {
    let text = '';
    const sink = { write: (part: string) => (text += part), isTTY: false, columns: undefined };
    const env = { WHATFAILS_CACHE_DIR: join(here, 'cache') };
    const code = await run([command, '--format', 'json'], {
      cwd: here,
      env,
      stdout: sink,
      stderr: sink,
      today: () => '2026-11-21',
    });
    expect([command, code, text.includes(outside)]).toEqual([command, 0, false]);
  }
});
