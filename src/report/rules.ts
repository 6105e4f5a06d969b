import type { Rule } from '../core/rule.ts';
import { printJson } from './data-json.ts';
import { styleOf } from './style.ts';

/** `rules --json`. */
export function renderRulesJson(rules: readonly Rule[]): string {
  return printJson(
    rules.map(({ id, title, severity, consequence, appliesTo, environments }) => ({
      id,
      title,
      severity,
      consequence,
      appliesTo,
      environments,
    })),
  );
}

/** `rules` for people: by area, one a line. */
export function renderRules(rules: readonly Rule[], { color }: { color: boolean }): string {
  const style = styleOf(color);
  const lines: string[] = [];
  let area = '';
  for (const { id, title, severity } of rules) {
    const [own = ''] = id.split('/');
    if (own !== area) lines.push(...(area === '' ? [] : ['']), style.bold(own));
    area = own;
    lines.push(`  ${id}  ${style.dim(severity)}`, `      ${title}`);
  }
  return `${(lines.length === 0 ? ['This version has no rules.'] : lines).join('\n')}\n`;
}
