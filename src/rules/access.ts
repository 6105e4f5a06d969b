import type { Component } from '../core/component.ts';
import type { Assumer, Grant } from '../core/facts/policy.ts';
import type { Evidence } from '../core/finding.ts';
import type { NotApplicable, RuleContext, Undecided } from '../core/rule.ts';
import { Unknown } from '../core/value.ts';
import { notApplicable, unknown } from './outcome.ts';

const LISTED = 4;

/** What kind of holder an identity is, as far as rules about rights differ. */
export type Holder = 'machine' | 'pipeline' | 'people' | 'account' | 'nobody' | Unknown;

/** Who acts with an identity: the strongest of all that can become it. */
export function holderOf({ facts }: Component): Holder {
  const { identityKind, assumers, trust, hasAccessKey, heldByPeople } = facts;
  if (identityKind?.value === 'user') return hasAccessKey?.value === true ? 'machine' : 'people';
  if (identityKind?.value === 'group') return 'people';
  if (identityKind?.value === 'policy') return heldByPeople?.value === true ? 'people' : 'nobody';
  if (trust && Unknown.is(trust.value)) return trust.value;
  const kinds = new Set((assumers ?? []).map(({ kind }) => kind));
  if (kinds.has('pipeline')) return 'pipeline';
  for (const kind of ['everyone', 'compute', 'service', 'cluster', 'other'] as const)
    if (kinds.has(kind)) return 'machine';
  if (kinds.has('account')) return 'account';
  const unread = trust && !Unknown.is(trust.value) ? trust.value.unread[0] : undefined;
  return kinds.has('people') ? 'people' : (unread ?? 'nobody');
}

/** Who can become an identity, and what acts with it, as evidence. */
export function assumersEvidence(component: Component, context: RuleContext): readonly Evidence[] {
  const assumers = (component.facts.assumers ?? []).slice(0, LISTED).map((assumer) => ({
    says: assumerInWords(assumer),
    at: assumer.at,
  }));
  const carriers = context
    .dependenciesTo(component.id, 'assumes')
    .slice(0, LISTED)
    .map(({ from, evidence }) => ({
      says: `${context.component(from).name} acts with it`,
      at: evidence[0]?.at,
    }));
  const { hasAccessKey } = component.facts;
  const key =
    hasAccessKey?.value === true ? [{ says: 'has a long-lived access key', at: hasAccessKey.at[0] }] : [];
  return [...assumers, ...carriers, ...key];
}

/** The policies that an identity holds, as evidence. */
export function grantsEvidence({ facts }: Component): readonly Evidence[] {
  return (facts.grants ?? []).slice(0, 3).map(({ policy, at }) => ({ says: `it holds ${policy}`, at }));
}

function assumerInWords({ says, conditions, limited }: Assumer): string {
  if (conditions.length > 0) return `${says} can become it, if ${conditions.join(' and ')}`;
  const limits = Unknown.is(limited) ? 'under conditions that are not known here' : 'without any condition';
  return `${says} can become it, ${limits}`;
}

/** True when one of its policies can change something; Unknown when that cannot be told. */
export function canWrite({ facts }: Component): boolean | Unknown {
  const values = (facts.grants ?? []).map((grant: Grant) => grant.canWrite);
  if (values.includes(true)) return true;
  const because = values.find((value) => Unknown.is(value));
  return (Unknown.is(because) ? because : undefined) ?? facts.grantsUnknown?.[0] ?? false;
}

// Add-ons of Kubernetes clusters that work on what they did not make; their makers' policies are wide.
const ADD_ONS = new RegExp(
  '(e[bf]s[-_]?csi|load[-_]?balancer[-_]?controller|lb[-_]?controller|alb[-_]?(ingress|controller)' +
    '|auto[-_]?scaler|external[-_]?dns|cert[-_]?manager|karpenter|external[-_]?secrets|vpc[-_]?cni|velero' +
    '|termination[-_]?handler)',
  'i',
);

/**
 * True for an identity, or a policy, that is called like an add-on of a cluster. A name only lowers a
 * finding.
 */
export function isForAddOn({ name }: Component, policy: string): boolean {
  return ADD_ONS.test(name) || ADD_ONS.test(policy);
}

/** That an identity holds a policy, unless it is the policy itself. */
export function holdingEvidence(component: Component, grant: Grant): readonly Evidence[] {
  const isItself = component.resources.includes(grant.at.resource) && grant.at.path[0] === 'policy';
  return isItself ? [] : [{ says: 'it holds this policy', at: grant.at }];
}

/** Why rights of an identity are not judged here: it holds nothing, others hold it, or it only limits. */
export function notJudged({ name, facts }: Component): NotApplicable | Undecided | undefined {
  const { grants = [], grantsUnknown = [], heldBy = [], isBoundary, identityKind } = facts;
  if (grants.length === 0 && grantsUnknown.length === 0) return notApplicable('it holds no policy');
  if (heldBy.length > 0) return notApplicable('the identities that hold it are judged');
  if (isBoundary?.value === true) return notApplicable('it is a boundary: it limits, and gives nothing');
  if (identityKind?.value !== 'policy' || !/boundary/i.test(name)) return undefined;
  return unknown(
    new Unknown({
      reason: 'rule-question',
      detail: `${name} is called a boundary, and nothing in the inputs names it as one`,
      settledBy: 'the code of the identities that it limits',
    }),
  );
}

/** For sentences: `the role orders`, `the policy orders-write`. */
export function identityName({ name, facts }: Component): string {
  const kind = facts.identityKind?.value;
  return typeof kind === 'string' && kind !== 'federation' ? `the ${kind} ${name}` : name;
}
