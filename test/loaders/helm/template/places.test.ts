import { describe, expect, it } from 'vitest';
import { Unknown } from '../../../../src/core/value.ts';
import { renderChart } from '../../../../src/loaders/helm/render-chart.ts';
import { isDenied } from '../../../../src/core/files.ts';
import type { YamlNode } from '../../../../src/syntax/yaml/ast.ts';
import { memoryFiles } from '../../../support/memory-files.ts';

const unread = new Unknown({ reason: 'file-not-readable', detail: 'prod.yaml cannot be read' });

/** One line for every value of the rendered objects: path, value, and the text that states it. */
function check(template: string, values: string, missing: readonly Unknown[] = []): readonly string[] {
  const texts = {
    'orders/Chart.yaml': 'apiVersion: v2\nname: orders\nversion: 1.0.0\n',
    'orders/values.yaml': values,
    'orders/templates/_helpers.tpl': HELPERS,
    'orders/templates/main.yaml': `${HEAD}${template}\n`,
  };
  const files = memoryFiles(texts);
  const input = { chart: 'orders', release: 'shop', namespace: 'shop', values: [], missing };
  const { manifests, diagnostics } = renderChart(files, input);
  const lines: string[] = diagnostics.map(({ message }) => message);
  const text = ({ file, start, end }: YamlNode): string => {
    const read = files.read(file);
    return `${file.replace(/.*\//, '')} ${isDenied(read) ? '' : read.slice(start, end)}`;
  };
  const visit = (node: YamlNode, path: string): void => {
    if (node.kind === 'scalar') {
      const value = Unknown.is(node.value) ? '?' : JSON.stringify(node.value);
      lines.push(`${path} ${value} ${node.came?.kind ?? 'literal'} ${text(node)}`);
    }
    if (node.kind !== 'scalar')
      lines.push(`${path} ${node.kind} ${node.came?.kind ?? 'literal'} ${text(node)}`);
    if (node.kind === 'mapping')
      for (const { key, value } of node.entries) visit(value, `${path}.${key.value}`);
    if (node.kind === 'sequence')
      for (const [index, item] of node.items.entries()) visit(item, `${path}.${index}`);
  };
  for (const { root, kind, maybe } of manifests) {
    if (maybe) lines.push(`${kind} maybe`);
    for (const { key, value } of root.kind === 'mapping' ? root.entries : []) {
      const path = kind === 'Orders' ? key.value : `${kind}: ${key.value}`;
      if (!['apiVersion', 'kind', 'metadata'].includes(key.value)) visit(value, path);
    }
  }
  return lines;
}

const HEAD = 'apiVersion: v1\nkind: Orders\nmetadata: { name: orders }\n';
const HELPERS = '{{- define "labels" -}}\napp: orders\nrelease: {{ .Release.Name }}\n{{- end -}}\n';

describe('the place of a rendered value', () => {
  it('is the text of the template where nothing was computed', () => {
    expect(check('a: 1\nb: "two"', '')).toEqual([
      'a 1 literal main.yaml 1',
      'b "two" literal main.yaml "two"',
    ]);
  });

  it('is the text of the values file when a plain reference leads there', () => {
    expect(
      check('a: {{ .Values.count }}\nb: "{{ .Values.t }}"\nc: {{ .Values.t | quote }}', 'count: 2\nt: x\n'),
    ).toEqual(['a 2 chain values.yaml 2', 'b "x" chain values.yaml x', 'c "x" chain values.yaml x']);
  });

  it('follows variables, defaults, conversions and blocks', () => {
    const template =
      '{{- $n := .Values.count }}\na: {{ $n | int }}\n' +
      '{{- with .Values.m }}\nb: {{ .k | default "d" | trunc 63 }}{{ end }}\n' +
      'c: {{ .Values.none | default .Values.count }}\nd: {{ required "count is needed" .Values.count }}';
    expect(check(template, 'count: 1000000\nm: { k: v }\n')).toEqual([
      'a 1000000 chain values.yaml 1000000',
      'b "v" chain values.yaml v',
      'c 1000000 chain values.yaml 1000000',
      'd 1000000 chain values.yaml 1000000',
    ]);
  });

  it('is that of each value in what toYaml writes', () => {
    const template = 'a:\n  {{- toYaml .Values.m | nindent 2 }}';
    expect(check(template, 'm:\n  x: 1\n  ports: [a, {z: "q"}]\n  t: |\n    one\n    two\n')).toEqual([
      'a mapping chain values.yaml x: 1\n  ports: [a, {z: "q"}]\n  t: |\n    one\n    two',
      'a.ports sequence chain values.yaml [a, {z: "q"}]',
      'a.ports.0 "a" chain values.yaml a',
      'a.ports.1 mapping chain values.yaml {z: "q"}',
      'a.ports.1.z "q" chain values.yaml "q"',
      'a.t "one\\ntwo\\n" chain values.yaml |\n    one\n    two',
      'a.x 1 chain values.yaml 1',
    ]);
  });

  it('is the action for what was set into a mapping of a values file', () => {
    const template = '{{- $_ := set .Values.m "b" (list "x") }}\na:\n  {{- toYaml .Values.m | nindent 2 }}';
    expect(check(template, 'm: { c: 1 }\n')).toEqual([
      'a mapping chain values.yaml { c: 1 }',
      'a.b sequence computed main.yaml {{- toYaml .Values.m | nindent 2 }}',
      'a.b.0 "x" computed main.yaml {{- toYaml .Values.m | nindent 2 }}',
      'a.c 1 chain values.yaml 1',
    ]);
  });

  it('is in the helper for what a helper writes', () => {
    expect(check('labels:\n  {{- include "labels" . | nindent 2 }}', '')).toEqual([
      'labels mapping literal _helpers.tpl app: orders\nrelease: {{ .Release.Name }}',
      'labels.app "orders" literal _helpers.tpl orders',
      'labels.release "shop" computed _helpers.tpl {{ .Release.Name }}',
    ]);
  });

  it('is the action for what an action computes', () => {
    expect(
      check(
        'a: {{ add .Values.count 1 }}\nb: x-{{ .Values.count }}\nc: {{ printf "%v-y" .Values.count }}',
        'count: 2\n',
      ),
    ).toEqual([
      'a 3 computed main.yaml {{ add .Values.count 1 }}',
      'b "x-2" computed main.yaml x-{{ .Values.count }}',
      'c "2-y" computed main.yaml {{ printf "%v-y" .Values.count }}',
    ]);
  });

  it('is there also when nothing is written', () => {
    expect(
      check(
        'a: {{ .Values.e }}\nb: "{{ .Values.e }}"\nc: {{ .Values.none }}\nd: x{{ .Values.e }}y',
        'e: ""\n',
      ),
    ).toEqual([
      'a null chain values.yaml ""',
      'b "" chain values.yaml ""',
      'c null computed main.yaml {{ .Values.none }}',
      'd "xy" computed main.yaml x{{ .Values.e }}y',
    ]);
  });

  it('of a template in a value is in the values file', () => {
    expect(check('a: {{ tpl .Values.t . }}', 't: literal {{ .Release.Name }}\ncount: 1\n')).toEqual([
      'a "literal shop" computed values.yaml literal {{ .Release.Name }}',
    ]);
    expect(check('a: {{ tpl .Values.t . }}', 't: "{{ .Values.count }}"\ncount: 1\n')).toEqual([
      'a 1 chain values.yaml 1',
    ]);
  });
});

