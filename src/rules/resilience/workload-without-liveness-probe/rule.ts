import type { Component } from '../../../core/component.ts';
import type { Container } from '../../../core/facts/container.ts';
import type { Pods } from '../../../core/facts/workload.ts';
import type { Evidence } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule } from '../../../core/rule.ts';
import { notApplicable, pass, unknown } from '../../outcome.ts';
import { isNotApplicable, keptPods } from '../../pods.ts';

export const rule: Rule = {
  id: ruleId('resilience/workload-without-liveness-probe'),
  title: 'A hung process is not restarted',
  appliesTo: ['workload'],
  severity: 'low',
  consequence: 'availability',
  environments: 'any',
  check(component, context) {
    const pods = keptPods(component);
    if (isNotApplicable(pods)) return pods;
    const unseen = unseenContainers(pods);
    if (unseen.length === 0) return notApplicable('requests or nothing at all depend on its containers');
    if (pods.notRendered) return unknown(pods.notRendered);
    const [watcher] = context.dependenciesTo(component.id, 'observes');
    if (watcher) return pass;
    return unseen.map((one) => ({ ...judge(component, one), key: one.container.name }));
  },
};

/** A container whose hanging nobody would see from outside. */
interface Unseen {
  readonly container: Container;
  readonly role: 'consumer' | 'sidecar';
  readonly why: Evidence;
}

function unseenContainers({ containers, consumes, serving }: Pods): readonly Unseen[] {
  const sidecars = containers
    .filter(({ role }) => role === 'sidecar')
    .map((container): Unseen => ({
      container,
      role: 'sidecar',
      why: { says: `${container.name} keeps running beside the others`, at: container.at },
    }));
  const main = containers.filter(({ role }) => role === 'main');
  const [only] = main;
  if (!consumes || serving.is === 'yes' || main.length !== 1 || !only) return sidecars;
  return [{ container: only, role: 'consumer', why: consumes }, ...sidecars];
}

function judge({ name }: Component, { container, role, why }: Unseen): Outcome {
  const { liveness, readiness, probesUnknown } = container;
  if (probesUnknown) return unknown(probesUnknown);
  if (liveness || (role === 'sidecar' && readiness)) return pass;
  const what = role === 'consumer' ? name : `${container.name} beside ${name}`;
  return {
    status: 'fail',
    problem:
      `${what} stays down when its process hangs: ` +
      (role === 'consumer' ? 'it takes work without being called, and no' : 'no') +
      ' liveness probe restarts it.',
    evidence: [why, { says: 'no liveness probe, and no alarm of the inputs watches it', at: container.at }],
    remedies: [
      {
        title: 'Let the process exit when it cannot work, or add a liveness probe that asks only the process',
        safety: 'review',
        caution: 'A probe that fails without need is worse than none.',
        intents: [],
      },
    ],
    cause: container.at,
  };
}
