import type { Component, Stated } from '../../../core/component.ts';
import type { Evidence } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule, RuleContext, SupportCycle } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { evidenceOf, notApplicable, pass, unknown } from '../../outcome.ts';
import { notInTable, supportEvidence, supportState } from '../../support-end.ts';

export const rule: Rule = {
  id: ruleId('lifecycle/outdated-cluster-version'),
  title: 'This Kubernetes version is out of standard support',
  appliesTo: ['cluster'],
  severity: 'medium',
  consequence: 'waste',
  environments: 'lowered-elsewhere',
  check(component, context) {
    const { version, supportProduct } = component.facts;
    if (version === undefined || supportProduct === undefined)
      return notApplicable('it has no version of its own');
    if (Unknown.is(version.value)) return unknown(version.value);
    const cycle = context.support.find(supportProduct, version.value);
    if (cycle === undefined) return unknown(notInTable(supportProduct, version.value, context.support));
    const horizonDays = context.settings.supportHorizonDays;
    const state = supportState(cycle, { asOf: context.asOf, horizonDays });
    if (state === 'supported') return pass;
    if (state === 'not-said') return unknown(notInTable(supportProduct, version.value, context.support));
    return failed(component, { version, cycle, isOver: state === 'over' }, context);
  },
};

interface Outdated {
  readonly version: Stated<string>;
  readonly cycle: SupportCycle;
  readonly isOver: boolean;
}

function failed(component: Component, { version, cycle, isOver }: Outdated, context: RuleContext): Outcome {
  const { entersExtendedSupport: extended } = component.facts;
  const { extendedSupportEnds: last } = cycle;
  const isForced =
    extended?.value === false || last === true || (typeof last === 'string' && last < context.asOf);
  const consequence = isForced
    ? `${isOver ? 'is' : 'will be'} upgraded by the provider without asking`
    : `${isOver ? 'pays' : 'will pay'} for extended support until it is upgraded by force`;
  const evidence: Evidence[] = [
    evidenceOf(version, `version ${String(version.value)}`),
    supportEvidence(cycle, context.support),
    ...extendedEnd(cycle),
    ...(extended && !Unknown.is(extended.value)
      ? [
          evidenceOf(
            extended,
            extended.value ? 'it enters extended support by itself' : 'it refuses extended support',
          ),
        ]
      : []),
  ];
  const remedy = component.remedies['upgrade-one-minor'];
  const ends = isOver
    ? 'is out of standard support'
    : `leaves standard support on ${String(cycle.supportEnds)}`;
  return {
    status: 'fail',
    problem: `${component.name} ${consequence}: Kubernetes ${cycle.cycle} ${ends}.`,
    evidence,
    remedies: remedy ? [remedy] : [],
    cause: version.at[0],
  };
}

function extendedEnd({ extendedSupport, extendedSupportEnds: end, page }: SupportCycle): readonly Evidence[] {
  if (extendedSupport === undefined || typeof end !== 'string') return [];
  return [{ says: `${extendedSupport} extended support ends ${end}`, source: page }];
}
