import type { Location } from '../../../core/location.ts';
import type { ComponentId } from '../../../core/id.ts';
import { symbolicText } from '../../../core/partial-text.ts';
import type { Statement } from '../../../core/facts/policy.ts';
import type { Value } from '../../../core/value.ts';
import { Unknown } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import { knownValue } from '../../graph-draft.ts';
import type { NamedThings } from './named-things.ts';

/** What an identity may do with one thing. */
export interface Permission {
  readonly to: ComponentDraft;
  readonly sends: boolean;
  readonly receives: boolean;
  /** The first action that says so, for people. */
  readonly action: string;
  readonly at: Location;
}

type Permissions = ReadonlyMap<ComponentDraft, Permission>;

/** What the policies of identities allow on things of the inputs. */
export class PermissionReader {
  readonly #draft: GraphDraft;
  readonly #things: NamedThings;
  readonly #ofRole = new Map<ComponentId, Permissions>();

  constructor(draft: GraphDraft, things: NamedThings) {
    this.#draft = draft;
    this.#things = things;
  }

  /** What code may do with the identities that it acts as. */
  of(component: ComponentDraft): Permissions {
    const roles = knownValue(component.facts.roles) ?? [];
    const [only] = roles;
    if (only !== undefined && roles.length === 1) return this.#role(only);
    const all = new Map<ComponentDraft, Permission>();
    for (const role of roles) for (const [to, one] of this.#role(role)) all.set(to, joined(all.get(to), one));
    return all;
  }

  /**
   * True where all that code may do is known, and using what it is told is not among it: calling a
   * function, or sending to or receiving from a queue or topic whose own policy lets no identity in.
   */
  cannotUse({ facts }: ComponentDraft, to: ComponentDraft): boolean {
    const service = to.kind === 'function' ? 'lambda' : MESSAGES.get(to.main?.type ?? '');
    if (service === undefined || letsIdentitiesIn(to)) return false;
    const roles = knownValue(facts.roles) ?? [];
    return roles.length > 0 && roles.every((role) => this.#neverUses(role, service));
  }

  #neverUses(id: ComponentId, service: string): boolean {
    const role = this.#draft.components.get(id);
    if (!role || (role.facts.grantsUnknown ?? []).length > 0) return false;
    const grants = role.facts.grants ?? [];
    // Where nobody wrote down anything that it may do, that is kept somewhere else.
    if (service !== 'lambda' && grants.every(({ document }) => document === undefined)) return false;
    return grants.every(({ policy, document, everything }) => {
      if (everything.value !== false || Unknown.is(document)) return false;
      if (!document) return !WIDE.test(policy) && !policy.toLowerCase().includes(service);
      return document.unread.length === 0 && document.statements.every((one) => !mayUse(one, service));
    });
  }

  #role(id: ComponentId): Permissions {
    const known = this.#ofRole.get(id);
    if (known) return known;
    const found = new Map<ComponentDraft, Permission>();
    const role = this.#draft.components.get(id);
    for (const { document } of role?.facts.grants ?? []) {
      if (!role || document === undefined || Unknown.is(document)) continue;
      for (const statement of document.statements) this.#read(statement, role, found);
    }
    this.#ofRole.set(id, found);
    return found;
  }

  #read(statement: Statement, role: ComponentDraft, found: Map<ComponentDraft, Permission>): void {
    if (statement.effect !== 'allow') return;
    const actions = textsOf(statement.actions.inverted ? undefined : statement.actions.items);
    const used = actions.filter((action) => USES.test(action));
    const resources = statement.resources?.inverted === false ? statement.resources.items : [];
    if (used.length === 0 || Unknown.is(resources)) return;
    for (const item of resources) {
      for (const to of this.#targets(item, role)) {
        const service = SERVICES.get(to.main?.type ?? '');
        const own = used.filter((action) => action === '*' || action.split(':')[0] === service);
        const [action] = own;
        if (action === undefined) continue;
        const permission = {
          to,
          sends: own.some((one) => SENDS.test(one)),
          receives: own.some((one) => RECEIVES.test(one)),
          action,
          at: statement.at,
        };
        found.set(to, joined(found.get(to), permission));
      }
    }
  }

  #targets(item: Value<string>, role: ComponentDraft): readonly ComponentDraft[] {
    if (Unknown.is(item)) {
      const owners = item.refs.flatMap(({ resource }) => this.#draft.componentOf(resource) ?? []);
      if (owners.length > 0) return owners;
    }
    const thing = this.#things.named(role, symbolicText(item), []);
    return thing ? [thing] : [];
  }
}

