import { joinPath, normalPath } from '../../../core/path.ts';
import type { Chart, Dependency } from './chart.ts';
import type { Reading } from './read-chart.ts';
import { readChart } from './read-chart.ts';

/**
 * Adds the charts that dependencies name by a path (`file://../common`) and that nobody has put into
 * `charts/` yet, as `helm dependency build` would.
 */
export function withLocalDependencies(chart: Chart, reading: Reading): Chart {
  return added(chart, reading, [chart.place]);
}

function added(chart: Chart, reading: Reading, above: readonly string[]): Chart {
  const charts = chart.charts.map((inner) => added(inner, reading, [...above, inner.place]));
  for (const dependency of chart.metadata.dependencies) {
    if (charts.some(({ metadata }) => metadata.name === dependency.name)) continue;
    const folder = localFolder(dependency, chart.place);
    if (folder === undefined || !reading.files.entries(folder).files.includes('Chart.yaml')) continue;
    if (above.includes(folder)) reportCycle(dependency, folder, reading);
    else {
      const found = readChart(folder, reading);
      if (found) charts.push(added(found, reading, [...above, folder]));
    }
  }
  return { ...chart, charts };
}

/** The folder that a dependency names, inside the boundary. */
function localFolder({ repository }: Dependency, place: string): string | undefined {
  const path = /^file:\/\/(.*)$/.exec(repository)?.[1];
  return path === undefined || path.startsWith('/') ? undefined : normalPath(joinPath(place, path));
}

function reportCycle({ name, at }: Dependency, folder: string, { diagnostics }: Reading): void {
  const message =
    `${at.file}: the dependency ${name} leads back to ${folder}, which it is part of. ` +
    'Take one of the two out; it is not followed.';
  diagnostics.push({ severity: 'error', code: 'chart-dependency-cycle', message, at });
}
