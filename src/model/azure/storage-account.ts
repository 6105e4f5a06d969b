import type { Stated } from '../../core/component.ts';
import type { PublicAccessBlock } from '../../core/facts/identity.ts';
import type { Facts } from '../../core/facts.ts';
import type { Remedy } from '../../core/remedy.ts';
import type { Resource } from '../../core/resource.ts';
import { derive, isSet, literalName } from '../presence.ts';
import { setTo } from '../remedies.ts';
import { at, dataAt, inherent, readBool, readNumber, readText } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { ENCRYPTED_BY_DEFAULT, providerPage } from './docs.ts';
import { spreadOverZones, statedRegion } from './places.ts';
import { hostsOf } from './web/settings.ts';

const PAGE = providerPage('storage_account');
const GUIDE = 'https://learn.microsoft.com/azure/storage/common/storage-redundancy';
const SOFT_DELETE = 'https://learn.microsoft.com/azure/storage/blobs/soft-delete-blob-overview';

/** A storage account, with its containers and shares; its queues are parts that stand by themselves. */
export const model: ResourceModel = {
  types: ['azurerm_storage_account'],
  describe: (resource) => ({
    kind: 'bucket',
    name: literalName(resource, 'name'),
    facts: {
      region: statedRegion(resource),
      keepsData: inherent(resource, true, GUIDE),
      versioning: readBool(resource, ['blob_properties', 0, 'versioning_enabled'], {
        value: false,
        source: PAGE,
      }),
      recoverableDays: softDelete(resource),
      publicAccessBlock: publicAccess(resource),
      encryptedAtRest: inherent(resource, true, ENCRYPTED_BY_DEFAULT),
      requiresTls: readBool(resource, [httpsName(resource)], { value: true, source: PAGE }),
      ...redundancy(resource),
      ...siteFacts(resource),
      answersTo: hostsOf(
        resource,
        ...['blob', 'queue', 'table', 'file', 'dfs'].map((service) => `${service}.core.windows.net`),
      ),
    },
    remedies: remediesOf(resource),
  }),
};

/** The switch has had two names. */
function httpsName(resource: Resource): string {
  const older = 'enable_https_traffic_only';
  return dataAt(resource, older) === undefined ? 'https_traffic_only_enabled' : older;
}

/** A block without days keeps for seven; without a block what is deleted is gone. */
function softDelete(resource: Resource): Stated<number> {
  const path = ['blob_properties', 0, 'delete_retention_policy', 0] as const;
  const isOn = isSet(resource, path);
  if (isOn === false)
    return { value: 0, at: [at(resource, ...path)], origin: 'default', source: SOFT_DELETE };
  return readNumber(resource, [...path, 'days'], { value: 7, source: PAGE });
}

/** LRS keeps its copies in one building, ZRS in three zones; GRS adds a far copy of either. */
function redundancy(resource: Resource): Pick<Facts, 'claimsSeveralZones' | 'zones'> {
  const path = ['account_replication_type'];
  const written = readText(resource, path);
  if (!written) return {};
  const claims = { ...derive(written, (text) => text.endsWith('ZRS')), says: undefined };
  return {
    claimsSeveralZones: claims,
    ...(claims.value === true ? { zones: spreadOverZones(resource, path, GUIDE) } : {}),
  };
}

/** Containers can only be opened to everybody while the account admits that. */
function publicAccess(resource: Resource): Stated<PublicAccessBlock> {
  const older = 'allow_blob_public_access';
  const attribute = dataAt(resource, older) === undefined ? 'allow_nested_items_to_be_public' : older;
  const admits = readBool(resource, [attribute], { value: true, source: PAGE });
  return derive(admits, (isOpen): PublicAccessBlock => ({
    blocksLists: !isOpen,
    ignoresLists: !isOpen,
    blocksPolicies: !isOpen,
    restrictsPolicies: !isOpen,
  }));
}

/** What a site serves is put there by a build, and can be made again. */
function siteFacts(resource: Resource): Pick<Facts, 'isWebsite' | 'bucketRole'> {
  if (dataAt(resource, 'static_website', 0) === undefined) return {};
  const place = [at(resource, 'static_website')];
  return {
    isWebsite: { value: true, at: place, origin: 'written' },
    bucketRole: { value: 'site', at: place, origin: 'written' },
  };
}

function remediesOf(resource: Resource): { readonly [name: string]: Remedy } {
  return {
    'enable-versioning': setTo(resource, ['blob_properties', 0, 'versioning_enabled'], true, {
      title: 'Enable versioning_enabled in blob_properties, and end old versions after a while',
      safety: 'review',
      caution: 'Storage grows with every overwrite; a management policy must end old versions.',
    }),
    'block-public-access': setTo(resource, ['allow_nested_items_to_be_public'], false, {
      safety: 'review',
      caution: 'Whoever reads the objects without credentials today is shut out.',
    }),
  };
}
