import type { Component } from '../../../core/component.ts';
import type { Autoscaler } from '../../../core/facts/workload.ts';
import type { Evidence } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { Rule, RuleContext } from '../../../core/rule.ts';
import { notApplicable, pass, remediesOf, unknown } from '../../outcome.ts';

export const rule: Rule = {
  id: ruleId('scaling/autoscaler-without-target'),
  title: 'The autoscaler points at a workload that does not exist',
  appliesTo: ['policy'],
  severity: 'high',
  consequence: 'capacity',
  environments: 'any',
  check(component, context) {
    const { autoscaler } = component.facts;
    if (!autoscaler) return notApplicable('it is no autoscaler');
    const { target, kind } = autoscaler;
    if (target.component !== undefined) return pass;
    if (target.maybe) return unknown(target.maybe);
    return {
      status: 'fail',
      problem:
        kind === 'vertical'
          ? `${component.name} recommends sizes for nobody: ${missing(autoscaler)}.`
          : `Nothing scales when the load grows: ${component.name} names ${missing(autoscaler)}.`,
      evidence: evidence(autoscaler, context),
      remedies: remediesOf(component, 'correct-target'),
      cause: target.name.at[0],
      severity: kind === 'vertical' ? 'low' : undefined,
    };
  },
};

function missing({ target, namespace }: Autoscaler): string {
  const group = target.apiVersion ? ` (${String(target.apiVersion.value)})` : '';
  const what = `${String(target.kind.value)} ${String(target.name.value)}${group}`;
  return `${what}, and namespace ${String(namespace.value)} has none`;
}

function evidence({ target, namespace }: Autoscaler, context: RuleContext): readonly Evidence[] {
  const named = `${String(target.kind.value)} ${String(target.name.value)}`;
  const near = target.nearest === undefined ? undefined : context.component(target.nearest);
  return [
    {
      says: `it names ${named} in ${String(namespace.value)}`,
      at: target.name.at[0],
    },
    ...(near ? [nearEvidence(near)] : [{ says: 'no workload there has a name like it' }]),
  ];
}

function nearEvidence({ name, type, resources }: Component): Evidence {
  const [main] = resources;
  return { says: `the nearest is ${type} ${name}`, at: main && { resource: main, path: [] } };
}