function mayUse({ effect, actions }: Statement, service: string): boolean {
  if (effect === 'deny') return false;
  if (actions.inverted || Unknown.is(actions.items)) return true;
  const isUse = service === 'lambda' ? INVOKES : new RegExp(`^(?:\\*|${service}:(?:\\*|\\?|s|p|r))`, 'i');
  return actions.items.some((action) => typeof action !== 'string' || isUse.test(action));
}

/** Whether what stands on a queue or topic itself may let identities in; services send by themselves. */
function letsIdentitiesIn({ facts: { resourcePolicy } }: ComponentDraft): boolean {
  if (!resourcePolicy) return false;
  const policy = resourcePolicy.value;
  if (Unknown.is(policy) || policy.unread.length > 0) return true;
  return policy.statements.some(({ principals }) => {
    const items = principals?.items ?? [];
    return principals?.inverted === true || Unknown.is(items) || items.some(({ kind }) => kind !== 'service');
  });
}

function joined(known: Permission | undefined, next: Permission): Permission {
  if (!known) return next;
  return { ...known, sends: known.sends || next.sends, receives: known.receives || next.receives };
}

function textsOf(items: Value<readonly Value<string>[]> | undefined): readonly string[] {
  if (items === undefined || Unknown.is(items)) return [];
  return items.filter((item) => typeof item === 'string');
}

/** Types that code uses by permission, and the service whose actions count. */
const SERVICES: ReadonlyMap<string, string> = new Map([
  ['aws_dynamodb_table', 'dynamodb'],
  ['aws_sqs_queue', 'sqs'],
  ['aws_sns_topic', 'sns'],
  ['aws_s3_bucket', 's3'],
  ['aws_kinesis_stream', 'kinesis'],
  ['aws_kinesis_firehose_delivery_stream', 'firehose'],
  ['aws_lambda_function', 'lambda'],
  ['aws_sfn_state_machine', 'states'],
  ['aws_cloudwatch_event_bus', 'events'],
  ['aws_opensearch_domain', 'es'],
  ['aws_elasticsearch_domain', 'es'],
  ['aws_rds_cluster', 'rds-data'],
  ['aws_msk_cluster', 'kafka-cluster'],
]);

// Policies of the provider whose text is not in the inputs, by their names.
const WIDE = /FullAccess|PowerUser|Admin/i;

const MESSAGES: ReadonlyMap<string, string> = new Map([
  ['aws_sqs_queue', 'sqs'],
  ['aws_sns_topic', 'sns'],
]);

const INVOKES = /^(?:\*|lambda:\*|lambda:i|lambda:\?)/i;
// Actions that work with what a thing holds; the others set it up or look at how it is set up.
const VERBS =
  'Send Receive Publish Batch Query Scan Invoke Start ESHttp Execute Read Write Connect Condition ' +
  'Partiql DeleteMessage DeleteItem DeleteObject PutItem PutObject PutRecord PutEvents GetItem ' +
  'GetObject GetRecords UpdateItem ListBucket ListObjects';
const USES = new RegExp(
  `^(?:\\*|[a-z0-9-]+:(?:\\*|(?:Put|Get|Update)\\*|${VERBS.split(' ').join('|')}))`,
  'i',
);
const SENDS = /^(?:\*$|[a-z0-9-]+:(?:\*|Send|Publish|Put|Write))/i;
const RECEIVES = /^(?:\*$|[a-z0-9-]+:(?:\*|Receive|GetRecords|Get\*|Read))/i;
