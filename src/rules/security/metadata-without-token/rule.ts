import { ruleId } from '../../../core/id.ts';
import type { Evidence } from '../../../core/finding.ts';
import type { Component } from '../../../core/component.ts';
import type { Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { evidenceOf, notApplicable, pass, unknown } from '../../outcome.ts';

export const rule: Rule = {
  id: ruleId('security/metadata-without-token'),
  title: "A request-forging bug can steal this server's credentials",
  appliesTo: ['workload', 'node-pool'],
  severity: 'medium',
  consequence: 'exposure',
  environments: 'any',
  check(component, context) {
    const { metadataNeedsToken: token, metadataReachable: reachable, runsAs } = component.facts;
    if (token === undefined) return notApplicable('what its servers start from is not written');
    if (reachable?.value === false) return notApplicable('its metadata endpoint is off');
    if (token.value === true) return pass;
    if (Unknown.is(token.value)) return unknown(token.value);
    if (reachable !== undefined && Unknown.is(reachable.value)) return unknown(reachable.value);
    const roles = component.facts.roles?.value;
    const hasNothingToSteal = roles !== undefined && !Unknown.is(roles) && roles.length === 0;
    // A template that no group of the inputs uses starts servers elsewhere, or none.
    const isUnused = runsAs === 'launch-template';
    const remedy = component.remedies['require-metadata-token'];
    return {
      status: 'fail',
      problem:
        `Whoever can make ${component.name} fetch an address of their choice can read its credentials: ` +
        'the metadata service answers without a session token.',
      evidence: [
        evidenceOf(token, 'requests for metadata need no token'),
        ...roleEvidence(component, context),
      ],
      remedies: remedy ? [remedy] : [],
      cause: token.at[0],
      severity: hasNothingToSteal || isUnused ? 'low' : undefined,
      confidence: isUnused ? 'medium' : undefined,
    };
  },
};

function roleEvidence(component: Component, context: RuleContext): readonly Evidence[] {
  const { roles } = component.facts;
  if (roles === undefined || Unknown.is(roles.value)) return [];
  if (roles.value.length === 0)
    return [{ says: 'it has no role, so there is little to steal', at: roles.at[0] }];
  const names = roles.value.map((id) => context.component(id).name).join(', ');
  return [{ says: `it acts as ${names}`, at: roles.at[0] }];
}
