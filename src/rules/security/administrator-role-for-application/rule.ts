import type { Component } from '../../../core/component.ts';
import type { Grant } from '../../../core/facts/policy.ts';
import type { Severity } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { assumersEvidence, holderOf, holdingEvidence, identityName, notJudged } from '../../access.ts';
import type { Holder } from '../../access.ts';
import { notApplicable, pass, unknown } from '../../outcome.ts';

/** An identity of an application, a pipeline or a person that may do everything. */
export const rule: Rule = {
  id: ruleId('security/administrator-role-for-application'),
  title: 'Whoever takes over this component owns the account',
  appliesTo: ['identity'],
  severity: 'high',
  consequence: 'exposure',
  environments: 'any',
  check(component, context): Outcome {
    const { grants = [], grantsUnknown = [] } = component.facts;
    const other = notJudged(component);
    if (other) return other;
    const all = grants.find((grant) => grant.everything.value === true);
    if (all) return judgeHolder(component, all, context);
    const because = [
      ...grants.flatMap(({ everything }) => (Unknown.is(everything.value) ? everything.value : [])),
      ...grantsUnknown,
    ];
    const holder = holderOf(component);
    return because.length > 0 && holder !== 'people' ? unknown(...because) : pass;
  },
};

function judgeHolder(component: Component, grant: Grant, context: RuleContext): Outcome {
  const holder = holderOf(component);
  if (Unknown.is(holder)) return unknown(holder);
  const isRole =
    component.facts.identityKind?.value === 'role' || component.facts.heldByPeople?.value === true;
  if (isRole && holder === 'people')
    return notApplicable('only people become it, by single sign-on or a second factor');
  const { permissionsBoundary } = component.facts;
  return {
    status: 'fail',
    problem:
      `${capitalized(consequence(component, holder))}: ${grant.policy} allows all actions on all ` +
      `resources.`,
    evidence: [
      {
        says: `${grant.policy} allows every action on every resource`,
        at: grant.everything.at[0] ?? grant.at,
      },
      ...holdingEvidence(component, grant),
      ...assumersEvidence(component, context),
      ...(permissionsBoundary
        ? [{ says: 'a permissions boundary limits it', at: permissionsBoundary.at[0] }]
        : []),
    ],
    remedies: [
      {
        title: 'List the actions it really uses, on the resources it really needs',
        safety: 'review',
        caution:
          'What it did with rights that nobody knew of stops; look at the access log of the last weeks ' +
          'first.',
        intents: [],
      },
    ],
    cause: grant.everything.at[0],
    severity: permissionsBoundary ? 'medium' : severityOf(holder),
  };
}

function severityOf(holder: Holder): Severity | undefined {
  if (holder === 'people' || holder === 'account') return 'low';
  return holder === 'nobody' ? 'medium' : undefined;
}

function consequence(component: Component, holder: Holder): string {
  const name = identityName(component);
  if (holder === 'people') return `every account that ${name} stands for can do everything`;
  if (holder === 'nobody') return `whatever ${name} is given to owns the account`;
  if (holder === 'account') return `whoever may assume ${name} owns the account`;
  return holder === 'pipeline'
    ? `whoever changes what runs as ${name} owns the account`
    : `whoever takes over what runs as ${name} owns the account`;
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
