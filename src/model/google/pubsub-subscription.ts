import type { Stated } from '../../core/component.ts';
import type { Redrive } from '../../core/facts/identity.ts';
import type { Resource } from '../../core/resource.ts';
import { Unknown } from '../../core/value.ts';
import { derive } from '../presence.ts';
import { at, dataAt, inherent, readNumber, readText } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { ENCRYPTED_BY_DEFAULT, providerPage } from './docs.ts';

const PAGE = providerPage('pubsub_subscription');
const FAILURES = 'https://cloud.google.com/pubsub/docs/handling-failures';

/** What waits in Pub/Sub for one consumer. Topic and consumer are joined by the pass `google-messages`. */
export const model: ResourceModel = {
  types: ['google_pubsub_subscription'],
  describe: (resource) => ({
    kind: 'queue',
    facts: {
      redrive: redrive(resource),
      messageRetentionSeconds: retention(resource),
      visibilityTimeoutSeconds: readNumber(resource, ['ack_deadline_seconds'], { value: 10, source: PAGE }),
      encryptedAtRest: inherent(resource, true, ENCRYPTED_BY_DEFAULT),
    },
    remedies: {
      'add-dead-letter-queue': {
        title:
          'Add dead_letter_policy with a topic of its own and max_delivery_attempts of 5 to 10, give that ' +
          'topic a subscription, and watch its backlog',
        safety: 'review',
        caution: 'The service account of Pub/Sub must be allowed to publish there and to acknowledge here.',
        intents: [],
      },
    },
  }),
};

function redrive(resource: Resource): Stated<Redrive | 'none'> {
  const written = dataAt(resource, 'dead_letter_policy', 0);
  const place = [at(resource, 'dead_letter_policy')];
  if (written === undefined) return { value: 'none', at: place, origin: 'default', source: FAILURES };
  if (Unknown.is(written)) return { value: written, at: place, origin: 'written' };
  const attempts = readNumber(resource, ['dead_letter_policy', 0, 'max_delivery_attempts'], {
    value: 5,
    source: PAGE,
  });
  return { value: { to: undefined, afterReceives: attempts.value }, at: place, origin: 'written' };
}

/** `604800s`. */
function retention(resource: Resource): Stated<number> {
  const text = readText(resource, ['message_retention_duration'], { value: '604800s', source: PAGE });
  return derive(text, (seconds) => Number.parseFloat(seconds));
}
