import type { Diagnostic } from '../../core/diagnostic.ts';
import type { NotRead } from '../../core/resource.ts';
import type { Dependency } from './chart/chart.ts';
import type { ActiveChart } from './dependencies.ts';
import { nameOfDependency } from './dependencies.ts';

export interface Missing {
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

// How the renderer says that nobody defines a template.
const UNDEFINED = /template: no template "|template "[^"]*" not defined/;

/** Says once what each template would say that uses a template of a missing chart. */
export function saidOnce(
  diagnostics: readonly Diagnostic[],
  missing: readonly Missing[],
): readonly Diagnostic[] {
  const [first] = missing;
  const isFollowUp = ({ code, message }: Diagnostic): boolean =>
    code === 'helm-template-failed' && UNDEFINED.test(message);
  const count = first ? diagnostics.filter(isFollowUp).length : 0;
  if (!first || count === 0) return diagnostics;
  const templates = count === 1 ? 'one template uses' : `${count} templates use`;
  const message =
    `${first.notRead.file}: ${templates} what only a chart that is not in the charts folder defines; ` +
    'what they would deploy is not known. Run `helm dependency build` first.';
  const { at } = first.diagnostic;
  const rest = diagnostics.filter((one) => !isFollowUp(one));
  return [...rest, { severity: 'warning', code: 'chart-dependency-missing', message, at }];
}
