import type { Stated } from '../../core/component.ts';
import type { Resource } from '../../core/resource.ts';
import { readableText } from '../../core/partial-text.ts';
import { Unknown } from '../../core/value.ts';
import { at, dataAt, readBool } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';

const PROVIDER =
  'https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/api_gateway_method_settings';

/** What a stage logs for its methods. */
export const model: ResourceModel = {
  types: ['aws_api_gateway_method_settings'],
  describe(resource) {
    const stage = textOr(resource, 'stage_name', 'a stage');
    return {
      kind: 'api',
      name: `methods ${textOr(resource, 'method_path', '*/*')} of stage ${stage}`,
      facts: { logsPayloads: tracing(resource), payloads: 'the bodies of requests and responses' },
      remedies: {
        'log-without-payloads': {
          title: 'Set data_trace_enabled = false and keep access logs',
          safety: 'safe',
          caution: 'Execution logs keep status, latency and errors; bodies are no longer in them.',
          intents: [{ op: 'set', at: at(resource, 'settings', 0, 'data_trace_enabled'), value: false }],
        },
      },
    };
  },
};

function tracing(resource: Resource): Stated<boolean> {
  const level = dataAt(resource, 'settings', 0, 'logging_level');
  const traced = readBool(resource, ['settings', 0, 'data_trace_enabled'], {
    value: false,
    source: PROVIDER,
  });
  // Nothing is logged at all at level OFF, whatever the switch says.
  return level === 'OFF' ? { ...traced, value: false } : traced;
}

function textOr(resource: Resource, attribute: string, otherwise: string): string {
  const data = dataAt(resource, attribute);
  if (Unknown.is(data)) return readableText(data);
  return typeof data === 'string' ? data : otherwise;
}
