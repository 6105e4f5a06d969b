import type { Stated } from '../../../core/component.ts';
import type { PublicAccessBlock } from '../../../core/facts/identity.ts';
import type { Location } from '../../../core/location.ts';
import type { Intent } from '../../../core/remedy.ts';
import type { Resource } from '../../../core/resource.ts';
import { Unknown } from '../../../core/value.ts';
import type { Value } from '../../../core/value.ts';
import { anyOf } from '../../logic.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import type { LinkPass } from '../../link-pass.ts';
import { at, blocksAt, dataAt, readBool, readText } from '../../read.ts';
import { findNamed } from '../find-named.ts';
import { listGrantsOf } from './access-lists.ts';
import { expiryOf } from './expiry.ts';
import { bucketRoles } from './roles.ts';

const BUCKET = { types: ['aws_s3_bucket'], name: 'bucket' };
const BLOCK =
  'https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/' +
  's3_bucket_public_access_block';

/**
 * Joins every bucket with the settings that stand in resources of their own, and tells what a bucket is for.
 */
export const buckets: LinkPass = {
  name: 'buckets',
  after: ['effective-tags'],
  run(draft) {
    for (const resource of draft.ofType('aws_s3_bucket')) inside(draft, resource);
    for (const [type, apply] of SETTINGS) {
      for (const resource of draft.ofType(type)) {
        const { components } = findNamed(draft, dataAt(resource, 'bucket'), resource, BUCKET);
        const [bucket] = components;
        if (!bucket || components.length > 1) continue;
        apply(bucket, resource, draft);
        draft.absorb(resource, bucket);
      }
    }
    accountBlocks(draft);
    bucketRoles(draft);
  },
};

type Apply = (bucket: ComponentDraft, setting: Resource, draft: GraphDraft) => void;

const SETTINGS: readonly (readonly [string, Apply])[] = [
  ['aws_s3_bucket_versioning', versioning],
  ['aws_s3_bucket_object_lock_configuration', objectLock],
  [
    'aws_s3_bucket_acl',
    (bucket, setting) => {
      bucket.facts.listGrants = perhaps(
        bucket,
        setting,
        listGrantsOf(setting, ['access_control_policy', 0, 'grant']),
      );
    },
  ],
  ['aws_s3_bucket_ownership_controls', ownership],
  [
    'aws_s3_bucket_public_access_block',
    (bucket, setting) => {
      bucket.facts.publicAccessBlock = perhaps(bucket, setting, blockOf(setting));
      setInstead(
        bucket,
        'block-public-access',
        SWITCHES.map((name) => [at(setting, name), true]),
      );
    },
  ],
  [
    'aws_s3_bucket_lifecycle_configuration',
    (bucket, setting) => {
      bucket.facts.expiresAfterDays = perhaps(bucket, setting, expiryOf(setting, 'rule'));
    },
  ],
  [
    'aws_s3_bucket_replication_configuration',
    (bucket, setting, draft) => replication(bucket, setting, draft, ['rule']),
  ],
  [
    'aws_s3_bucket_website_configuration',
    (bucket, setting) => {
      bucket.facts.isWebsite = perhaps(bucket, setting, {
        value: true,
        at: [at(setting)],
        origin: 'written',
      });
    },
  ],
];

/** What an older style writes inside the bucket itself. */
function inside(draft: GraphDraft, resource: Resource): void {
  const bucket = draft.componentOf(resource.id);
  if (!bucket) return;
  const { facts } = bucket;
  facts.listGrants = listGrantsOf(resource, ['grant']);
  facts.expiresAfterDays = expiryOf(resource, 'lifecycle_rule');
  if (dataAt(resource, 'website') !== undefined) {
    facts.isWebsite = { value: true, at: [at(resource, 'website')], origin: 'written' };
  }
  if (dataAt(resource, 'replication_configuration') !== undefined) {
    replication(bucket, resource, draft, ['replication_configuration', 0, 'rules']);
  }
}

/** A setting that may not exist leaves open what it would decide. */
function perhaps<T>(bucket: ComponentDraft, setting: Resource, fact: Stated<T>): Stated<T> {
  if (!setting.unknownCount || bucket.main?.unknownCount === true) return fact;
  const value = new Unknown({
    reason: 'unknown-expansion',
    detail: `whether ${setting.address} exists is not known`,
    settledBy: 'the values that its count or for_each is made of',
  });
  return { ...fact, value };
}

