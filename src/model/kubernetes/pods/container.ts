import type { Stated } from '../../../core/component.ts';
import type {
  Container,
  ContainerPort,
  EnvironmentVariable,
  Mount,
  Resources,
} from '../../../core/facts/container.ts';
import type { Resource } from '../../../core/resource.ts';
import { isDataObject, Unknown } from '../../../core/value.ts';
import type { Data, Value } from '../../../core/value.ts';
import { at, dataAt, readText } from '../../read.ts';
import type { Path } from '../../read.ts';
import { readImage } from '../image.ts';
import { readQuantity } from '../quantity.ts';
import { objectsAt } from '../lists.ts';
import { textAt } from '../object.ts';
import { commandAt, readProbe } from './probe.ts';
import { readSecurity } from './security.ts';

/** Every container of a pod template, in its order: init containers and sidecars first, as they start. */
export function readContainers(resource: Resource, podSpec: Path): readonly Container[] {
  return ['initContainers', 'containers'].flatMap((list) =>
    objectsAt(resource, ...podSpec, list).items.map(({ path }) => {
      const isSidecar = textAt(resource, [...path, 'restartPolicy']) === 'Always';
      const role = list === 'containers' ? 'main' : isSidecar ? 'sidecar' : 'init';
      return readContainer(resource, { path, podSpec, role });
    }),
  );
}

interface ContainerPlace {
  readonly path: Path;
  readonly podSpec: Path;
  readonly role: Container['role'];
}

function readContainer(resource: Resource, { path, podSpec, role }: ContainerPlace): Container {
  const limits = readResources(resource, { path, podSpec, list: 'limits' });
  const written = readResources(resource, { path, podSpec, list: 'requests' });
  const probes = ['readinessProbe', 'livenessProbe', 'startupProbe'].map((name) => [...path, name]);
  const name = textAt(resource, [...path, 'name']);
  return {
    name: typeof name === 'string' ? name : '(unnamed)',
    role,
    image: readImage(resource, path),
    requests: {
      cpu: written.cpu ?? copied(limits.cpu),
      memory: written.memory ?? copied(limits.memory),
    },
    limits,
    ports: readPorts(resource, path),
    readiness: readProbe(resource, [...path, 'readinessProbe']),
    liveness: readProbe(resource, [...path, 'livenessProbe']),
    startup: readProbe(resource, [...path, 'startupProbe']),
    probesUnknown:
      dataAt(resource, ...path, 'image') === 'auto'
        ? INJECTED
        : firstUnknown([path, ...probes].map((place) => dataAt(resource, ...place))),
    preStop: readPreStop(resource, path),
    command: commandAt(resource, [...path, 'command']),
    arguments: commandAt(resource, [...path, 'args']),
    ...readEnvironment(resource, path),
    security: readSecurity(resource, path, podSpec),
    mounts: readMounts(resource, path),
    at: at(resource, ...path),
  };
}

/** https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/#customizing-injection */
const INJECTED = new Unknown({
  reason: 'not-in-inputs',
  detail: 'the injector of Istio completes a container whose image is `auto`',
  settledBy: 'the injection template of the mesh',
});

function firstUnknown(data: readonly (Data | undefined)[]): Unknown | undefined {
  return data.find((item) => Unknown.is(item));
}

const COPIED =
  'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#requests-and-limits';

/** A request that nobody wrote is the limit of the same resource. */
function copied(limit: Stated<number> | undefined): Stated<number> | undefined {
  return limit && { ...limit, origin: 'default', source: COPIED };
}

/** What the container states, else what the pod states for all its containers together. */
function readResources(
  resource: Resource,
  { path, podSpec, list }: { readonly path: Path; readonly podSpec: Path; readonly list: string },
): Resources {
  const read = (name: string): Stated<number> | undefined =>
    readQuantity(resource, [...path, 'resources', list, name]) ??
    readQuantity(resource, [...podSpec, 'resources', list, name]);
  return { cpu: read('cpu'), memory: read('memory') };
}

function readPorts(resource: Resource, container: Path): readonly ContainerPort[] {
  return objectsAt(resource, ...container, 'ports').items.map(({ path, item }) => ({
    name: typeof item['name'] === 'string' ? item['name'] : undefined,
    number: numberOf(item['containerPort']),
    protocol: typeof item['protocol'] === 'string' ? item['protocol'] : 'TCP',
    hostPort: item['hostPort'] === undefined ? undefined : numberOf(item['hostPort']),
    at: at(resource, ...path),
  }));
}

const NO_PORT = new Unknown({
  reason: 'evaluation-error',
  detail: 'the number of the port cannot be read',
  settledBy: 'a number as containerPort',
});

function numberOf(data: Data | undefined): Value<number> {
  if (Unknown.is(data)) return data;
  const number = typeof data === 'string' ? Number(data) : data;
  return typeof number === 'number' && Number.isInteger(number) ? number : NO_PORT;
}

function readPreStop(resource: Resource, container: Path): Stated<string> | undefined {
  const path: Path = [...container, 'lifecycle', 'preStop'];
  const data = dataAt(resource, ...path);
  if (data === undefined) return undefined;
  const says = Unknown.is(data) ? data : isDataObject(data) ? Object.keys(data).join(', ') : 'unreadable';
  return { value: says, at: [at(resource, ...path)], origin: 'written' };
}

function readEnvironment(
  resource: Resource,
  container: Path,
): Pick<Container, 'environment' | 'environmentFrom'> {
  const environment = objectsAt(resource, ...container, 'env').items.flatMap(({ path, item }) => {
    const { name } = item;
    return typeof name === 'string' ? [readVariable(resource, path, name)] : [];
  });
  const environmentFrom = objectsAt(resource, ...container, 'envFrom').items.flatMap(({ path }) => {
    const map = textAt(resource, [...path, 'configMapRef', 'name']);
    const secret = textAt(resource, [...path, 'secretRef', 'name']);
    return [
      ...(map === undefined ? [] : [{ kind: 'config-map', name: map } as const]),
      ...(secret === undefined ? [] : [{ kind: 'secret', name: secret } as const]),
    ];
  });
  return { environment, environmentFrom };
}

function readVariable(resource: Resource, path: Path, name: string): EnvironmentVariable {
  const from = [...path, 'valueFrom'];
  const reference = (kind: 'secret' | 'config-map', key: string): EnvironmentVariable['from'] => {
    const object = textAt(resource, [...from, key, 'name']);
    if (object === undefined) return undefined;
    return { kind, name: object, key: textAt(resource, [...from, key, 'key']) ?? '' };
  };
  const source =
    reference('secret', 'secretKeyRef') ??
    reference('config-map', 'configMapKeyRef') ??
    (dataAt(resource, ...from) === undefined ? undefined : { kind: 'field' as const });
  const value = readText(resource, [...path, 'value'])?.value;
  return { name, value, from: source, at: at(resource, ...path) };
}

function readMounts(resource: Resource, container: Path): readonly Mount[] {
  return objectsAt(resource, ...container, 'volumeMounts').items.flatMap(({ path, item }) => {
    const { name } = item;
    if (typeof name !== 'string') return [];
    return [
      {
        volume: name,
        path: textAt(resource, [...path, 'mountPath']) ?? '',
        at: at(resource, ...path),
      },
    ];
  });
}
