import type { Container } from '../../../core/facts/container.ts';
import type { Controller, PodVolume } from '../../../core/facts/workload.ts';
import type { Location } from '../../../core/location.ts';
import type { Resource } from '../../../core/resource.ts';
import { Unknown } from '../../../core/value.ts';
import type { Value } from '../../../core/value.ts';
import { at } from '../../read.ts';
import { readLabels } from '../labels.ts';
import { namespaceOf } from '../object.ts';
import { isAgentImage, isLoadImage, isObserverImage, lastSegments } from './known-images.ts';

/** What a workload can say about itself. */
export interface Witness {
  readonly resource: Resource;
  readonly controller: Controller;
  readonly containers: readonly Container[];
  readonly volumes: readonly PodVolume[];
}

type Says = { readonly says: string; readonly at: Location };

/** Host directories that only agents of a node read. */
const AGENT_PATHS: readonly RegExp[] = [
  /^\/$/,
  /^\/(?:proc|sys|dev|var\/log|etc\/cni|opt\/cni|lib\/modules)(?:\/|$)/,
  /^\/var\/lib\/(?:kubelet|docker|containerd)(?:\/|$)/,
  /^\/(?:var\/)?run\/(?:docker|containerd|crio)/,
];

/** Why a workload is an agent of the platform: its image, or a daemon that watches its node. */
export function platformAgent({ resource, controller, containers, volumes }: Witness): string | undefined {
  // A collector beside an application makes it no agent: every container must be one.
  const images = containers.filter(({ role }) => role === 'main').map(({ image }) => image?.repository);
  const [first] = images;
  if (typeof first === 'string' && images.every((name) => typeof name === 'string' && isAgentImage(name))) {
    return `its image is ${first}`;
  }
  if (namespaceOf(resource).value === 'kube-system') return 'it runs in kube-system';
  if (controller !== 'daemon-set') return undefined;
  const watched = volumes.find(
    ({ kind, source }) =>
      kind === 'host-path' && typeof source?.value === 'string' && isWatched(source.value),
  );
  const path = watched?.source?.value;
  return typeof path === 'string' ? `a daemon on every node that reads ${path} of the node` : undefined;
}

/** Why a workload only watches others: most of its containers are such tools. */
export function observes({ containers }: Witness): string | undefined {
  const images = containers.filter(({ role }) => role === 'main').map(({ image }) => image?.repository);
  const watching = images.filter((name) => typeof name === 'string' && isObserverImage(name));
  const [first] = watching;
  return typeof first === 'string' && watching.length * 2 > images.length
    ? `its image is ${first}`
    : undefined;
}

function isWatched(path: string): boolean {
  return AGENT_PATHS.some((pattern) => pattern.test(path));
}

// The words of a command that start a load tool.
const LOAD_COMMAND =
  /^(?:locust|k6|artillery|vegeta|hey|wrk2?|ab|siege|jmeter|gatling|fortio|ghz|oha|bombardier)$/;

/** Why a workload sends load or tests others; a name alone is no reason. */
export function generatesLoad({ resource, containers }: Witness): Says | undefined {
  const hooks = readLabels(resource, ['metadata', 'annotations']).known['helm.sh/hook'];
  if (typeof hooks === 'string' && /\btest(?:-success|-failure)?\b/.test(hooks)) {
    return { says: 'a test of the chart', at: at(resource, 'metadata', 'annotations', 'helm.sh/hook') };
  }
  for (const container of containers) {
    const repository = container.image?.repository;
    if (container.role === 'main' && typeof repository === 'string' && isLoadImage(repository)) {
      return { says: `its image is ${repository}`, at: container.image?.text.at[0] ?? container.at };
    }
    const tool = programsOf(container).find((word) => LOAD_COMMAND.test(word));
    if (tool !== undefined && container.role === 'main') {
      return { says: `it runs ${tool}`, at: container.at };
    }
  }
  return undefined;
}

