import type { Probe } from '../core/facts/container.ts';
import type { Value } from '../core/value.ts';
import { Unknown } from '../core/value.ts';

/** Whether two probes ask the same thing the same way. */
export function compareProbes(one: Probe, other: Probe): boolean | Unknown {
  if (one.handler !== other.handler || one.handler === 'unknown') return false;
  const pairs: readonly Pair[] = [
    [one.path, other.path],
    [one.port, other.port],
    [one.host, other.host],
    ...commandPairs(one, other),
  ];
  let undecided: Unknown | undefined;
  for (const [a, b] of pairs) {
    // The same unknown value twice is equal, whatever it is.
    if (a === b) continue;
    if (Unknown.is(a)) undecided ??= a;
    else if (Unknown.is(b)) undecided ??= b;
    else return false;
  }
  return undecided ?? true;
}

type Part = Value<string | number | readonly Value<string>[]> | undefined;
type Pair = readonly [Part, Part];

function commandPairs(one: Probe, other: Probe): readonly Pair[] {
  const a = one.command;
  const b = other.command;
  if (a === undefined || b === undefined || Unknown.is(a) || Unknown.is(b)) return [[a, b]];
  return [[a.length, b.length], ...a.map((part, index) => [part, b[index]] as const)];
}

/** Seconds of failing after which a probe acts. */
export function actsAfterSeconds({ periodSeconds, failureThreshold }: Probe): number | Unknown {
  if (Unknown.is(periodSeconds.value)) return periodSeconds.value;
  if (Unknown.is(failureThreshold.value)) return failureThreshold.value;
  return periodSeconds.value * failureThreshold.value;
}

/** `/health on port 8080`, `port 5432`, `pg_isready -U orders`. */
export function probeWords({ handler, path, port, command }: Probe): string {
  if (handler === 'exec') return commandWords(command) ?? 'a command';
  const where = port === undefined || Unknown.is(port) ? '' : `port ${port}`;
  if (handler === 'grpc') return `the gRPC health service${where === '' ? '' : ` on ${where}`}`;
  if (handler === 'http') {
    const what = path === undefined || Unknown.is(path) ? 'a path' : path;
    return where === '' ? what : `${what} on ${where}`;
  }
  return where === '' ? 'a port' : where;
}

const SHOWN = 60;

function commandWords(command: Probe['command']): string | undefined {
  if (command === undefined || Unknown.is(command)) return undefined;
  const text = command.map(String).join(' ').replace(/\s+/g, ' ');
  return `\`${text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text}\``;
}
