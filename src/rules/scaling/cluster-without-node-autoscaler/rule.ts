import type { Component } from '../../../core/component.ts';
import type { NodeScaling } from '../../../core/facts/cluster.ts';
import type { Evidence } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { notApplicable, pass, unknown } from '../../outcome.ts';

export const rule: Rule = {
  id: ruleId('scaling/cluster-without-node-autoscaler'),
  title: 'Pods can scale out, nodes cannot',
  appliesTo: ['cluster'],
  severity: 'medium',
  consequence: 'capacity',
  environments: 'production-like',
  check(component, context): Outcome {
    const { nodeScaling, serverless } = component.facts;
    if (!nodeScaling) return notApplicable('it is no Kubernetes cluster');
    if (serverless?.value === true) return notApplicable('its nodes are the business of the provider');
    if (nodeScaling.by.length > 0) return pass;
    const pools = nodeScaling.pools.map((id) => context.component(id));
    if (pools.length > 0 && pools.every(({ facts }) => facts.serverless?.value === true)) {
      return notApplicable('it starts pods without nodes of its own');
    }
    if (nodeScaling.maybe) return unknown(nodeScaling.maybe);
    if (Unknown.is(serverless?.value)) return unknown(serverless.value);
    return failed(component, nodeScaling, context);
  },
};

function failed(
  { name, resources }: Component,
  { podAutoscalers, pools }: NodeScaling,
  context: RuleContext,
): Outcome {
  const [main] = resources;
  const scalers = podAutoscalers.map((id) => context.component(id));
  const highest = scalers.flatMap(({ name: scaler, facts }): readonly Evidence[] => {
    const maximum = facts.autoscaler?.maximum;
    if (!maximum || Unknown.is(maximum.value)) return [];
    return [{ says: `${scaler} may start ${maximum.value} pods`, at: maximum.at[0] }];
  });
  const sizes = pools.flatMap((id): readonly Evidence[] => {
    const { name: pool, facts } = context.component(id);
    const [low, high] = [facts.minimumSize, facts.maximumSize].map((size) =>
      size === undefined || Unknown.is(size.value) ? '?' : String(size.value),
    );
    return [{ says: `${pool} has ${low ?? '?'} to ${high ?? '?'} nodes`, at: facts.maximumSize?.at[0] }];
  });
  return {
    status: 'fail',
    problem: `New pods on ${name} stay pending at the next peak: nothing in the inputs adds nodes to it.`,
    evidence: [
      ...(main === undefined
        ? []
        : [
            {
              says: `${name} has no Karpenter, cluster autoscaler or automatic mode`,
              at: { resource: main, path: [] },
            },
          ]),
      ...sizes.slice(0, SHOWN),
      ...highest.slice(0, SHOWN),
    ],
    remedies: [
      {
        title: 'Install Karpenter (new nodes in about a minute) or the cluster autoscaler (a few minutes)',
        safety: 'review',
        caution: 'Nodes come and go: workloads need disruption budgets and more than one copy.',
        intents: [],
      },
    ],
    cause: main === undefined ? undefined : { resource: main, path: [] },
    // Without autoscalers of pods only rollouts and lost nodes ask for more room.
    ...(scalers.length === 0 ? { severity: 'low' as const } : {}),
  };
}

const SHOWN = 4;
