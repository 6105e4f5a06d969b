import type { Component } from '../../../core/component.ts';
import type { Autoscaler, Pods } from '../../../core/facts/workload.ts';
import type { Evidence } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { notApplicable, pass, unknown } from '../../outcome.ts';
import { copiedPods, countingScalers, isNotApplicable } from '../../pods.ts';

export const rule: Rule = {
  id: ruleId('scaling/autoscaler-on-cpu-only'),
  title: 'CPU reacts after users already wait',
  appliesTo: ['workload'],
  severity: 'medium',
  consequence: 'capacity',
  environments: 'any',
  check(component, context): Outcome {
    const pods = copiedPods(component);
    if (isNotApplicable(pods)) return pods;
    const scalers = countingScalers(pods, context);
    const [scaler] = scalers;
    if (!scaler?.facts.autoscaler) return notApplicable('nothing changes how many pods there are');
    const work = consumed(component, pods, context);
    if (!work) return notApplicable('nothing says that it takes work from a queue or stream');
    const kinds = scalers.map(({ facts }) => watched(facts.autoscaler));
    if (kinds.includes('other')) return pass;
    const open = kinds.find((kind) => Unknown.is(kind));
    if (Unknown.is(open)) return unknown(open);
    if (work.isName) return unknown(onlyByName(component, work.evidence));
    return failed({ component, scaler, evidence: work.evidence }, context);
  },
};

interface Work {
  readonly evidence: Evidence;
  /** True where only the name of a setting says so. */
  readonly isName: boolean;
}

function consumed({ id }: Component, { consumes }: Pods, context: RuleContext): Work | undefined {
  const [stated] = context.dependenciesFrom(id, 'consumes');
  if (stated && stated.grade !== 'D') {
    const says = `it takes what waits in ${context.component(stated.to).name}`;
    return { evidence: { says, at: stated.evidence[0]?.at }, isName: false };
  }
  if (!consumes) return undefined;
  return { evidence: consumes, isName: !consumes.says.startsWith('it ') };
}

/** `load`: processor or memory only; `other`: something that rises earlier. */
function watched(autoscaler: Autoscaler | undefined): 'load' | 'other' | Unknown {
  const { metrics = [], moreMetrics } = autoscaler ?? {};
  const isOther = metrics.some(({ kind }) => kind !== 'resource' && kind !== 'container-resource');
  if (isOther) return 'other';
  return moreMetrics ?? 'load';
}

function onlyByName({ name }: Component, { says }: Evidence): Unknown {
  return new Unknown({
    reason: 'rule-question',
    detail: `whether ${name} takes work from a queue is told by a name only: ${says}`,
    settledBy: 'a line under `dependencies` in whatfails.yaml that says what it consumes',
  });
}

interface Found {
  readonly component: Component;
  readonly scaler: Component;
  readonly evidence: Evidence;
}

function failed({ component, scaler, evidence }: Found, context: RuleContext): Outcome {
  const metrics = scaler.facts.autoscaler?.metrics ?? [];
  const queues = context
    .dependenciesFrom(component.id, 'consumes')
    .map(({ to }) => context.component(to).name)
    .slice(0, 2);
  const signal = queues.length === 0 ? 'the length of its queue' : `the length of ${queues.join(' and ')}`;
  return {
    status: 'fail',
    problem:
      `Work waits before ${component.name} grows: it takes messages from a queue, ` +
      `and ${scaler.name} watches ${metricWords(scaler)} only.`,
    evidence: [
      evidence,
      ...metrics.map(({ name, at }) => ({ says: `metric ${Unknown.is(name) ? 'unknown' : name}`, at })),
      // https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#algorithm-details
      { says: 'an autoscaler looks every 15 seconds at what the pods used before; what waits it never sees' },
    ],
    remedies: [
      {
        title: `Scale on ${signal}: a KEDA ScaledObject, or an External metric`,
        safety: 'review',
        caution: 'One workload takes one autoscaler: the new one replaces this one.',
        intents: [],
      },
    ],
    cause: metrics[0]?.at,
  };
}

function metricWords({ facts }: Component): string {
  const names = (facts.autoscaler?.metrics ?? []).map(({ name }) => (Unknown.is(name) ? 'a metric' : name));
  return names.length === 0 ? 'CPU' : [...new Set(names)].join(' and ');
}
