import type { RoutedAlert } from '../core/facts/alerting.ts';
import type { Subscriber } from '../core/facts/identity.ts';
import type { Evidence } from '../core/finding.ts';
import type { Location } from '../core/location.ts';
import type { RuleContext } from '../core/rule.ts';
import { Unknown } from '../core/value.ts';
import type { Watcher } from './watching.ts';

/** Where the chain of one alarm ends. */
export interface ChainEnd {
  readonly kind: /** It rings, or may ring, somebody. */
    | 'person'
    /** A mailbox or a chat, which somebody reads when they read it. */
    | 'desk'
    /** Nobody hears, or nobody can tell who: the rules about alarms and routes speak. */
    | 'told-elsewhere'
    /** Something whose meaning is not in the inputs: a webhook, a function. */
    | 'unknown';
  readonly evidence: readonly Evidence[];
  /** The last link. */
  readonly at: Location;
  readonly unknown?: Unknown | undefined;
}

/** Follows an alarm to whoever hears it, link by link. */
export function chainOf({ alarm, alert }: Watcher, context: RuleContext): readonly ChainEnd[] {
  const start: Evidence = { says: `${alarm.name} watches it`, at: alert.at };
  const elsewhere: ChainEnd = { kind: 'told-elsewhere', evidence: [start], at: alert.at };
  if (alert.platform === 'prometheus') {
    return alert.routed === undefined || alert.routed.unknown
      ? [elsewhere]
      : routedEnds(alert.routed, start, elsewhere);
  }
  const targets = alarm.facts.alarmTargets?.value;
  // Which channels they are is not read.
  if (alert.platform !== 'cloudwatch') return [{ ...elsewhere, kind: 'person' }];
  if (targets === undefined || Unknown.is(targets) || alarm.facts.alarmActionsEnabled?.value === false) {
    return [elsewhere];
  }
  return targets.flatMap(({ kind, component, says, at }): readonly ChainEnd[] => {
    const evidence = [start, { says: `it calls ${says}`, at }];
    if (kind === 'machine') return [];
    if (kind === 'person') return [{ kind, evidence, at }];
    if (kind === 'function') return [{ kind: 'unknown', evidence, at, unknown: meaningOf(says) }];
    const { subscribers = [], subscribersUnknown = [] } =
      component === undefined ? {} : context.component(component).facts;
    if (subscribers.length === 0 || subscribersUnknown.length > 0) return [{ ...elsewhere, evidence, at }];
    return subscribers.map((one) => subscribedEnd(one, { topic: says, evidence }));
  });
}

function routedEnds(
  { receivers, routes, silencedBy }: RoutedAlert,
  start: Evidence,
  elsewhere: ChainEnd,
): readonly ChainEnd[] {
  if (silencedBy.length > 0) return [elsewhere];
  return receivers.flatMap(({ name, integrations, unknown }) =>
    unknown || integrations.length === 0
      ? [elsewhere]
      : integrations.map(({ kind, at }): ChainEnd => {
          const evidence = [start, ...routes, { says: `the receiver ${name} sends to ${kind}`, at }];
          if (PHONES.test(kind)) return { kind: 'person', evidence, at };
          if (DESKS.test(kind)) return { kind: 'desk', evidence, at };
          return { kind: 'unknown', evidence, at, unknown: meaningOf(`${kind} of the receiver ${name}`) };
        }),
  );
}

// What rings a phone, and what waits until somebody looks. Names of Alertmanager's integrations:
// https://prometheus.io/docs/alerting/latest/configuration/#receiver
const PHONES =
  /^(pagerduty|opsgenie|victorops|pushover|jira_service_management|jsm|incidentio|sns_sms|splunk)/i;
const DESKS = /^(slack|email|discord|msteams|msteamsv2|telegram|webex|mattermost|rocketchat|jira)/i;

const PAGERS = new RegExp(
  'pagerduty|opsgenie|victorops|splunk|incident\\.io|rootly|firehydrant|squadcast|xmatters|zenduty',
  'i',
);

function subscribedEnd({ protocol, endpoint, at }: Subscriber, called: Called): ChainEnd {
  const known = Unknown.is(protocol) ? 'something' : protocol;
  const text = typeof endpoint === 'string' ? endpoint : '';
  const ending = (what: string): Pick<ChainEnd, 'evidence' | 'at'> => ({
    evidence: [...called.evidence, { says: `${called.topic} ${what}`, at }],
    at,
  });
  if (known === 'sms' || PAGERS.test(text)) return { kind: 'person', ...ending('calls people') };
  // The mailboxes of pagers have names that nobody can tell from others where the address is not known.
  if (known.startsWith('email') && text !== '') return { kind: 'desk', ...ending('writes to a mailbox') };
  if (known === 'chat') return { kind: 'desk', ...ending('writes in a chat') };
  return {
    kind: 'unknown',
    ...ending(`tells ${known}`),
    unknown: meaningOf(`the ${known} that ${called.topic} tells`),
  };
}

interface Called {
  readonly topic: string;
  readonly evidence: readonly Evidence[];
}

function meaningOf(what: string): Unknown {
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `nothing tells whether ${what} rings somebody`,
    settledBy: `who is called by ${what}`,
  });
}
