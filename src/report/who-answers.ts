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

/** Who owns a component, who is called when it fails, who changes it, and what nobody can read of it. */
export function whoAnswers(
  component: ReportedComponent,
  { components }: ReportedGraph,
): readonly AnswerLine[] {
  const byId = new Map<string, ReportedComponent>(components.map((one) => [one.id, one]));
  const { ownership, watchedBy = [], moreWatchers, moreSettings } = component.facts;
  const owners = (ownership?.claims ?? []).map(({ says }) => says);
  const conflicts = (ownership?.conflicts ?? []).map(({ says }) => says);
  const alarms = watchedBy.flatMap((id) => byId.get(id) ?? []);
  const nameOf = (id: string): string => byId.get(id)?.name ?? id;
  const changes = broughtBy(component, components).map(nameOf);
  const builds = dockerfilesOf(component).map((file) => {
    const by = components.find(({ address }) => address === file)?.facts.broughtBy ?? [];
    return by.length === 0 ? file : `${file} by ${listed(by.map(nameOf), MOST)}`;
  });
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
    ...(builds.length > 0 ? [line('built from', listed(builds, MOST))] : []),
    ...(changes.length > 0 ? [line('changed by', listed(changes, MOST))] : []),
    ...(moreSettings ? [line('may need', `more than is shown: ${moreSettings.detail}`)] : []),
  ];
}

/** Pipelines and controllers that change it, or the whole stack it stands in. */
function broughtBy(
  { facts, stack }: ReportedComponent,
  components: readonly ReportedComponent[],
): readonly string[] {
  const whole = components.find((other) => other.kind === 'stack' && other.stack === stack);
  return [...new Set([...(facts.broughtBy ?? []), ...(whole?.facts.broughtBy ?? [])])];
}

/** Dockerfiles of the inputs that make its images. */
function dockerfilesOf({ facts: { pods, images, dockerfile } }: ReportedComponent): readonly string[] {
  const used = [
    ...(pods?.containers ?? []).map(({ image }) => image),
    ...(images ?? []).map(({ image }) => image),
  ];
  const files = used.flatMap((image) => image?.builtFrom?.file ?? []);
  const own = typeof dockerfile?.value === 'string' ? [dockerfile.value] : [];
  return [...new Set([...own, ...files])];
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
