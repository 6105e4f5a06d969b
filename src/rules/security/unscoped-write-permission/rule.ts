import type { Component } from '../../../core/component.ts';
import type { BroadWrite, Grant } from '../../../core/facts/policy.ts';
import type { Evidence } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import {
  assumersEvidence,
  holderOf,
  holdingEvidence,
  identityName,
  isForAddOn,
  notJudged,
} from '../../access.ts';
import type { Holder } from '../../access.ts';
import { notApplicable, pass, unknown } from '../../outcome.ts';

const LISTED = 6;

/** An identity that may change what it has nothing to do with. */
export const rule: Rule = {
  id: ruleId('security/unscoped-write-permission'),
  title: 'This role may change resources it has nothing to do with',
  appliesTo: ['identity'],
  severity: 'medium',
  consequence: 'exposure',
  environments: 'any',
  check(component, context): Outcome | readonly Outcome[] {
    const { grants = [], grantsUnknown = [] } = component.facts;
    const other = notJudged(component);
    if (other) return other;
    const holder = holderOf(component);
    if (Unknown.is(holder)) return unknown(holder);
    if (holder === 'pipeline')
      return notApplicable('a pipeline deploys with it, and must change many things');
    if (grants.some(({ everything }) => everything.value === true)) {
      return notApplicable('it may do everything: security/administrator-role-for-application speaks');
    }
    const broad = grants.filter(({ broadWrites }) => broadWrites.length > 0);
    if (broad.length > 0) return broad.map((grant) => failed(component, { grant, holder }, context));
    const because = [...grants.flatMap(({ undecided }) => undecided), ...grantsUnknown];
    return because.length > 0 ? unknown(...because) : pass;
  },
};

function failed(
  component: Component,
  { grant, holder }: { grant: Grant; holder: Holder },
  context: RuleContext,
): Outcome {
  const [first] = grant.broadWrites;
  const uses = context.dependenciesTo(component.id, 'assumes').flatMap(({ from }) => usedBy(from, context));
  return {
    status: 'fail',
    problem:
      `${holder === 'nobody' ? 'Whoever holds' : 'Whoever takes over'} ${identityName(component)} can do ` +
      `more than ` +
      `it needs: ${holder === 'nobody' ? 'it' : grant.policy} allows ${first ? inWords(first) : ''}.`,
    evidence: [
      ...grant.broadWrites.map((write): Evidence => ({ says: `allows ${inWords(write)}`, at: write.at })),
      ...holdingEvidence(component, grant),
      ...assumersEvidence(component, context),
      ...uses.slice(0, LISTED),
    ],
    remedies: [
      {
        title: 'Name the resources that it works with in the statement',
        safety: 'review',
        caution: 'What it does to other resources today is refused afterwards.',
        intents: [],
      },
    ],
    cause: first?.at,
    severity: isMinor(component, grant, holder) ? 'low' : undefined,
  };
}

/**
 * People, add-ons of clusters, and all actions of a service on what is named: it can do harm, but to its own.
 */
function isMinor(component: Component, grant: Grant, holder: Holder): boolean {
  return (
    holder === 'people' ||
    isForAddOn(component, grant.policy) ||
    grant.broadWrites.every(({ reach }) => reach === 'whole-service')
  );
}

/** What a component really works with, as far as the inputs tell. */
function usedBy(id: Component['id'], context: RuleContext): readonly Evidence[] {
  const kinds = ['stores', 'publishes', 'consumes', 'reads-secret'] as const;
  return kinds
    .flatMap((kind) => context.dependenciesFrom(id, kind))
    .map(({ to, evidence }) => ({
      says: `${context.component(id).name} works with ${context.component(to).name}`,
      at: evidence[0]?.at,
    }));
}

function inWords({ actions, resources, reach }: BroadWrite): string {
  const listed = actions.slice(0, LISTED).join(', ');
  const more = actions.length > LISTED ? ` and ${actions.length - LISTED} more actions` : '';
  const places = resources.slice(0, 2).join(', ');
  return `${listed}${more} on ${reach === 'every-resource' && places === '*' ? 'every resource' : places}`;
}
