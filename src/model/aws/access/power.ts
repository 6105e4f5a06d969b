import type { Stated } from '../../../core/component.ts';
import type { BroadWrite, Condition, Grant, Policy, Statement } from '../../../core/facts/policy.ts';
import type { Location } from '../../../core/location.ts';
import { isOpaque, readableText, symbolicText } from '../../../core/partial-text.ts';
import type { Value } from '../../../core/value.ts';
import { Unknown } from '../../../core/value.ts';
import { canBeScoped, canChange, isEverything, wholeDataService } from './actions.ts';
import { awsPolicyName, isAdministrator, onlyReads, wholeServiceOf } from './managed-policies.ts';

type Power = Pick<Grant, 'everything' | 'broadWrites' | 'canWrite' | 'undecided'>;

/** What a policy that AWS wrote gives, told by its name. */
export function powerOfAwsPolicy(arn: string, at: Location): Power {
  const name = awsPolicyName(arn) ?? arn;
  const service = wholeServiceOf(name);
  const broad: BroadWrite = {
    at, reach: 'every-resource', actions: [service === '*' ? 'everything but identities' : `${service}:*`],
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
      everything: { value: policy, at: [at], origin: 'written' }, broadWrites: [], canWrite: policy, undecided: [policy],
    };
  }
  const allowing = policy.statements.filter(({ effect }) => effect !== 'deny');
  const judged = allowing.map(judge);
  const undecided = [...policy.unread, ...judged.flatMap((statement) => statement.undecided)];
  return {
    everything: everythingOf(allowing, judged, undecided, policy.at),
    broadWrites: judged.flatMap(({ broad }) => broad ?? []),
    canWrite: judged.some(({ writes }) => writes) || (undecided[0] ?? false),
    undecided,
  };
}

function everythingOf(
  statements: readonly Statement[], judged: readonly Judged[], undecided: readonly Unknown[], at: Location,
): Stated<boolean> {
  const index = judged.findIndex(({ everything }) => everything);
  const proof = statements[index];
  if (proof) return { value: true, at: [proof.at], origin: 'written' };
  return { value: undecided[0] ?? false, at: [at], origin: 'written' };
}

interface Judged {
  readonly everything: boolean;
  readonly writes: boolean;
  readonly broad: BroadWrite | undefined;
  readonly undecided: readonly Unknown[];
}

const HARMLESS: Judged = { everything: false, writes: false, broad: undefined, undecided: [] };

function judge(statement: Statement): Judged {
  const { actions, resources, conditions, effect } = statement;
  const undecided = [effect, conditions, actions.items, resources?.items].filter((part) => Unknown.is(part));
  if (Unknown.is(actions.items) || Unknown.is(effect)) return { ...HARMLESS, undecided };
  const { texts, unclear } = separateActions(actions.items);
  const changing = actions.inverted || texts.some(canChange);
  const base = { ...HARMLESS, writes: changing, undecided: [...undecided, ...unclear] };
  if (!changing || !resources || Unknown.is(resources.items) || Unknown.is(conditions)) return base;
  if (conditions.some(narrows)) return { ...base, undecided: [] };
  const places = resources.items.map(symbolicText);
  const reach = resources.inverted || places.some((place) => place === '*' || isEveryName(place));
  // A text made of a resource's own attribute is never `*`; one of which nothing is known may be.
  const settled = { ...base, undecided: [...base.undecided, ...(reach ? [] : resources.items.filter(isOpaque))] };
  if (reach && !actions.inverted && texts.some(isEverything) && places.includes('*')) {
    return { ...settled, everything: true };
  }
  return { ...settled, broad: broadOf(statement, { texts, places: resources.items, reach }) };
}

function broadOf(
  { actions, at }: Statement,
  { texts, places, reach }: { texts: readonly string[]; places: readonly Value<string>[]; reach: boolean },
): BroadWrite | undefined {
  const scopeable = actions.inverted ? [`everything but ${texts.join(', ')}`] : texts.filter(canBeScoped);
  const resources = places.map(readableText);
  if (reach) return scopeable.length === 0 ? undefined : { at, reach: 'every-resource', actions: scopeable, resources };
  if (actions.inverted) return undefined;
  const whole = texts.filter((action) => wholeDataService(action) !== undefined);
  return whole.length === 0 ? undefined : { at, reach: 'whole-service', actions: whole, resources };
}

function separateActions(
  values: readonly Value<string>[],
): { readonly texts: readonly string[]; readonly unclear: readonly Unknown[] } {
  return {
    texts: values.filter((value) => typeof value === 'string'),
    unclear: values.filter((value) => Unknown.is(value)),
  };
}

const KINDS = [
  'alarm', 'alias', 'cluster', 'db', 'delivery-?stream', 'distribution', 'domain', 'event-bus', 'file-system', 'function',
  'hostedzone', 'identity', 'key', 'loadbalancer/?[a-z]*', 'log-group', 'parameter', 'policy', 'project', 'repository',
  'role', 'rule', 'secret', 'service', 'stateMachine', 'stream', 'table', 'targetgroup', 'task', 'user', 'userpool',
].join('|');
// `arn:aws:sqs:eu-west-1:111111111111:*`, `arn:aws:s3:::*`, `…:table/*`: every name of a kind. Machines are left out:
// what starts them cannot know their names.
const EVERY_NAME = new RegExp(`^arn:[^:]*:(?!ec2:)[a-z0-9*-]+:[^:]*:[^:]*:((${KINDS})[:/])?\\*+(/\\*)?$`, 'i');

function isEveryName(resource: string): boolean {
  return EVERY_NAME.test(resource);
}

// Conditions that say how or where from a request comes, not what it may touch.
const NOT_NARROWING: readonly string[] = [
  'aws:securetransport', 'aws:requestedregion', 'aws:multifactorauthpresent', 'aws:multifactorauthage', 'ec2:region',
  'aws:currenttime', 'aws:epochtime', 'aws:useragent', 'aws:tokenissuetime', 'aws:viaawsservice',
];

/** True for a condition that limits what the statement reaches: by tag, organization, source, name or service. */
export function narrows({ key }: Condition): boolean {
  return !NOT_NARROWING.includes(key.toLowerCase());
}
