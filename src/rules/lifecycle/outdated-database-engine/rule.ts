import type { Component } from '../../../core/component.ts';
import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule, RuleContext, SupportCycle } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { notApplicable, pass, remediesOf, unknown, valueEvidence } from '../../outcome.ts';
import { notItsOwnData } from '../../stores.ts';
import { notInTable, supportEvidence, supportState } from '../../support-end.ts';

/** An engine whose standard support is over, or ends soon. */
export const rule: Rule = {
  id: ruleId('lifecycle/outdated-database-engine'),
  title: 'The database engine is out of standard support',
  appliesTo: ['datastore', 'cache', 'queue', 'topic'],
  severity: 'medium',
  consequence: 'waste',
  environments: 'lowered-elsewhere',
  check(component, context): Outcome {
    const { engine, version, supportProduct, storeClass, followsMinorVersions } = component.facts;
    if (!storeClass || (!version && !supportProduct)) {
      return notApplicable('it runs no engine with versions of its own');
    }
    const exempt = notItsOwnData(component);
    if (exempt) return exempt;
    if (!version) return unknown(notWritten(component));
    const doubts = [...new Set([engine?.value, version.value].filter(Unknown.is))];
    if (doubts.length > 0 || Unknown.is(version.value)) return unknown(...doubts);
    const cycle = supportProduct && context.support.find(supportProduct, version.value);
    if (!cycle) return unknown(notInTable(engineName(component), version.value, context.support));
    const horizonDays = context.settings.supportHorizonDays;
    const state = supportState(cycle, { asOf: context.asOf, horizonDays });
    if (state === 'supported') return pass;
    if (state === 'not-said') return unknown(notInTable(cycle.title, version.value, context.support));
    const follows = followsMinorVersions?.value ?? false;
    if (follows === true) return notApplicable('the provider moves it to a supported version by itself');
    if (Unknown.is(follows)) return unknown(follows);
    return {
      status: 'fail',
      problem:
        `${component.name} runs ${cycle.title} ${version.value}, whose ${endOf(cycle, state)}.` +
        afterwards(component, cycle, context),
      evidence: [valueEvidence(version), supportEvidence(cycle, context.support)],
      remedies: remediesOf(component, 'upgrade-engine'),
      cause: version.at[0],
      confidence: cycle.basis === 'upstream' ? 'medium' : undefined,
    };
  },
};

function endOf({ basis, supportEnds }: SupportCycle, state: 'ending' | 'over'): string {
  const support = basis === 'upstream' ? 'support by its makers' : 'standard support';
  if (typeof supportEnds !== 'string') return `${support} is over`;
  return `${support} ${state === 'over' ? 'ended' : 'ends'} on ${supportEnds}`;
}

/** What the provider does then, where the table knows it. */
function afterwards({ facts }: Component, cycle: SupportCycle, { asOf }: RuleContext): string {
  const { extendedSupport, extendedSupportEnds, basis } = cycle;
  if (basis === 'upstream') return ' The provider keeps dates of its own.';
  if (facts.entersExtendedSupport?.value === false) return ' The provider then upgrades it by itself.';
  if (extendedSupport !== 'paid' || typeof extendedSupportEnds !== 'string') return '';
  if (extendedSupportEnds < asOf) return ` Extended support ended on ${extendedSupportEnds}.`;
  return ` Extended support costs extra and ends on ${extendedSupportEnds}.`;
}

function engineName({ facts }: Component): string {
  return facts.engine && !Unknown.is(facts.engine.value) ? facts.engine.value : 'this engine';
}

function notWritten({ name }: Component): Unknown {
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `the version of ${name} is not written, so the provider picked one`,
    settledBy: 'the engine version, or a state file',
  });
}
