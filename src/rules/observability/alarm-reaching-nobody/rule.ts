import type { Component } from '../../../core/component.ts';
import type { AlarmTarget } from '../../../core/facts/identity.ts';
import type { Evidence } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { evidenceOf, notApplicable, pass, remediesOf, unknown } from '../../outcome.ts';

/** An alarm whose change of state nobody hears of. */
export const rule: Rule = {
  id: ruleId('observability/alarm-reaching-nobody'),
  title: 'The alarm fires and nobody is told',
  appliesTo: ['alarm'],
  severity: 'high',
  consequence: 'availability',
  environments: 'production-like',
  check(component, context): Outcome {
    const { alarmTargets, alarmActionsEnabled, alarmReadBy = [] } = component.facts;
    if (!alarmTargets) return notApplicable('nothing states what it calls');
    if (alarmReadBy.length > 0)
      return notApplicable('something else reads its state: another alarm, a rollout, an event rule');
    if (Unknown.is(alarmTargets.value)) return unknown(alarmTargets.value);
    const targets = alarmTargets.value;
    if (alarmActionsEnabled?.value === false && targets.length > 0) {
      return failed(component, 'enable-actions', 'its actions are switched off', [
        evidenceOf(alarmActionsEnabled, 'actions_enabled = false'),
      ]);
    }
    if (targets.length === 0) {
      return failed(component, 'name-action', 'it has no action', [
        evidenceOf(alarmTargets, 'it calls nothing'),
      ]);
    }
    if (targets.some((target) => isHeard(target, context))) return heard(component);
    const because = targets.flatMap((target) => doubts(target, context));
    if (because.length > 0) return unknown(...because);
    return deaf(component, targets, context);
  },
};

function heard({ facts }: Component): Outcome {
  const enabled = facts.alarmActionsEnabled?.value;
  return Unknown.is(enabled) ? unknown(enabled) : pass;
}

/** Why somebody outside the inputs may be told. */
function doubts({ kind, component, unknown: why }: AlarmTarget, context: RuleContext): readonly Unknown[] {
  if (component !== undefined) return context.component(component).facts.subscribersUnknown ?? [];
  return kind === 'outside' && why ? [why] : [];
}

function isHeard({ kind, component }: AlarmTarget, context: RuleContext): boolean {
  if (kind === 'person' || kind === 'function' || kind === 'machine') return true;
  return component !== undefined && (context.component(component).facts.subscribers ?? []).length > 0;
}

function deaf(component: Component, targets: readonly AlarmTarget[], context: RuleContext): Outcome {
  const topics = targets.map(({ says }) => says).join(', ');
  const chain = targets.flatMap(({ says, at, component: id }): readonly Evidence[] => {
    const topic = id && context.component(id);
    return [
      { says: `it calls ${says}`, at },
      ...(topic
        ? [
            {
              says: `no subscription names ${says}`,
              at: { resource: topic.resources[0] ?? at.resource, path: [] },
            },
          ]
        : []),
    ];
  });
  const outside = targets.some(
    ({ component: id }) => id !== undefined && context.component(id).facts.handedOut === true,
  );
  return {
    ...failed(component, 'add-subscription', `${topics} has no subscriber`, chain),
    confidence: outside ? 'medium' : undefined,
  };
}

function failed(
  component: Component,
  remedy: string,
  why: string,
  evidence: readonly Evidence[],
): Extract<Outcome, { status: 'fail' }> {
  return {
    status: 'fail',
    problem: `When ${component.name} fires, nobody is told: ${why}.`,
    evidence,
    remedies: remediesOf(component, remedy),
    cause: evidence.at(-1)?.at,
  };
}
