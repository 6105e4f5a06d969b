import type { Component, Stated } from '../../../core/component.ts';
import type { Evidence } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule, RuleContext, SupportCycle } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { evidenceOf, notApplicable, unknown } from '../../outcome.ts';
import type { Outdated } from '../../support-end.ts';
import { outdated, supportEvidence } from '../../support-end.ts';

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
    const found = outdated(supportProduct, version.value, context);
    return 'cycle' in found ? failed(component, { version, ...found }, context) : found;
  },
};

interface OutdatedVersion extends Outdated {
  readonly version: Stated<string>;
}

function failed(
  component: Component,
  { version, cycle, isOver }: OutdatedVersion,
  context: RuleContext,
): Outcome {
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
