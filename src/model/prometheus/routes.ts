import type { AlertRoute, InhibitRule, Receiver } from '../../core/facts/alerting.ts';
import type { Facts } from '../../core/facts.ts';
import type { Location } from '../../core/location.ts';
import type { Resource } from '../../core/resource.ts';
import type { Data, DataObject } from '../../core/value.ts';
import { isDataList, isDataObject, scalarText, Unknown } from '../../core/value.ts';
import { at, dataAt } from '../read.ts';
import type { Path } from '../read.ts';
import type { Matchers } from './matchers.ts';
import { joined, matcherList, matcherMap } from './matchers.ts';
import { alwaysHolding } from './mute-times.ts';

/** How the two ways to write a routing tree call things. */
export interface RouteKeys {
  /** Path of the object that holds `route` and `receivers`. */
  readonly root: readonly string[];
  readonly muteTimes: string;
  readonly timeIntervals: readonly string[];
  readonly inhibitRules: string;
  readonly source: string;
  readonly target: string;
  /** What the key of a list of integrations ends in. */
  readonly integrations: RegExp;
}

/** The routing tree, the receivers and the inhibitions of a resource. */
export function routeFacts(resource: Resource, keys: RouteKeys): Facts {
  const route = dataAt(resource, ...keys.root, 'route');
  const intervals = keys.timeIntervals.map((key) => dataAt(resource, ...keys.root, key));
  const always = alwaysHolding(...intervals);
  return {
    alertRoutes: routeOf({ resource, keys, always }, route, [...keys.root, 'route']),
    receivers: receiversOf(resource, keys),
    inhibitRules: inhibitionsOf(resource, keys),
  };
}

interface Reading {
  readonly resource: Resource;
  readonly keys: RouteKeys;
  readonly always: ReadonlySet<string>;
}

// Deeper trees were not written by anybody.
const MAX_DEPTH = 30;

function routeOf(reading: Reading, data: Data | undefined, path: Path): AlertRoute {
  const { resource, keys, always } = reading;
  const place = at(resource, ...path);
  const route: DataObject = isDataObject(data) ? data : {};
  const { matchers, unknown } = matchersOf(route);
  const children = path.length > MAX_DEPTH ? [] : list(route['routes']);
  const lost = [data, route['routes'], ...children].find((one) => Unknown.is(one));
  const receiver = route['receiver'];
  const muted = list(route[keys.muteTimes]).flatMap((name) => scalarText(name) ?? []);
  return {
    receiver: Unknown.is(receiver) ? receiver : scalarText(receiver) || undefined,
    matchers,
    matchersUnknown: unknown ?? (Unknown.is(lost) ? lost : undefined),
    continues: route['continue'] === true,
    alwaysMuted: muted
      .filter((name) => always.has(name))
      .map((name) => ({
        says: `the mute time ${name} holds at every moment`,
        at: at(resource, ...path, keys.muteTimes),
      })),
    routes: children.flatMap((child, index) =>
      isDataObject(child) ? [routeOf(reading, child, [...path, 'routes', index])] : [],
    ),
    at: place,
  };
}

function matchersOf(route: DataObject): Matchers {
  return joined([
    matcherMap(route['match'], '='),
    matcherMap(route['match_re'], '=~'),
    matcherList(route['matchers']),
  ]);
}

function list(data: Data | undefined): readonly Data[] {
  return isDataList(data) ? data : [];
}

function receiversOf(resource: Resource, { root, integrations }: RouteKeys): readonly Receiver[] {
  return list(dataAt(resource, ...root, 'receivers')).flatMap((receiver, index): readonly Receiver[] => {
    if (!isDataObject(receiver)) return [];
    const path = [...root, 'receivers', index];
    const lists = Object.entries(receiver).filter(([key]) => integrations.test(key));
    const unknown = lists.map(([, value]) => value).find((value) => Unknown.is(value));
    return [
      {
        name: scalarText(receiver['name']) ?? '',
        integrations: lists.flatMap(([key, value]) =>
          list(value).map((_, item): { readonly kind: string; readonly at: Location } => ({
            kind: key.replace(integrations, ''),
            at: at(resource, ...path, key, item),
          })),
        ),
        unknown: Unknown.is(unknown) ? unknown : undefined,
        at: at(resource, ...path),
      },
    ];
  });
}

function inhibitionsOf(
  resource: Resource,
  { root, inhibitRules, source, target }: RouteKeys,
): readonly InhibitRule[] {
  return list(dataAt(resource, ...root, inhibitRules)).flatMap((rule, index): readonly InhibitRule[] => {
    if (!isDataObject(rule)) return [];
    const [from, to] = [source, target].map((side) => side.replace(/_?[mM]atch(ers)?$/, ''));
    const sources = sideOf(rule, { matchers: source, plain: `${from ?? ''}_match` });
    const targets = sideOf(rule, { matchers: target, plain: `${to ?? ''}_match` });
    return [
      {
        source: sources.matchers,
        target: targets.matchers,
        equal: list(rule['equal']).flatMap((label) => scalarText(label) ?? []),
        unknown: sources.unknown ?? targets.unknown,
        at: at(resource, ...root, inhibitRules, index),
      },
    ];
  });
}

function sideOf(rule: DataObject, keys: { readonly matchers: string; readonly plain: string }): Matchers {
  return joined([
    matcherMap(rule[keys.plain], '='),
    matcherMap(rule[`${keys.plain}_re`], '=~'),
    matcherList(rule[keys.matchers]),
  ]);
}
