import type { Component } from '../../../core/component.ts';
import type { Assumer } from '../../../core/facts/policy.ts';
import { OWN_ACCOUNT } from '../../../core/facts/policy.ts';
import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { assumersEvidence, grantsEvidence, identityName } from '../../access.ts';
import { notApplicable, pass, unknown } from '../../outcome.ts';

/** A role that an account which nobody vouches for may become. */
export const rule: Rule = {
  id: ruleId('security/role-open-to-strangers'),
  title: 'Accounts you do not know can assume this role',
  appliesTo: ['identity'],
  severity: 'high',
  consequence: 'exposure',
  environments: 'any',
  check(component, context): Outcome {
    const { trust, assumers = [] } = component.facts;
    if (!trust) return notApplicable('nobody becomes it');
    if (Unknown.is(trust.value)) return unknown(trust.value);
    const judged = assumers.map((assumer) => judge(component, assumer, context));
    const worst =
      judged.find((outcome) => outcome.status === 'fail' && outcome.severity === undefined) ??
      judged.find(({ status }) => status === 'fail');
    if (worst) return worst;
    const because = [
      ...trust.value.unread,
      ...judged.flatMap((outcome) => (outcome.status === 'unknown' ? outcome.because : [])),
    ];
    if (because.length > 0) return unknown(...because);
    return judged.some(({ status }) => status === 'pass') ? pass : notApplicable('no account becomes it');
  },
};

function judge(component: Component, assumer: Assumer, context: RuleContext): Outcome {
  const { principal, limited } = assumer;
  if (principal.kind === 'everyone') {
    if (Unknown.is(limited)) return unknown(limited);
    return limited ? pass : failed(component, assumer, context);
  }
  if (principal.kind === 'other' && Unknown.is(principal.id)) {
    return limited === true ? pass : unknown(principal.id);
  }
  if (principal.kind !== 'account')
    return notApplicable('an identity, a service or a provider, not an account');
  const { account } = principal;
  if (account === OWN_ACCOUNT || limited === true) return pass;
  if (Unknown.is(limited)) return unknown(limited);
  if (account === undefined || Unknown.is(account)) return account === undefined ? pass : unknown(account);
  return context.settings.ownAccounts.includes(account) ? pass : failed(component, assumer, context);
}

function failed(component: Component, assumer: Assumer, context: RuleContext): Outcome {
  const everyone = assumer.principal.kind === 'everyone';
  const listed = context.settings.ownAccounts.length > 0;
  const name = identityName(component);
  const account = typeof assumer.principal.account === 'string' ? assumer.principal.account : '';
  return {
    status: 'fail',
    problem: everyone
      ? `Anyone with an AWS account can become ${name} once they know its name: its trust admits * without ` +
        `a condition.`
      : `Every identity of account ${account} that its owner allows can become ${name}: is that account ` +
        `yours?`,
    evidence: [
      {
        says: everyone ? 'the principal is *' : `the principal is account ${account} as a whole`,
        at: assumer.at,
      },
      ...assumersEvidence(component, context),
      ...grantsEvidence(component),
    ],
    remedies: [
      {
        title: 'Name the exact role as principal, or ask for an external id or your organization',
        safety: 'review',
        caution: 'Whoever becomes it today without meeting the condition is refused.',
        intents: [],
      },
    ],
    cause: assumer.at,
    severity: everyone ? undefined : listed ? 'high' : 'low',
    confidence: everyone ? undefined : listed ? 'high' : 'low',
  };
}
