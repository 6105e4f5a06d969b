import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { hasHelm, runHelm } from '../../src/ingest/helm.ts';
import { renderWithProgram } from '../../src/loaders/helm/program.ts';
import { Unknown } from '../../src/core/value.ts';
import { parseYaml } from '../../src/syntax/yaml/parse.ts';
import { tempFolder } from '../support/temp-folder.ts';

/** A program in the place of helm: prints its words and what its values files hold, or complains. */
function program(script: string): string {
  const file = join(tempFolder(), 'helm');
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}

const job = {
  folder: 'charts/orders',
  release: 'orders',
  namespace: 'shop',
  values: ['replicas: 2\n'],
  apiVersions: ['policy/v1/PodDisruptionBudget'],
};

it('helm gets the chart, the release and the values as files', () => {
  const helm = program('echo "$1 $2 $3 $4 $5 $6 $7 $8 $9"; cat "${10}"');
  expect(runHelm(job, helm)).toEqual({
    text:
      'template orders charts/orders --include-crds --namespace shop ' +
      '--api-versions policy/v1/PodDisruptionBudget --values\nreplicas: 2\n',
  });
});

it('what helm complains about is passed on', () => {
  const helm = program('echo "Error: chart requires kubeVersion" >&2; echo "Use --debug" >&2; exit 1');
  expect(runHelm(job, helm)).toEqual({ failed: 'Error: chart requires kubeVersion' });
  expect(runHelm(job, program('exit 3'))).toEqual({ failed: 'it ended with 3.' });
});

it('a missing program is no program', () => {
  expect(hasHelm(join(tempFolder(), 'helm'))).toBe(false);
  expect(hasHelm(program('exit 0'))).toBe(true);
});

it('objects of the program have a template and no text to edit', () => {
  const text =
    '---\n# Source: orders/templates/service.yaml\napiVersion: v1\nkind: Service\nmetadata: {name: orders}\n';
  const [values] = parseYaml('replicas: 2', { file: 'values.yaml', typing: 'kubernetes' }).documents;
  const asked: unknown[] = [];
  const missing = [new Unknown({ reason: 'not-in-inputs', detail: 'secrets.yaml is not in the tree' })];
  const { manifests, diagnostics } = renderWithProgram(
    (request) => {
      asked.push(request);
      return { text };
    },
    {
      chart: 'charts/orders',
      release: 'orders',
      namespace: 'shop',
      values: values?.root ? [values.root] : [],
      missing,
    },
  );
  expect(asked).toEqual([
    {
      chart: 'charts/orders',
      release: 'orders',
      namespace: 'shop',
      values: ['replicas: 2'],
      apiVersions: [],
    },
  ]);
  expect(manifests.map(({ kind, root }) => [kind, root.file, root.came?.kind])).toEqual([
    ['Service', 'charts/orders/templates/service.yaml', 'computed'],
  ]);
  expect(diagnostics.map(({ message }) => message)).toEqual([
    'charts/orders: rendered by helm without a values file, because secrets.yaml is not in the tree.',
  ]);
});
