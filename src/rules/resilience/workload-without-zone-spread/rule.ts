import type { Component } from '../../../core/component.ts';
import type { Pods } from '../../../core/facts/workload.ts';
import type { Evidence } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import type { Value } from '../../../core/value.ts';
import { Unknown } from '../../../core/value.ts';
import { journeyEvidence } from '../../journeys.ts';
import { notApplicable, pass, remediesOf, unknown } from '../../outcome.ts';
import { areMany, copiedPods, isAside, isNotApplicable, minimumEvidence } from '../../pods.ts';

export const rule: Rule = {
  id: ruleId('resilience/workload-without-zone-spread'),
  title: 'All replicas may share one zone or one node',
  appliesTo: ['workload'],
  severity: 'medium',
  consequence: 'availability',
  environments: 'production-like',
  check(component, context) {
    const pods = copiedPods(component);
    if (isNotApplicable(pods)) return pods;
    const { minimum, spreadUnknown } = pods;
    if (!minimum) return notApplicable('nothing says how many pods it has');
    if (!Unknown.is(minimum.value) && minimum.value < 2) return notApplicable('it has no second pod');
    const spreads = separates(pods);
    if (spreads === true) return pass;
    if (spreadUnknown) return unknown(spreadUnknown);
    if (Unknown.is(spreads)) return unknown(spreads);
    if (Unknown.is(minimum.value)) return unknown(minimum.value);
    return failed(component, { pods, minimum: minimum.value }, context);
  },
};

/** Whether a constraint or an anti-affinity keeps the workload's own pods apart, however softly. */
function separates({ spread, antiAffinity }: Pods): Value<boolean> {
  let undecided: Unknown | undefined;
  for (const { selectsOwnPods } of [...spread, ...antiAffinity]) {
    if (selectsOwnPods === true) return true;
    if (Unknown.is(selectsOwnPods)) undecided ??= selectsOwnPods;
  }
  return undecided ?? false;
}

function failed(
  component: Component,
  { pods, minimum }: { readonly pods: Pods; readonly minimum: number },
  context: RuleContext,
): Outcome {
  const foreign = [...pods.spread, ...pods.antiAffinity][0];
  const says = foreign
    ? 'its constraints select other pods than its own'
    : 'no topology spread constraint and no pod anti-affinity keeps them apart';
  const share = areMany(minimum) ? 'many' : 'all';
  const isQuiet = pods.serving.is === 'no' || isAside(pods) || areMany(minimum);
  return {
    status: 'fail',
    problem: `${component.name} may lose ${share} of its ${minimum} pods with one node or zone: ${says}.`,
    evidence: [
      { says, at: foreign?.at ?? pods.template },
      ...minimumEvidence(pods, context),
      softDefault,
      ...journeyEvidence(component, context),
    ],
    remedies: remediesOf(component, 'spread-over-zones'),
    cause: foreign?.at ?? pods.template,
    severity: isQuiet ? 'low' : undefined,
  };
}

const softDefault: Evidence = {
  says: "the scheduler's own default accepts a difference of five pods between zones and three between nodes",
  source:
    'https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/#internal-default-constraints',
};
