import type { Component } from '../../../core/component.ts';
import type { Pods, VolumeClaim } from '../../../core/facts/workload.ts';
import type { Evidence } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { journeyEvidence } from '../../journeys.ts';
import { evidenceOf, notApplicable, pass, unknown } from '../../outcome.ts';
import { copiedPods, isAside, isNotApplicable, minimumEvidence, servingEvidence } from '../../pods.ts';

export const rule: Rule = {
  id: ruleId('resilience/zone-bound-volume'),
  title: 'The pod cannot move when the zone of its volume fails',
  appliesTo: ['workload'],
  severity: 'high',
  consequence: 'availability',
  environments: 'production-like',
  check(component, context) {
    const pods = copiedPods(component);
    if (isNotApplicable(pods)) return pods;
    const claims = keptClaims(pods, context);
    if (claims.length === 0) return notApplicable('it keeps nothing on a claimed volume');
    if (pods.store?.role === 'cache') return notApplicable('what a cache holds can be rebuilt');
    if (pods.serving.is === 'no') return notApplicable(`nothing sends it requests: ${pods.serving.why}`);
    if (pods.minimum?.value === 0) return notApplicable('it may run no pod at all');
    const bound = claims.find((claim) => stuckWords(pods, claim) !== undefined);
    const maybe = claims.map((claim) => undecided(pods, claim)).find((one) => one !== undefined);
    if (!bound) return maybe ? unknown(maybe) : pass;
    if (pods.serving.is === 'unknown') return unknown(pods.serving.because);
    return failed(component, { pods, bound }, context);
  },
};

/** A claim that the pods keep, and whether all of them share it. */
interface KeptClaim {
  readonly claim: VolumeClaim;
  readonly isShared: boolean;
  /** The component that declares it, for a claim of its own. */
  readonly component: Component | undefined;
}

function keptClaims(pods: Pods, context: RuleContext): readonly KeptClaim[] {
  const shared = pods.volumes.flatMap(({ claim: id }): KeptClaim[] => {
    const component = id === undefined ? undefined : context.component(id);
    const claim = component?.facts.volumeClaim;
    return claim ? [{ claim, isShared: true, component }] : [];
  });
  const own = pods.claimTemplates.map((claim): KeptClaim => ({
    claim,
    isShared: false,
    component: undefined,
  }));
  return [...shared, ...own];
}

/** Why the pods cannot leave their zone or node; undefined when they can, or when nobody can tell. */
function stuckWords({ minimum }: Pods, { claim, isShared }: KeptClaim): string | undefined {
  const { reach, boundZones } = claim;
  if (reach.value !== 'zone' && reach.value !== 'node') return undefined;
  const place = reach.value === 'zone' ? 'one zone' : 'one node';
  if (isShared || minimum?.value === 1) return `volume ${claim.name} exists in ${place} only`;
  const zones = boundZones?.value;
  if (zones === undefined || Unknown.is(zones) || zones.length !== 1) return undefined;
  return `all its volumes are made in zone ${zones[0] ?? ''}`;
}

function undecided({ minimum }: Pods, { claim, isShared }: KeptClaim): Unknown | undefined {
  const { reach, boundZones } = claim;
  if (Unknown.is(reach.value)) return reach.value;
  if (reach.value !== 'zone' || isShared) return undefined;
  if (Unknown.is(minimum?.value)) return minimum.value;
  return Unknown.is(boundZones?.value) ? boundZones.value : undefined;
}

function failed(
  component: Component,
  { pods, bound }: { readonly pods: Pods; readonly bound: KeptClaim },
  context: RuleContext,
): Outcome {
  const { claim } = bound;
  const says = stuckWords(pods, bound) ?? '';
  const isNode = claim.reach.value === 'node';
  return {
    status: 'fail',
    problem:
      `${component.name} stays down while the ${isNode ? 'node' : 'zone'} of its volume is down: ` +
      `${says}.`,
    evidence: [
      { says: `claim ${claim.name}`, at: claim.at },
      ...classEvidence(claim),
      evidenceOf(claim.reach, `a volume of this class is reached from one ${isNode ? 'node' : 'zone'}`),
      ...minimumEvidence(pods, context),
      ...servingEvidence(pods),
      ...journeyEvidence(component, context),
    ],
    remedies: [
      {
        title: 'Replicate the store over zones, or use a volume that all zones reach',
        safety: 'review',
        caution: 'What is stored now must be copied.',
        intents: [],
      },
    ],
    cause: claim.at,
    severity: isAside(pods) ? 'low' : undefined,
  };
}

function classEvidence({ storageClass }: VolumeClaim): readonly Evidence[] {
  if (!storageClass || Unknown.is(storageClass.value)) return [];
  return [evidenceOf(storageClass, `storage class ${storageClass.value}`)];
}
