import type { Component } from '../../../core/component.ts';
import type { AccessRange, AccessRules } from '../../../core/facts/network.ts';
import type { Evidence, Severity } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import {
  switchWords,
  evidenceOf,
  notApplicable,
  pass,
  remediesOf,
  unknown,
  valueEvidence,
} from '../../outcome.ts';

/** A datastore that has an address on the internet. */
export const rule: Rule = {
  id: ruleId('security/public-database'),
  title: 'The database has a public address',
  appliesTo: ['datastore', 'cache'],
  severity: 'critical',
  consequence: 'exposure',
  environments: 'any',
  check(component, context): Outcome {
    const { hasPublicAddress, admitsAnyone } = component.facts;
    if (!hasPublicAddress) return notApplicable('it cannot have a public address');
    if (hasPublicAddress.value === false) return pass;
    if (Unknown.is(hasPublicAddress.value)) return unknown(hasPublicAddress.value);
    const guard = admitsAnyone ? guardOfPolicy(component) : guardOfNetwork(component, context);
    return {
      status: 'fail',
      problem: `${component.name} has an address on the internet: ${whyPublic(component)}. ${guard.sentence}`,
      evidence: [
        admitsAnyone ? evidenceOf(hasPublicAddress, 'no network') : valueEvidence(hasPublicAddress),
        ...guard.evidence,
      ],
      remedies: remediesOf(component, 'leave-internet', ...(admitsAnyone ? ['close-access-policy'] : [])),
      cause: hasPublicAddress.at[0],
      severity: guard.severity,
      confidence: guard.confidence,
    };
  },
};

function whyPublic({ facts }: Component): string {
  const { hasPublicAddress, admitsAnyone } = facts;
  if (admitsAnyone || !hasPublicAddress) return 'it stands in no network';
  return switchWords(hasPublicAddress, 'on');
}

/** What stands between the internet and the store, as far as it can be read. */
interface Guard {
  readonly sentence: string;
  readonly evidence: readonly Evidence[];
  readonly severity?: Severity;
  readonly confidence?: 'medium';
}

function guardOfPolicy({ facts }: Component): Guard {
  const { admitsAnyone } = facts;
  if (!admitsAnyone) return { sentence: '', evidence: [] };
  if (admitsAnyone.value === true) {
    const evidence = [evidenceOf(admitsAnyone, 'the access policy admits everyone')];
    return { sentence: 'Its access policy lets everybody in.', evidence };
  }
  if (Unknown.is(admitsAnyone.value)) {
    const evidence = [evidenceOf(admitsAnyone, 'whom the access policy admits cannot be told')];
    const sentence = 'Only its access policy stands between.';
    return { sentence, evidence, severity: 'medium', confidence: 'medium' };
  }
  const evidence = [evidenceOf(admitsAnyone, 'callers must prove who they are')];
  return { sentence: 'Its access policy asks callers who they are.', evidence, severity: 'medium' };
}

function guardOfNetwork(component: Component, context: RuleContext): Guard {
  if (component.facts.ingress) return guardOfOwn(component.facts.ingress);
  const carrier = clusterOf(component, context) ?? component;
  const isolated = withoutRoute(component, context) ?? withoutRoute(carrier, context);
  if (isolated) return isolated;
  const { securityGroups } = component.facts.securityGroups ? component.facts : carrier.facts;
  if (!securityGroups || Unknown.is(securityGroups.value)) {
    return { sentence: unseen, evidence: [], confidence: 'medium' };
  }
  const groups = securityGroups.value.map((id) => context.component(id));
  const rules = groups.flatMap(({ facts }) => facts.ingress?.rules ?? []);
  const ranges = rules.flatMap((rule) => rule.ranges);
  const outside = ranges.filter(isOutside);
  const shown = outside.slice(0, 3);
  const evidence = shown.map(({ value, at }) => ({ says: `its firewall admits ${String(value)}`, at }));
  if (outside.some(isEverybody)) return { sentence: 'Its firewall lets everybody in.', evidence };
  const areRead = groups.every(({ facts }) => facts.ingress && !facts.ingress.more);
  if (!areRead || ranges.some(isUnreadable)) return { sentence: unseen, evidence, confidence: 'medium' };
  if (outside.length > 0) {
    return { sentence: 'Its firewall lets some ranges in.', evidence, severity: 'high' };
  }
  return { sentence: 'Its firewall admits nobody from outside.', evidence, severity: 'medium' };
}

/** A store that lists the networks it admits by itself; whoever is not listed must prove an identity. */
function guardOfOwn({ rules, more }: AccessRules): Guard {
  const outside = rules.flatMap(({ ranges }) => ranges).filter(isOutside);
  const evidence = outside.slice(0, 3).map(({ value, at }) => ({ says: `it admits ${String(value)}`, at }));
  if (outside.some(isEverybody)) return { sentence: 'It admits every network.', evidence };
  const doubt = more ?? rules.flatMap(({ ranges }) => ranges).find(isUnreadable);
  if (doubt) return { sentence: 'Which networks it admits cannot be told.', evidence, confidence: 'medium' };
  if (outside.length > 0) return { sentence: 'It admits some networks.', evidence, severity: 'high' };
  const listed = { says: 'no network is admitted: callers must prove who they are' };
  return { sentence: 'It admits no network from outside.', evidence: [listed], severity: 'medium' };
}

const unseen = 'Whom its firewall lets in cannot be told.';

function clusterOf({ facts }: Component, context: RuleContext): Component | undefined {
  const id = facts.memberOf?.value;
  return id === undefined || Unknown.is(id) ? undefined : context.component(id);
}

/** All its subnets are known, and none of them has a route to the internet. */
function withoutRoute({ facts }: Component, context: RuleContext): Guard | undefined {
  const { subnets } = facts;
  if (!subnets || Unknown.is(subnets.value) || subnets.value.length === 0) return undefined;
  const routes = subnets.value.map((id) => context.component(id).facts.routesToInternet?.value);
  if (!routes.every((route) => route === false)) return undefined;
  const evidence = [evidenceOf(subnets, 'none of its subnets has a route to the internet')];
  return { sentence: 'Its subnets have no route to the internet.', evidence, severity: 'medium' };
}

// Private, shared and link-local ranges: RFC 1918, RFC 6598, RFC 3927, RFC 4193.
const PRIVATE = [
  /^(?:10|127)\./,
  /^192\.168\./,
  /^169\.254\./,
  /^172\.(?:1[6-9]|2\d|3[01])\./,
  /^100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./,
  /^f[cd]/i,
  /^fe80/i,
];

function isOutside({ value, kind }: AccessRange): boolean {
  return kind === 'range' && !Unknown.is(value) && !PRIVATE.some((pattern) => pattern.test(value));
}

function isEverybody({ value }: AccessRange): boolean {
  return value === '0.0.0.0/0' || value === '::/0';
}

function isUnreadable({ value, kind }: AccessRange): boolean {
  return kind === 'named' || Unknown.is(value);
}
