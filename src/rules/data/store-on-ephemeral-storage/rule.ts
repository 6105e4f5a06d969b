import type { Component } from '../../../core/component.ts';
import type { Container, Mount } from '../../../core/facts/container.ts';
import type { Pods, RecognisedStore } from '../../../core/facts/workload.ts';
import type { Evidence, Severity } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { notApplicable, pass, unknown } from '../../outcome.ts';

export const rule: Rule = {
  id: ruleId('data/store-on-ephemeral-storage'),
  title: 'A restart of this pod empties its store',
  appliesTo: ['workload'],
  severity: 'high',
  consequence: 'data-loss',
  environments: 'lowered-elsewhere',
  check(component, context) {
    const { pods } = component.facts;
    if (!pods) return notApplicable('it runs no pods');
    if (pods.controller === 'job' || pods.controller === 'cron-job') return notApplicable('a job ends');
    if (pods.generatesLoad) return notApplicable('it only sends load or tests');
    const { store } = pods;
    if (!store) return notApplicable('its images name no store that is known');
    if (store.role === 'cache') return notApplicable('what a cache holds can be rebuilt');
    if (pods.replicas?.value === 0 && pods.maximum?.value === 0) return notApplicable('it is switched off');
    const container = pods.containers.find(({ name }) => name === store.container);
    if (!container) return notApplicable('its store runs in no container');
    return judge({ component, pods, store, container }, context);
  },
};

interface StoreOfPods {
  readonly component: Component;
  readonly pods: Pods;
  readonly store: RecognisedStore;
  readonly container: Container;
}

function judge(subject: StoreOfPods, context: RuleContext): Outcome {
  const { pods, store, container } = subject;
  if (pods.notRendered) return unknown(pods.notRendered);
  const directories = store.dataDirectories;
  if (Unknown.is(directories)) return unknown(directories);
  const unreadable = container.mounts.find(({ path }) => Unknown.is(path))?.path;
  let lost: { directory: string; found: Ephemeral } | undefined;
  for (const directory of directories) {
    const found = whatHolds(directory, subject);
    if (found === 'kept') return pass;
    lost ??= { directory, found };
  }
  if (Unknown.is(unreadable)) return unknown(unreadable);
  if (!lost) return pass;
  const moved = keptElsewhere(subject);
  if (moved) return unknown(moved);
  return lost.found.isMemory && (pods.minimum?.value ?? 0) !== 1
    ? notApplicable('it is kept in memory on purpose, by several pods')
    : failed(subject, lost, context);
}

/** A setting that names a directory on a lasting volume: the image may keep its data there. */
function keptElsewhere({ component, pods, store, container }: StoreOfPods): Unknown | undefined {
  const kept = container.mounts.filter((mount) => !Unknown.is(mount.path) && keeps(mount, pods));
  const setting = container.environment.find(
    ({ value }) => typeof value === 'string' && kept.some((mount) => isInside(value, pathOf(mount))),
  );
  if (!setting) return undefined;
  return new Unknown({
    reason: 'rule-question',
    detail:
      `${setting.name} of ${component.name} names a directory on a volume, ` +
      `and ${store.product} may keep its data there`,
    settledBy: 'whether the image heeds this variable',
  });
}

interface Ephemeral {
  readonly evidence: Evidence;
  readonly says: string;
  readonly isMemory: boolean;
}

/** What the directory is on: the mount with the longest path wins, as on any file system. */
function whatHolds(directory: string, { pods, container }: StoreOfPods): Ephemeral | 'kept' {
  const near = container.mounts.filter(
    ({ path }) => !Unknown.is(path) && (isInside(directory, path) || isInside(path, directory)),
  );
  const mount =
    near
      .filter((one) => isInside(directory, pathOf(one)) || keeps(one, pods))
      .sort((a, b) => pathOf(b).length - pathOf(a).length)[0] ?? near.find((one) => endsWithPod(one, pods));
  if (!mount) {
    const says = `no volume is mounted at ${directory}`;
    return { says, evidence: { says, at: container.at }, isMemory: false };
  }
  const volume = pods.volumes.find(({ name }) => name === mount.volume);
  if (!volume || !endsWithPod(mount, pods)) return 'kept';
  const what = volume.kind === 'empty-dir' ? 'an emptyDir' : 'a volume that ends with its pod';
  const says = `${directory} is on ${what}`;
  return { says, evidence: { says: `${says} (${volume.name})`, at: volume.at }, isMemory: volume.inMemory };
}

function endsWithPod({ volume }: Mount, { volumes }: Pods): boolean {
  const kind = volumes.find(({ name }) => name === volume)?.kind;
  return kind === 'empty-dir' || kind === 'ephemeral-claim';
}

/** A volume that outlives the pod; a claim template has no entry among the volumes. */
function keeps({ volume }: Mount, { volumes, claimTemplates }: Pods): boolean {
  if (claimTemplates.some(({ name }) => name === volume)) return true;
  const kind = volumes.find(({ name }) => name === volume)?.kind;
  return kind === 'claim' || kind === 'host-path' || kind === 'nfs' || kind === 'csi';
}

function pathOf({ path }: Mount): string {
  return Unknown.is(path) ? '' : path;
}

function isInside(path: string, folder: string): boolean {
  const base = folder.replace(/\/+$/, '');
  return path === folder || path === base || path.startsWith(`${base}/`);
}

// Measurements end by themselves after days; an index can often be built again from its source.
const LOWERED: { readonly [role in RecognisedStore['role']]?: Severity } = {
  metrics: 'low',
  search: 'medium',
};

const WRITERS = 3;

function failed(
  { component, store, pods }: StoreOfPods,
  { found }: { readonly found: Ephemeral },
  context: RuleContext,
): Outcome {
  const writers = ['stores' as const, 'publishes' as const, 'calls' as const]
    .flatMap((kind) => context.dependenciesTo(component.id, kind))
    .slice(0, WRITERS)
    .map(({ from, evidence }): Evidence => ({
      says: `${context.component(from).name} uses it`,
      at: evidence[0]?.at,
    }));
  const claim = pods.controller === 'stateful-set' ? 'a claim template' : 'a volume claim';
  return {
    status: 'fail',
    problem: `${component.name} loses what it stores whenever its pod is replaced: ${found.says}.`,
    evidence: [
      found.evidence,
      { says: `${store.product}, by ${store.recognisedBy}`, at: store.at },
      ...writers,
    ],
    remedies: [
      {
        title: `Mount ${claim} at the data directory of ${store.product}`,
        safety: 'review',
        caution: 'What is stored now must be copied first.',
        intents: [],
      },
    ],
    cause: found.evidence.at,
    severity: LOWERED[store.role],
  };
}
