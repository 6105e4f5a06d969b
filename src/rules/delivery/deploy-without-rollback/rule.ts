import type { Component, Stated } from '../../../core/component.ts';
import type { Evidence } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { Remedy } from '../../../core/remedy.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { isOnNoJourney, journeyEvidence } from '../../journeys.ts';
import { attributeOf, evidenceOf, notApplicable, pass, unknown } from '../../outcome.ts';
import { habitOf, isRelease, unseenDeployer } from './releases.ts';

export const rule: Rule = {
  id: ruleId('delivery/deploy-without-rollback'),
  title: 'A bad release stays until somebody undoes it by hand',
  appliesTo: ['workload', 'pipeline'],
  severity: 'high',
  consequence: 'change-failure',
  environments: 'production-like-or-staging',
  check(component, context) {
    const { revertsBadRelease: reverts, stopsBadRelease: stops, deployedBy } = component.facts;
    if (component.facts.keepsEarlierVersion)
      return judgeHistory(component, component.facts.keepsEarlierVersion);
    if (reverts === undefined) return notApplicable('no rollout of new versions is described');
    if (isSwitchedOff(component)) return notApplicable('it runs nothing');
    if (deployedBy) return deployedElsewhere(component, deployedBy, context);
    if (reverts.value === true) return pass;
    if (Unknown.is(reverts.value)) return unknown(reverts.value);
    const elsewhere = unseenDeployer(component, context);
    if (elsewhere) return unknown(elsewhere);
    return failed(component, { reverts, isStopped: stops?.value === true }, context);
  },
};

/** Without an earlier version nothing can be undone, whatever watches the rollout. */
function judgeHistory({ name }: Component, keeps: Stated<boolean>): Outcome {
  if (Unknown.is(keeps.value)) return unknown(keeps.value);
  if (keeps.value) return notApplicable('who watches its rollouts is not in the inputs');
  const place = keeps.at[0];
  return {
    status: 'fail',
    problem: `A bad release of ${name} cannot be undone by the cluster: no earlier version is kept.`,
    evidence: [evidenceOf(keeps, `${attributeOf(keeps)} keeps none`)],
    remedies: [
      {
        title: 'Keep a few earlier versions: revisionHistoryLimit of 2 or more',
        safety: 'safe',
        intents: place ? [{ op: 'set', at: place, value: 2 }] : [],
      },
    ],
    cause: place,
  };
}

function howWords(component: Component, isStopped: boolean): string {
  if (component.facts.pods) return 'no analysis looks at it, so nothing turns back once its pods are ready';
  if (isRelease(component)) return 'an upgrade that fails is not rolled back';
  if (!isStopped) return 'nothing stops or undoes a rollout that does not work';
  return 'a rollout that does not work ends, but what it replaced is not put back';
}

function isSwitchedOff({ facts }: Component): boolean {
  if (facts.pods?.maximum?.value === 0) return true;
  return facts.desiredSize?.value === 0 && (facts.minimumSize === undefined || facts.minimumSize.value === 0);
}

function deployedElsewhere(component: Component, by: Stated<string>, context: RuleContext): Outcome {
  if (Unknown.is(by.value)) return unknown(by.value);
  if (context.dependenciesTo(component.id, 'deploys').length > 0) {
    return notApplicable(`${by.value} deploys it and is judged itself`);
  }
  return unknown(
    new Unknown({
      reason: 'not-in-inputs',
      detail: `${by.value} deploys ${component.name}, and what it does on failure is not in the inputs`,
      settledBy: 'the code that declares the deployment of this workload',
    }),
  );
}

interface Situation {
  readonly reverts: Stated<boolean>;
  readonly isStopped: boolean;
}

function failed(component: Component, { reverts, isStopped }: Situation, context: RuleContext): Outcome {
  const deployed = context.dependenciesFrom(component.id, 'deploys').map(({ to }) => context.component(to));
  const subjects = deployed.length > 0 ? deployed : [component];
  const habit = habitOf(component, context);
  const names = namesOf(habit.length > 0 ? habit : subjects);
  const isRemote =
    component.kind === 'workload' && subjects.every((subject) => isOnNoJourney(subject, context));
  const evidence: Evidence[] = [
    evidenceOf(
      reverts,
      reverts.origin === 'written' && component.kind === 'pipeline'
        ? `${attributeOf(reverts)} rolls nothing back`
        : isStopped
          ? 'stopped without rollback'
          : 'no rollback on failure',
    ),
    ...subjects.flatMap((subject) => journeyEvidence(subject, context)),
  ];
  const remedy = habit.length > 0 ? ONCE_FOR_ALL : component.remedies['revert-bad-release'];
  const [speaker = component] = habit;
  const isMedium = isStopped || isRelease(component);
  return {
    status: 'fail',
    problem: `A bad release of ${names} stays until somebody undoes it: ${howWords(component, isStopped)}.`,
    evidence,
    remedies: remedy ? [remedy] : [],
    cause: speaker.facts.revertsBadRelease?.at[0],
    severity: isRemote ? 'low' : isMedium ? 'medium' : undefined,
  };
}

const ONCE_FOR_ALL: Remedy = {
  title: 'Set upgrade.remediation once for all releases: a patch in the Kustomization that deploys them',
  safety: 'review',
  caution: 'after the last try a release stays at the version before, and the object says so',
  intents: [],
};

/** `orders, carts`; of many the first, and how many more there are. */
function namesOf(components: readonly Component[]): string {
  const names = [...new Set(components.map(({ name }) => name))];
  const [first] = names;
  return names.length > 4 ? `${first} and ${names.length - 1} others` : names.join(', ');
}
