import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { renderChart } from '../../../src/loaders/helm/render-chart.ts';
import type { RenderedChart } from '../../../src/loaders/helm/release.ts';
import { memoryFiles } from '../../support/memory-files.ts';

const CHART = 'apiVersion: v2\nname: orders\nversion: 1.0.0\n';
const SERVICE = 'apiVersion: v1\nkind: Service\nmetadata: { name: orders }\n';

function render(texts: Readonly<Record<string, string>>, chart = 'orders'): RenderedChart {
  const files = memoryFiles({
    'orders/Chart.yaml': CHART,
    'orders/templates/service.yaml': SERVICE,
    ...texts,
  });
  return renderChart(files, { chart, release: 'orders', namespace: 'shop', values: [], missing: [] });
}

function check(texts: Readonly<Record<string, string>>): readonly string[] {
  const { manifests, diagnostics, notRead } = render(texts);
  return [
    ...manifests.map(({ kind, name }) => `${kind}/${name}`),
    ...diagnostics.map(({ code }) => code),
    ...notRead.map(({ why }) => why),
  ];
}

describe('what is wrong with a chart is said, and the rest is read', () => {
  it('a dependency that is not there', () => {
    const dependency = '{ name: redis, version: 1.2.3, repository: "https://charts.example" }';
    expect(check({ 'orders/Chart.yaml': `${CHART}dependencies: [${dependency}]\n` })).toEqual([
      'Service/orders',
      'chart-dependency-missing',
      'the chart redis 1.2.3 from https://charts.example is not in the tree',
    ]);
  });

  it('templates of a dependency that is not there, once', () => {
    const common = '{ name: common, version: 1.2.3 }';
    const named = `apiVersion: v1\nkind: Secret\nmetadata: { name: {{ include "common.name" . }} }\n`;
    const texts = {
      'orders/templates/a.yaml': named,
      'orders/templates/b.yaml': '{{ template "common.x" }}',
    };
    const chart = { 'orders/Chart.yaml': `${CHART}dependencies: [${common}]\n`, ...texts };
    expect(check(chart)).toEqual([
      'Service/orders',
      'chart-dependency-missing',
      'chart-dependency-missing',
      'the chart common 1.2.3 is not in the tree',
    ]);
    expect(render(chart).diagnostics.at(-1)?.message).toBe(
      'orders/Chart.yaml: 2 templates use what only a chart that is not in the charts folder defines; ' +
        'what they would deploy is not known. Run `helm dependency build` first.',
    );
  });

  it('a dependency that is not there and switched off', () => {
    const dependency = '{ name: redis, version: 1.2.3, condition: redis.enabled }';
    const texts = { 'orders/values.yaml': 'redis: { enabled: false }' };
    expect(check({ 'orders/Chart.yaml': `${CHART}dependencies: [${dependency}]\n`, ...texts })).toEqual([
      'Service/orders',
    ]);
  });

  it('dependencies that lead in a circle', () => {
    const to = (name: string): string =>
      `dependencies: [{ name: ${name}, version: 1.0.0, repository: "file://../${name}" }]\n`;
    const cart = CHART.replace('orders', 'cart') + to('orders');
    expect(check({ 'orders/Chart.yaml': CHART + to('cart'), 'cart/Chart.yaml': cart })).toEqual([
      'Service/orders',
      'chart-dependency-cycle',
      'chart-dependency-missing',
      'the chart orders 1.0.0 from file://../orders is not in the tree',
    ]);
  });

  it('a dependency outside of what may be read', () => {
    const dependency = '{ name: x, version: 1.0.0, repository: "file://../../../x" }';
    expect(check({ 'orders/Chart.yaml': `${CHART}dependencies: [${dependency}]\n` })).toContain(
      'chart-dependency-missing',
    );
  });

  it('an archive that is none', () => {
    expect(check({ 'orders/charts/redis-1.0.0.tgz': 'no archive' })).toEqual([
      'Service/orders',
      'chart-archive',
    ]);
  });

  it('values and a definition that are no YAML', () => {
    expect(check({ 'orders/values.yaml': 'a: [1\nb: }' })).toContain('Service/orders');
    expect(check({ 'orders/values.yaml': '- 1' })).toEqual(['Service/orders', 'chart-yaml']);
    expect(check({ 'orders/Chart.yaml': 'a: [' }).at(-1)).toBe('no chart can be read there');
    expect(check({ 'orders/Chart.yaml': 'version: 1.0.0' })).toContain('chart-without-name');
  });

  it('a template that includes itself', () => {
    const template = '{{- define "loop" }}{{ include "loop" . }}{{ end }}{{ include "loop" . }}';
    expect(check({ 'orders/templates/a.yaml': template })).toEqual([
      'Service/orders',
      'helm-template-failed',
    ]);
  });

  it('a text that evaluates itself', () => {
    const texts = {
      'orders/values.yaml': 't: "{{ tpl .Values.t . }}"',
      'orders/templates/a.yaml': '{{ tpl .Values.t . }}',
    };
    expect(check(texts)).toEqual(['Service/orders', 'helm-template-failed']);
  });

  it('a template that writes without end', () => {
    const body = '{{ range until 99999 }}{{ range until 99999 }}xxxxxxxxxxxxxxxxxxxxx{{ end }}{{ end }}';
    expect(check({ 'orders/templates/z.yaml': body })).toContain('helm-template-failed');
  });

  it('a template whose text is no YAML, or is cut off', () => {
    expect(check({ 'orders/templates/a.yaml': 'a: [{{ .Values.none }}' })).toEqual([
      'Service/orders',
      'helm-yaml',
    ]);
    expect(check({ 'orders/templates/a.yaml': '{{ if .Values.x }}a: 1' })).toContain('helm-template-syntax');
  });

  it('a chart that is not there', () => {
    expect(render({}, 'nothing').notRead).toEqual([
      { file: 'nothing', kind: 'helm', why: 'no chart can be read there' },
    ]);
  });
});

it('a packed chart is read like a folder', () => {
  const files = memoryFiles({
    'shop/Chart.yaml': CHART.replace('orders', 'shop'),
    'shop/charts/orders-1.0.0.tgz': '',
  });
  const packed = gzipSync(tar({ 'orders/Chart.yaml': CHART, 'orders/templates/service.yaml': SERVICE }));
  const withBytes = { ...files, readBytes: (): Uint8Array => packed };
  const input = { chart: 'shop', release: 'shop', namespace: 'shop', values: [], missing: [] };
  const { manifests, diagnostics } = renderChart(withBytes, input);
  expect(manifests.map(({ name, root }) => `${name} ${root.file}`)).toEqual([
    'orders shop/charts/orders-1.0.0.tgz/templates/service.yaml',
  ]);
  expect(diagnostics).toEqual([]);
});

function tar(texts: Readonly<Record<string, string>>): Uint8Array {
  const blocks = Object.entries(texts).flatMap(([name, text]) => {
    const header = Buffer.alloc(512);
    header.write(name, 0);
    header.write(`${text.length.toString(8).padStart(11, '0')}\0`, 124);
    header.write('0', 156);
    const content = Buffer.alloc(Math.ceil(text.length / 512) * 512);
    content.write(text);
    return [header, content];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}
