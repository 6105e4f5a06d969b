import type { Stated } from '../../core/component.ts';
import { Unknown } from '../../core/value.ts';
import type { Resource } from '../../core/resource.ts';
import { at, readBool, readText } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { displayName } from './display-name.ts';

const LB = 'https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/lb';

/** A load balancer. Listeners, rules and targets are joined by the pass `entries`. */
export const model: ResourceModel = {
  types: ['aws_lb', 'aws_alb', 'aws_elb'],
  describe(resource) {
    const isPublic = facesInternet(resource);
    return {
      kind: 'load-balancer',
      name: displayName(resource),
      facts: { isPublicEntry: isPublic, hasPublicAddress: isPublic },
      remedies: {
        'spread-over-zones': {
          title: 'Give it subnets in at least two zones',
          safety: 'review',
          intents: [],
        },
        remove: {
          title: `Remove ${resource.address}`,
          safety: 'review',
          caution: 'Its name stops answering: look for names and clients outside the code first.',
          intents: [{ op: 'remove', at: at(resource) }],
        },
      },
    };
  },
};

function facesInternet(resource: Resource): Stated<boolean> {
  const internal = readBool(resource, ['internal'], { value: false, source: LB });
  const type = readText(resource, ['load_balancer_type']);
  if (type?.value === 'gateway') return { ...type, value: false };
  return { ...internal, value: Unknown.is(internal.value) ? internal.value : !internal.value };
}
