import type { Stated } from '../../../core/component.ts';
import type { Resource } from '../../../core/resource.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import { at, dataAt, readBool, readNumber } from '../../read.ts';
import { connect } from '../compute/connect.ts';
import type { Option } from './choice.ts';
import { choose, grouped, shown, waysFrom } from './choice.ts';

const HEALTH =
  'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-how-route-53-chooses-records.html';
const POLICIES = ['failover', 'weighted', 'latency', 'geolocation', 'geoproximity', 'cidr'].map(
  (name) => `${name}_routing_policy`,
);

/**
 * Records of one name that lead to several places. Route 53 leaves out a record only when a health check is
 * tied to it, or when it evaluates the health of its target.
 */
export function records(draft: GraphDraft): void {
  const steered = draft.ofType('aws_route53_record').filter(isSteered);
  const names = new Set<string>();
  const scopeOf = (record: Resource): string => scopeIn(draft, record);
  for (const group of grouped(steered, (one) => keyOf(one, IDENTITY), scopeOf)) {
    const options = group.flatMap((record) => optionOf(draft, record));
    const preferred = options.filter(({ rank }) => rank === 0);
    // Spare records stand behind one that is preferred; behind several they are asked once all have failed.
    const counted = preferred.length > 1 ? preferred : options;
    const [main = counted[0]] = preferred;
    if (!main || counted.length < 2) continue;
    for (const { ways, record } of counted) lead(draft, main.component, ways, record);
    if (!choose(draft, main.component, counted)) continue;
    // A name for both families of addresses is one entry.
    const name = keyOf(main.record, ['name', 'zone_id']);
    if (!names.has(name)) enter(main);
    names.add(name);
  }
}

const IDENTITY = ['name', 'type', 'zone_id'];

/** A name that is written in full is the same name in the roots of other regions. */
function scopeIn(draft: GraphDraft, record: Resource): string {
  const isWritten = IDENTITY.every((name) => typeof dataAt(record, name) === 'string');
  if (!isWritten) return record.stack;
  const environments = draft.stackOf(record)?.environments ?? [];
  return environments.map(({ name }) => name).join();
}

function keyOf(record: Resource, attributes: readonly string[]): string {
  return attributes.map((name) => shown(dataAt(record, name))).join('\u0000');
}

function isSteered(record: Resource): boolean {
  if (dataAt(record, 'multivalue_answer_routing_policy') === true) return true;
  return POLICIES.some((policy) => dataAt(record, policy, 0) !== undefined);
}

interface RecordOption extends Option {
  readonly record: Resource;
  readonly component: ComponentDraft;
}

function optionOf(draft: GraphDraft, record: Resource): readonly RecordOption[] {
  const component = draft.componentOf(record.id);
  if (!component) return [];
  const ways = waysFrom(draft, component, (place) => place.resource === record.id);
  return [{ record, component, ways, rank: rankOf(record), isLeftOut: leftOut(record) }];
}

/** Records of weight 0 get requests once every other one is found to fail, as a secondary does. */
function rankOf(record: Resource): number {
  const failover = dataAt(record, 'failover_routing_policy', 0, 'type');
  const weight = readNumber(record, ['weighted_routing_policy', 0, 'weight'])?.value;
  return failover === 'SECONDARY' || weight === 0 ? 1 : 0;
}

function leftOut(record: Resource): Stated<boolean> {
  const check = dataAt(record, 'health_check_id');
  if (check !== undefined) return { value: true, at: [at(record, 'health_check_id')], origin: 'written' };
  return readBool(record, ['alias', 0, 'evaluate_target_health'], { value: false, source: HEALTH });
}

function lead(
  draft: GraphDraft,
  from: ComponentDraft,
  ways: readonly ComponentDraft[],
  record: Resource,
): void {
  for (const to of ways) {
    const says = `${from.name} leads to ${to.name}`;
    const known = draft.dependencies.some((one) => one.from === from.id && one.to === to.id);
    if (!known) connect(draft, { from, to, kind: 'routes-to', strength: 'hard', says, at: at(record) });
  }
}

/** People come in by the name where what it leads to is open to them. */
function enter({ component, ways }: RecordOption): void {
  const open = ways.find(({ facts: { isPublicEntry } }) => isPublicEntry?.value === true);
  if (open) component.facts.isPublicEntry = open.facts.isPublicEntry;
}
