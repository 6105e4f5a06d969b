import { didYouMean } from '../core/nearest.ts';
import { UsageError } from '../core/usage-error.ts';
import { renderFindingExplanation, renderRuleExplanation } from '../report/explain.ts';
import { rules } from '../rules/registry.generated.ts';
import { findFinding } from './find-finding.ts';
import type { AuditFlags } from './flags.ts';
import { formatOf } from './flags.ts';
import { EXIT } from './gate.ts';
import type { ExitCode } from './gate.ts';
import { recallRun } from './last-run.ts';
import { emit, layoutOf } from './output.ts';
import { rulePage, supportTable } from './package-files.ts';
import { findingJson } from '../report/audit-json.ts';
import { printJson } from '../report/data-json.ts';
import type { World } from './world.ts';

/** `whatfails explain WHAT`: a number of the last screen, a finding's id, or a rule. */
export function explainCommand(what: string, flags: AuditFlags, world: World): ExitCode {
  const format = formatOf(flags, ['terminal']);
  const layout = layoutOf(flags, world);
  if (what.includes('/')) {
    const text = ruleText(what, { ...layout, format }, world);
    emit(text, flags.output, world);
    return EXIT.clean;
  }
  const { finding, input, result } = findFinding(what, flags, world);
  const settled = new Set(finding.impact?.alsoSettles);
  const { all: assumptions } = input.options.assumptions;
  const text =
    format === 'json'
      ? printJson(findingJson(finding))
      : renderFindingExplanation(finding, {
          ...layout,
          page: rulePage(finding.rule),
          exampleEnd: halfAYearAfter(input.options.asOf),
          assumptions: (name) => assumptions.find((one) => one.name === name),
          settles: result.report.findings.flatMap(({ id, number }) => (settled.has(id) ? [number] : [])),
        });
  emit(text, flags.output, world);
  return EXIT.clean;
}

function ruleText(
  what: string,
  layout: { color: boolean; width: number; format: string },
  world: World,
): string {
  const rule = rules.find(({ id }) => id === what);
  const ids = rules.map(({ id }) => id);
  if (!rule)
    throw new UsageError(`There is no rule ${what}${didYouMean(what, ids)} \`whatfails rules\` lists them.`);
  const { id, title, severity } = rule;
  const page = rulePage(id);
  if (layout.format === 'json') return printJson({ id, title, severity, page: page ?? null });
  const numbers = (recallRun(world)?.findings ?? [])
    .filter((one) => one.rule === id)
    .map(({ number }) => number);
  return renderRuleExplanation(rule, numbers, {
    ...layout,
    page,
    exampleEnd: halfAYearAfter(supportTable().asOf),
  });
}

/** The first day of the month half a year on, for examples. */
function halfAYearAfter(day: string): string {
  const [year = 0, month = 1] = day.split('-').map(Number);
  const months = year * 12 + month - 1 + 6;
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}-01`;
}
