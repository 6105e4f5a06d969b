import type { Facts } from '../../core/facts.ts';
import type { Intent, Remedy } from '../../core/remedy.ts';
import type { Resource } from '../../core/resource.ts';
import { isDataList, Unknown } from '../../core/value.ts';
import { at, blocksAt, dataAt, inherent, readBool, readText } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { readVersion } from './stores/engine.ts';
import { derive, literalName } from '../presence.ts';
import { advise, setTo } from '../remedies.ts';

const PAGE = 'https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/opensearch_domain';
const GUIDE = 'https://docs.aws.amazon.com/opensearch-service/latest/developerguide';

/** A search domain. */
export const model: ResourceModel = {
  types: ['aws_opensearch_domain', 'aws_elasticsearch_domain'],
  describe(resource) {
    return {
      kind: 'datastore',
      name: literalName(resource, 'domain_name'),
      facts: {
        storeClass: 'search',
        keepsData: inherent(resource, true, PAGE),
        ...versionFacts(resource),
        instanceClass: readText(resource, ['cluster_config', 0, 'instance_type']),
        encryptedAtRest: readBool(resource, ['encrypt_at_rest', 0, 'enabled'], {
          value: false,
          source: `${GUIDE}/encryption-at-rest.html`,
        }),
        requiresTls: requiresTls(resource),
        hasPublicAddress: standsOutsideNetworks(resource),
      },
      remedies: remediesOf(resource),
    };
  },
};

/** The new resource writes engine and version together (`OpenSearch_2.11`), the old one only the version. */
function versionFacts(resource: Resource): Pick<Facts, 'engine' | 'version' | 'supportProduct'> {
  if (resource.type === 'aws_elasticsearch_domain') {
    const version = readVersion(resource, 'elasticsearch_version');
    return { engine: inherent(resource, 'elasticsearch', PAGE), version };
  }
  const version = readVersion(resource, 'engine_version');
  if (version === undefined) return {};
  const engine = derive(version, (text) => text.split('_')[0]?.toLowerCase() ?? text);
  return { engine, version, supportProduct: engine.value === 'opensearch' ? 'amazon-opensearch' : undefined };
}

/** Inside the block plain HTTP is refused by the provider's default, without it by nobody. */
function requiresTls(resource: Resource): Facts['requiresTls'] {
  const blocks = blocksAt(resource, 'domain_endpoint_options');
  const value = Unknown.is(blocks) ? false : blocks.length > 0;
  return readBool(resource, ['domain_endpoint_options', 0, 'enforce_https'], {
    value,
    source: value ? PAGE : `${GUIDE}/infrastructure-security.html`,
  });
}

/** A domain without subnets answers on the internet; its access policy alone decides whom. */
function standsOutsideNetworks(resource: Resource): Facts['hasPublicAddress'] {
  const blocks = blocksAt(resource, 'vpc_options');
  const place = [at(resource, 'vpc_options')];
  if (Unknown.is(blocks)) return { value: blocks, at: place, origin: 'written' };
  if (blocks.length > 0) return { value: false, at: place, origin: 'written' };
  return { value: true, at: place, origin: 'default', source: `${GUIDE}/vpc.html` };
}

function remediesOf(resource: Resource): { readonly [name: string]: Remedy } {
  return {
    'spread-over-zones': spreadOverZones(resource),
    'leave-internet': advise(
      'Create the domain inside a network (vpc_options) and move its indexes there',
      'a public domain cannot be moved into a network, and its address changes',
    ),
    'close-access-policy': advise(
      'Name the principals in the access policy',
      'callers that do not sign requests lose access',
    ),
    'encrypt-at-rest': setTo(resource, ['encrypt_at_rest', 0, 'enabled'], true, {
      safety: 'review',
      caution: 'needs Elasticsearch 6.7 or any OpenSearch; it cannot be turned off again',
    }),
    'require-tls': setTo(resource, ['domain_endpoint_options', 0, 'enforce_https'], true, {
      safety: 'review',
      caution: 'clients that use plain HTTP lose access',
    }),
    'upgrade-engine': advise(
      'Move to a supported version in steps, after a snapshot and a test of the index mappings',
      'the domain stays up, with less capacity',
    ),
  };
}

/** Zones share the data nodes evenly, so a lone node gets a second one beside it. */
function spreadOverZones(resource: Resource): Remedy {
  const block = ['cluster_config', 0] as const;
  const nodes = dataAt(resource, ...block, 'instance_count');
  const isAlone = nodes === undefined || nodes === 1 || nodes === '1';
  const title = 'Set cluster_config.zone_awareness_enabled = true';
  const caution = 'needs a subnet and a data node in each zone, and moves all shards';
  const subnets = dataAt(resource, 'vpc_options', 0, 'subnet_ids');
  // Which subnet of another zone it should have is a person's choice.
  if (isDataList(subnets) && subnets.length === 1) return advise(title, caution);
  const second: Intent = { op: 'set', at: at(resource, ...block, 'instance_count'), value: 2 };
  return {
    title,
    safety: 'review',
    caution,
    intents: [
      { op: 'set', at: at(resource, ...block, 'zone_awareness_enabled'), value: true },
      ...(isAlone ? [second] : []),
    ],
  };
}
