import type { Component } from '../../../core/component.ts';
import type { Signal } from '../../../core/facts/alerting.ts';
import type { Evidence } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { declaredAt } from '../../carried.ts';
import { callerEvidence, duration, flowEvidence } from '../../messages.ts';
import { evidenceOf, notApplicable, pass, unknown } from '../../outcome.ts';
import { calledAfter, hasAlarmsFor, nearAlarms, watchersOf } from '../../watching.ts';

/** A queue, or a function that nobody waits for, whose backlog and failures no alarm tells. */
export const rule: Rule = {
  id: ruleId('observability/queue-backlog-nobody-watches'),
  title: 'Messages or background runs can pile up or die unseen',
  appliesTo: ['queue', 'function'],
  severity: 'medium',
  consequence: 'availability',
  environments: 'production-like',
  check(component, context): Outcome {
    return component.kind === 'function' ? ofFunction(component, context) : ofQueue(component, context);
  },
};

const WAITING: readonly Signal[] = ['backlog-age', 'backlog-depth', 'dead-letters', 'absence'];
const FAILING: readonly Signal[] = ['errors', 'burn-rate', 'backlog-age', 'dead-letters'];

function hasAlarm(component: Component, signals: readonly Signal[], context: RuleContext): boolean {
  return watchersOf(component, context).some(({ alert }) => signals.includes(alert.signal));
}

function ofQueue(component: Component, context: RuleContext): Outcome {
  const { facts, name } = component;
  if (facts.isDeadLetterQueue?.value === true)
    return notApplicable('it is asked with what sends its failures there');
  if (!facts.redrive) return notApplicable('its readers keep their own place in it');
  const flow = flowEvidence(component, context);
  if (flow.length === 0) return notApplicable('nothing in the inputs writes to it or takes from it');
  const isWatched = hasAlarm(component, WAITING, context);
  const dead = deadLettersOf(component, context);
  const isDeadWatched = !dead || hasAlarm(dead, WAITING, context);
  if (isWatched && isDeadWatched) return pass;
  const asked = isWatched && dead ? dead : component;
  const doubt = asked.facts.moreWatchers ?? calledAfter(asked, context);
  if (doubt) return unknown(doubt);
  const kept = facts.messageRetentionSeconds;
  const days = typeof kept?.value === 'number' ? ` after ${duration(kept.value)}` : '';
  const problem = isWatched
    ? `Messages that ${name} gave up lie unseen in ${dead?.name ?? ''}: no alarm watches its depth.`
    : `When what reads ${name} stops, nobody is told before messages are lost${days}: ` +
      'no alarm watches its backlog.';
  const expiry =
    kept && typeof kept.value === 'number'
      ? [evidenceOf(kept, `messages are kept for ${duration(kept.value)}`)]
      : [];
  const letters = dead && [
    {
      says: isDeadWatched
        ? `an alarm watches its dead letters in ${dead.name}`
        : `its dead letters go to ${dead.name}, which no alarm watches`,
      at: declaredAt(dead),
    },
  ];
  return failed(component, context, {
    key: isWatched ? 'dead-letters' : 'queue',
    problem,
    evidence: [...expiry, ...flow, ...(letters ?? [])],
    title: isWatched
      ? 'Add an alarm on the depth of the dead-letter queue, to the topic that the other alarms use'
      : 'Add alarms on the age of its oldest message and on its dead letters, to the topic of the others',
    // Who is told of dead letters hears of what fails, not of what stands still.
    isLow: !isWatched && dead !== undefined && isDeadWatched,
  });
}

function deadLettersOf({ facts: { redrive } }: Component, context: RuleContext): Component | undefined {
  const value = redrive?.value;
  if (value === undefined || value === 'none' || Unknown.is(value) || value.to === undefined)
    return undefined;
  return context.component(value.to);
}

function ofFunction(component: Component, context: RuleContext): Outcome {
  const { facts, name } = component;
  if (facts.calledAsynchronously?.value !== true) return notApplicable('what calls it waits, or is a queue');
  if (isForTelemetry(component, context)) return notApplicable('it carries logs or alarms');
  if (hasAlarm(component, FAILING, context)) return pass;
  const destination = facts.failureDestination?.value;
  if (Unknown.is(destination)) {
    const to = destination.refs.flatMap(({ resource }) => context.componentOf(resource) ?? []);
    if (to.some((one) => hasAlarm(one, WAITING, context))) return pass;
    if (to.length === 0 && destination.refs.length === 0) return unknown(destination);
  }
  const doubt = facts.moreWatchers ?? calledAfter(component, context);
  if (doubt) return unknown(doubt);
  const tries = facts.droppedAfterTries?.value;
  const dropped =
    typeof tries === 'number' ? `: what fails ${tries === 1 ? 'once' : `${tries} times`} is dropped` : '';
  return failed(component, context, {
    key: 'function',
    problem: `When ${name} fails, nobody is told${dropped}, and no alarm watches its errors.`,
    evidence: [
      { says: 'something calls it without waiting for the answer', at: facts.calledAsynchronously.at[0] },
      ...callerEvidence(component, context),
    ],
    title: 'Add an alarm on its errors, to the topic that the other alarms use',
    isLow: false,
  });
}

/** All that calls it is a log, or a topic of alarms. */
function isForTelemetry({ id }: Component, context: RuleContext): boolean {
  const callers = context.dependenciesFrom(id, 'consumes').map(({ to }) => context.component(to));
  return (
    callers.length > 0 &&
    callers.every(
      (caller) =>
        caller.kind === 'log-store' ||
        context.dependenciesTo(caller.id).some(({ from }) => context.component(from).kind === 'alarm'),
    )
  );
}

interface Told {
  readonly key: string;
  readonly problem: string;
  readonly evidence: readonly Evidence[];
  readonly title: string;
  readonly isLow: boolean;
}

function failed(component: Component, context: RuleContext, told: Told): Outcome {
  const hasAlarms = hasAlarmsFor(component, context);
  const near = nearAlarms(component, context);
  return {
    status: 'fail',
    key: told.key,
    problem: told.problem,
    evidence: [
      { says: `no alarm names ${component.name}`, at: declaredAt(component) },
      ...told.evidence,
      ...near,
      ...(hasAlarms
        ? []
        : [{ says: 'no alarm of its platform was loaded at all: they may be kept elsewhere' }]),
    ],
    remedies: [{ title: told.title, safety: 'review', intents: [] }],
    cause: firstOfStack(component, context),
    severity: told.isLow ? 'low' : undefined,
    confidence: hasAlarms ? undefined : 'low',
  };
}

const known = new WeakMap<RuleContext, Map<string, Component>>();

/** What nobody watches in one stack is one task. */
function firstOfStack({ kind, stack }: Component, context: RuleContext): Evidence['at'] {
  let first = known.get(context);
  if (!first) {
    first = new Map();
    for (const one of [...context.ofKind('queue'), ...context.ofKind('function')]) {
      const key = `${one.kind} ${one.stack ?? ''}`;
      if (!first.has(key)) first.set(key, one);
    }
    known.set(context, first);
  }
  const found = first.get(`${kind} ${stack ?? ''}`);
  return found && declaredAt(found);
}
