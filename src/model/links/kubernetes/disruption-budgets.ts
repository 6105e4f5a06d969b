import type { DisruptionBudget, Pods } from '../../../core/facts/workload.ts';
import type { Resource } from '../../../core/resource.ts';
import { Unknown } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import { demandedBy, isEmptySelector, matchesSelector, readSelector } from '../../kubernetes/labels.ts';
import type { LabelSelector } from '../../kubernetes/labels.ts';
import type { LinkPass } from '../../link-pass.ts';
import { findPods } from './selected.ts';
import { objectIndex } from './together.ts';

/** Joins disruption budgets with the workloads whose pods they select. */
export const disruptionBudgets: LinkPass = {
  name: 'disruption-budgets',
  after: ['unknown-kinds'],
  run(draft) {
    for (const resource of draft.ofType('policy/PodDisruptionBudget')) {
      const component = draft.componentOf(resource.id);
      const budget = component?.facts.disruptionBudget;
      if (component && budget) join(draft, { component, resource, budget });
    }
  },
};

interface Joined {
  readonly component: ComponentDraft;
  readonly resource: Resource;
  readonly budget: DisruptionBudget;
}

function join(draft: GraphDraft, { component, resource, budget }: Joined): void {
  const selector = selectorOf(resource);
  const namespace = budget.namespace.value;
  if (!selector) return;
  if (Unknown.is(namespace)) {
    component.facts.disruptionBudget = { ...budget, maybeSelects: namespace };
    return;
  }
  const { workloads, doubtful, maybe } = findPods(objectIndex(draft), resource, {
    namespace,
    demanded: demandedBy(selector),
    matches: (labels) => matchesSelector(selector, labels),
  });
  component.facts.disruptionBudget = {
    ...budget,
    selects: workloads.map(({ id }) => id),
    maybeSelects: maybe,
  };
  for (const workload of workloads) {
    change(workload, ({ budgets }) => ({ budgets: [...budgets, component.id] }));
    draft.depend({
      from: component.id,
      to: workload.id,
      kind: 'protects',
      strength: 'control-only',
      grade: 'A',
      evidence: [{ says: 'its selector', at: { resource: resource.id, path: ['spec', 'selector'] } }],
    });
  }
  if (!maybe) return;
  for (const workload of doubtful)
    change(workload, ({ maybeBudget }) => ({ maybeBudget: maybeBudget ?? maybe }));
}

function change(workload: ComponentDraft, changes: (pods: Pods) => Partial<Pods>): void {
  const { pods } = workload.facts;
  if (pods) workload.facts.pods = { ...pods, ...changes(pods) };
}

/** In the first version of the API an empty selector selected nothing; since `policy/v1` it selects all. */
function selectorOf(resource: Resource): LabelSelector | undefined {
  const selector = readSelector(resource, ['spec', 'selector']);
  if (!selector) return undefined;
  return isEmptySelector(selector) && resource.type.startsWith('policy/v1beta1') ? undefined : selector;
}
