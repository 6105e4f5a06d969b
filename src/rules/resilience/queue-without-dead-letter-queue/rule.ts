import type { Component } from '../../../core/component.ts';
import type { Evidence, Severity } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { callerEvidence, consumersOf, duration, flowEvidence } from '../../messages.ts';
import { evidenceOf, notApplicable, pass, remediesOf, unknown } from '../../outcome.ts';

const DEAD_LETTER_NAME = /(^|[-_.])(dlq|dead[-_.]?letters?|dlqueue|failed|failures|errors?)([-_.]|$)/i;
// What expires within a quarter of an hour is a notice that nobody wants late.
const TRANSIENT_SECONDS = 900;

/** A queue, or a function called without waiting, that loses what it cannot process. */
export const rule: Rule = {
  id: ruleId('resilience/queue-without-dead-letter-queue'),
  title: 'Messages that fail are retried until they expire, then lost',
  appliesTo: ['queue', 'function'],
  severity: 'medium',
  consequence: 'data-loss',
  environments: 'production-like',
  check(component, context): Outcome {
    return component.kind === 'function' ? judgeFunction(component, context) : judgeQueue(component, context);
  },
};

function judgeQueue(component: Component, context: RuleContext): Outcome {
  const { redrive, isDeadLetterQueue, messageRetentionSeconds } = component.facts;
  if (!redrive) return notApplicable('it has no redrive: readers keep their own place');
  if (Unknown.is(redrive.value)) return unknown(redrive.value);
  if (redrive.value !== 'none') return pass;
  if (isDeadLetterQueue?.value === true) return notApplicable('it is a dead-letter queue itself');
  if (DEAD_LETTER_NAME.test(component.name)) return unknown(mayBeDeadLetterQueue(component));
  const consumed = consumersOf(component.id, context).length > 0;
  const kept = messageRetentionSeconds?.value;
  if (typeof kept === 'number' && kept <= TRANSIENT_SECONDS) {
    return notApplicable('its messages are worthless after minutes, and expire then');
  }
  const after = typeof kept === 'number' ? ` after ${duration(kept)}` : '';
  return {
    status: 'fail',
    problem:
      `A message that ${component.name}'s readers cannot process is tried again until it expires, then lost` +
      `${after}: it has no dead-letter queue.`,
    evidence: [
      evidenceOf(redrive, 'no redrive policy'),
      ...(messageRetentionSeconds && typeof kept === 'number'
        ? [evidenceOf(messageRetentionSeconds, `messages are kept for ${duration(kept)}`)]
        : []),
      ...flowEvidence(component, context),
    ],
    remedies: remediesOf(component, 'add-dead-letter-queue'),
    cause: redrive.at[0],
    severity: consumed ? undefined : 'low',
    confidence: consumed ? undefined : 'medium',
  };
}

function mayBeDeadLetterQueue({ name }: Component): Unknown {
  return new Unknown({
    reason: 'rule-question',
    detail: `${name} is called like a dead-letter queue, and nothing in the inputs sends its failures there`,
    settledBy: 'the code of the queue that sends its failures there',
  });
}

function judgeFunction(component: Component, context: RuleContext): Outcome {
  const { failureDestination, calledAsynchronously, eventSources = [], droppedAfterTries } = component.facts;
  if (!droppedAfterTries) return notApplicable('its platform drops no events by itself');
  if (
    failureDestination &&
    Unknown.is(failureDestination.value) &&
    failureDestination.value.refs.length === 0
  ) {
    return unknown(failureDestination.value);
  }
  if (failureDestination) return pass;
  if (calledAsynchronously?.value !== true) {
    if (eventSources.length > 0)
      return notApplicable('it polls queues or streams, where the redrive belongs');
    if (isCalledSynchronously(component, context)) return notApplicable('its callers wait for the answer');
  }
  const isAsync = calledAsynchronously?.value === true;
  const tries = droppedAfterTries.value;
  if (Unknown.is(tries)) return unknown(tries);
  const [main] = component.resources;
  const says = isAsync
    ? 'something calls it without waiting for the answer'
    : 'nothing in the inputs calls it';
  const severity: Severity | undefined = isAsync && !isOnlyScheduled(component, context) ? undefined : 'low';
  const evidence: readonly Evidence[] = [
    { says, at: calledAsynchronously?.at[0] },
    evidenceOf(droppedAfterTries, `an event that fails is tried ${timesOf(tries)}, then dropped`),
    ...callerEvidence(component, context),
  ];
  return {
    status: 'fail',
    problem: problemOf(component.name, tries),
    evidence,
    remedies: remediesOf(component, 'keep-failed-events'),
    cause: main && { resource: main, path: [] },
    severity,
    confidence: isAsync ? undefined : 'low',
  };
}

function problemOf(name: string, tries: number): string {
  if (tries === 1)
    return `An event that ${name} fails on is dropped and nobody sees it: it is not tried again.`;
  return (
    `An event that ${name} fails on ${timesOf(tries)} is dropped and nobody sees it: it has neither a ` +
    'dead-letter target nor a destination for failures.'
  );
}

function timesOf(tries: number): string {
  return tries === 1 ? 'once' : tries === 3 ? 'three times' : `${tries} times`;
}

/** Something that a request can follow leads to it: an API, a load balancer, another component's call. */
function isCalledSynchronously({ id, facts }: Component, context: RuleContext): boolean {
  return (
    facts.calledSynchronously?.value === true ||
    context
      .dependenciesTo(id)
      .some(({ kind, strength }) => (kind === 'routes-to' || kind === 'calls') && strength !== 'async')
  );
}

/** What only a clock calls is called again: the next run makes up for a lost one. */
function isOnlyScheduled({ id }: Component, context: RuleContext): boolean {
  const sources = context.dependenciesFrom(id, 'consumes').map(({ to }) => context.component(to));
  return sources.length > 0 && sources.every(({ facts }) => facts.isSchedule?.value === true);
}
