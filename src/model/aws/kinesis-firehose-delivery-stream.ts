import type { ResourceModel } from '../resource-model.ts';

/** A pipe that writes records somewhere else; where to is joined by the pass `log-stores`. */
export const model: ResourceModel = {
  types: ['aws_kinesis_firehose_delivery_stream'],
  describe: () => ({ kind: 'queue', facts: {} }),
};
