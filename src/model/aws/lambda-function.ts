import type { Stated } from '../../core/component.ts';
import type { Resource } from '../../core/resource.ts';
import { Unknown } from '../../core/value.ts';
import { at, dataAt, inherent, readNumber, readText } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { functionImages } from './task-images.ts';

const FUNCTION =
  'https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/lambda_function';
const ASYNC = 'https://docs.aws.amazon.com/lambda/latest/dg/invocation-async.html';

/** Code that AWS runs for each event. Triggers are joined by the pass `functions`. */
export const model: ResourceModel = {
  types: ['aws_lambda_function'],
  describe(resource) {
    const runtime = readText(resource, ['runtime']);
    const name = dataAt(resource, 'function_name');
    return {
      kind: 'function',
      name: typeof name === 'string' ? name : undefined,
      facts: {
        runsAs: 'function',
        supportProduct: 'aws-lambda',
        runtime,
        version: runtime,
        deployedAsImage: deployedAsImage(resource),
        images: functionImages(resource, typeof name === 'string' ? name : resource.address),
        timeoutSeconds: readNumber(resource, ['timeout'], { value: 3, source: FUNCTION }),
        failureDestination: readText(resource, ['dead_letter_config', 0, 'target_arn']),
        // Two more tries within six hours.
        droppedAfterTries: inherent(resource, 3, ASYNC),
      },
      remedies: {
        'keep-failed-events': {
          title: 'Add a destination for failures (a queue), and watch its depth',
          safety: 'review',
          caution: 'The role of the function needs the right to write there.',
          intents: [],
        },
        'newer-runtime': {
          title: 'Set runtime to the next supported version',
          safety: 'review',
          caution: 'The code and its libraries must be tested on the new version.',
          intents: [],
        },
      },
    };
  },
};

function deployedAsImage(resource: Resource): Stated<boolean> {
  const kind = readText(resource, ['package_type'], { value: 'Zip', source: FUNCTION });
  if (kind.origin === 'default' && dataAt(resource, 'image_uri') !== undefined) {
    return { value: true, at: [at(resource, 'image_uri')], origin: 'written' };
  }
  return { ...kind, value: Unknown.is(kind.value) ? kind.value : kind.value === 'Image' };
}
