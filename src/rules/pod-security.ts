import type { Component, ComponentKind } from '../core/component.ts';
import type { Container } from '../core/facts/container.ts';
import type { PodSetting } from '../core/facts/traffic.ts';
import type { Pods } from '../core/facts/workload.ts';
import type { Evidence } from '../core/finding.ts';
import type { Intent } from '../core/remedy.ts';
import type { Outcome, RuleContext } from '../core/rule.ts';
import { Unknown } from '../core/value.ts';
import { byKey } from '../core/order.ts';
import { notApplicable, pass, unknown } from './outcome.ts';

/** Every kind that a workload of a cluster can have, as its images say. */
export const POD_KINDS: readonly ComponentKind[] = [
  'workload',
  'datastore',
  'cache',
  'queue',
  'topic',
  'bucket',
];

/** A component with its pods. */
export interface Running {
  readonly component: Component;
  readonly pods: Pods;
}

/** The workloads of a stack that run pods and are more than a test, sorted by id. */
export function runningIn(stack: Component, context: RuleContext): readonly Running[] {
  if (stack.stack === undefined) return [];
  const found = context.stack(stack.stack).resources.flatMap(({ id }): readonly Running[] => {
    const component = context.componentOf(id);
    const pods = component?.facts.pods;
    return component && pods && !pods.generatesLoad ? [{ component, pods }] : [];
  });
  return found.sort(byKey(({ component }) => component.id));
}

/** What one container lacks. */
export interface Lack {
  readonly running: Running;
  readonly container: Container;
  readonly says: string;
  readonly evidence: Evidence;
}

/** Why a container is not asked, what it lacks, or what would have to be known. */
export type Judged = Lack | Unknown | undefined;

/** The admission policy of the inputs that demands a setting of these pods, as a line of proof. */
export function enforcement({ facts }: Component, setting: PodSetting): Evidence | undefined {
  const found = facts.enforcedSettings?.find((one) => one.setting === setting);
  return found && { says: found.says, at: found.at };
}

/** True for agents that cannot do their work without the node: nobody asks them to be ordinary pods. */
export function needsItsNode({ platformAgent, hostNetwork, hostPid, hostIpc }: Pods): boolean {
  const shares = [hostNetwork, hostPid, hostIpc].some(({ value }) => value === true);
  return platformAgent !== undefined && shares;
}

// What the workload model says of a daemon that it knows by nothing but the directories it reads.
const KNOWN_BY_DIRECTORIES = /^a daemon on every node/;
const PLATFORM_NAMESPACE =
  /^(kube-.+|.+-system|(.+-)?(monitoring|logging|observability|storage|networking|security))$/;

/** An agent that is trusted like its node: by its image or namespace, not by what it reads alone. */
export function isTrustedAgent({ platformAgent, namespace }: Pods): boolean {
  if (platformAgent === undefined) return false;
  if (!KNOWN_BY_DIRECTORIES.test(platformAgent)) return true;
  return !Unknown.is(namespace.value) && PLATFORM_NAMESPACE.test(namespace.value);
}

/** Why it counts as an agent, as a line of proof. */
export function agentLine({ platformAgent, template }: Pods): readonly Evidence[] {
  return platformAgent === undefined
    ? []
    : [{ says: `an agent of the platform: ${platformAgent}`, at: template }];
}

export interface StackQuestion {
  /** Settles one container. */
  judge(running: Running, container: Container): Judged;
  /** The sentence for so many containers of so many workloads. */
  problem(lacks: readonly Lack[], stack: Component): string;
  /** The name of the remedy that every workload has. */
  readonly remedy: string;
  readonly title: string;
  readonly caution: string;
}

/** One outcome for a stack that lists all its containers that lack something. */
export function judgeContainers(stack: Component, context: RuleContext, question: StackQuestion): Outcome {
  // A job that runs once and ends gives nobody the time that an attack on its container takes.
  const running = runningIn(stack, context).filter(({ pods }) => pods.controller !== 'job');
  if (running.length === 0) return notApplicable('it keeps no pods running');
  const lacks: Lack[] = [];
  const open: Unknown[] = [];
  let asked = 0;
  for (const one of running) {
    for (const container of one.pods.containers) {
      asked += 1;
      const judged = question.judge(one, container);
      if (Unknown.is(judged)) open.push(judged);
      else if (judged) lacks.push(judged);
    }
    if (one.pods.notRendered) open.push(one.pods.notRendered);
  }
  const [first] = lacks;
  if (!first) return open.length > 0 ? unknown(...open) : asked > 0 ? pass : notApplicable('it runs no pods');
  const affected = [...new Set(lacks.map(({ running: { component } }) => component))];
  const intents = affected.flatMap((component): readonly Intent[] => {
    return component.remedies[question.remedy]?.intents ?? [];
  });
  const wanted = new Set(lacks.map(({ container }) => placeOf(container)));
  return {
    status: 'fail',
    problem: question.problem(lacks, stack),
    evidence: lacks.map(({ evidence }) => evidence),
    remedies: [
      {
        title: question.title,
        safety: 'review',
        caution: question.caution,
        intents: intents.filter((intent) => intent.op !== 'add' && isInside(intent, wanted)),
      },
    ],
    cause: first.container.at,
  };
}

function placeOf({ at: { resource, path } }: Container): string {
  return `${resource} ${path.join('.')}`;
}

function isInside(intent: Exclude<Intent, { op: 'add' }>, containers: ReadonlySet<string>): boolean {
  const { resource, path } = intent.at;
  return path.some((_, length) => containers.has(`${resource} ${path.slice(0, length).join('.')}`));
}

/** `app of orders, and 4 other containers`. */
export function containersInWords(lacks: readonly Lack[]): string {
  const [first] = lacks;
  if (!first) return 'no container';
  const others = lacks.length - 1;
  const name = `container ${first.container.name} of ${first.running.component.name}`;
  if (others === 0) return name;
  return `${name} and ${others} other ${others === 1 ? 'container' : 'containers'}`;
}