function versioning(bucket: ComponentDraft, setting: Resource): void {
  const status = readText(setting, ['versioning_configuration', 0, 'status']);
  if (!status) return;
  const value = Unknown.is(status.value) ? status.value : status.value === 'Enabled';
  bucket.facts.versioning = perhaps(bucket, setting, { ...status, value });
  setInstead(bucket, 'enable-versioning', [
    [at(setting, 'versioning_configuration', 0, 'status'), 'Enabled'],
  ]);
}

/** A setting that is there already is changed; one more would contradict it. */
function setInstead(
  bucket: ComponentDraft,
  name: string,
  values: readonly (readonly [Location, boolean | string])[],
): void {
  const remedy = bucket.remedies[name];
  if (!remedy) return;
  const intents = values.map(([place, value]): Intent => ({ op: 'set', at: place, value }));
  bucket.remedies[name] = { ...remedy, intents };
}

const SWITCHES = [
  'block_public_acls',
  'block_public_policy',
  'ignore_public_acls',
  'restrict_public_buckets',
] as const;

function objectLock(bucket: ComponentDraft, setting: Resource): void {
  const isOn = dataAt(setting, 'object_lock_enabled') !== 'Disabled';
  bucket.facts.objectLock = perhaps(bucket, setting, { value: isOn, at: [at(setting)], origin: 'written' });
}

/** Where the owner of the bucket owns everything, access lists are switched off. */
function ownership(bucket: ComponentDraft, setting: Resource): void {
  const rule = readText(setting, ['rule', 0, 'object_ownership']);
  if (rule?.value === 'BucketOwnerEnforced')
    bucket.facts.listGrants = { value: [], at: rule.at, origin: 'written' };
}

function blockOf(setting: Resource): Stated<PublicAccessBlock> {
  const read = (name: string): Value<boolean> =>
    readBool(setting, [name], { value: false, source: BLOCK }).value;
  return {
    value: {
      blocksLists: read('block_public_acls'),
      ignoresLists: read('ignore_public_acls'),
      blocksPolicies: read('block_public_policy'),
      restrictsPolicies: read('restrict_public_buckets'),
    },
    at: [at(setting)],
    origin: 'written',
  };
}

/**
 * A block for the whole account holds for every bucket of the same root and provider, over what the bucket
 * says.
 */
function accountBlocks(draft: GraphDraft): void {
  const blocks = new Map<string, Stated<PublicAccessBlock>>();
  const accountOf = ({ stack, provider }: Resource): string => `${stack} ${provider?.alias ?? ''}`;
  for (const setting of draft.ofType('aws_s3_account_public_access_block')) {
    blocks.set(accountOf(setting), blockOf(setting));
  }
  if (blocks.size === 0) return;
  for (const resource of draft.ofType('aws_s3_bucket')) {
    const account = blocks.get(accountOf(resource));
    const bucket = draft.componentOf(resource.id);
    if (account && bucket) bucket.facts.publicAccessBlock = stricter(bucket.facts.publicAccessBlock, account);
  }
}

function stricter(
  own: Stated<PublicAccessBlock> | undefined,
  account: Stated<PublicAccessBlock>,
): Stated<PublicAccessBlock> {
  if (!own || Unknown.is(own.value) || Unknown.is(account.value)) return account;
  return {
    value: {
      blocksLists: anyOf(own.value.blocksLists, account.value.blocksLists),
      ignoresLists: anyOf(own.value.ignoresLists, account.value.ignoresLists),
      blocksPolicies: anyOf(own.value.blocksPolicies, account.value.blocksPolicies),
      restrictsPolicies: anyOf(own.value.restrictsPolicies, account.value.restrictsPolicies),
    },
    at: [...own.at, ...account.at],
    origin: 'written',
  };
}

function replication(
  bucket: ComponentDraft,
  from: Resource,
  draft: GraphDraft,
  path: readonly (string | number)[],
): void {
  const place = at(from, ...path);
  const rules = blocksAt(from, ...path);
  bucket.facts.isReplicated = perhaps(bucket, from, { value: true, at: [place], origin: 'written' });
  if (Unknown.is(rules)) {
    bucket.facts.replicatesTo = { value: rules, at: [place], origin: 'written' };
    return;
  }
  const targets = rules.map((_, index) => dataAt(from, ...path, index, 'destination', 0, 'bucket') ?? null);
  const { components, outside } = findNamed(draft, targets, from, BUCKET);
  for (const copy of components) {
    const at = [place];
    copy.facts.bucketRole ??= { value: 'copies', at, origin: 'written' };
  }
  const value = components.length > 0 ? components.map(({ id }) => id) : (outside[0] ?? []);
  bucket.facts.replicatesTo = { value, at: [place], origin: 'written' };
}
