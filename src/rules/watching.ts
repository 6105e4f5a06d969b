import type { Component } from '../core/component.ts';
import type { Alert } from '../core/facts/alerting.ts';
import type { Evidence } from '../core/finding.ts';
import type { ComponentId } from '../core/id.ts';
import type { RuleContext } from '../core/rule.ts';
import { Unknown } from '../core/value.ts';
import { spread } from './carried.ts';

/** An alarm that people may hear of. */
export interface Watcher {
  readonly alarm: Component;
  readonly alert: Alert;
}

/** Alarms on a component: on itself, on what leads requests to it alone, on the cluster it is part of. */
export function watchersOf(component: Component, context: RuleContext): readonly Watcher[] {
  const ids = [component.id, ...fronts(component, context), ...whole(component, context)];
  const alarms = new Set(ids.flatMap((id) => context.component(id).facts.watchedBy ?? []));
  return [...alarms].flatMap((id) => watcher(context.component(id)) ?? []);
}

/** Target groups and Services in front of it: an alarm on them is one on it. */
function fronts({ id }: Component, context: RuleContext): readonly ComponentId[] {
  return context
    .dependenciesTo(id, 'routes-to')
    .filter(({ from }) => context.component(from).kind === 'target-group')
    .map(({ from }) => from);
}

/** The cluster of an instance, and the instances of a cluster. */
function whole({ id, facts }: Component, context: RuleContext): readonly ComponentId[] {
  const cluster = facts.memberOf?.value;
  const members = context.dependenciesFrom(id, 'runs-on').map(({ to }) => to);
  const instances = members.filter((one) => context.component(one).facts.memberOf?.value === id);
  return cluster === undefined || Unknown.is(cluster) ? instances : [cluster, ...instances];
}

/** An alarm that only moves machines tells nobody. */
function watcher(alarm: Component): Watcher | undefined {
  const { alert, alarmTargets, alarmReadBy = [] } = alarm.facts;
  const targets = alarmTargets?.value;
  const isMachine =
    targets !== undefined &&
    !Unknown.is(targets) &&
    targets.length > 0 &&
    alarmReadBy.length === 0 &&
    targets.every(({ kind }) => kind === 'machine');
  return alert && !isMachine ? { alarm, alert } : undefined;
}

/**
 * Whether an alarm on what users get fires when this fails: an error budget or a share of errors, of
 * something that stops with it.
 */
export function isFelt({ id }: Component, context: RuleContext): boolean {
  let felt = knownFelt.get(context);
  if (!felt) {
    const watched = symptomWatchers(context).flatMap(({ alert }) => alert.watches);
    const promised = context.ofKind('slo').flatMap(({ facts }) => facts.slo?.covers ?? []);
    felt = spread([...watched, ...promised], context);
    knownFelt.set(context, felt);
  }
  return felt.has(id);
}

/** Alarms on what users get, whatever the cause. */
export function symptomWatchers(context: RuleContext): readonly Watcher[] {
  return context
    .ofKind('alarm')
    .flatMap((alarm) => watcher(alarm) ?? [])
    .filter(({ alert }) => SYMPTOMS.has(alert.signal));
}

const SYMPTOMS: ReadonlySet<Alert['signal']> = new Set<Alert['signal']>(['burn-rate', 'errors']);

const knownFelt = new WeakMap<RuleContext, ReadonlySet<ComponentId>>();

type Platform = Alert['platform'];

/** Alarms of the inputs by the platform that evaluates them, and by the stack they stand in. */
interface Alarms {
  readonly platforms: ReadonlySet<Platform>;
  readonly byStack: ReadonlyMap<string, readonly Watcher[]>;
  /** Those that were not found to watch anything. */
  readonly open: readonly Component[];
}

const knownAlarms = new WeakMap<RuleContext, Alarms>();

function alarmsIn(context: RuleContext): Alarms {
  const made = knownAlarms.get(context);
  if (made) return made;
  const platforms = new Set<Platform>();
  const byStack = new Map<string, Watcher[]>();
  const open: Component[] = [];
  for (const alarm of context.ofKind('alarm')) {
    const found = watcher(alarm);
    if (!found) continue;
    platforms.add(found.alert.platform);
    if (found.alert.watches.length === 0) open.push(alarm);
    const key = alarm.stack ?? '';
    const list = byStack.get(key);
    if (list) list.push(found);
    else byStack.set(key, [found]);
  }
  const alarms = { platforms, byStack, open };
  knownAlarms.set(context, alarms);
  return alarms;
}

/** Whether any alarm of the platform that would watch it was loaded. */
export function hasAlarmsFor({ facts, type }: Component, context: RuleContext): boolean {
  const { platforms } = alarmsIn(context);
  if (facts.pods) return platforms.has('prometheus');
  if (type.startsWith('aws_')) return platforms.has('cloudwatch');
  if (type.startsWith('google_')) return platforms.has('google');
  if (type.startsWith('azurerm_')) return platforms.has('azure');
  return platforms.size > 0;
}

// Shorter names are part of too many words.
const MIN_NAME = 5;

/** An alarm that is called after a component, and of which nothing tells what it watches. */
export function calledAfter({ name }: Component, context: RuleContext): Unknown | undefined {
  const wanted = plain(name);
  if (wanted.length < MIN_NAME) return undefined;
  const namesake = alarmsIn(context).open.find((alarm) => plain(alarm.name).includes(wanted));
  if (!namesake) return undefined;
  return new Unknown({
    reason: 'rule-question',
    detail: `${namesake.name} is called after ${name}, and nothing tells what it watches`,
    settledBy: 'a label or dimension in the alarm that names what it watches',
  });
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '');
}

const NEAR = 3;

/** Alarms of its stack, and what they are about instead. */
export function nearAlarms({ stack }: Component, context: RuleContext): readonly Evidence[] {
  const near = alarmsIn(context).byStack.get(stack ?? '') ?? [];
  const told = near.slice(0, NEAR).map(({ alarm, alert }): Evidence => {
    const names = alert.watches.slice(0, 2).map((id) => context.component(id).name);
    const about =
      names.length > 0 ? names.join(', ') : (alert.watchesUnknown?.detail ?? 'nothing that is here');
    return { says: `${alarm.name} is about ${about}`, at: alert.at };
  });
  return near.length > NEAR ? [...told, { says: `and ${near.length - NEAR} more alarms beside it` }] : told;
}
