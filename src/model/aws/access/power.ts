import type { Stated } from '../../../core/component.ts';
import type {
  BroadWrite,
  Condition,
  Grant,
  Policy,
  Selection,
  Statement,
} from '../../../core/facts/policy.ts';
import type { Location } from '../../../core/location.ts';
import { isOpaque, readableText, symbolicText, UNKNOWN_PIECE } from '../../../core/partial-text.ts';
import { matchesPattern } from '../../../core/pattern.ts';
import type { Value } from '../../../core/value.ts';
import { Unknown } from '../../../core/value.ts';
import { anyOf } from '../../logic.ts';
import { canBeScoped, canChange, isEverything, wholeDataService } from './actions.ts';
import { awsPolicyName, isAdministrator, onlyReads, wholeServiceOf } from './managed-policies.ts';

type Power = Pick<Grant, 'everything' | 'broadWrites' | 'canWrite' | 'undecided'>;

/** What a policy that AWS wrote gives, told by its name. */
export function powerOfAwsPolicy(arn: string, at: Location): Power {
  const name = awsPolicyName(arn) ?? arn;
  const service = wholeServiceOf(name);
  const broad: BroadWrite = {
    at,
    reach: 'every-resource',
    actions: [service === '*' ? 'everything but identities' : `${service}:*`],
    resources: ['*'],
  };
  return {
    everything: { value: isAdministrator(name), at: [at], origin: 'written' },
    broadWrites: service === undefined ? [] : [broad],
    canWrite: !onlyReads(name),
    undecided: [],
  };
}

/** What a policy gives to whoever holds it, statement by statement. */
export function powerOf(policy: Value<Policy>, at: Location): Power {
  if (Unknown.is(policy)) {
    return {
      everything: { value: policy, at: [at], origin: 'written' },
      broadWrites: [],
      canWrite: policy,
      undecided: [policy],
    };
  }
  const judged = policy.statements.filter(({ effect }) => effect !== 'deny').map(judge);
  const writes = anyOf(...judged.map((statement) => statement.writes), ...policy.unread);
  return {
    everything: everythingOf(judged, policy),
    broadWrites: judged.flatMap(({ broad }) => broad ?? []),
    canWrite: writes,
    undecided: [...policy.unread, ...judged.flatMap((statement) => statement.undecided)],
  };
}

function everythingOf(judged: readonly Judged[], policy: Policy): Stated<boolean> {
  const proof = judged.find(({ everything }) => everything === true);
  if (proof) return { value: true, at: [proof.at], origin: 'written' };
  const value = anyOf(...judged.map(({ everything }) => everything), ...policy.unread);
  return { value, at: [policy.at], origin: 'written' };
}

interface Judged {
  readonly at: Location;
  readonly everything: Value<boolean>;
  readonly writes: Value<boolean>;
  readonly broad: BroadWrite | undefined;
  /** What would have to be known to say that nothing is broad. */
  readonly undecided: readonly Unknown[];
}

function judge(statement: Statement): Judged {
  const { actions, resources, conditions, effect, at } = statement;
  const harmless: Judged = { at, everything: false, writes: false, broad: undefined, undecided: [] };
  const unclear = [effect, actions.items].find((part) => Unknown.is(part));
  if (Unknown.is(unclear)) return { ...harmless, everything: unclear, writes: unclear, undecided: [unclear] };
  if (Unknown.is(actions.items) || !resources) return harmless;
  const texts = actions.items.filter((action) => typeof action === 'string');
  const hidden = actions.items.filter((action) => Unknown.is(action));
  const changes = actions.inverted || texts.some(canChange);
  const base = { ...harmless, writes: changes || (hidden[0] ?? false), undecided: hidden };
  if (!Unknown.is(conditions) && conditions.some(narrows)) return { ...base, undecided: [] };
  if (!changes && hidden.length === 0) return base;
  const reach = reachOf(resources);
  const doubts = [...(Unknown.is(conditions) ? [conditions] : []), ...reach.doubts];
  const named = Unknown.is(resources.items) ? [resources.items] : resources.items;
  return {
    ...base,
    everything: everythingIn(statement, texts, { ...reach, doubts }),
    broad: Unknown.is(conditions) ? undefined : broadOf(statement, { texts, wide: reach.wide, named }),
    undecided: [...base.undecided, ...doubts],
  };
}

