import { cluster } from './hostile-cluster.ts';
import type { HostileInput } from './hostile-files.ts';
import { mutated, pick } from './hostile-files.ts';
import { secretObjects } from './hostile-secrets.ts';
import { randomNumbers } from './random-numbers.ts';

type Below = (below: number) => number;
type Texts = Record<string, string>;

/** A shop on a cluster with a few things broken, the same for the same seed; at times one of the `seeds`. */
export function hostileCluster(seed: number, seeds: readonly Readonly<Texts>[]): HostileInput {
  const below = randomNumbers(seed);
  const other = seeds.length > 0 && below(4) === 0 ? pick(seeds, below) : undefined;
  const texts: Texts = { ...(other ?? cluster) };
  for (let left = 1 + below(6); left > 0; left -= 1) {
    const paths = Object.keys(texts);
    if (paths.length === 0) break;
    const path = pick(paths, below);
    const text = texts[path] ?? '';
    switch (below(8)) {
      case 0:
        texts[path] = mutated(text, below);
        break;
      case 1:
        texts[path] = withReference(text, path, paths, below);
        break;
      case 2:
        moved(texts, path, below);
        break;
      case 3:
        texts[path] = text.replaceAll(pick(WORDS, below), pick(VALUES, below));
        break;
      default:
        texts[path] = withValue(text, below);
    }
  }
  const secrets = other ? {} : secretObjects;
  return { files: { ...texts, ...secrets }, plan: undefined, state: undefined };
}

/** The value of one line, or of one key in it, is another. */
function withValue(text: string, below: Below): string {
  const places = [...text.matchAll(/(?<=: |- |\[|, )[^\s,[\]{}][^\n,[\]{}]*|(?<=:) (?=\n)/g)];
  if (places.length === 0) return text + pick(VALUES, below);
  const place = pick(places, below);
  return text.slice(0, place.index) + pick(VALUES, below) + text.slice(place.index + place[0].length);
}

/** One more entry of the lists that name files and folders: itself, what uses it, what is outside. */
function withReference(text: string, path: string, paths: readonly string[], below: Below): string {
  const up = '../'.repeat(path.split('/').length - 1);
  const target = pick(paths, below);
  const folder = target.slice(0, Math.max(0, target.lastIndexOf('/')));
  const named = pick(
    [`${up}${target}`, `${up}${folder}`, '.', '..', `${up}../../etc/passwd`, '/etc/passwd'],
    below,
  );
  const line = pick(LISTS, below).replaceAll('PATH', JSON.stringify(named));
  const key = line.slice(0, line.indexOf(':') + 1);
  const isThere = text.startsWith(key) || text.includes(`\n${key}`);
  if (!isThere) return `${text}\n${line}\n`;
  return text.replace(new RegExp(`(^|\\n)${key} \\[`), (start) => `${start}${JSON.stringify(named)}, `);
}

const LISTS = [
  'resources: [PATH, PATH]',
  'components: [PATH]',
  'bases: [PATH]',
  'crds: [PATH]',
  'configurations: [PATH]',
  'transformers: [PATH]',
  'generators: [PATH]',
  'openapi: { path: PATH }',
  'patches: [{ path: PATH }, { path: PATH, target: { kind: .* } }]',
  'configMapGenerator: [{ name: x, files: [PATH], envs: [PATH] }]',
  'helmfiles: [PATH]',
  'helmCharts: [{ name: x, valuesFile: PATH }]',
  'replacements: [{ path: PATH }]',
];

/** A file stands elsewhere, or twice. */
function moved(texts: Texts, path: string, below: Below): void {
  const to = pick(Object.keys(texts), below);
  const text = texts[path] ?? '';
  switch (below(4)) {
    case 0:
      delete texts[path];
      break;
    case 1:
      texts[to] = text;
      break;
    case 2:
      texts[to] = `${texts[to] ?? ''}\n---\n${text}`;
      break;
    default:
      texts[pick(['__proto__/kustomization.yaml', 'a\nb/\u001b[2J.yaml', 'constructor/Chart.yaml'], below)] =
        text;
  }
}

const WORDS = [
  'orders',
  'apiVersion',
  'kind',
  'metadata',
  'name',
  'spec',
  'app',
  'containers',
  'path',
  'shop',
];

/** What a value may turn into: odd types, numbers out of range, names that JavaScript and terminals know. */
const VALUES = [
  'null',
  '~',
  '[]',
  '{}',
  '[[]]',
  '{ a: { b: [1] } }',
  '1e999',
  '-1',
  '0x7fffffffffffffff',
  '99999999999999999999',
  '1e999Gi',
  '1e999%',
  '.nan',
  '0.1.2',
  '"\\e[31m\\n\\a\\u202e"',
  '"\\0"',
  '__proto__',
  'constructor',
  '{ __proto__: x, constructor: { prototype: y }, toString: 1 }',
  'hasOwnProperty',
  '*labels',
  '&x [*x]',
  '<<',
  '!!binary AAAA',
  '2026-11-21',
  'yes',
  '"${A}"',
  '"${A:=${A:=${A}}}"',
  '$(HOST)$(HOST)',
  '{{ .Values }}',
  '{{ include "refunds.name" . }}',
  '{{ tpl .Values.text . }}',
  '{{ range until 99999 }}{{ range until 99999 }}x{{ end }}{{ end }}',
  '{{ range $k, $v := .Values }}{{ $k }}: {{ $v | toJson }}{{ end }}',
  '{{ repeat 999999999 "x" }}',
  '{{ $_ := set .Values "text" (printf "%s%s" .Values.text .Values.text) }}{{ tpl .Values.text . }}',
  '{{ define "refunds.name" }}{{ include "refunds.name" . }}{{ end }}',
  '{{ .Files.Get "../../../../etc/passwd" }}',
  '{{ lookup "v1" "Secret" "" "" }}{{ env "HOME" }}{{ getHostByName "localhost" }}',
  '{{ fail "x" }}',
  '{{-',
  '"{{ .path.path }}/{{ . }}"',
  '../..',
  './.',
  '/etc/passwd',
  'https://example.invalid/x?ref=y',
  'HorizontalPodAutoscaler',
  'List',
  'Secret',
  'Application',
  'Kustomization',
  'v1',
  'argoproj.io/v1alpha1',
  '(a+)+$',
  '.*',
  'x'.repeat(5000),
];
