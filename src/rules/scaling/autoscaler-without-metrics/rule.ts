import type { Component } from '../../../core/component.ts';
import type { Autoscaler, MetricSource, ScalingMetric } from '../../../core/facts/workload.ts';
import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { notApplicable, pass, unknown } from '../../outcome.ts';

export const rule: Rule = {
  id: ruleId('scaling/autoscaler-without-metrics'),
  title: 'Nothing supplies the metric this autoscaler waits for',
  appliesTo: ['policy'],
  severity: 'high',
  consequence: 'capacity',
  environments: 'any',
  check(component) {
    const { autoscaler } = component.facts;
    if (!autoscaler || autoscaler.kind === 'vertical') return notApplicable('it scales by no metric');
    const outcomes = autoscaler.metrics.map((metric) => judge(component, autoscaler, metric));
    const decided =
      outcomes.find(({ status }) => status === 'fail') ?? outcomes.find(({ status }) => status === 'unknown');
    if (decided) return decided;
    return autoscaler.moreMetrics ? unknown(autoscaler.moreMetrics) : pass;
  },
};

function judge(component: Component, autoscaler: Autoscaler, metric: ScalingMetric): Outcome {
  const { authentication, source } = metric;
  if (authentication && authentication.exists === false && autoscaler.target.component !== undefined) {
    return dangling(component, metric, String(authentication.name));
  }
  if (!source) return pass;
  if (source.isThere === false) return unsupplied(component, metric, source);
  return Unknown.is(source.isThere) ? unknown(source.isThere) : pass;
}

function dangling({ name }: Component, metric: ScalingMetric, reference: string): Outcome {
  const trigger = String(metric.name);
  return {
    status: 'fail',
    problem:
      `${name} cannot read ${trigger} and never scales: ` +
      `its trigger names TriggerAuthentication ${reference}, which does not exist.`,
    evidence: [
      { says: `trigger ${trigger} authenticates with ${reference}`, at: metric.at },
      { says: `neither its namespace nor the cluster has a TriggerAuthentication ${reference}` },
    ],
    remedies: [
      {
        title: `Add the TriggerAuthentication ${reference}, or correct the name`,
        safety: 'review',
        intents: [],
      },
    ],
    cause: metric.at,
  };
}

function unsupplied({ name }: Component, metric: ScalingMetric, { needed, listed }: MetricSource): Outcome {
  const shown = Unknown.is(metric.name) || metric.name === '' ? 'its metric' : metric.name;
  return {
    status: 'fail',
    problem: `${name} waits for ${shown} and never scales: nothing in the cluster's add-ons supplies it.`,
    evidence: [
      { says: `it scales on ${shown}, which ${needed} supplies`, at: metric.at },
      { says: `the add-ons found are ${listed.join(', ')}` },
    ],
    remedies: [{ title: `Add ${needed} to the cluster's add-ons`, safety: 'review', intents: [] }],
    cause: metric.at,
    // A cluster may be given an add-on by hand, or by whoever made it.
    confidence: 'medium',
  };
}
