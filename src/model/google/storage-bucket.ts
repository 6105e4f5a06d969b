import type { Stated } from '../../core/component.ts';
import type { Facts } from '../../core/facts.ts';
import type { PublicAccessBlock } from '../../core/facts/identity.ts';
import type { Remedy } from '../../core/remedy.ts';
import type { Resource } from '../../core/resource.ts';
import { symbolicText } from '../../core/partial-text.ts';
import type { DataObject } from '../../core/value.ts';
import { isDataObject, Unknown } from '../../core/value.ts';
import { derive, isSet } from '../presence.ts';
import { setTo } from '../remedies.ts';
import { at, blocksAt, dataAt, inherent, readBool, readNumber, readText } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { ENCRYPTED_BY_DEFAULT, providerPage } from './docs.ts';
import { spreadOverRegion, statedRegion } from './places.ts';

const PAGE = providerPage('storage_bucket');
const GUIDE = 'https://cloud.google.com/storage/docs';
const SOFT_DELETE = `${GUIDE}/soft-delete`;

/** A bucket. Who may use it is joined by the pass `google-buckets`. */
export const model: ResourceModel = {
  types: ['google_storage_bucket'],
  describe(resource) {
    return {
      kind: 'bucket',
      facts: {
        region: statedRegion(resource, 'location'),
        zones: spreadOverRegion(resource, ['location'], `${GUIDE}/locations`),
        keepsData: inherent(resource, true, GUIDE),
        versioning: readBool(resource, ['versioning', 0, 'enabled'], {
          value: false,
          source: `${GUIDE}/object-versioning`,
        }),
        recoverableDays: softDelete(resource),
        objectLock: retentionPolicy(resource),
        expiresAfterDays: expiry(resource),
        emptiedOnDestroy: readBool(resource, ['force_destroy'], { value: false, source: PAGE }),
        publicAccessBlock: publicAccess(resource),
        isWebsite: website(resource),
        encryptedAtRest: inherent(resource, true, ENCRYPTED_BY_DEFAULT),
        ...roleFacts(resource),
      },
      remedies: remediesOf(resource),
    };
  },
};

/** Buckets made since March 2024 keep what was deleted for seven days, unless told otherwise. */
function softDelete(resource: Resource): Stated<number> {
  const path = ['soft_delete_policy', 0, 'retention_duration_seconds'];
  const seconds = readNumber(resource, path, { value: 604_800, source: SOFT_DELETE });
  return derive(seconds, (value) => value / 86_400);
}

/** Objects under a retention policy can be neither deleted nor overwritten before their time. */
function retentionPolicy(resource: Resource): Stated<boolean> {
  const value = isSet(resource, ['retention_policy', 0]);
  return { value, at: [at(resource, 'retention_policy')], origin: value === false ? 'default' : 'written' };
}

/** The age at which a rule without further conditions deletes every object. */
function expiry(resource: Resource): Stated<number | 'never'> {
  const rules = blocksAt(resource, 'lifecycle_rule');
  const place = [at(resource, 'lifecycle_rule')];
  if (Unknown.is(rules)) return { value: rules, at: place, origin: 'written' };
  const ages = rules.flatMap((rule, index) => {
    if (Unknown.is(rule) || dataAt(resource, 'lifecycle_rule', index, 'action', 0, 'type') !== 'Delete')
      return [];
    const condition = dataAt(resource, 'lifecycle_rule', index, 'condition', 0);
    if (!isDataObject(condition) || !isOnlyAge(condition)) return [];
    const age = Number(condition['age']);
    return age > 0 ? [age] : [];
  });
  const value = ages.length > 0 ? Math.min(...ages) : 'never';
  return { value, at: place, origin: rules.length > 0 ? 'written' : 'default' };
}

function isOnlyAge(condition: DataObject): boolean {
  const written = Object.entries(condition).filter(
    ([, value]) => value !== null && value !== '' && value !== false,
  );
  return written.every(([name, value]) => name === 'age' || (name === 'with_state' && value === 'ANY'));
}

function publicAccess(resource: Resource): Stated<PublicAccessBlock> {
  const written = readText(resource, ['public_access_prevention'], {
    value: 'inherited',
    source: `${GUIDE}/public-access-prevention`,
  });
  const says = written.value === 'enforced' ? undefined : 'public_access_prevention is not enforced';
  const block = derive(written, (text): PublicAccessBlock => {
    const isOn = text === 'enforced';
    return { blocksLists: isOn, ignoresLists: isOn, blocksPolicies: isOn, restrictsPolicies: isOn };
  });
  return { ...block, says };
}

function website(resource: Resource): Stated<boolean> | undefined {
  if (dataAt(resource, 'website', 0) === undefined) return undefined;
  return { value: true, at: [at(resource, 'website')], origin: 'written' };
}

// What Cloud Build and the old registry keep can be made again.
function roleFacts(resource: Resource): Pick<Facts, 'bucketRole'> {
  const name = dataAt(resource, 'name');
  const text = typeof name === 'string' || Unknown.is(name) ? symbolicText(name) : '';
  const isCache = /(^|[^a-z0-9])(cloud)?build[-_.]?cache([^a-z0-9]|$)/.test(text);
  if (!isCache && !/(^|[^a-z0-9])(cloudbuild|artifacts\.[a-z0-9-]+\.appspot\.com)/.test(text)) return {};
  return {
    bucketRole: { value: isCache ? 'cache' : 'artifacts', at: [at(resource, 'name')], origin: 'written' },
  };
}

function remediesOf(resource: Resource): { readonly [name: string]: Remedy } {
  return {
    'enable-versioning': setTo(resource, ['versioning', 0, 'enabled'], true, {
      title: 'Enable versioning, and end noncurrent versions after a while',
      safety: 'review',
      caution: 'Storage grows with every overwrite; a lifecycle rule must end old versions.',
    }),
    'block-public-access': setTo(resource, ['public_access_prevention'], 'enforced', {
      safety: 'review',
      caution: 'Whoever reads the objects without credentials today is shut out.',
    }),
    'keep-full-bucket': setTo(resource, ['force_destroy'], false, {
      safety: 'review',
      caution: 'destroying the root then needs the bucket to be emptied first',
    }),
  };
}