describe('what a values file that cannot be read may change', () => {
  it('is unknown, the rest is not', () => {
    expect(
      check('a: {{ .Values.count }}\nb: 1\nc: x-{{ .Values.count }}\nd: {{ .Values.none }}', 'count: 2\n', [
        unread,
      ]),
    ).toEqual([
      'a ? chain values.yaml 2',
      'b 1 literal main.yaml 1',
      'c ? computed main.yaml x-{{ .Values.count }}',
      'd ? computed main.yaml {{ .Values.none }}',
    ]);
  });

  it('covers what stands in a branch, also in one that is not taken by default', () => {
    const template =
      '{{- if .Values.isOn }}\na: 1\n{{- end }}\n{{- if .Values.isOff }}\nb: 2\n{{- end }}\nc: 3';
    expect(check(template, 'isOn: true\nisOff: false\n', [unread])).toEqual([
      'a ? literal main.yaml 1',
      'b ? literal main.yaml 2',
      'c 3 literal main.yaml 3',
    ]);
    expect(check(template, 'isOn: true\nisOff: false\n')).toEqual([
      'a 1 literal main.yaml 1',
      'c 3 literal main.yaml 3',
    ]);
  });

  it('makes an object that may be switched on one that may be there', () => {
    const template =
      'a: 1\n{{- if .Values.isOff }}\n---\n' +
      'apiVersion: v1\nkind: Cart\nmetadata: { name: cart }\nb: 2\n{{- end }}';
    expect(check(template, 'isOff: false\n', [unread])).toEqual([
      'a 1 literal main.yaml 1',
      'Cart maybe',
      'Cart: b 2 literal main.yaml 2',
    ]);
  });

  it('covers whole lists and mappings that may be replaced', () => {
    expect(
      check(
        'a:\n  {{- toYaml .Values.l | nindent 2 }}\nb: {{ .Values.m | toJson }}',
        'l: [1]\nm: { k: v }\n',
        [unread],
      ),
    ).toEqual(['a ? chain values.yaml [1]', 'b ? computed main.yaml {{ .Values.m | toJson }}']);
  });

  it('leaves out of a branch what would break the text', () => {
    const template = 'a: [1{{ if .Values.isOff }}, ]]{{ end }}]\nb: {{ .Values.count }}';
    expect(check(template, 'isOff: false\ncount: 1\n', [unread])).toEqual([
      'a sequence literal main.yaml [1{{ if .Values.isOff }}, ]]{{ end }}]',
      'a.0 1 literal main.yaml 1',
      'b ? chain values.yaml 1',
    ]);
  });

  it('keeps an object what it is by default', () => {
    const template =
      '---\napiVersion: v1\n{{ if not .Values.isOn }}kind: Cart{{ end }}\n' +
      '{{ if .Values.isOn }}kind: Basket{{ end }}\nmetadata: { name: cart }\nb: 1';
    expect(check(template, 'isOn: false\n', [unread])).toEqual(['Cart: b 1 literal main.yaml 1']);
  });

  it('forgives what only fails because of it', () => {
    const template =
      'a: {{ .Values.m.k }}\nb: {{ required "needed" .Values.count }}\n' +
      '{{ if not .Values.x }}{{ fail "x is needed" }}{{ end }}c: 1';
    expect(check(template, 'm: null\n', [unread])).toEqual([
      'a ? computed main.yaml {{ .Values.m.k }}',
      'b ? computed main.yaml {{ required "needed" .Values.count }}',
      'c 1 literal main.yaml 1',
    ]);
  });

  it('makes variables uncertain that only may be set', () => {
    const template = '{{- $x := 1 }}{{ if .Values.isOff }}{{ $x = 2 }}{{ end }}\na: {{ $x }}';
    expect(check(template, 'isOff: false\n', [unread])).toEqual(['a ? computed main.yaml {{ $x }}']);
  });
});
