import type { Probe } from '../../../core/facts/container.ts';
import type { Resource } from '../../../core/resource.ts';
import { isDataObject, Unknown } from '../../../core/value.ts';
import type { Value } from '../../../core/value.ts';
import { at, dataAt, readNumber } from '../../read.ts';
import type { Path } from '../../read.ts';
import { portAt, textListAt } from '../lists.ts';
import { textAt } from '../object.ts';

const PROBES =
  'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#configure-probes';

const HANDLERS = [
  ['httpGet', 'http'],
  ['tcpSocket', 'tcp'],
  ['exec', 'exec'],
  ['grpc', 'grpc'],
] as const;

/** The probe at a path with the API's defaults; undefined when nobody wrote one, or it is not known. */
export function readProbe(resource: Resource, path: Path): Probe | undefined {
  const data = dataAt(resource, ...path);
  if (!isDataObject(data)) return undefined;
  const found = HANDLERS.find(([key]) => data[key] !== undefined && data[key] !== null);
  // A probe without handler is refused by the API: somebody disabled it in a merge (`httpGet: null`).
  if (!found) return undefined;
  const [key, kind] = found;
  const handler = Unknown.is(data[key]) ? 'unknown' : kind;
  const seconds = (name: string, value: number): Probe['periodSeconds'] =>
    readNumber(resource, [...path, name], { value, source: PROBES });
  return {
    handler,
    path: kind === 'http' ? (textAt(resource, [...path, key, 'path']) ?? '/') : undefined,
    port: kind === 'exec' ? undefined : portAt(resource, ...path, key, 'port'),
    host: textAt(resource, [...path, key, 'host']),
    command: kind === 'exec' ? commandAt(resource, [...path, key, 'command']) : undefined,
    periodSeconds: seconds('periodSeconds', 10),
    failureThreshold: seconds('failureThreshold', 3),
    at: at(resource, ...path),
  };
}

/** A command or its arguments; undefined when nobody wrote it. */
export function commandAt(resource: Resource, path: Path): Value<readonly Value<string>[]> | undefined {
  const data = dataAt(resource, ...path);
  if (data === undefined || Unknown.is(data)) return data;
  return textListAt(resource, ...path);
}
