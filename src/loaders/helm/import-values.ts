import type { ActiveChart } from './dependencies.ts';
import { nameOfDependency } from './dependencies.ts';
import { Dict } from './template/value.ts';
import { coalesce, under } from './values/coalesce.ts';
import { copyDict, isTable } from './values/doubt.ts';

/**
 * Takes values of charts inside a chart into its own defaults, as `import-values` asks. As in Helm, a chart
 * with dependencies then has the defaults of the charts inside it among its own.
 */
export function importValues(scope: ActiveChart): ActiveChart {
  const charts = scope.charts.map(importValues);
  const own = { ...scope, charts };
  if (scope.dependencies.length === 0) return own;
  const known = coalesce(own, new Dict(), 'keep');
  const imported = new Dict();
  for (const dependency of scope.dependencies) {
    for (const wanted of dependency.importValues) {
      const { child, parent } =
        typeof wanted === 'string' ? { child: `exports.${wanted}`, parent: '.' } : wanted;
      const table = tableAt(known, [nameOfDependency(dependency), ...child.split('.')]);
      if (table) under(imported, nested(parent, copyDict(table)), 'keep');
    }
  }
  under(known, imported, 'keep');
  return { ...own, defaults: () => copyDict(known) };
}

function tableAt(values: Dict, path: readonly string[]): Dict | undefined {
  let table = values;
  for (const step of path) {
    const next = table.get(step);
    if (!isTable(next)) return undefined;
    table = next;
  }
  return table;
}

/** `a.b` as `{ a: { b: … } }`; `.` is the table itself. */
function nested(path: string, table: Dict): Dict {
  if (path === '.') return table;
  return path.split('.').reduceRight((inner, key) => Dict.of([[key, inner]]), table);
}