// Commands of schedulers that must not run twice: each would start every job.
const SCHEDULERS: readonly RegExp[] = [
  /\bcelery\b.*\bbeat\b/,
  /\bairflow scheduler\b/,
  /\bartisan schedule:(?:work|run)\b/,
  /\b(?:crond|supercronic|clockwork|rufus-scheduler)\b/,
  /\b(?:rake|rails) \S*(?:clock|scheduler)\b/,
  /\bsidekiq-scheduler\b/,
];

/** Why a workload may run only once, as its commands say: a scheduler, or an elected leader. */
export function singletonByCommand({ containers }: Witness): Says | undefined {
  for (const container of containers) {
    if (container.role !== 'main') continue;
    const line = commandLine(container);
    const scheduler = SCHEDULERS.find((pattern) => pattern.test(line));
    const found = scheduler?.exec(line)?.[0];
    if (found !== undefined) return { says: `it runs a scheduler: ${found.slice(0, 60)}`, at: container.at };
    const elected = /--?(?:enable-)?leader-elect(?:ion)?(?:=true|\s+true)?(?=\s|$)/.exec(line)?.[0];
    if (elected !== undefined) return { says: `it elects a leader: ${elected.trim()}`, at: container.at };
  }
  return undefined;
}

// Commands of workers that take jobs from a queue or a stream.
const WORKERS: readonly RegExp[] = [
  /\bcelery\b.*\bworker\b/,
  /\b(?:sidekiq|resque|delayed_job|shoryuken|sneakers|karafka)\b/,
  /\bartisan (?:queue:(?:work|listen)|horizon)\b/,
  /\brq worker\b/,
  /\bdramatiq\b/,
  /\bfaust\b.*\bworker\b/,
  /\bmessenger:consume\b/,
];

const QUEUE_VARIABLES: readonly RegExp[] = [
  /(?:^|_)SQS(?:_\w+)?_QUEUE(?:_URL|_NAME)?$/,
  /(?:^|_)QUEUE_(?:URL|NAME)$/,
  /(?:^|_)CONSUMER_GROUP(?:_ID|_NAME)?$/,
  /(?:^|_)SUBSCRIPTION_(?:ID|NAME)$/,
];

/** The worker's command that takes jobs from a queue. */
export function workerCommand(containers: readonly Container[]): Says | undefined {
  for (const container of containers) {
    if (container.role !== 'main') continue;
    const line = commandLine(container);
    const found = WORKERS.map((pattern) => pattern.exec(line)?.[0]).find((text) => text !== undefined);
    if (found !== undefined) return { says: `it runs ${found.slice(0, 60)}`, at: container.at };
  }
  return undefined;
}

/** A variable that names a queue, a subscription or a consumer group. */
export function queueVariable(containers: readonly Container[]): Says | undefined {
  for (const { role, environment } of containers) {
    const found = environment.find(({ name }) =>
      QUEUE_VARIABLES.some((pattern) => pattern.test(name.toUpperCase())),
    );
    if (found && role === 'main') return { says: `${found.name} names what it reads from`, at: found.at };
  }
  return undefined;
}

/** Everything a container is told to run, as one line; unknown words are left out. */
export function commandLine({ command, arguments: rest }: Container): string {
  return [...knownWords(command), ...knownWords(rest)].join(' ');
}

/** The programs that a command starts: its first word, and the first word of a shell's script. */
function programsOf({ command, arguments: rest }: Container): readonly string[] {
  const words = [...knownWords(command), ...knownWords(rest)];
  const [first = ''] = words;
  const isShell = /^(?:ba|da|a|z)?sh$/.test(lastSegments(first, 1));
  const script = isShell
    ? words
        .slice(1)
        .filter((word) => !word.startsWith('-'))
        .join('\n')
    : '';
  const started = script.split(/[\n;&|]+/).map((line) => line.trim().split(/\s+/)[0] ?? '');
  return [first, ...started].map((word) => lastSegments(word, 1));
}

function knownWords(words: Value<readonly Value<string>[]> | undefined): readonly string[] {
  if (words === undefined || Unknown.is(words)) return [];
  return words.filter((word) => typeof word === 'string');
}