function everythingIn(
  { actions, resources }: Statement,
  texts: readonly string[],
  { wide, doubts }: { wide: readonly string[]; doubts: readonly Unknown[] },
): Value<boolean> {
  if (actions.inverted || resources?.inverted === true || !texts.some(isEverything)) return false;
  const [doubt] = doubts;
  return doubt ?? wide.includes('*');
}

/** Which resources stand for every name of a kind, and which may. */
function reachOf({ inverted, items }: Selection): { wide: readonly string[]; doubts: readonly Unknown[] } {
  if (inverted) return { wide: ['*'], doubts: [] };
  if (Unknown.is(items)) return { wide: [], doubts: mayBeStar(items) ? [items] : [] };
  const wide = items.map(symbolicText).filter(isEveryName);
  return { wide, doubts: wide.includes('*') ? [] : items.filter(isOpaque).filter(mayBeStar) };
}

// What a module, another root or the provider hands out names something: only what a person fills in can be a
// star.
const NAMES_SOMETHING: ReadonlySet<string> = new Set([
  'module-not-opened',
  'remote-state',
  'data-source',
  'computed-attribute',
]);

function mayBeStar({ reason }: Unknown): boolean {
  return !NAMES_SOMETHING.has(reason);
}

interface Reach {
  readonly texts: readonly string[];
  /** Resources as written that stand for every name of a kind. */
  readonly wide: readonly string[];
  readonly named: readonly Value<string>[];
}

function broadOf({ actions, at }: Statement, { texts, wide, named }: Reach): BroadWrite | undefined {
  if (actions.inverted) {
    if (!wide.includes('*')) return undefined;
    return { at, reach: 'every-resource', actions: [`everything but ${texts.join(', ')}`], resources: ['*'] };
  }
  const reaching = wide.filter((place) =>
    texts.some((action) => isOfService(action, place) && canBeScoped(action)),
  );
  if (reaching.length > 0) {
    const unscoped = texts.filter(
      (action) => canBeScoped(action) && reaching.some((place) => isOfService(action, place)),
    );
    return {
      at,
      reach: 'every-resource',
      actions: unscoped,
      resources: reaching.map((place) => place.replaceAll(UNKNOWN_PIECE, '…')),
    };
  }
  const whole = texts.filter((action) => wholeDataService(action) !== undefined);
  return whole.length === 0
    ? undefined
    : { at, reach: 'whole-service', actions: whole, resources: named.map(readableText) };
}

/** Whether an action works on the resources of an ARN: every name of topics says nothing about queues. */
function isOfService(action: string, place: string): boolean {
  if (place === '*' || isEverything(action)) return true;
  const service = action.slice(0, action.indexOf(':')).toLowerCase();
  return matchesPattern(place.split(':')[2] ?? '', service);
}

const KINDS = [
  'alarm',
  'alias',
  'cluster',
  'db',
  'delivery-?stream',
  'distribution',
  'domain',
  'event-bus',
  'file-system',
  'function',
  'hostedzone',
  'identity',
  'key',
  'loadbalancer/?[a-z]*',
  'log-group',
  'parameter',
  'policy',
  'project',
  'repository',
  'role',
  'rule',
  'secret',
  'service',
  'stateMachine',
  'stream',
  'table',
  'targetgroup',
  'task',
  'user',
  'userpool',
].join('|');
// `arn:aws:sqs:eu-west-1:111111111111:*`, `arn:aws:s3:::*`, `…:table/*`: every name of a kind. Machines are
// left out:
// what starts them cannot know their names.
const EVERY_NAME = new RegExp(
  `^arn:[^:]*:(?!ec2:)[a-z0-9*-]+:[^:]*:[^:]*:((${KINDS})[:/])?\\*+(/\\*)?$`,
  'i',
);

function isEveryName(resource: string): boolean {
  return resource === '*' || EVERY_NAME.test(resource);
}

// Conditions that say how or where from a request comes, not what it may touch.
const NOT_NARROWING: readonly string[] = [
  'aws:securetransport',
  'aws:requestedregion',
  'aws:multifactorauthpresent',
  'aws:multifactorauthage',
  'ec2:region',
  'aws:currenttime',
  'aws:epochtime',
  'aws:useragent',
  'aws:tokenissuetime',
  'aws:viaawsservice',
];

/**
 * True for a condition that limits what the statement reaches: by tag, organization, source, name or service.
 */
function narrows({ key }: Condition): boolean {
  return !NOT_NARROWING.includes(key.toLowerCase());
}
