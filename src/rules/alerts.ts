import type { Component } from '../core/component.ts';
import type { Alert } from '../core/facts/alerting.ts';
import type { Evidence } from '../core/finding.ts';
import type { Location } from '../core/location.ts';
import type { RuleContext } from '../core/rule.ts';
import { Unknown } from '../core/value.ts';

/** Why nobody is meant to be told: it is drawn on a dashboard, or shows that alerting works. */
export function notForPeople({ labels, expression, metrics }: Alert, name: string): string | undefined {
  const severity = Object.hasOwn(labels, 'severity') ? labels['severity'] : undefined;
  if (typeof severity === 'string' && FOR_DASHBOARDS.test(severity)) return `its severity is ${severity}`;
  if (/watchdog|dead_?man|heartbeat|infoinhibitor/i.test(name)) return 'it shows that alerting works';
  const text = expression?.value;
  if (metrics.length === 0 && typeof text === 'string' && /vector\s*\(/.test(text)) {
    return 'it fires always, to show that alerting works';
  }
  return undefined;
}

const FOR_DASHBOARDS = /^(none|info|information|informational|debug|notice)$/i;

/** Whether an alert exists to try the way to people. */
export function isDrill({ annotations, labels }: Alert, name: string): boolean {
  const marks = [...Object.values(annotations), ...Object.values(labels)].filter(
    (text) => typeof text === 'string',
  );
  return (
    /(^|[-_ ])(drill|test|fake|synthetic)([-_ ]|$)|Drill|TestAlert/.test(name) ||
    marks.some((text) => DRILL.test(text))
  );
}

const DRILL = /\b(this is (only )?a (drill|test)|test alert|fire drill|never fires on purpose)\b/i;

/** What the alert says, for evidence: its expression on one line, or its metric. */
export function conditionOf(alert: Alert): Evidence {
  const { expression, metrics, comparison } = alert;
  if (expression && !Unknown.is(expression.value)) {
    return { says: short(expression.value.replace(/\s+/g, ' ').trim()), at: expression.at[0] };
  }
  const threshold = comparison?.threshold.value;
  const limit = comparison && typeof threshold === 'number' ? ` ${comparison.operator} ${threshold}` : '';
  return { says: `${metrics.join(', ')}${limit}`.trim(), at: comparison?.threshold.at[0] ?? alert.at };
}

// A generated expression fills a screen.
const MAX_SHOWN = 160;

function short(text: string): string {
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
}

/** One place for all alerts of a file or object, so that what they share is told once. */
export function sharedPlace(component: Component, context: RuleContext): Location | undefined {
  const [first = component.id] = component.facts.neighbours ?? [];
  const [resource] = context.component(first).resources;
  return resource && { resource, path: [] };
}

/** `OrdersSlow`, `OrdersSlow and 3 other alerts`. */
export function alertWords(names: readonly string[]): string {
  const [first = '', ...others] = [...new Set(names)];
  if (others.length === 0) return first;
  return others.length === 1
    ? `${first} and ${others[0] ?? ''}`
    : `${first} and ${others.length} other alerts`;
}
