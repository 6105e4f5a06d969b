import type { AlertMatcher } from '../../core/facts/alerting.ts';
import type { Data } from '../../core/value.ts';
import type { WholePattern } from '../../core/whole-pattern.ts';
import { wholePattern } from '../../core/whole-pattern.ts';
import { isDataList, isDataObject, scalarText, Unknown } from '../../core/value.ts';

/** Matchers as one list, and why there may be others. */
export interface Matchers {
  readonly matchers: readonly AlertMatcher[];
  readonly unknown: Unknown | undefined;
}

/** Labels that must be equal, or match: the older `match` and `match_re`. */
export function matcherMap(data: Data | undefined, operator: '=' | '=~'): Matchers {
  if (Unknown.is(data)) return { matchers: [], unknown: data };
  if (!isDataObject(data)) return NONE;
  const matchers: AlertMatcher[] = [];
  let unknown: Unknown | undefined;
  for (const [label, value] of Object.entries(data)) {
    const text = scalarText(value);
    if (text !== undefined) matchers.push({ label, operator, value: text });
    else if (Unknown.is(value)) unknown ??= value;
  }
  return { matchers, unknown };
}

const NONE: Matchers = { matchers: [], unknown: undefined };

/** `matchers: ['severity = "page"']` of Alertmanager, or the objects that AlertmanagerConfig writes. */
export function matcherList(data: Data | undefined): Matchers {
  if (Unknown.is(data)) return { matchers: [], unknown: data };
  const items = isDataList(data) ? data : data === undefined || data === null ? [] : [data];
  return joined(items.map(matcherItem));
}

/** All of these together. */
export function joined(parts: readonly Matchers[]): Matchers {
  return {
    matchers: parts.flatMap(({ matchers }) => matchers),
    unknown: parts.find(({ unknown }) => unknown)?.unknown,
  };
}

function matcherItem(item: Data): Matchers {
  if (Unknown.is(item)) return { matchers: [], unknown: item };
  if (isDataObject(item)) return matcherObject(item);
  const text = scalarText(item);
  if (text === undefined) return NONE;
  return joined(splitAtCommas(text.trim().replace(/^\{([\s\S]*)\}$/, '$1')).map(matcherText));
}

function matcherObject(item: { readonly [key: string]: Data }): Matchers {
  const { name, value, matchType, regex } = item;
  const unknown = [name, value, matchType].find((one) => Unknown.is(one));
  if (Unknown.is(unknown)) return { matchers: [], unknown };
  const operator = operatorOf(scalarText(matchType) ?? (regex === true ? '=~' : '='));
  return operator
    ? {
        matchers: [{ label: scalarText(name) ?? '', operator, value: scalarText(value) ?? '' }],
        unknown: undefined,
      }
    : { matchers: [], unknown: UNREAD };
}

function operatorOf(text: string): AlertMatcher['operator'] | undefined {
  return text === '=' || text === '!=' || text === '=~' || text === '!~' ? text : undefined;
}

const UNREAD = new Unknown({
  reason: 'evaluation-error',
  detail: 'a matcher of the route cannot be read',
  settledBy: 'matchers of the form label="value"',
});

/** Commas inside quotes belong to the value. */
function splitAtCommas(text: string): readonly string[] {
  return (text.match(/(?:"(?:\\[\s\S]|[^"\\])*"|[^,"])+/g) ?? []).filter((part) => part.trim() !== '');
}

const MATCHER = /^\s*(?:"((?:\\[\s\S]|[^"\\])+)"|([^\s=!~"]+))\s*(=~|!~|!=|=)\s*([\s\S]*?)\s*$/;

function matcherText(text: string): Matchers {
  const [, quoted, plain, sign, value] = MATCHER.exec(text) ?? [];
  const operator = operatorOf(sign ?? '');
  if (!operator || value === undefined) return { matchers: [], unknown: UNREAD };
  return {
    matchers: [{ label: quoted ?? plain ?? '', operator, value: unquoted(value) }],
    unknown: undefined,
  };
}

function unquoted(text: string): string {
  const inner = text.length > 1 && text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1) : text;
  return inner.replace(/\\([n"\\])/g, (_, one: string) => (one === 'n' ? '\n' : one));
}

/** Whether a value satisfies a matcher; a label that is not there is empty. Undefined: cannot be told. */
export function meetsMatcher({ operator, value }: AlertMatcher, actual: string): boolean | undefined {
  if (operator === '=') return actual === value;
  if (operator === '!=') return actual !== value;
  const matches = matchesWhole(value, actual);
  return matches === undefined || operator === '=~' ? matches : !matches;
}

const compiled = new Map<string, WholePattern | undefined>();

/** Whether a regular expression of Prometheus matches a whole text; undefined where it is not understood. */
export function matchesWhole(pattern: string, text: string): boolean | undefined {
  if (!compiled.has(pattern)) compiled.set(pattern, wholePattern(pattern));
  return compiled.get(pattern)?.(text);
}
