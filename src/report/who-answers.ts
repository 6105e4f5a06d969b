import type { Alert } from '../core/facts/alerting.ts';
import type { ReportedComponent, ReportedGraph } from '../core/reported-graph.ts';
import { Unknown } from '../core/value.ts';
import { listed, oneLine } from './text.ts';

const MOST = 6;

/** One line of what is known about the people behind a component. */
export interface AnswerLine {
  readonly label: string;
  readonly text: string;
}

/** Who owns a component, who is called when it fails and what they are told to do, and who changes it. */
export function whoAnswers(
  component: ReportedComponent,
  { components }: ReportedGraph,
): readonly AnswerLine[] {
  const byId = new Map<string, ReportedComponent>(components.map((one) => [one.id, one]));
  const { ownership, watchedBy = [], moreWatchers, broughtBy = [] } = component.facts;
  const owners = (ownership?.claims ?? []).map(({ says }) => says);
  const conflicts = (ownership?.conflicts ?? []).map(({ says }) => says);
  const alarms = watchedBy.flatMap((id) => byId.get(id) ?? []);
  const changes = broughtBy.map((id) => byId.get(id)?.name ?? id);
  return [
    line('owner', ownership?.owner ?? 'nobody is named'),
    ...(owners.length > 0 ? [line('because', listed(owners, MOST))] : []),
    ...(conflicts.length > 0 ? [line('not agreed', listed(conflicts, MOST))] : []),
    ...alarms
      .slice(0, MOST)
      .map(({ name, facts: { alert } }) => line('alarm', alert ? chainOf(name, alert) : name)),
    ...(alarms.length > MOST ? [line('alarm', `and ${alarms.length - MOST} more`)] : []),
    ...(alarms.length === 0
      ? [line('alarm', moreWatchers ? `not known: ${moreWatchers.detail}` : 'none')]
      : []),
    ...(changes.length > 0 ? [line('changed by', listed(changes, MOST))] : []),
  ];
}

function line(label: string, text: string): AnswerLine {
  return { label, text: oneLine(text) };
}

/** From the alert over its routes to whoever is told, and the page that says what to do. */
function chainOf(name: string, { isPage, routed, runbook }: Alert): string {
  const urgency = Unknown.is(isPage) ? '' : isPage ? ' (page)' : ' (no page)';
  const steps = [`${name}${urgency}`, ...(routed?.routes ?? []).map(({ says }) => says)];
  const receivers = (routed?.receivers ?? []).map(({ name: receiver, integrations }) =>
    integrations.length === 0
      ? `${receiver} (tells nobody)`
      : `${receiver} (${listed([...new Set(integrations.map(({ kind }) => kind))], MOST)})`,
  );
  const told = runbook?.value;
  const page = told === undefined ? 'no runbook' : Unknown.is(told) ? 'a runbook that is not known' : told;
  return [...steps, ...receivers, page].join(' → ');
}
