import type { Component } from '../../../core/component.ts';
import type { EventSource } from '../../../core/facts/compute.ts';
import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { consumersOf, duration } from '../../messages.ts';
import { evidenceOf, notApplicable, pass, unknown } from '../../outcome.ts';

// AWS recommends six times the function's timeout plus the batching window.
// https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
const FACTOR = 6;

/** A queue that hands a message out again while its reader may still work on it. */
export const rule: Rule = {
  id: ruleId('resilience/visibility-timeout-below-processing-time'),
  title: 'Messages come back while they are still being processed',
  appliesTo: ['queue'],
  severity: 'medium',
  consequence: 'data-loss',
  environments: 'any',
  check(component, context): Outcome {
    const { visibilityTimeoutSeconds } = component.facts;
    if (!visibilityTimeoutSeconds) return notApplicable('its messages have no visibility timeout');
    const pollers = consumersOf(component.id, context).flatMap(({ component: consumer }) => {
      const source = consumer.facts.eventSources?.find((each) => each.source === component.id);
      return source ? [{ consumer, source }] : [];
    });
    if (pollers.length === 0) return notApplicable('no function in the inputs polls it');
    return worst(pollers.map(({ consumer, source }) => judge(component, consumer, source)));
  },
};

/** One queue, one answer: the reader that is served worst speaks. */
function worst(outcomes: readonly Outcome[]): Outcome {
  const failing = outcomes.filter(({ status }) => status === 'fail');
  return (
    failing.find((outcome) => outcome.status === 'fail' && outcome.severity === undefined) ??
    failing[0] ??
    outcomes.find(({ status }) => status === 'unknown') ??
    outcomes.find(({ status }) => status === 'pass') ??
    notApplicable('no timeouts are stated')
  );
}

function judge(queue: Component, consumer: Component, source: EventSource): Outcome {
  const { visibilityTimeoutSeconds: visibility } = queue.facts;
  const { timeoutSeconds: timeout } = consumer.facts;
  const window = source.batchWindowSeconds;
  if (!visibility || !timeout) return notApplicable('no timeouts are stated');
  if (Unknown.is(visibility.value)) return unknown(visibility.value);
  if (Unknown.is(timeout.value)) return unknown(timeout.value);
  const waits = window?.value ?? 0;
  const atLeast = FACTOR * timeout.value;
  if (visibility.value < timeout.value) return failed(queue, consumer, source);
  if (Unknown.is(waits)) return visibility.value < atLeast ? failed(queue, consumer, source) : unknown(waits);
  return visibility.value < atLeast + waits ? failed(queue, consumer, source) : pass;
}

function failed(queue: Component, consumer: Component, source: EventSource): Outcome {
  const { visibilityTimeoutSeconds: visibility } = queue.facts;
  const { timeoutSeconds: timeout } = consumer.facts;
  if (typeof visibility?.value !== 'number' || typeof timeout?.value !== 'number') return pass;
  const window = typeof source.batchWindowSeconds?.value === 'number' ? source.batchWindowSeconds.value : 0;
  const enough = FACTOR * timeout.value + window;
  const below = visibility.value < timeout.value;
  const hidden = duration(visibility.value);
  return {
    status: 'fail',
    problem: below
      ? `${queue.name} hands a message out again while ${consumer.name} still works on it: it is hidden ` +
        `for ${hidden}, ` +
        `and the function may take ${duration(timeout.value)}.`
      : `When ${consumer.name} is throttled, ${queue.name} hands out messages again that it has not ` +
        `finished: they are ` +
        `hidden for ${hidden}, and ${duration(enough)} would leave room to retry.`,
    evidence: [
      evidenceOf(visibility, `messages are hidden for ${hidden}`),
      evidenceOf(timeout, `${consumer.name} may take ${duration(timeout.value)}`),
      {
        says: `${(visibility.value / timeout.value).toFixed(1)} times the function's timeout`,
        at: source.at,
      },
      ...(source.batchWindowSeconds && window > 0
        ? [evidenceOf(source.batchWindowSeconds, `batches are gathered for ${duration(window)}`)]
        : []),
    ],
    remedies: visibility.at[0]
      ? [
          {
            title: `Raise the visibility timeout to ${enough} seconds`,
            safety: 'review',
            caution: 'A message whose reader died waits that long before it is tried again.',
            intents: [{ op: 'set', at: visibility.at[0], value: enough }],
          },
        ]
      : [],
    cause: visibility.at[0],
    severity: below ? undefined : 'low',
  };
}
