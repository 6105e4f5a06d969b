import type { Component } from '../../../core/component.ts';
import type { ClaimBackups, Pods, RecognisedStore } from '../../../core/facts/workload.ts';
import type { Severity } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { Location } from '../../../core/location.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { notApplicable, pass, unknown } from '../../outcome.ts';
import { copiedPods, isNotApplicable } from '../../pods.ts';

export const rule: Rule = {
  id: ruleId('data/volume-without-snapshots'),
  title: 'The data on these volumes exists once',
  appliesTo: ['workload'],
  severity: 'high',
  consequence: 'data-loss',
  environments: 'production-like',
  check(component, context) {
    const pods = copiedPods(component);
    if (isNotApplicable(pods)) return pods;
    const { claimBackups: backups } = component.facts;
    if (!backups) return notApplicable('it has no claims');
    if (pods.store?.role === 'cache') return notApplicable('what a cache holds can be rebuilt');
    if (isOnNetworkStorage(pods, context))
      return notApplicable('its files are saved where the storage lives');
    if (backups.by.length > 0) return pass;
    if (backups.maybe) return unknown(backups.maybe);
    if (!backups.isSaving) return unknown(noTool);
    return failed(component, { pods, backups, alike: alike(component, context) });
  },
};

/** Asked once for a whole repository. */
const noTool = new Unknown({
  reason: 'not-in-inputs',
  detail: 'nothing in the inputs saves volumes, so they are saved elsewhere or not at all',
  settledBy:
    'what saves the volumes of the cluster: its backup schedules, or the backup plan of the provider',
});

function isOnNetworkStorage(pods: Pods, context: RuleContext): boolean {
  const shared = pods.volumes.flatMap(({ claim }) =>
    claim === undefined ? [] : (context.component(claim).facts.volumeClaim ?? []),
  );
  const claims = [...shared, ...pods.claimTemplates];
  return claims.length > 0 && claims.every(({ reach }) => reach.value === 'network');
}

// What is in a queue, an index or a series of measurements can often be made again, or is soon worth nothing.
const LOWERED: { readonly [role in RecognisedStore['role']]?: Severity } = {
  metrics: 'low',
  search: 'low',
  broker: 'low',
};

// From so many on, volumes that nothing saves are one decision for all of them.
const FEWEST = 5;

const silent = new WeakMap<RuleContext, readonly Component[]>();

/** All that nothing saves and nothing misses by a little, where they are many; else the component alone. */
function alike(component: Component, context: RuleContext): readonly Component[] {
  const all = silent.get(context) ?? context.ofKind('workload').filter((one) => isSilent(one, context));
  silent.set(context, all);
  const names = new Set(all.map(({ name }) => name));
  return names.size >= FEWEST && all.includes(component) ? all : [component];
}

function isSilent(component: Component, context: RuleContext): boolean {
  const { pods, claimBackups: backups } = component.facts;
  if (!pods || !backups || backups.by.length > 0 || backups.maybe || backups.misses.length > 0) return false;
  if (pods.store?.role === 'cache' || lowered(pods) || isNotApplicable(copiedPods(component))) return false;
  return !isOnNetworkStorage(pods, context);
}

interface Situation {
  readonly pods: Pods;
  readonly backups: ClaimBackups;
  readonly alike: readonly Component[];
}

function placeOf(pods: Pods): Location {
  const [claim] = pods.claimTemplates;
  return claim?.at ?? pods.volumes.find(({ kind }) => kind === 'claim')?.at ?? pods.template;
}

function failed(component: Component, { pods, backups: { misses }, alike: all }: Situation): Outcome {
  const name = all.length > 1 ? `${all[0]?.name} and ${namesIn(all) - 1} others` : component.name;
  const first = all[0]?.facts.pods ?? pods;
  const [claim] = pods.claimTemplates;
  const place = placeOf(pods);
  const [miss] = misses;
  const whose = all.length > 1 ? 'theirs' : 'its own';
  return {
    status: 'fail',
    problem: miss
      ? `The data of ${name} exists once: no backup of the inputs takes its volumes (${miss.says}).`
      : `The data of ${name} exists once: other volumes of the inputs are saved, and ${whose} are not.`,
    evidence: [
      { says: claim ? `claim template ${claim.name}` : 'a claim that is mounted', at: place },
      ...(pods.store
        ? [{ says: `${pods.store.product}, by ${pods.store.recognisedBy}`, at: pods.store.at }]
        : []),
      ...misses,
    ],
    remedies: [
      {
        title: 'Add its namespace or labels to a schedule, or make a schedule for it',
        safety: 'review',
        caution: 'only a restore that worked proves a backup',
        intents: [],
      },
    ],
    cause: placeOf(first),
    severity: lowered(pods),
  };
}

function namesIn(components: readonly Component[]): number {
  return new Set(components.map(({ name }) => name)).size;
}

function lowered({ store }: Pods): Severity | undefined {
  return store && LOWERED[store.role];
}
