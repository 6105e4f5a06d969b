import { readableText } from '../../core/partial-text.ts';
import { Unknown } from '../../core/value.ts';
import { dataAt } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';

/** A name in DNS. Where it leads is joined by the pass `entries`, shares by `contracts`. */
export const model: ResourceModel = {
  types: ['aws_route53_record'],
  describe(resource) {
    const name = dataAt(resource, 'name');
    const shown = Unknown.is(name) ? readableText(name) : name;
    return { kind: 'dns', name: typeof shown === 'string' && shown !== '' ? shown : undefined, facts: {} };
  },
};
