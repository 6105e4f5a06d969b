import type { Value } from '../../core/value.ts';
import { Unknown } from '../../core/value.ts';
import { anyOf } from './any-of.ts';

/** Whether somebody is woken, and what says so. */
export interface Paging {
  readonly isPage: Value<boolean>;
  readonly because: string;
}

// Words of runbooks and mixins for what wakes people, and for what waits until the morning.
const PAGES =
  /^(critical|crit|page|pager|paging|pagerduty|p0|p1|sev[-_]?[01]|emergency|emerg|fatal|disaster)$/i;
const WAITS = anyOf(
  '^(warning|warn|info|information|informational|none|ticket)$',
  '^(notice|debug|low|minor|medium|p[3-5]|sev[-_]?[345]|slack|email)$',
);

const SEVERITY = ['severity', 'priority', 'page', 'alert_severity', 'level'];

/** What the labels of an alert say about waking people. */
export function pagingOf(labels: { readonly [name: string]: Value<string> }, name: string): Paging {
  for (const label of SEVERITY) {
    const value = Object.hasOwn(labels, label) ? labels[label] : undefined;
    if (value === undefined) continue;
    if (Unknown.is(value)) return { isPage: value, because: `${label} is not known` };
    const says = `${label} = ${value}`;
    if (PAGES.test(value) || (label === 'page' && value === 'true')) return { isPage: true, because: says };
    if (WAITS.test(value) || (label === 'page' && value === 'false')) return { isPage: false, because: says };
    return { isPage: undecided(`${says} does not tell whether ${name} wakes people`), because: says };
  }
  return {
    isPage: undecided(`no severity label tells whether ${name} wakes people`),
    because: 'it has no severity label',
  };
}

function undecided(detail: string): Unknown {
  return new Unknown({
    reason: 'not-in-inputs',
    detail,
    settledBy: 'severity: critical or warning on the alert, or the Alertmanager configuration that routes it',
  });
}
