import type { Pods, Serving } from '../../../core/facts/workload.ts';
import type { Labels } from '../../../core/facts/workload.ts';
import type { Stated } from '../../../core/component.ts';
import type { Resource } from '../../../core/resource.ts';
import { Unknown } from '../../../core/value.ts';
import { at, dataAt, readBool, readNumber, readText } from '../../read.ts';
import type { Path } from '../../read.ts';
import { readLabels } from '../labels.ts';
import { namespaceOf } from '../object.ts';
import { readContainers } from './container.ts';
import type { ControllerKind } from './controllers.ts';
import { notRenderedPart, ownBounds, readReplicas } from './controllers.ts';
import { generatesLoad, observes, platformAgent, singletonByCommand } from './evidence.ts';
import { readRollout } from './rollout.ts';
import { readSpread } from './spread.ts';
import { recogniseStore } from './stores/recognise.ts';
import { readClaimTemplates, readVolumes } from './volumes.ts';

const POD = 'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#PodSpec';
const CRON_JOB =
  'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/cron-job-v1/#CronJobSpec';

/** What an object runs as pods, by itself; link passes fill what needs neighbours. */
export function readPods(resource: Resource, kind: ControllerKind): Pods {
  const { controller, template } = kind;
  const podSpec: Path = [...template, 'spec'];
  const labels = readLabels(resource, [...template, 'metadata', 'labels']);
  const containers = readContainers(resource, podSpec);
  const replicas = readReplicas(resource, kind);
  const bounds = ownBounds(resource);
  const volumes = readVolumes(resource, podSpec);
  const flag = (name: string): Stated<boolean> =>
    readBool(resource, [...podSpec, name], { value: false, source: POD });
  const witness = { resource, controller, containers, volumes };
  return {
    controller,
    namespace: namespaceOf(resource),
    labels,
    notRendered: notRenderedPart(resource, template),
    replicas,
    statesReplicas: dataAt(resource, 'spec', 'replicas') !== undefined && replicas !== undefined,
    minimum: bounds.minimum ?? replicas,
    maximum: bounds.maximum ?? (bounds.minimum ? undefined : replicas),
    autoscalers: [],
    budgets: [],
    maybeBudget: undefined,
    rollout: readRollout(resource, controller),
    containers,
    ...readSpread(resource, podSpec, labels),
    serviceAccount:
      readText(resource, [...podSpec, 'serviceAccountName']) ??
      readText(resource, [...podSpec, 'serviceAccount'], { value: 'default', source: POD }),
    hostNetwork: flag('hostNetwork'),
    hostPid: flag('hostPID'),
    hostIpc: flag('hostIPC'),
    isWindows: readWindows(resource, podSpec),
    volumes,
    claimTemplates: controller === 'stateful-set' ? readClaimTemplates(resource) : [],
    nodeSelector: readLabels(resource, [...podSpec, 'nodeSelector']),
    terminationGraceSeconds: readNumber(resource, [...podSpec, 'terminationGracePeriodSeconds'], {
      value: 30,
      source: POD,
    }),
    restartPolicy: readText(resource, [...podSpec, 'restartPolicy']),
    schedule: controller === 'cron-job' ? readText(resource, ['spec', 'schedule']) : undefined,
    concurrency:
      controller === 'cron-job'
        ? readText(resource, ['spec', 'concurrencyPolicy'], { value: 'Allow', source: CRON_JOB })
        : undefined,
    serving: NOT_JOINED,
    store: recogniseStore(containers),
    platformAgent: platformAgent(witness),
    observes: observes(witness),
    singleton: singletonByCommand(witness),
    consumes: undefined,
    generatesLoad: generatesLoad(witness),
    template: at(resource, ...template),
  };
}

/** Until the pass that looks at Services and routes has run. */
const NOT_JOINED: Serving = {
  is: 'unknown',
  because: new Unknown({ reason: 'rule-question', detail: 'what sends it requests was not looked up' }),
};

function readWindows(resource: Resource, podSpec: Path): Stated<boolean> {
  const selector: Labels = readLabels(resource, [...podSpec, 'nodeSelector']);
  const system =
    readText(resource, [...podSpec, 'os', 'name']) ??
    readText(resource, [...podSpec, 'nodeSelector', 'kubernetes.io/os'], { value: 'linux', source: POD });
  if (Unknown.is(system.value)) return { ...system, value: system.value };
  const isOpen = system.origin === 'default' && selector.more !== undefined;
  return { ...system, value: isOpen && selector.more ? selector.more : system.value === 'windows' };
}
