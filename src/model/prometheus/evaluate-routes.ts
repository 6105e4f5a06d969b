import type { AlertMatcher, AlertRoute } from '../../core/facts/alerting.ts';
import type { Value } from '../../core/value.ts';
import { Unknown } from '../../core/value.ts';
import { meetsMatcher } from './matchers.ts';

/** The value of a label of an alert: empty where it is not there, Unknown where it cannot be told. */
export type LabelOf = (label: string) => Value<string>;

/** A route that an alert ends at, with all routes above it, the root first. */
export interface Ending {
  readonly chain: readonly AlertRoute[];
  /** The receiver of the nearest route that names one. */
  readonly receiver: Value<string> | undefined;
  /** False where it only may end here. */
  readonly isCertain: boolean;
}

/** Where an alert ends, as Alertmanager decides it. */
export interface Routed {
  readonly endings: readonly Ending[];
  /** Why some endings are not certain. */
  readonly unknown: Unknown | undefined;
}

/**
 * Walks a routing tree as Alertmanager does: depth first, the first matching child takes the alert unless it
 * says `continue`, and a route without matching child keeps it. What is not known takes both ways.
 */
export function evaluateRoutes(root: AlertRoute, labelOf: LabelOf): Routed {
  const walk: Walk = { labelOf, unknown: undefined };
  // The root takes every alert, whatever it says.
  const endings = endingsOf(root, [], { walk, isCertain: root.matchersUnknown === undefined });
  return { endings, unknown: endings.every(({ isCertain }) => isCertain) ? undefined : walk.unknown };
}

interface Walk {
  readonly labelOf: LabelOf;
  unknown: Unknown | undefined;
}

function endingsOf(
  route: AlertRoute,
  above: readonly AlertRoute[],
  { walk, isCertain }: { readonly walk: Walk; readonly isCertain: boolean },
): readonly Ending[] {
  const chain = [...above, route];
  const endings: Ending[] = [];
  let isOpen: 'yes' | 'maybe' = 'yes';
  let hasCertainChild = false;
  if (route.matchersUnknown) walk.unknown ??= route.matchersUnknown;
  for (const child of route.routes) {
    const matched = matches(child, walk);
    if (matched === false) continue;
    const isSure = isCertain && isOpen === 'yes' && matched === true;
    endings.push(...endingsOf(child, chain, { walk, isCertain: isSure }));
    if (matched === true) hasCertainChild = true;
    if (child.continues) continue;
    if (matched === true) return endings;
    isOpen = 'maybe';
  }
  if (hasCertainChild) return endings;
  const isLast = isCertain && endings.length === 0 && route.matchersUnknown === undefined;
  return [...endings, { chain, receiver: receiverOf(chain), isCertain: isLast }];
}

function receiverOf(chain: readonly AlertRoute[]): Value<string> | undefined {
  return chain.findLast(({ receiver }) => receiver !== undefined)?.receiver;
}

function matches(route: AlertRoute, walk: Walk): boolean | 'maybe' {
  let isSure = true;
  for (const matcher of route.matchers) {
    const met = meets(matcher, walk);
    if (met === false) return false;
    if (met === 'maybe') isSure = false;
  }
  if (route.matchersUnknown) {
    walk.unknown ??= route.matchersUnknown;
    return 'maybe';
  }
  return isSure || 'maybe';
}

function meets(matcher: AlertMatcher, walk: Walk): boolean | 'maybe' {
  const value = walk.labelOf(matcher.label);
  if (Unknown.is(value)) {
    walk.unknown ??= value;
    return 'maybe';
  }
  return meetsMatcher(matcher, value) ?? 'maybe';
}
