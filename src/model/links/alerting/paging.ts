import type { Alert } from '../../../core/facts/alerting.ts';
import { Unknown } from '../../../core/value.ts';

// What rings a phone, and what waits until somebody looks.
const PHONES = /^(pagerduty|opsgenie|victorops|pushover|jira_service_management|jsm|incidentio)/i;
const CHATS = /^(slack|email|discord|msteams|msteamsv2|telegram|webex|mattermost|rocketchat)/i;

/** Lets the receivers decide whether an alert wakes people, where its labels do not. */
export function pagingIntegrations(alert: Alert): Alert {
  const { isPage, routed } = alert;
  if (!Unknown.is(isPage) || !routed || routed.unknown) return alert;
  const kinds = routed.receivers.flatMap(({ integrations }) => integrations.map(({ kind }) => kind));
  const phone = kinds.find((kind) => PHONES.test(kind));
  if (phone !== undefined) return { ...alert, isPage: true, pageBecause: `it is sent to ${phone}` };
  if (kinds.length === 0 || !kinds.every((kind) => CHATS.test(kind))) return alert;
  return { ...alert, isPage: false, pageBecause: `it is sent to ${kinds.join(', ')} only` };
}
