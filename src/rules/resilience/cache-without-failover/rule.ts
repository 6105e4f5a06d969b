import type { Component, Stated } from '../../../core/component.ts';
import type { Dependency } from '../../../core/dependency.ts';
import type { Count } from '../../../core/facts/stores.ts';
import type { Evidence } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { Failed, Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { journeyEvidence } from '../../journeys.ts';
import {
  switchWords,
  evidenceOf,
  notApplicable,
  pass,
  remediesOf,
  unknown,
  valueEvidence,
} from '../../outcome.ts';

/** A cache that is gone with one node or one zone. */
export const rule: Rule = {
  id: ruleId('resilience/cache-without-failover'),
  title: 'Losing one cache node loses the cache',
  appliesTo: ['cache'],
  severity: 'medium',
  consequence: 'availability',
  environments: 'production-like',
  check(component, context): Outcome {
    const { instances, automaticFailover, claimsSeveralZones } = component.facts;
    if (!instances) return notApplicable('the provider spreads it and replaces its nodes');
    const callers = callersOf(component, context);
    if (callers.length > 0 && callers.every(isSoft)) return notApplicable('nothing needs it to answer');
    const evidence = [
      ...shownFacts(component),
      ...callersEvidence(callers, context),
      ...journeyEvidence(component, context),
    ];
    const fail = (problem: string, cause: Stated<unknown>): Failed => ({
      status: 'fail',
      problem,
      evidence,
      remedies: remediesOf(component, 'fail-over'),
      cause: cause.at[0],
    });
    if (isSingle(instances)) return fail(`${component.name} is lost with its only node.`, instances);
    if (automaticFailover?.value === false) {
      return fail(
        `${component.name} stays down when its primary node stops: ${switchWords(automaticFailover, 'off')}.`,
        automaticFailover,
      );
    }
    if (claimsSeveralZones?.value === false) {
      const problem = `${component.name} may be lost with one zone: nothing spreads its nodes over zones.`;
      return fail(problem, claimsSeveralZones);
    }
    const switches = [instances.value, automaticFailover?.value, claimsSeveralZones?.value];
    const doubts = [...new Set(switches.filter(Unknown.is))];
    return doubts.length > 0 ? unknown(...doubts) : pass;
  },
};

function isSingle({ value }: Stated<Count>): boolean {
  return !Unknown.is(value) && value.atMost === 1;
}

function callersOf(component: Component, context: RuleContext): readonly Dependency[] {
  const { id } = component;
  return [...context.dependenciesTo(id, 'calls'), ...context.dependenciesTo(id, 'stores')];
}

function isSoft({ strength }: Dependency): boolean {
  return strength === 'soft' || strength === 'async';
}

function shownFacts({ facts }: Component): readonly Evidence[] {
  const { instances, automaticFailover, claimsSeveralZones } = facts;
  const shown: Evidence[] = [];
  if (instances && !Unknown.is(instances.value)) {
    const nodes = instances.value.atLeast === 1 ? 'one node' : `${instances.value.atLeast} nodes`;
    shown.push(evidenceOf(instances, `${nodes} for each part of the data`));
  }
  if (automaticFailover) shown.push(valueEvidence(automaticFailover));
  if (claimsSeveralZones?.value === false)
    shown.push(evidenceOf(claimsSeveralZones, 'not spread over zones'));
  return shown;
}

function callersEvidence(callers: readonly Dependency[], context: RuleContext): readonly Evidence[] {
  return callers.slice(0, 3).map(({ from, strength, evidence }) => ({
    says: `${context.component(from).name} calls it${Unknown.is(strength) ? '' : ` (${strength})`}`,
    at: evidence[0]?.at,
  }));
}
