import type { Stated } from '../../core/component.ts';
import type { Resource } from '../../core/resource.ts';
import { at, dataAt, readBool } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { anyOf } from '../logic.ts';

const PROVIDER =
  'https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/' +
  'bedrock_model_invocation_logging_configuration';
const KINDS = ['text', 'image', 'embedding', 'video'];

/** What of prompts and answers of language models is logged; every kind unless it is switched off. */
export const model: ResourceModel = {
  types: ['aws_bedrock_model_invocation_logging_configuration'],
  describe: (resource) => ({
    kind: 'api',
    name: 'model invocations',
    facts: { logsPayloads: logsPrompts(resource), payloads: 'prompts and answers' },
    remedies: {
      'log-without-payloads': {
        title: 'Switch off the delivery of text, images, embeddings and video',
        safety: 'safe',
        caution: 'Who called which model, and how long it took, stays logged.',
        intents: KINDS.map((kind) => ({
          op: 'set',
          at: at(resource, 'logging_config', 0, `${kind}_data_delivery_enabled`),
          value: false,
        })),
      },
    },
  }),
};

function logsPrompts(resource: Resource): Stated<boolean> {
  const place = at(resource, 'logging_config');
  if (dataAt(resource, 'logging_config') === undefined)
    return { value: false, at: [place], origin: 'written' };
  const deliveries = KINDS.map((kind) =>
    readBool(resource, ['logging_config', 0, `${kind}_data_delivery_enabled`], {
      value: true,
      source: PROVIDER,
    }),
  );
  const on = deliveries.find(({ value }) => value === true) ?? deliveries[0];
  return {
    ...(on ?? { at: [place], origin: 'written' }),
    value: anyOf(...deliveries.map(({ value }) => value)),
  };
}
