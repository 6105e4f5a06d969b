import type { Component } from '../../../core/component.ts';
import type { Alert } from '../../../core/facts/alerting.ts';
import type { Evidence } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { conditionOf, sharedPlace } from '../../alerts.ts';
import { notApplicable, pass, remediesOf, unknown } from '../../outcome.ts';

/** A page that compares a cause with a constant. */
export const rule: Rule = {
  id: ruleId('observability/page-on-raw-threshold'),
  title: 'People are woken by a threshold that says nothing about users',
  appliesTo: ['alarm'],
  severity: 'medium',
  consequence: 'toil',
  environments: 'any',
  check(component, context): Outcome {
    const { alert } = component.facts;
    if (!alert) return notApplicable('nothing states its condition');
    if (!isRaw(alert)) return pass;
    if (alert.isPage === false) return notApplicable(alert.pageBecause);
    if (onlyFeedsOthers(component)) return notApplicable('another alarm, or a rollout, reads its state');
    if (Unknown.is(alert.isPage)) return { ...unknown(alert.isPage), at: sharedPlace(component, context) };
    const carried = alert.watches
      .map((id) => context.component(id))
      .filter((one) => isOnJourney(one, context));
    const [first] = carried;
    if (!first) {
      const doubt = alert.watches.length === 0 ? alert.watchesUnknown : undefined;
      return doubt
        ? { ...unknown(doubt), at: sharedPlace(component, context) }
        : notApplicable('what it watches carries no journey');
    }
    const why = kindOf(alert);
    return {
      status: 'fail',
      problem: `${component.name} wakes people whether or not users of ${first.name} notice: ${why}.`,
      evidence: [
        conditionOf(alert),
        { says: `it wakes people: ${alert.pageBecause}`, at: alert.at },
        ...journeysOf(carried, context),
      ],
      remedies: remediesOf(component, 'page-on-symptom'),
      cause: alert.comparison?.threshold.at[0] ?? alert.at,
      confidence: isHeard(component, context) ? undefined : 'low',
    };
  },
};

// Fewer errors than this in a window are a handful, whatever share of the requests they are.
const HANDFUL = 5;

/** A cause, or a handful of errors, against a constant. */
function isRaw({ signal, comparison, expression, metrics }: Alert): boolean {
  const threshold = comparison?.threshold.value;
  if (signal === 'cause')
    return comparison !== undefined && (typeof threshold === 'number' || Unknown.is(threshold));
  if (signal !== 'errors' || typeof threshold !== 'number' || threshold > HANDFUL) return false;
  const text = expression?.value;
  // A share of all requests is what users feel.
  if (typeof text === 'string') return /\bincrease\s*\(|_over_time\s*\(/.test(text) && !/[/]/.test(text);
  return (
    metrics.length === 1 &&
    comparison?.operator.startsWith('>') === true &&
    threshold >= 0 &&
    threshold % 1 === 0
  );
}

function kindOf({ signal, metrics }: Alert): string {
  const metric = (metrics[0] ?? 'its metric').trim();
  return signal === 'cause'
    ? `${metric} is a cause, not a symptom`
    : `a handful of ${metric} is no share of requests`;
}

function onlyFeedsOthers({ facts }: Component): boolean {
  const targets = facts.alarmTargets?.value;
  return (facts.alarmReadBy ?? []).length > 0 && !Unknown.is(targets) && (targets ?? []).length === 0;
}

function isOnJourney({ id }: Component, context: RuleContext): boolean {
  return context.journeysThrough(id).length > 0;
}

// More names than these tell a reader nothing new.
const NAMED = 3;

function journeysOf(carried: readonly Component[], context: RuleContext): readonly Evidence[] {
  return carried.slice(0, NAMED).map((one) => {
    const journeys = context.journeysThrough(one.id).map(({ name }) => name);
    const [resource] = one.resources;
    const says = `${one.name} carries ${journeys.slice(0, NAMED).join(', ')}, which ${hasSlo(one, context)}`;
    return { says, at: resource && { resource, path: [] } };
  });
}

function hasSlo({ facts }: Component, context: RuleContext): string {
  const burning = (facts.watchedBy ?? []).find(
    (id) => context.component(id).facts.alert?.signal === 'burn-rate',
  );
  return burning
    ? `${context.component(burning).name} watches with an error budget`
    : 'no error budget watches';
}

/** Whether it is certain that somebody listens to the topics of a cloud alarm. */
function isHeard({ facts }: Component, context: RuleContext): boolean {
  const targets = facts.alarmTargets?.value;
  if (!targets || Unknown.is(targets)) return true;
  return targets.some(({ kind, component }) => {
    if (kind === 'person') return true;
    return component !== undefined && (context.component(component).facts.subscribers ?? []).length > 0;
  });
}
