import type { Component, Stated } from '../../../core/component.ts';
import type { Autoscaler, Pods } from '../../../core/facts/workload.ts';
import type { Evidence } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { journeyEvidence } from '../../journeys.ts';
import { evidenceOf, notApplicable, pass, remediesOf, unknown } from '../../outcome.ts';
import { minimumEvidence, servingEvidence } from '../../pods.ts';

export const rule: Rule = {
  id: ruleId('scaling/vertical-autoscaler-restarts-pods'),
  title: 'The vertical autoscaler may restart stateful or unprotected pods at any time',
  appliesTo: ['policy'],
  severity: 'medium',
  consequence: 'availability',
  environments: 'production-like',
  check(component, context) {
    const { autoscaler } = component.facts;
    if (autoscaler?.kind !== 'vertical' || !autoscaler.updateMode) {
      return notApplicable('it is no vertical autoscaler');
    }
    const mode = autoscaler.updateMode.value;
    if (Unknown.is(mode)) return unknown(mode);
    if (mode !== 'Auto' && mode !== 'Recreate') return notApplicable(`mode ${mode} evicts no pod`);
    const { target } = autoscaler;
    if (target.component === undefined) {
      return target.maybe ? unknown(target.maybe) : notApplicable('it points at nothing');
    }
    const workload = context.component(target.component);
    return judge(component, { autoscaler, mode: autoscaler.updateMode, workload }, context);
  },
};

interface Updated {
  readonly autoscaler: Autoscaler;
  readonly mode: Stated<string>;
  readonly workload: Component;
}

function judge(component: Component, updated: Updated, context: RuleContext): Outcome {
  const { pods } = updated.workload.facts;
  const spared = updated.autoscaler.minimumReplicasToEvict?.value;
  if (!pods) return notApplicable('its target runs no pods that we can read');
  if (Unknown.is(spared)) return unknown(spared);
  const { minimum, serving } = pods;
  const count = minimum?.value;
  if (!Unknown.is(count) && count !== undefined && spared !== undefined && count < spared) {
    return notApplicable(`with ${count} of at least ${spared} replicas the updater spares it`);
  }
  const open = Unknown.is(count) ? count : undefined;
  const why = reason(pods, count);
  // With an unknown number of pods the updater may spare it.
  if (why) return open ? unknown(open) : failed(component, { ...updated, pods, why }, context);
  if (serving.is === 'unknown' && pods.budgets.length === 0) return unknown(serving.because);
  if (pods.maybeBudget && serving.is === 'yes') return unknown(pods.maybeBudget);
  return pass;
}

/** What makes an eviction hurt; undefined where nothing does. */
function reason(pods: Pods, count: number | Unknown | undefined): string | undefined {
  if (pods.controller === 'stateful-set') return 'it keeps state';
  if (pods.controller === 'job' || pods.controller === 'cron-job') return undefined;
  if (count === 1 && pods.serving.is === 'yes') return 'it has one pod';
  const isBare = pods.budgets.length === 0 && !pods.maybeBudget;
  return pods.serving.is === 'yes' && isBare ? 'no disruption budget keeps some of its pods' : undefined;
}

function failed(
  component: Component,
  { autoscaler, mode, workload, pods, why }: Updated & { readonly pods: Pods; readonly why: string },
  context: RuleContext,
): Outcome {
  const evidence: Evidence[] = [
    evidenceOf(mode, `updateMode = ${String(mode.value)}`),
    { says: `it targets ${workload.name}: ${why}`, at: autoscaler.target.name.at[0] },
    ...minimumEvidence(pods, context),
    ...servingEvidence(pods),
    ...journeyEvidence(workload, context),
  ];
  return {
    status: 'fail',
    problem:
      `${component.name} may evict pods of ${workload.name} at any time to change their size, ` +
      `and ${why}: updateMode is ${String(mode.value)}${mode.origin === 'default' ? ', the default' : ''}.`,
    evidence,
    remedies: remediesOf(component, 'recommend-only'),
    cause: mode.at[0],
  };
}
