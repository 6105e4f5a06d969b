import type { Diagnostic } from '../../core/diagnostic.ts';
import type { NotRead } from '../../core/resource.ts';
import type { Dependency } from './chart/chart.ts';
import type { ActiveChart } from './dependencies.ts';
import { nameOfDependency } from './dependencies.ts';

interface Missing {
  readonly notRead: NotRead;
  readonly diagnostic: Diagnostic;
}

/** Charts that a chart needs and that are not in the tree. */
export function missingDependencies(scope: ActiveChart): readonly Missing[] {
  const present = new Set(scope.charts.map(({ name }) => name));
  const missing = scope.dependencies.filter((one) => !present.has(nameOfDependency(one)));
  return [...missing.map(missingOne), ...scope.charts.flatMap(missingDependencies)];
}

function missingOne({ name, version, repository, at }: Dependency): Missing {
  const from = repository === '' ? '' : ` from ${repository}`;
  const chart = `the chart ${name}${version === '' ? '' : ` ${version}`}${from}`;
  const message =
    `${at.file}: ${chart} is not in the charts folder, so what it deploys is not known and Helm refuses to ` +
    'render. Run `helm dependency build` first to have it read.';
  return {
    notRead: { file: at.file, kind: 'helm', why: `${chart} is not in the tree` },
    diagnostic: { severity: 'warning', code: 'chart-dependency-missing', message, at },
  };
}
