import type { Component, Stated } from '../../../core/component.ts';
import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule, RuleContext, SupportCycle } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { evidenceOf, notApplicable, pass, unknown } from '../../outcome.ts';
import { notInTable, supportEvidence, supportState } from '../../support-end.ts';

export const rule: Rule = {
  id: ruleId('lifecycle/outdated-runtime'),
  title: 'The language runtime gets no security fixes any more',
  appliesTo: ['function', 'image', 'workload'],
  severity: 'medium',
  consequence: 'exposure',
  environments: 'any',
  check(component, context) {
    const { runtime, supportProduct, deployedAsImage } = component.facts;
    if (deployedAsImage?.value === true) return notApplicable('its image brings the runtime');
    if (runtime === undefined || supportProduct === undefined)
      return notApplicable('no runtime of the provider is named');
    if (Unknown.is(runtime.value)) return unknown(runtime.value);
    const cycle = context.support.find(supportProduct, runtime.value);
    if (cycle === undefined) return unknown(notInTable(supportProduct, runtime.value, context.support));
    const horizonDays = context.settings.supportHorizonDays;
    const state = supportState(cycle, { asOf: context.asOf, horizonDays });
    if (state === 'supported') return pass;
    if (state === 'not-said') return unknown(notInTable(supportProduct, runtime.value, context.support));
    return failed(component, { runtime, cycle, isOver: state === 'over' }, context);
  },
};

interface Outdated {
  readonly runtime: Stated<string>;
  readonly cycle: SupportCycle;
  readonly isOver: boolean;
}

function failed(component: Component, { runtime, cycle, isOver }: Outdated, context: RuleContext): Outcome {
  const ends = isOver ? 'is out of support' : `leaves support on ${String(cycle.supportEnds)}`;
  const remedy = component.remedies['newer-runtime'];
  return {
    status: 'fail',
    problem:
      `${component.name} ${isOver ? 'gets' : 'will get'} no security fixes for its runtime, ` +
      `and later no updates at all: ${cycle.cycle} ${ends}.`,
    evidence: [
      evidenceOf(runtime, `runtime ${String(runtime.value)}`),
      supportEvidence(cycle, context.support),
    ],
    remedies: remedy ? [remedy] : [],
    cause: runtime.at[0],
  };
}
