import type { Component } from '../../../core/component.ts';
import type { Pods } from '../../../core/facts/workload.ts';
import type { Evidence } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { journeyEvidence } from '../../journeys.ts';
import { notApplicable, pass, remediesOf, unknown } from '../../outcome.ts';
import { areMany, copiedPods, isAside, isNotApplicable, minimumEvidence } from '../../pods.ts';

export const rule: Rule = {
  id: ruleId('resilience/workload-without-disruption-budget'),
  title: 'A node drain may stop all pods of this workload at once',
  appliesTo: ['workload'],
  severity: 'medium',
  consequence: 'availability',
  environments: 'production-like',
  check(component, context) {
    const pods = copiedPods(component);
    if (isNotApplicable(pods)) return pods;
    const { minimum, budgets, maybeBudget, labels } = pods;
    if (!minimum) return notApplicable('nothing says how many pods it has');
    if (!Unknown.is(minimum.value) && minimum.value < 2) {
      return notApplicable('with one pod a budget would only block drains');
    }
    if (budgets.length > 0) return pass;
    if (maybeBudget) return unknown(maybeBudget);
    if (Unknown.is(minimum.value)) return unknown(minimum.value);
    if (labels.more) return unknown(labels.more);
    return failed(component, { pods, minimum: minimum.value }, context);
  },
};

function failed(
  component: Component,
  { pods, minimum }: { readonly pods: Pods; readonly minimum: number },
  context: RuleContext,
): Outcome {
  const isQuiet = pods.serving.is === 'no' || isAside(pods) || areMany(minimum);
  return {
    status: 'fail',
    problem: `${component.name} may lose ${lossWords(pods, minimum)}: no disruption budget selects them.`,
    evidence: [
      { says: 'no budget of its namespace selects its pods', at: pods.template },
      { says: `labels of the pods: ${labelWords(pods)}`, at: pods.labels.at },
      ...minimumEvidence(pods, context),
      ...drainEvidence(context),
      ...journeyEvidence(component, context),
    ],
    remedies: remediesOf(component, 'add-disruption-budget'),
    cause: pods.template,
    severity: isQuiet ? 'low' : undefined,
  };
}

function lossWords(pods: Pods, minimum: number): string {
  if (areMany(minimum)) return `many of its ${minimum} pods when nodes are drained`;
  if (areOnOwnNodes(pods))
    return `its ${minimum} pods faster than they start elsewhere when nodes are drained`;
  return `all of its ${minimum} pods in one node drain`;
}

/** True when no two of its pods may be on one node. */
function areOnOwnNodes({ antiAffinity, spread }: Pods): boolean {
  return [...antiAffinity, ...spread].some(
    ({ topologyKey, isHard, selectsOwnPods }) =>
      topologyKey === 'kubernetes.io/hostname' && isHard === true && selectsOwnPods === true,
  );
}

const NAMED = 3;

function labelWords({ labels }: Pods): string {
  const known = Object.entries(labels.known).filter(([, value]) => !Unknown.is(value));
  if (known.length === 0) return 'none';
  const telling = known.filter(([key]) => /(?:^|\/)(?:app|name|instance|component|service|tier)$/.test(key));
  return (telling.length > 0 ? telling : known)
    .slice(0, NAMED)
    .map(([key, value]) => `${key}=${String(value)}`)
    .join(', ');
}

/** What empties nodes by itself in these inputs. */
function drainEvidence(context: RuleContext): readonly Evidence[] {
  const [pool] = context.ofKind('node-pool');
  if (!pool) return [{ says: 'every upgrade of the nodes drains them one after the other' }];
  const [main] = pool.resources;
  return [
    {
      says: `node pool ${pool.name} drains its nodes when it is upgraded`,
      at: main && { resource: main, path: [] },
    },
  ];
}
