import type { Signal } from '../../core/facts/alerting.ts';
import { anyOf } from './any-of.ts';

/** What an expression is made of. */
export interface Clues {
  readonly name: string;
  readonly metrics: readonly string[];
  readonly functions: readonly string[];
  readonly labelNames: readonly string[];
  readonly ranges: readonly number[];
  /** `status=~5..`, `device=tmpfs`. */
  readonly matchers: readonly string[];
  readonly expression: string;
}

/** What an alert tells about, by the names of its metrics; its own name decides only where they do not. */
export function signalOf(clues: Clues): Signal {
  const metrics = clues.metrics.join(' ');
  if (isBurnRate(clues)) return 'burn-rate';
  if (clues.functions.some((name) => name.startsWith('absent'))) return 'absence';
  for (const [signal, pattern] of BY_METRIC) if (pattern.test(metrics)) return signal;
  if (clues.matchers.some((matcher) => FAILING.test(matcher))) return 'errors';
  if (clues.functions.includes('histogram_quantile')) return 'latency';
  for (const [signal, pattern] of BY_NAME) if (pattern.test(clues.name)) return signal;
  return 'other';
}

const FAILING =
  /^(status|code|status_code|http_status|response_code|grpc_code|outcome|result)=~?.*(5|err|fail)/i;

function isBurnRate({ name, metrics, labelNames, ranges, expression }: Clues): boolean {
  if (metrics.some((metric) => /^slo:|burn_?rate|error_?budget|sli_error/i.test(metric))) return true;
  if (labelNames.some((label) => /^(sloth_\w+|slo)$/.test(label))) return true;
  if (/error_?budget|burn_?rate/i.test(name)) return true;
  // Two windows over one threshold, which is a factor times a budget.
  return ranges.length > 1 && /\d\s*\*\s*\(?\s*(0?\.\d+|1\s*-)/.test(expression);
}

// The first that fits; names as the exporters of the metrics document them.
const BY_METRIC: readonly (readonly [Signal, RegExp])[] = [
  ['dead-letters', /dead_?letter|dlq/i],
  [
    'backlog-age',
    /oldest|queue_latency|message_age|(lag|delay|behind)_seconds|sidekiq_queue_latency|time_in_queue/i,
  ],
  [
    'hard-limit',
    anyOf(
      'replica(tion)?_(lag|delay) seconds_behind volume_stats',
      String.raw`filesystem_(avail|free|size|files) disk_(free|avail) cert\w*_(expir|not_after)`,
      '_not_after cert_expiry free_storage quota xid wraparound bytes_free smartmon',
      'raft_.*(lost|failed)',
    ),
  ],
  [
    'backlog-depth',
    anyOf(
      'messages?_(visible|ready|unacked|count|total_ready)',
      String.raw`queue_(length|depth|size|messages|jobs) consumer\w*_lag backlog`,
      String.raw`pending_(messages|jobs|tasks) approximate_\w*messages enqueued`,
    ),
  ],
  ['errors', /error|fail|exception|5xx|rejected|dropped|panic/i],
  [
    'availability',
    /(^| )(up|probe_success)( |$)|replicas_(available|unavailable|ready)|_up( |$)|spec_replicas/i,
  ],
  ['latency', /latency|duration|response_time|request_time|_seconds_bucket/i],
  [
    'cause',
    anyOf(
      'cpu memory _mem_ oom restart load(1|5|15) goroutine gc_ heap threads throttl swap fds',
      'file_descriptor terminated_reason waiting_reason',
    ),
  ],
  [
    'saturation',
    anyOf(
      'connections pool utili[sz]ation in_?flight saturation capacity busy workers hpa',
      'horizontalpodautoscaler',
    ),
  ],
];

const BY_NAME: readonly (readonly [Signal, RegExp])[] = [
  ['dead-letters', /dead.?letter|dlq/i],
  ['hard-limit', /disk|certificate|expir|quota|storage|replicationlag/i],
  ['errors', /error|fail|5xx/i],
  ['availability', /down|unavailable|notready|missing/i],
  ['latency', /latency|slow/i],
];
