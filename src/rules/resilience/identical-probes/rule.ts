import type { Component } from '../../../core/component.ts';
import type { Container, Probe } from '../../../core/facts/container.ts';
import type { Pods } from '../../../core/facts/workload.ts';
import { ruleId } from '../../../core/id.ts';
import type { Failed, Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { notApplicable, pass, remediesOf, unknown } from '../../outcome.ts';
import { isAside, isNotApplicable, keptPods } from '../../pods.ts';
import { dependenciesInWords } from '../../pod-dependencies.ts';
import { actsAfterSeconds, compareProbes, probeWords } from '../../probes.ts';

export const rule: Rule = {
  id: ruleId('resilience/identical-probes'),
  title: 'The same probe removes a pod from traffic and kills it',
  appliesTo: ['workload'],
  severity: 'medium',
  consequence: 'availability',
  environments: 'any',
  check(component, context) {
    const pods = keptPods(component);
    if (isNotApplicable(pods)) return pods;
    const containers = pods.containers.filter(({ role }) => role !== 'init');
    const outcomes = containers.flatMap((container) => judge({ component, pods, container }, context) ?? []);
    return outcomes.length > 0 ? outcomes : notApplicable('no container has both probes');
  },
};

interface Probed {
  readonly component: Component;
  readonly pods: Pods;
  readonly container: Container;
}

function judge(probed: Probed, context: RuleContext): Outcome | undefined {
  const { readiness, liveness, probesUnknown, name } = probed.container;
  if (probesUnknown) return { ...unknown(probesUnknown), key: name };
  if (!readiness || !liveness) return undefined;
  const same = compareProbes(readiness, liveness);
  if (Unknown.is(same)) return { ...unknown(same), key: name };
  // A TCP probe asks the process alone.
  if (!same || liveness.handler === 'tcp') return { ...pass, key: name };
  const patience = actsAfterSeconds(liveness);
  const removal = actsAfterSeconds(readiness);
  if (Unknown.is(patience)) return { ...unknown(patience), key: name };
  if (Unknown.is(removal)) return { ...unknown(removal), key: name };
  if (patience >= 2 * removal) return { ...pass, key: name };
  return failed({ ...probed, readiness, liveness, removal, patience }, context);
}

interface Identical extends Probed {
  readonly readiness: Probe;
  readonly liveness: Probe;
  readonly removal: number;
  readonly patience: number;
}

function failed(identical: Identical, context: RuleContext): Outcome {
  const { component, pods, container, readiness, liveness, removal, patience } = identical;
  const isOnlyOne = pods.containers.filter(({ role }) => role !== 'init').length === 1;
  const whose = isOnlyOne ? component.name : `container ${container.name} of ${component.name}`;
  const needs = isBare(container, isOnlyOne) ? [] : dependenciesInWords(component, context);
  return {
    status: 'fail',
    key: container.name,
    problem:
      `A slow moment restarts ${whose} instead of sparing it: readiness and liveness both ask ` +
      `${probeWords(liveness)}, and the restart comes after ${patience} seconds.`,
    evidence: [
      { says: `liveness asks ${probeWords(liveness)} and acts after ${patience} seconds`, at: liveness.at },
      { says: `readiness asks ${probeWords(readiness)} and acts after ${removal} seconds`, at: readiness.at },
      ...needs,
    ],
    remedies: remedies(identical),
    cause: liveness.at,
    severity: needs.length === 0 || isAside(pods) || saysProcess(liveness) ? 'low' : undefined,
  };
}

/** A container beside others without any setting (a web server in front) needs only the others. */
function isBare({ environment, environmentFrom }: Container, isOnlyOne: boolean): boolean {
  return !isOnlyOne && environment.length + environmentFrom.length === 0;
}

/** A path that is named after the process alone; the name proves nothing, but lowers what is feared. */
function saysProcess({ path }: Probe): boolean {
  return typeof path === 'string' && /\/(?:live|livez|liveness|alive|ping)\/?$/.test(path);
}

/** Twice as patient as readiness, by the same period. */
function remedies({ component, liveness, removal }: Identical): Failed['remedies'] {
  const period = liveness.periodSeconds.value;
  const place = liveness.failureThreshold.at[0];
  const drop = remediesOf(component, 'drop-identical-liveness-probe');
  if (Unknown.is(period) || period <= 0 || !place) return drop;
  const threshold = Math.ceil((2 * removal) / period);
  return [
    {
      title: `Set failureThreshold of the liveness probe to ${threshold}, or ask only the process`,
      safety: 'review',
      caution: 'a process that hangs is then restarted later',
      intents: [{ op: 'set', at: place, value: threshold }],
    },
    ...drop,
  ];
}
