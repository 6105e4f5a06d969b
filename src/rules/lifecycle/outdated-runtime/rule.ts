import type { Component, Stated } from '../../../core/component.ts';
import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { evidenceOf, notApplicable, unknown } from '../../outcome.ts';
import type { Outdated } from '../../support-end.ts';
import { outdated, supportEvidence } from '../../support-end.ts';

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
    if (runtime === undefined) return notApplicable('no runtime of the provider is named');
    if (Unknown.is(runtime.value)) return unknown(runtime.value);
    if (supportProduct === undefined)
      return notApplicable('its runtime has no versions in the support table');
    const found = outdated(supportProduct, runtime.value, context);
    return 'cycle' in found ? failed(component, { runtime, ...found }, context) : found;
  },
};

interface OutdatedRuntime extends Outdated {
  readonly runtime: Stated<string>;
}

function failed(
  component: Component,
  { runtime, cycle, isOver }: OutdatedRuntime,
  context: RuleContext,
): Outcome {
  const ends = isOver ? 'is out of support' : `leaves support on ${String(cycle.supportEnds)}`;
  const remedy = component.remedies['newer-runtime'];
  const { builtImage } = component.facts;
  const gets = isOver ? 'gets' : 'will get';
  const version = `${cycle.title} ${cycle.cycle}`;
  return {
    status: 'fail',
    problem: builtImage
      ? `What ${component.name} ships ${gets} no security fixes for its language: ${version} ${ends}.`
      : `${component.name} ${gets} no security fixes for its runtime, ` +
        `and later no updates at all: ${runtime.says === undefined ? cycle.cycle : version} ${ends}.`,
    evidence: [
      builtImage
        ? evidenceOf(runtime, `base image ${String(builtImage.base.value)}`)
        : evidenceOf(runtime, runtime.says ?? `runtime ${String(runtime.value)}`),
      supportEvidence(cycle, context.support),
    ],
    remedies: remedy ? [remedy] : [],
    cause: runtime.at[0],
  };
}
