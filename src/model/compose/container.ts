import type { Container, EnvironmentVariable, Mount } from '../../core/facts/container.ts';
import type { Resource } from '../../core/resource.ts';
import { isDataObject, scalarText, Unknown } from '../../core/value.ts';
import type { Data, Value } from '../../core/value.ts';
import { readImage } from '../kubernetes/image.ts';
import { objectsAt, textListAt } from '../kubernetes/lists.ts';
import { at, dataAt, inherent } from '../read.ts';

/** A service in the words of a container of a pod, for what recognises programs by image and command. */
export function composeContainer(resource: Resource): Container {
  return {
    name: resource.name,
    role: 'main',
    image: readImage(resource, []),
    requests: { cpu: undefined, memory: undefined },
    limits: { cpu: undefined, memory: undefined },
    ports: [],
    readiness: undefined,
    liveness: undefined,
    startup: undefined,
    probesUnknown: undefined,
    preStop: undefined,
    // An entrypoint is what Kubernetes calls a command, a command its arguments.
    command: wordsAt(resource, 'entrypoint'),
    arguments: wordsAt(resource, 'command'),
    environment: variablesOf(resource),
    environmentFrom: [],
    security: {
      privileged: inherent(resource, false, PRIVILEGED),
      allowPrivilegeEscalation: inherent(resource, true, PRIVILEGED),
      runAsNonRoot: undefined,
      runAsUser: undefined,
    },
    mounts: mountsOf(resource),
    at: at(resource),
  };
}

const PRIVILEGED = 'https://docs.docker.com/reference/compose-file/services/#privileged';

function wordsAt(resource: Resource, attribute: string): Container['command'] {
  const data = dataAt(resource, attribute);
  if (data === undefined || Unknown.is(data)) return data;
  return textListAt(resource, attribute);
}

/** Variables of a service, those of its environment files among them. */
export function variablesOf(resource: Resource): readonly EnvironmentVariable[] {
  const environment = dataAt(resource, 'environment');
  if (!isDataObject(environment)) return [];
  return Object.entries(environment).map(([name, value]) => ({
    name,
    value: textOf(value),
    from: undefined,
    at: at(resource, 'environment', name),
  }));
}

function textOf(data: Data): Value<string> | undefined {
  return Unknown.is(data) ? data : scalarText(data);
}

/** What is mounted, by the name of the volume or the path on the host. */
function mountsOf(resource: Resource): readonly Mount[] {
  return objectsAt(resource, 'volumes').items.map(({ path, item }) => ({
    volume: typeof item['source'] === 'string' ? item['source'] : '',
    path: textOf(item['target'] ?? '') ?? '',
    at: at(resource, ...path),
  }));
}
