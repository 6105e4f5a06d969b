import type { Component, Stated } from '../core/component.ts';
import type { Controller, Pods } from '../core/facts/workload.ts';
import type { Evidence } from '../core/finding.ts';
import type { Location } from '../core/location.ts';
import type { NotApplicable, RuleContext } from '../core/rule.ts';
import { Unknown } from '../core/value.ts';
import { evidenceOf, notApplicable } from './outcome.ts';

const WORDS: { readonly [controller in Controller]: string } = {
  deployment: 'Deployment',
  'stateful-set': 'StatefulSet',
  'daemon-set': 'DaemonSet',
  'replica-set': 'ReplicaSet',
  rollout: 'Rollout',
  job: 'Job',
  'cron-job': 'CronJob',
  pod: 'Pod',
  custom: 'custom resource',
};

const COPIED: ReadonlySet<Controller> = new Set(['deployment', 'stateful-set', 'replica-set', 'rollout']);
const KEPT: ReadonlySet<Controller> = new Set([...COPIED, 'daemon-set']);

/** The pods of a controller that keeps a number of equal copies running. */
export function copiedPods(component: Component): Pods | NotApplicable {
  return podsUnder(component, COPIED, 'keeps no number of copies running');
}

/** The pods of a controller that keeps them running, daemons included; jobs and bare pods end. */
export function keptPods(component: Component): Pods | NotApplicable {
  return podsUnder(component, KEPT, 'does not keep its pods running');
}

function podsUnder(
  { facts: { pods } }: Component,
  controllers: ReadonlySet<Controller>,
  why: string,
): Pods | NotApplicable {
  if (!pods) return notApplicable('it runs no pods');
  if (!controllers.has(pods.controller)) return notApplicable(`a ${WORDS[pods.controller]} ${why}`);
  if (pods.generatesLoad) return notApplicable(`it only sends load or tests: ${pods.generatesLoad.says}`);
  return pods;
}

/** True when `copiedPods` or `keptPods` said why the question does not apply. */
export function isNotApplicable(result: object): result is NotApplicable {
  return 'status' in result;
}

/** The lowest number of pods, with what states it. */
export function minimumEvidence(
  { minimum, replicas, autoscalers }: Pods,
  context: RuleContext,
): readonly Evidence[] {
  const lines: Evidence[] = [];
  const scaler = autoscalers.map((id) => context.component(id)).find(isCounting);
  if (minimum && scaler) {
    lines.push(evidenceOf(minimum, `${scalerWord(scaler)} ${scaler.name} keeps at least ${shown(minimum)}`));
  }
  if (replicas && (!scaler || replicas.origin === 'written')) {
    lines.push(evidenceOf(replicas, `replicas = ${shown(replicas)}`));
  }
  return lines;
}

/** Autoscalers that change how many pods there are. */
export function countingScalers({ autoscalers }: Pods, context: RuleContext): readonly Component[] {
  return autoscalers.map((id) => context.component(id)).filter(isCounting);
}

function isCounting({ facts }: Component): boolean {
  return facts.autoscaler !== undefined && facts.autoscaler.kind !== 'vertical';
}

/** `HPA`, or `autoscaler` for what reacts to events. */
export function scalerWord({ facts }: Component): string {
  return facts.autoscaler?.kind === 'horizontal' ? 'HPA' : 'autoscaler';
}

/** True for what users do not notice at once: parts of the platform, and tools that watch others. */
export function isAside({ platformAgent, observes, store }: Pods): boolean {
  return platformAgent !== undefined || observes !== undefined || store?.role === 'metrics';
}

/** True when only its own ports say that it serves: no Service, route or caller of the inputs leads to it. */
export function isOnlySaid({ id }: Component, context: RuleContext): boolean {
  return CALLS.every((kind) => context.dependenciesTo(id, kind).length === 0);
}

const CALLS = ['routes-to', 'calls'] as const;

/** Who sends it requests, as evidence. */
export function servingEvidence({ serving }: Pods): readonly Evidence[] {
  return serving.is === 'yes' ? serving.because.slice(0, 2) : [];
}

/**
 * Where the text of a fact stands; for what nobody wrote, the pod template, which is one text for all that a
 * template makes.
 */
export function causeOf(fact: Stated<unknown> | undefined, { template }: Pods): Location {
  return fact?.origin === 'written' ? (fact.at[0] ?? template) : template;
}

/** A known number as text. */
export function shown({ value }: Stated<number | string>): string {
  return Unknown.is(value) ? 'an unknown number' : String(value);
}

/**
 * True for more pods than the scheduler may leave together without being told: it accepts a difference of
 * five between zones.
 * https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/#internal-default-constraints
 */
export function areMany(count: number): boolean {
  return count > 5;
}

/** `1 pod`, `3 pods`. */
export function podCount(count: number): string {
  return count === 1 ? '1 pod' : `${count} pods`;
}

/** Claims that only one node at a time may attach, mounted by the pods or made for each of them. */
export function singleWriterClaims(pods: Pods, context: RuleContext): readonly string[] {
  const mounted = pods.volumes.flatMap(({ claim }) =>
    claim === undefined ? [] : (context.component(claim).facts.volumeClaim ?? []),
  );
  return [...mounted, ...pods.claimTemplates].flatMap(({ name, accessModes }) =>
    isSingleWriter(accessModes.value) ? [name] : [],
  );
}

/** True where every mode admits one node or pod only. */
export function isSingleWriter(modes: readonly string[] | Unknown): boolean {
  return !Unknown.is(modes) && modes.length > 0 && modes.every((mode) => SINGLE_WRITER.has(mode));
}

const SINGLE_WRITER: ReadonlySet<string> = new Set(['ReadWriteOnce', 'ReadWriteOncePod']);

/**
 * An amount that is written as a number of pods or as a percentage; `undefined` for a text that is neither.
 */
export function scaled(amount: number | string, total: number, round: 'up' | 'down'): number | undefined {
  if (typeof amount === 'number') return amount;
  const percent = /^(\d+)%$/.exec(amount)?.[1];
  if (percent === undefined) return undefined;
  const exact = (Number(percent) * total) / 100;
  return round === 'up' ? Math.ceil(exact) : Math.floor(exact);
}
