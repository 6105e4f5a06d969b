import type { Container, Probe } from '../../../core/facts/container.ts';
import type { Pods } from '../../../core/facts/workload.ts';
import type { Intent, Remedy } from '../../../core/remedy.ts';
import type { Resource } from '../../../core/resource.ts';
import type { Data } from '../../../core/value.ts';
import { Unknown } from '../../../core/value.ts';
import { at, dataAt } from '../../read.ts';

/** Remedies that edit the containers of a workload; one edit for every container that needs it. */
export function containerRemedies(resource: Resource, pods: Pods): { [name: string]: Remedy } {
  const remedies: { [name: string]: Remedy } = {};
  const running = pods.containers.filter(({ role }) => role !== 'init');
  for (const [name, make] of MAKERS) {
    const remedy = make(resource, OF_ALL.has(name) ? pods.containers : running);
    if (remedy) remedies[name] = remedy;
  }
  const shared = leaveHostNamespaces(resource, pods);
  if (shared) remedies['leave-host-namespaces'] = shared;
  return remedies;
}

// What a container that only prepares the others has as well.
const OF_ALL: ReadonlySet<string> = new Set(['set-memory-limit', 'set-requests', 'drop-privileged']);

type Maker = (resource: Resource, containers: readonly Container[]) => Remedy | undefined;

const MAKERS: readonly (readonly [name: string, make: Maker])[] = [
  ['set-memory-limit', setMemoryLimit],
  ['set-requests', setRequests],
  ['add-readiness-probe', addReadinessProbe],
  ['add-liveness-probe', addLivenessProbe],
  ['drop-identical-liveness-probe', dropIdenticalLiveness],
  ['drop-privileged', dropPrivileged],
  ['forbid-escalation', forbidEscalation],
  ['run-as-non-root', runAsNonRoot],
];

function setMemoryLimit(resource: Resource, containers: readonly Container[]): Remedy | undefined {
  const without = containers.filter(({ limits }) => limits.memory === undefined);
  if (without.length === 0) return undefined;
  const intents = without.flatMap((container): readonly Intent[] => {
    const written = dataAt(resource, ...container.at.path, 'resources', 'requests', 'memory');
    return isScalar(written) ? [set(container, ['resources', 'limits', 'memory'], written)] : [];
  });
  return {
    title: `Set a memory limit on ${namesOf(without)}: the request, or the peak that was measured`,
    safety: 'review',
    caution: 'a container that needs more is stopped',
    intents: intents.length === without.length ? intents : [],
  };
}

function isScalar(data: Data | undefined): data is string | number {
  return typeof data === 'string' || typeof data === 'number';
}

function setRequests(_: Resource, containers: readonly Container[]): Remedy | undefined {
  const without = containers.filter(
    ({ role, requests }) => role !== 'init' && (requests.cpu === undefined || requests.memory === undefined),
  );
  if (without.length === 0) return undefined;
  return {
    title: `State the CPU and memory that ${namesOf(without)} needs, as measured`,
    safety: 'review',
    intents: [],
  };
}

/** The one port of a container, where a probe can ask for it. */
function onlyPort({ ports }: Container): number | undefined {
  const [port, second] = ports;
  return port && !second && port.protocol === 'TCP' && !Unknown.is(port.number) ? port.number : undefined;
}

function addReadinessProbe(_: Resource, containers: readonly Container[]): Remedy | undefined {
  const without = containers.filter(({ readiness, probesUnknown }) => !readiness && !probesUnknown);
  if (without.length === 0) return undefined;
  const intents = without.flatMap((container): readonly Intent[] => {
    const port = onlyPort(container);
    return port === undefined ? [] : [set(container, ['readinessProbe'], { tcpSocket: { port } })];
  });
  return {
    title: `Add a readiness probe to ${namesOf(without)}`,
    safety: 'review',
    caution:
      'an open port is the least it can prove; a path that answers when requests can be served is better',
    intents: intents.length === without.length ? intents : [],
  };
}

