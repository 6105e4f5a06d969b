import { expect, it } from 'vitest';
import { withChanges } from '../../src/core/changed-files.ts';
import { mend } from '../../src/mend.ts';
import { memoryFiles } from '../support/memory-files.ts';
import { wholeAudit } from '../support/whole-audit.ts';

const orders = (labels: string): string => `apiVersion: apps/v1
kind: Deployment
metadata: { name: orders, namespace: shop }
spec:
  replicas: 3
  selector: { matchLabels: { ${labels} } }
  template:
    metadata: { labels: { ${labels} } }
    spec:
      containers:
        - { name: orders, image: orders:1, ports: [{ containerPort: 8080 }] }
---
apiVersion: v1
kind: Service
metadata: { name: orders, namespace: shop }
spec:
  selector: { ${labels} }
  ports: [{ port: 80 }]
`;

const chart = (replicas: string): Readonly<Record<string, string>> => ({
  'chart/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
  'chart/values.yaml': 'services: [orders, carts]\n',
  'chart/templates/services.yaml': `{{- range .Values.services }}
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: {{ . }}, namespace: shop }
spec:
  replicas: ${replicas}
  selector: { matchLabels: { app: {{ . }} } }
  template:
    metadata:
      labels: { app: {{ . }} }
    spec:
      containers:
        - name: main
          image: "shop/{{ . }}:1"
          ports: [{ containerPort: 8080 }]
---
apiVersion: v1
kind: Service
metadata: { name: {{ . }}, namespace: shop }
spec:
  selector: { app: {{ . }} }
  ports: [{ port: 80 }]
{{- end }}
`,
});

/** Subjects of a rule's findings, before and after the remedy of the first one; and why it is not written. */
function mended(
  texts: Readonly<Record<string, string>>,
  rule: string,
): { readonly before: readonly number[]; readonly left: readonly number[]; readonly why: readonly string[] } {
  const files = memoryFiles(texts);
  const { report, estate } = wholeAudit(files);
  const findings = report.findings.filter((one) => one.rule === rule && one.status === 'fail');
  const { mended: done, texts: changed } = mend({ files, estate, findings: findings.slice(0, 1) });
  const after = withChanges(
    files,
    changed.map((one) => ({ file: one.file, created: one.after })),
  );
  const left = wholeAudit(after).report.findings.filter((one) => one.rule === rule && one.status === 'fail');
  const sizes = (all: typeof findings): readonly number[] => all.map(({ subjects }) => subjects.length);
  return {
    before: sizes(findings),
    left: sizes(left),
    why: done.flatMap((one) => ('notWritten' in one ? one.notWritten : [])),
  };
}

it('an object that is written twice is mended in both texts', () => {
  const texts = { 'orders.yaml': orders('app: orders'), 'again.yaml': orders('app: orders') };
  expect(mended(texts, 'resilience/workload-without-zone-spread')).toEqual({
    before: [2],
    left: [],
    why: [],
  });
});

it('what one line of a template says for several objects is mended for all of them', () => {
  const result = mended(chart('1'), 'resilience/single-replica-workload');
  expect(result).toEqual({ before: [2], left: [], why: [] });
});

it('a template that makes several objects takes no value that is right for one of them only', () => {
  const { before, left, why } = mended(chart('3'), 'resilience/workload-without-zone-spread');
  expect(before).toEqual([2]);
  expect(left).toEqual([2]);
  expect(why).toHaveLength(1);
});
