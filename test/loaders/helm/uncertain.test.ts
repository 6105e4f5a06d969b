import { describe, expect, it } from 'vitest';
import { Unknown } from '../../../src/core/value.ts';
import { renderChart } from '../../../src/loaders/helm/render-chart.ts';
import { nodeAt } from '../../../src/syntax/yaml/node.ts';
import type { YamlNode } from '../../../src/syntax/yaml/ast.ts';
import { parseYaml } from '../../../src/syntax/yaml/parse.ts';
import { memoryFiles } from '../../support/memory-files.ts';

const files = memoryFiles({
  'orders/Chart.yaml': `apiVersion: v2
name: orders
version: 1.0.0
dependencies: [{ name: cache, version: 1.0.0, condition: cache.enabled }]
`,
  'orders/values.yaml':
    'replicas: 2\nport: 8080\ncache: { enabled: false }\nbudget: { enabled: true, least: 1 }\n',
  'orders/templates/deployment.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: { name: "{{ .Release.Name }}" }
spec:
  replicas: {{ .Values.replicas }}
  paused: {{ .Values.paused | default false }}
  port: {{ .Values.port }}
  revisionHistoryLimit: 3
{{- if .Values.budget.enabled }}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: budget }
spec: { minAvailable: {{ .Values.budget.least }} }
{{- end }}
`,
  'orders/charts/cache/Chart.yaml': 'apiVersion: v2\nname: cache\nversion: 1.0.0\n',
  'orders/charts/cache/templates/cache.yaml': 'apiVersion: v1\nkind: Service\nmetadata: { name: cache }\n',
});

const unread = new Unknown({ reason: 'file-not-readable', detail: 'prod.yaml is in another repository' });

function check(values: readonly (YamlNode | Unknown)[]): readonly string[] {
  const input = { chart: 'orders', release: 'orders', namespace: 'shop', values, missing: [] };
  return renderChart(files, input).manifests.map(({ kind, root, maybe }) => {
    const spec = ['replicas', 'paused', 'port', 'revisionHistoryLimit', 'minAvailable'].flatMap((key) => {
      const node = nodeAt(root, 'spec', key);
      return node?.kind === 'scalar' ? [`${key} ${Unknown.is(node.value) ? '?' : String(node.value)}`] : [];
    });
    return [maybe ? `${kind} maybe` : kind, ...spec].join(', ');
  });
}

function values(text: string): YamlNode {
  const root = parseYaml(text, { file: 'given.yaml', typing: 'kubernetes' }).documents[0]?.root;
  if (!root) throw new Error('no values');
  return root;
}

describe('a values file that cannot be read', () => {
  it('is no matter where there is none', () => {
    expect(check([])).toEqual([
      'Deployment, replicas 2, paused false, port 8080, revisionHistoryLimit 3',
      'PodDisruptionBudget, minAvailable 1',
    ]);
  });

  it('makes every default uncertain, and whether objects and charts are there at all', () => {
    expect(check([unread])).toEqual([
      'Service maybe',
      'Deployment, replicas ?, paused ?, port ?, revisionHistoryLimit 3',
      'PodDisruptionBudget maybe, minAvailable ?',
    ]);
  });

  it('leaves what a later file sets certain', () => {
    expect(check([values('port: 1'), unread, values('replicas: 5\nbudget: { enabled: false }')])).toEqual([
      'Service maybe',
      'Deployment, replicas 5, paused ?, port ?, revisionHistoryLimit 3',
    ]);
  });
});

it('leaves no text whole whose beginning or end is not known', () => {
  const host = new Unknown({ reason: 'module-not-opened', detail: 'the endpoint of the cache is not known' });
  const chart = memoryFiles({
    'orders/Chart.yaml': 'apiVersion: v2\nname: orders\nversion: 1.0.0\n',
    'orders/templates/config.yaml':
      'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: orders }\ndata:\n' +
      '  end: redis://{{ .Values.host }}\n  begin: {{ .Values.host }}/0\n' +
      '  quoted: "redis://{{ .Values.host }}"\n',
  });
  const root = values('host: given');
  const given =
    root.kind === 'mapping'
      ? { ...root, entries: root.entries.map(({ key, value }) => ({ key, value: unknownAt(value, host) })) }
      : root;
  const input = { chart: 'orders', release: 'orders', namespace: 'shop', values: [given], missing: [] };
  const [map] = renderChart(chart, input).manifests;
  const shown = ['end', 'begin', 'quoted'].map((key) => map && nodeAt(map.root, 'data', key));
  expect(shown.map((node) => node?.kind === 'scalar' && Unknown.is(node.value))).toEqual([true, true, true]);
});

function unknownAt({ file, start, end }: YamlNode, value: Unknown): YamlNode {
  return { kind: 'scalar', value, style: 'plain', file, start, end };
}
