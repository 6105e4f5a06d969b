import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { documentsIn } from '../../../src/loaders/helm/rendered/documents.ts';
import { renderChart } from '../../../src/loaders/helm/render-chart.ts';
import type { Manifest } from '../../../src/loaders/objects/manifest.ts';
import { manifestsOf } from '../../../src/loaders/objects/manifest.ts';
import { parseYaml } from '../../../src/syntax/yaml/parse.ts';
import { compareObjects } from '../../oracles/helm-content/compare.ts';
import { charts, KUBE_VERSION, recordedFile } from '../../oracles/helm-content/own-charts.ts';
import { filesOfFolder } from '../../support/memory-files.ts';

const recorded = z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(recordedFile, 'utf8')));

describe('charts are rendered as helm 3.18 renders them', () => {
  for (const { root, chart, values } of charts()) {
    const label = `${root} ${values ?? ''}`.trim();
    it(label, () => {
      const files = filesOfFolder(root);
      const passed = values === undefined ? [] : [rootOf(readFileSync(`${root}/${values}`, 'utf8'), values)];
      const ours = renderChart(files, {
        chart,
        release: 'shop',
        namespace: 'shop',
        values: passed.flatMap((node) => node ?? []),
        missing: [],
        kubeVersion: KUBE_VERSION,
      });
      const judged = manifestsIn(recorded[label] ?? '');
      const found = compareObjects(ours.manifests, judged);
      expect(found).toEqual({
        equal: judged.length,
        uncertain: 0,
        different: [],
        missing: [],
        additional: [],
      });
      expect(judged.length).toBeGreaterThan(0);
      expect(ours.diagnostics).toEqual([]);
    });
  }
});

function rootOf(text: string, file: string): ReturnType<typeof parseYaml>['documents'][number]['root'] {
  return parseYaml(text, { file, typing: 'kubernetes' }).documents[0]?.root;
}

function manifestsIn(text: string): readonly Manifest[] {
  return documentsIn(text).flatMap(({ start, end }) =>
    manifestsOf(rootOf(text.slice(start, end), 'helm'), []),
  );
}
