import { nameOf } from '../../core/path.ts';
import type { Unknown } from '../../core/value.ts';
import type { Chart, ChartFile } from './chart/chart.ts';
import { isLibrary } from './chart/chart.ts';
import type { ActiveChart } from './dependencies.ts';
import { chartObject } from './objects/chart-object.ts';
import { filesObject } from './objects/files.ts';
import type { GoValue } from './template/value.ts';
import { Dict } from './template/value.ts';
import { isTable } from './values/doubt.ts';

/** One template with what it sees. */
export interface Job {
  /** As Helm calls it: `shop/charts/orders/templates/service.yaml`. */
  readonly name: string;
  readonly file: string;
  readonly text: string;
  /** The folder of its chart's templates, as Helm calls it. */
  readonly basePath: string;
  readonly data: Dict;
  /** Set when the chart may be switched on or off. */
  readonly maybe: Unknown | undefined;
}

/** A file of `crds/`, which Helm installs as it is. */
export interface CrdFile {
  readonly file: ChartFile;
  readonly maybe: Unknown | undefined;
}

export interface Scene {
  readonly jobs: readonly Job[];
  readonly crds: readonly CrdFile[];
}

interface Stage {
  /** What all templates see. */
  readonly shared: Readonly<Record<string, GoValue>>;
  /** Gets the path of each file that is read. */
  readonly used: (path: string) => void;
}

/** Every template of a chart and of the charts inside it, each with its own values. */
export function sceneOf(root: ActiveChart, values: Dict, { shared, used }: Stage): Scene {
  const jobs: Job[] = [];
  const crds: CrdFile[] = [];
  const visit = (scope: ActiveChart, at: Place): Dict => {
    const subcharts = new Dict();
    const data = Dict.of([
      ...Object.entries(shared),
      ['Chart', chartObject(scope, at.isRoot)],
      ['Files', filesObject(scope.chart.files, used)],
      ['Values', at.values],
      ['Subcharts', subcharts],
    ]);
    const maybe = at.maybe ?? scope.maybe;
    for (const file of scope.chart.files.filter(isCrd)) {
      used(file.path);
      crds.push({ file, maybe });
    }
    for (const inner of scope.charts) {
      const table = at.values.get(inner.name);
      const below = isTable(table) ? table : new Dict();
      const path = `${at.path}/charts/${inner.name}`;
      subcharts.set(inner.name, visit(inner, { path, values: below, maybe, isRoot: false }));
    }
    for (const file of templatesOf(scope.chart)) {
      const name = `${at.path}/${file.name}`;
      used(file.path);
      const basePath = `${at.path}/templates`;
      jobs.push({ name, file: file.path, text: file.text(), basePath, data, maybe });
    }
    return data;
  };
  visit(root, { path: root.name, values, maybe: undefined, isRoot: true });
  return { jobs, crds };
}

interface Place {
  readonly path: string;
  readonly values: Dict;
  readonly maybe: Unknown | undefined;
  readonly isRoot: boolean;
}

/** A library gives only its partials. */
function templatesOf(chart: Chart): readonly ChartFile[] {
  return isLibrary(chart) ? chart.templates.filter(({ name }) => isPartial(name)) : chart.templates;
}

/** Whether a template only defines what others include. */
export function isPartial(name: string): boolean {
  return nameOf(name).startsWith('_');
}

function isCrd({ name }: ChartFile): boolean {
  return name.startsWith('crds/') && /\.(?:ya?ml|json)$/i.test(name);
}
