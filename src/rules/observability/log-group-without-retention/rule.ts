import type { Component } from '../../../core/component.ts';
import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { attributeOf, evidenceOf, notApplicable, pass, unknown } from '../../outcome.ts';

/** A store of logs that nothing ends. */
export const rule: Rule = {
  id: ruleId('observability/log-group-without-retention'),
  title: 'Logs are kept and paid for without end',
  appliesTo: ['log-store', 'function', 'bucket'],
  severity: 'low',
  consequence: 'waste',
  environments: 'any',
  check(component, context): Outcome {
    if (component.kind === 'bucket') return judgeArchive(component);
    return component.kind === 'function' ? judgeWriter(component, context) : judgeStore(component, context);
  },
};

function judgeStore(component: Component, context: RuleContext): Outcome {
  const { logRetentionDays: days, isExported } = component.facts;
  if (!days) return notApplicable('its entries end by themselves');
  if (Unknown.is(days.value)) return unknown(days.value);
  if (days.value !== 'for-ever') return pass;
  const writers = context
    .dependenciesTo(component.id, 'stores')
    .slice(0, 3)
    .map(({ from, evidence }) => ({
      says: `${context.component(from).name} writes to it`,
      at: evidence[0]?.at,
    }));
  const [place] = days.at;
  return {
    status: 'fail',
    problem:
      `${component.name} keeps every entry for ever, and is paid for every month: ` +
      `${attributeOf(days)} is not set.`,
    evidence: [
      evidenceOf(days, 'entries are kept for ever'),
      ...writers,
      ...(isExported ? [evidenceOf(isExported, 'its entries are also carried elsewhere')] : []),
    ],
    remedies: place
      ? [
          {
            title: `Set ${attributeOf(days)} = ${context.settings.logRetentionDays}`,
            safety: 'review',
            caution: `Entries older than ${context.settings.logRetentionDays} days are deleted.`,
            intents: [{ op: 'set', at: place, value: context.settings.logRetentionDays }],
          },
        ]
      : [],
    cause: place,
  };
}

/** A function whose log group nobody declares: the provider makes one, and nothing ends it. */
function judgeWriter(component: Component, context: RuleContext): Outcome {
  const { undeclaredLogStore: store } = component.facts;
  if (!store) return notApplicable('the store of its logs is judged');
  if (Unknown.is(store.value)) return unknown(store.value);
  return {
    status: 'fail',
    problem:
      `The logs of ${component.name} are kept for ever: nobody declares ${store.value}, so it is ` +
      `made without an end.`,
    evidence: [evidenceOf(store, `writes to ${store.value}, which no resource declares`)],
    remedies: [
      {
        title:
          `Declare the log group ${store.value} with a retention of ` +
          `${context.settings.logRetentionDays} days`,
        safety: 'review',
        caution: 'The group exists as soon as the function has run once: import it first.',
        intents: [],
      },
    ],
    cause: store.at[0],
  };
}

function judgeArchive({ name, facts }: Component): Outcome {
  const { bucketRole, expiresAfterDays, objectLock } = facts;
  if (bucketRole?.value !== 'logs') return notApplicable('nothing says that it holds logs');
  if (objectLock?.value === true) return notApplicable('its objects are locked, so they are kept on purpose');
  if (!expiresAfterDays) return notApplicable('nothing states what ends its objects');
  if (Unknown.is(expiresAfterDays.value)) return unknown(expiresAfterDays.value);
  if (expiresAfterDays.value !== 'never') return pass;
  return {
    status: 'fail',
    problem: `${name} collects logs for ever: no rule ends its objects.`,
    evidence: [
      evidenceOf(bucketRole, 'logs are delivered here'),
      evidenceOf(expiresAfterDays, 'no rule ends every object'),
    ],
    remedies: [
      {
        title: 'Add a lifecycle rule that ends objects after the time you need them',
        safety: 'review',
        caution: 'Older logs are deleted.',
        intents: [],
      },
    ],
    cause: bucketRole.at[0],
    severity: 'info',
  };
}
