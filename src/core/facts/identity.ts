import type { Stated } from '../component.ts';
import type { ComponentId, ResourceId } from '../id.ts';
import type { Location } from '../location.ts';
import type { Unknown, Value } from '../value.ts';
import type { BackupFacts } from './backup.ts';
import type { Assumer, Grant, Policy } from './policy.ts';

/** Facts of identities, policies, keys, buckets, queues, logs, alarms and backups. */
export interface IdentityFacts
  extends AccessFacts, BucketFacts, MessageFacts, AlarmFacts, BackupFacts, SpendFacts {}

/** Who may do what. */
interface AccessFacts {
  readonly identityKind?:
    | Stated<'role' | 'user' | 'group' | 'policy' | 'federation' | 'service account'>
    | undefined;
  /** Who may become this identity, as written. */
  readonly trust?: Stated<Policy> | undefined;
  /** Who may become it, as told by `trust`; one entry for each principal of each allowing statement. */
  readonly assumers?: readonly Assumer[] | undefined;
  /** Policies it holds; for a policy nobody holds, itself. */
  readonly grants?: readonly Grant[] | undefined;
  /** Attachments that lead to something that cannot be told. */
  readonly grantsUnknown?: readonly Unknown[] | undefined;
  /** Identities that hold this policy. */
  readonly heldBy?: readonly ComponentId[] | undefined;
  /**
   * True when something outside the inputs holds it: an attachment, or a module that was not opened, names
   * it.
   */
  readonly heldOutside?: boolean | undefined;
  /** True for a policy that single sign-on gives to people. */
  readonly heldByPeople?: Stated<boolean> | undefined;
  /** True for a policy that limits identities instead of giving them anything. */
  readonly isBoundary?: Stated<boolean> | undefined;
  /** A limit above all grants. */
  readonly permissionsBoundary?: Stated<string> | undefined;
  /** True when a long-lived key of it is in the inputs. */
  readonly hasAccessKey?: Stated<boolean> | undefined;
  /** Host of an identity provider: `token.actions.githubusercontent.com`. */
  readonly federationHost?: Stated<string> | undefined;
  /** A policy on the thing itself: bucket, queue, topic, key, secret, registry. */
  readonly resourcePolicy?: Stated<Policy> | undefined;
  /** True when the provider can change the key's material by itself. */
  readonly canRotate?: Stated<boolean> | undefined;
  readonly rotates?: Stated<boolean> | undefined;
}

/** What an access list gives, and to whom. */
export interface ListGrant {
  readonly to: 'everyone' | 'any-account' | 'log-delivery' | 'other';
  readonly permission: string;
  readonly at: Location;
}

/** Switches that override access lists and policies. */
export interface PublicAccessBlock {
  readonly blocksLists: Value<boolean>;
  readonly ignoresLists: Value<boolean>;
  readonly blocksPolicies: Value<boolean>;
  readonly restrictsPolicies: Value<boolean>;
}

/** A statement of a bucket's policy that lets in everyone. */
export interface OpenStatement {
  /** What its author calls it. */
  readonly name: string | undefined;
  readonly actions: readonly string[];
  readonly reads: boolean;
  readonly writes: boolean;
  /** True when names of objects can be listed. */
  readonly lists: boolean;
  /** True when a condition tells callers apart: network, organization, source. */
  readonly limited: Value<boolean>;
  readonly at: Location;
}

interface BucketFacts {
  readonly openStatements?: readonly OpenStatement[] | undefined;
  readonly versioning?: Stated<boolean> | undefined;
  /** Days for which the provider gives back what was deleted or overwritten, also without versions. */
  readonly recoverableDays?: Stated<number> | undefined;
  readonly objectLock?: Stated<boolean> | undefined;
  /** Buckets that its objects are copied to. */
  readonly replicatesTo?: Stated<readonly ComponentId[]> | undefined;
  /** True when anything replicates its objects, wherever to. */
  readonly isReplicated?: Stated<boolean> | undefined;
  readonly listGrants?: Stated<readonly ListGrant[]> | undefined;
  readonly publicAccessBlock?: Stated<PublicAccessBlock> | undefined;
  /** True when the bucket serves a website. */
  readonly isWebsite?: Stated<boolean> | undefined;
  /** Days after which current objects end; `never` when no rule ends them all. */
  readonly expiresAfterDays?: Stated<number | 'never'> | undefined;
  /** What only passes through or can be made again. */
  readonly bucketRole?: Stated<'logs' | 'artifacts' | 'cache' | 'state' | 'site' | 'copies'> | undefined;
}

/** Where messages go that nobody could process. */
export interface Redrive {
  readonly to: ComponentId | undefined;
  readonly afterReceives: Value<number> | undefined;
}

/** One subscriber of a topic. */
export interface Subscriber {
  readonly protocol: Value<string>;
  readonly endpoint: Value<string>;
  readonly component: ComponentId | undefined;
  readonly at: Location;
}

interface MessageFacts {
  /** True for what raises events by the clock. */
  readonly isSchedule?: Stated<boolean> | undefined;
  /** Absent where nothing of the kind exists; `none` when it could and does not. */
  readonly redrive?: Stated<Redrive | 'none'> | undefined;
  /** True when another queue, topic, function or rule sends its failures here. */
  readonly isDeadLetterQueue?: Stated<boolean> | undefined;
  readonly visibilityTimeoutSeconds?: Stated<number> | undefined;
  readonly messageRetentionSeconds?: Stated<number> | undefined;
  readonly subscribers?: readonly Subscriber[] | undefined;
  /** Why a topic may have subscribers outside the inputs. */
  readonly subscribersUnknown?: readonly Unknown[] | undefined;
  /** Days; `for-ever` when nothing ends them. */
  readonly logRetentionDays?: Stated<number | 'for-ever'> | undefined;
  /** True when sensitive values are masked when they are written. */
  readonly masksData?: Stated<boolean> | undefined;
  /** True when something reads the store and carries its entries elsewhere. */
  readonly isExported?: Stated<boolean> | undefined;
  /** The log store that the component's logs go to and that nobody declares: its name. */
  readonly undeclaredLogStore?: Stated<string> | undefined;
  /** True when bodies of requests, executions or prompts are written to logs. */
  readonly logsPayloads?: Stated<boolean> | undefined;
  /** What the payloads are: `request and response bodies`. */
  readonly payloads?: string | undefined;
}

/** One thing that happens when an alarm changes its state. */
export interface AlarmTarget {
  /** `person`: a topic, incident or chat; `machine`: scaling, recovery, a function. */
  readonly kind: 'topic' | 'function' | 'person' | 'machine' | 'outside';
  readonly component: ComponentId | undefined;
  readonly says: string;
  readonly at: Location;
  /** Why nothing in the inputs tells what `outside` is. */
  readonly unknown: Unknown | undefined;
}

interface AlarmFacts {
  readonly alarmTargets?: Stated<readonly AlarmTarget[]> | undefined;
  readonly alarmActionsEnabled?: Stated<boolean> | undefined;
  /** Composite alarms, deployments or scaling that read this alarm's state instead of its actions. */
  readonly alarmReadBy?: readonly ResourceId[] | undefined;
}

interface SpendFacts {
  /** Components of a stack that cost money and can carry tags. */
  readonly taggable?: readonly ComponentId[] | undefined;
  /** Set when provider defaults, or part of the tags, cannot be told: there may be tags beside `tags`. */
  readonly furtherTags?: Unknown | undefined;
}
