import type { Alert, RoutedAlert } from '../../../core/facts/alerting.ts';
import type { Evidence } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { notForPeople, sharedPlace } from '../../alerts.ts';
import { notApplicable, pass, remediesOf, unknown } from '../../outcome.ts';

/** An alert whose way through the routing tree ends where nothing is sent. */
export const rule: Rule = {
  id: ruleId('observability/alert-routed-to-nobody'),
  title: "The alert's labels lead to a receiver that sends nothing",
  appliesTo: ['alarm'],
  severity: 'high',
  consequence: 'availability',
  environments: 'any',
  check(component, context): Outcome {
    const { alert } = component.facts;
    if (alert?.platform !== 'prometheus') return notApplicable('no routing tree decides where it goes');
    const why = notForPeople(alert, component.name);
    if (why !== undefined) return notApplicable(why);
    const { routed } = alert;
    if (!routed) return { ...unknown(NO_TREE), at: sharedPlace(component, context) };
    if (routed.unknown) return { ...unknown(routed.unknown), at: sharedPlace(component, context) };
    const silence = silenceOf(routed);
    if (silence === undefined) return pass;
    const [last] = silence;
    return {
      status: 'fail',
      // One text may hold the whole tree: each receiver is a cause of its own.
      key: routed.silencedBy.length > 0 ? 'silenced' : routed.receivers.at(-1)?.name,
      problem: `When ${component.name} fires, nobody is told: ${last?.says ?? 'it is sent to nobody'}.`,
      evidence: [...labelsOf(alert), ...routed.routes, ...silence],
      remedies: remediesOf(component, 'correct-severity'),
      cause: last?.at,
      severity: alert.isPage === true ? undefined : 'medium',
    };
  },
};

const NO_TREE = new Unknown({
  reason: 'not-in-inputs',
  detail: 'no Alertmanager configuration is in the inputs',
  settledBy: 'alertmanager.yml, or the AlertmanagerConfig that routes these alerts',
});

/** Why nothing is sent; undefined where something is, or may be. */
function silenceOf({ receivers, silencedBy }: RoutedAlert): readonly Evidence[] | undefined {
  if (silencedBy.length > 0) return silencedBy;
  const isSilent = receivers.every(({ integrations, unknown: open }) => integrations.length === 0 && !open);
  if (!isSilent || receivers.length === 0) return undefined;
  return receivers.map(({ name, at }) => ({ says: `the receiver ${name} sends nothing`, at }));
}

function labelsOf({ labels, at }: Alert): readonly Evidence[] {
  const words = Object.entries(labels).flatMap(([name, value]) =>
    typeof value === 'string' ? [`${name}="${value}"`] : [],
  );
  return [{ says: words.length === 0 ? 'it has no labels' : `its labels: ${words.join(', ')}`, at }];
}
