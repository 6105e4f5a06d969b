import type { Component, Stated } from '../../../core/component.ts';
import type { Container } from '../../../core/facts/container.ts';
import type { Pods, ScalingMetric } from '../../../core/facts/workload.ts';
import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { evidenceOf, notApplicable, pass, remediesOf, unknown } from '../../outcome.ts';
import { countingScalers } from '../../pods.ts';

export const rule: Rule = {
  id: ruleId('scaling/utilization-target-without-requests'),
  title: 'The autoscaler divides by a request that is not there and never scales',
  appliesTo: ['workload', 'datastore', 'cache', 'queue'],
  severity: 'high',
  consequence: 'capacity',
  environments: 'any',
  check(component, context) {
    const { pods } = component.facts;
    if (!pods) return notApplicable('it runs no pods');
    const pairs = countingScalers(pods, context).flatMap((autoscaler) =>
      (autoscaler.facts.autoscaler?.metrics ?? []).map((metric) => ({ autoscaler, metric })),
    );
    const divided = pairs.filter(({ metric }) => divides(metric));
    const open =
      divided.length === 0 ? pairs.find(({ metric }) => Unknown.is(metric.name))?.metric.name : undefined;
    if (Unknown.is(open)) return unknown(open);
    if (divided.length === 0) return notApplicable('no autoscaler compares its use with its requests');
    const outcomes = divided.map((pair) => judge(component, { pods, ...pair }));
    return (
      outcomes.find(({ status }) => status === 'fail') ??
      outcomes.find(({ status }) => status === 'unknown') ??
      pass
    );
  },
};

/** Whether the metric is a share of what the containers request. */
function divides({ kind, target }: ScalingMetric): boolean {
  return (kind === 'resource' || kind === 'container-resource') && target === 'utilization';
}

interface Divided {
  readonly pods: Pods;
  readonly autoscaler: Component;
  readonly metric: ScalingMetric;
}

function judge(component: Component, divided: Divided): Outcome {
  const { pods, metric } = divided;
  const { name, container: only } = metric;
  if (Unknown.is(name)) return unknown(name);
  if (Unknown.is(only)) return unknown(only);
  if (name !== 'cpu' && name !== 'memory') return pass;
  const running = pods.containers.filter(({ role }) => role !== 'init');
  const asked = only === undefined ? running : running.filter((one) => one.name === only);
  if (only !== undefined && asked.length === 0) {
    if (pods.notRendered) return unknown(pods.notRendered);
    return failed(component, divided, { says: `it has no container ${only}` });
  }
  const without = asked.find(({ requests }) => requests[name] === undefined);
  if (without) return failed(component, divided, { container: without });
  if (pods.notRendered) return unknown(pods.notRendered);
  const open = asked.map(({ requests }) => requests[name]?.value).find((value) => Unknown.is(value));
  return open ? unknown(open) : pass;
}

interface Lack {
  readonly container?: Container;
  readonly says?: string;
}

function failed(component: Component, { autoscaler, metric }: Divided, { container, says }: Lack): Outcome {
  const resource = String(metric.name);
  const fact = autoscaler.facts.autoscaler;
  const limits: readonly (Stated<number> | undefined)[] = [fact?.minimum, fact?.maximum];
  const why = container ? `container ${container.name} requests no ${resource}` : (says ?? '');
  return {
    status: 'fail',
    problem:
      `${component.name} stays at its number of pods whatever the load: ` +
      `${autoscaler.name} divides by a request, and ${why}.`,
    evidence: [
      { says: `${autoscaler.name} scales on ${shown(metric)}`, at: metric.at, source: metric.value?.source },
      { says: why, at: container?.at ?? metric.at },
      ...limits.flatMap((limit, index) =>
        limit ? [evidenceOf(limit, `${index === 0 ? 'minimum' : 'maximum'} ${String(limit.value)}`)] : [],
      ),
      { says: 'the controller reports FailedGetResourceMetric and ScalingActive False' },
    ],
    remedies: container ? remediesOf(component, 'set-requests') : [],
    cause: container
      ? { ...container.at, path: [...container.at.path, 'resources', 'requests', resource] }
      : metric.at,
  };
}

function shown({ name, value, container }: ScalingMetric): string {
  const amount = value === undefined || Unknown.is(value.value) ? '' : ` ${value.value} %`;
  const of = typeof container === 'string' ? ` of container ${container}` : '';
  return `${String(name)} utilization${amount}${of}${value?.origin === 'default' ? ' (default)' : ''}`;
}
