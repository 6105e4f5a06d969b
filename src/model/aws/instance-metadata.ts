import type { ComputeFacts } from '../../core/facts/compute.ts';
import type { Remedy } from '../../core/remedy.ts';
import type { Resource } from '../../core/resource.ts';
import { Unknown } from '../../core/value.ts';
import { at, dataAt, readText } from '../read.ts';

const OPTIONS =
  'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html';
const PATH = ['metadata_options', 0] as const;

/** Whether the metadata endpoint answers, and whether it asks for a session token first. */
export function readMetadata(
  resource: Resource,
): Pick<ComputeFacts, 'metadataNeedsToken' | 'metadataReachable'> {
  const tokens = readText(resource, [...PATH, 'http_tokens'], { value: 'optional', source: OPTIONS });
  const endpoint = readText(resource, [...PATH, 'http_endpoint'], { value: 'enabled', source: OPTIONS });
  return {
    metadataNeedsToken: {
      ...tokens,
      value: Unknown.is(tokens.value) ? tokens.value : tokens.value === 'required',
    },
    metadataReachable: {
      ...endpoint,
      value: Unknown.is(endpoint.value) ? endpoint.value : endpoint.value !== 'disabled',
    },
  };
}

/** The edit that makes every request to the metadata endpoint carry a token. */
export function requireToken(resource: Resource): Remedy {
  const written = dataAt(resource, ...PATH) !== undefined;
  return {
    title: 'Set http_tokens = "required" in metadata_options',
    safety: 'review',
    caution: 'Programs with an AWS SDK from before 2019 cannot fetch a token and lose their credentials.',
    intents: written
      ? [{ op: 'set', at: at(resource, ...PATH, 'http_tokens'), value: 'required' }]
      : [{ op: 'set', at: at(resource, 'metadata_options'), value: [{ http_tokens: 'required' }] }],
  };
}
