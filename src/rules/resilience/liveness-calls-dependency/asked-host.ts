import type { Probe } from '../../../core/facts/container.ts';
import { Unknown } from '../../../core/value.ts';

/**
 * The other host that a probe connects to; undefined when it asks its own pod, or when the command does not
 * show any.
 */
export function askedHost(probe: Probe): string | Unknown | undefined {
  if (probe.host !== undefined) return Unknown.is(probe.host) ? probe.host : foreign(probe.host);
  const { command } = probe;
  if (probe.handler !== 'exec' || command === undefined) return undefined;
  if (Unknown.is(command)) return command;
  const text = command.filter((part) => typeof part === 'string').join(' ');
  const found = hostsIn(text)
    .map(foreign)
    .find((host) => host !== undefined);
  if (found !== undefined) return found;
  return command.find((part) => Unknown.is(part));
}

const URL = /\b(?:https?|grpc|tcp|amqp|redis|postgres(?:ql)?):\/\/(?:[^\s/@'"]*@)?([^\s/:'"|;&)?]+)/g;

// Programs that connect to what follows `-h` or `--host`; elsewhere `-h` is a question for help.
const CLIENT =
  /\b(?:pg_isready|psql|mysqladmin|mysql|mariadb-admin|redis-cli|valkey-cli|mongosh|mongo|cqlsh)\b([^|;&]*)/g;
const HOST_FLAG = /(?:^|\s)(?:-h|--host)[=\s]*([^\s'"=]+)/g;

// `nc -z host port`
const NETCAT = /\b(?:nc|ncat|netcat)\s+(?:-\S+\s+)*([^\s-][^\s]*)\s+\d+/g;

function hostsIn(text: string): readonly string[] {
  const clients = [...text.matchAll(CLIENT)].map(([, rest]) => rest ?? '');
  return [
    ...captured(text, URL),
    ...captured(text, NETCAT),
    ...clients.flatMap((rest) => captured(rest, HOST_FLAG)),
  ];
}

function captured(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].flatMap(([, host]) => host ?? []);
}

/** The host, unless it is the pod itself or only the shell knows it. */
function foreign(host: string): string | undefined {
  const plain = host.replace(/^\[|\]$/g, '');
  const isShell = /[$`(]/.test(plain);
  const isSelf = /^(?:localhost|127(?:\.\d+){3}|::1|0\.0\.0\.0|::)$/.test(plain) || plain.startsWith('/');
  return isShell || isSelf || plain === '' ? undefined : plain;
}