function addLivenessProbe(_: Resource, containers: readonly Container[]): Remedy | undefined {
  const without = containers.filter(({ liveness, probesUnknown }) => !liveness && !probesUnknown);
  if (without.length === 0) return undefined;
  return {
    title: `Add a liveness probe to ${namesOf(without)} that asks the process alone, nothing it depends on`,
    safety: 'review',
    caution: 'a probe that is too strict restarts healthy pods',
    intents: [],
  };
}

function dropIdenticalLiveness(_: Resource, containers: readonly Container[]): Remedy | undefined {
  const same = containers.filter(
    ({ liveness, readiness }) => liveness && readiness && asksTheSame(liveness, readiness),
  );
  if (same.length === 0) return undefined;
  return {
    title: `Remove the liveness probe of ${namesOf(same)}`,
    safety: 'review',
    caution: 'a process that hangs is then only taken out of service, not restarted',
    intents: same.map(({ at: { resource, path } }) => ({
      op: 'remove',
      at: { resource, path: [...path, 'livenessProbe'] },
    })),
  };
}

/** Whether two probes ask the same, whatever their timing; what is not known is never taken for equal. */
function asksTheSame(one: Probe, other: Probe): boolean {
  const question = questionOf(one);
  return question !== undefined && question === questionOf(other);
}

function questionOf({ handler, path, port, host, command }: Probe): string | undefined {
  const asked = Unknown.is(command) ? [command] : (command ?? []);
  if ([path, port, host, ...asked].some((part) => Unknown.is(part))) return undefined;
  return JSON.stringify([handler, path, port, host, command]);
}

function dropPrivileged(_: Resource, containers: readonly Container[]): Remedy | undefined {
  const privileged = containers.filter(({ security }) => security.privileged.value === true);
  if (privileged.length === 0) return undefined;
  return {
    title: `Run ${namesOf(privileged)} without privileges`,
    safety: 'review',
    caution: 'what it does on the host must be found out first; add the one capability that it needs',
    intents: privileged.map((container) => set(container, ['securityContext', 'privileged'], false)),
  };
}

function forbidEscalation(_: Resource, containers: readonly Container[]): Remedy | undefined {
  const open = containers.filter(({ security }) => security.allowPrivilegeEscalation.value === true);
  if (open.length === 0) return undefined;
  return {
    title: `Set allowPrivilegeEscalation: false on ${namesOf(open)}`,
    safety: 'review',
    caution: 'programs that change their user (sudo, setuid) stop working',
    intents: open.map((container) => set(container, ['securityContext', 'allowPrivilegeEscalation'], false)),
  };
}

function runAsNonRoot(_: Resource, containers: readonly Container[]): Remedy | undefined {
  const open = containers.filter(({ security }) => security.runAsNonRoot?.value !== true);
  if (open.length === 0) return undefined;
  return {
    title: `Set runAsNonRoot: true on ${namesOf(open)}`,
    safety: 'review',
    caution: 'an image that starts as root does not start any more',
    intents: open.map((container) => set(container, ['securityContext', 'runAsNonRoot'], true)),
  };
}

function leaveHostNamespaces(resource: Resource, pods: Pods): Remedy | undefined {
  const shared = [
    ['hostNetwork', pods.hostNetwork],
    ['hostPID', pods.hostPid],
    ['hostIPC', pods.hostIpc],
  ] as const;
  const open = shared.filter(([, fact]) => fact.value === true);
  if (open.length === 0) return undefined;
  return {
    title: `Remove ${open.map(([name]) => name).join(' and ')}`,
    safety: 'review',
    caution: 'what it sees or opens on the host must be found out first',
    intents: open.map(([name]) => ({ op: 'remove', at: at(resource, ...pods.template.path, 'spec', name) })),
  };
}

function set({ at: place }: Container, path: readonly string[], value: Data): Intent {
  return { op: 'set', at: { resource: place.resource, path: [...place.path, ...path] }, value };
}

function namesOf(containers: readonly Container[]): string {
  const names = containers.map(({ name }) => name);
  return names.length <= 3
    ? names.join(', ')
    : `${names.slice(0, 2).join(', ')} and ${names.length - 2} others`;
}
