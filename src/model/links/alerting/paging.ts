import type { Alert } from '../../../core/facts/alerting.ts';
import { Unknown } from '../../../core/value.ts';

// What rings a phone, and what waits until somebody looks.
const PHONES = /^(pagerduty|opsgenie|victorops|pushover|jira_service_management|jsm|incidentio)/i;
const CHATS = /^(slack|email|discord|msteams|msteamsv2|telegram|webex|mattermost|rocketchat)/i;

const SAYS_PAGE = /= (?:page|paging|pager)$/i;

/** Lets the receivers decide whether an alert wakes people: a label alone rings no phone. */
export function pagingIntegrations(alert: Alert): Alert {
  const { isPage, pageBecause, routed } = alert;
  if (isPage === false || !routed || routed.unknown) return alert;
  const kinds = routed.receivers.flatMap(({ integrations }) => integrations.map(({ kind }) => kind));
  const phone = kinds.find((kind) => PHONES.test(kind));
  if (phone !== undefined) {
    return Unknown.is(isPage) ? { ...alert, isPage: true, pageBecause: `it is sent to ${phone}` } : alert;
  }
  if (kinds.length === 0 || !kinds.every((kind) => CHATS.test(kind))) return alert;
  // Who writes the word means it, wherever the team is called.
  if (isPage === true && SAYS_PAGE.test(pageBecause)) return alert;
  const only = `it is sent to ${[...new Set(kinds)].join(', ')} only`;
  return { ...alert, isPage: false, pageBecause: isPage === true ? `${pageBecause}, but ${only}` : only };
}
