import type { SteeredTarget } from '../../../core/facts/contract.ts';
import type { Resource } from '../../../core/resource.ts';
import type { Value } from '../../../core/value.ts';
import { scalarText, Unknown } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import { at, dataAt, readBool, readNumber } from '../../read.ts';
import { shown } from '../alternatives/choice.ts';

const RECORD = 'https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/route53_record';
const GROUP =
  'https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/globalaccelerator_endpoint_group';

/** Names and global entries that share requests among copies by numbers which people write. */
export function steering(draft: GraphDraft): void {
  weights(draft);
  dials(draft);
}

function weights(draft: GraphDraft): void {
  const byName = new Map<string, Resource[]>();
  for (const resource of draft.ofType('aws_route53_record')) {
    if (dataAt(resource, 'weighted_routing_policy', 0) === undefined) continue;
    const key = ['name', 'type', 'zone_id'].map((name) => shown(dataAt(resource, name))).join('\u0000');
    push(byName, `${resource.stack}\u0000${key}`, resource);
  }
  for (const records of byName.values()) {
    state(draft, records, { by: 'weights', target: (record) => recordTarget(draft, record) });
  }
}

function dials(draft: GraphDraft): void {
  const byListener = new Map<string, Resource[]>();
  for (const resource of draft.ofType('aws_globalaccelerator_endpoint_group')) {
    push(byListener, `${resource.stack}\u0000${shown(dataAt(resource, 'listener_arn'))}`, resource);
  }
  for (const groups of byListener.values()) {
    state(draft, groups, { by: 'traffic dials', target: (group) => groupTarget(group) });
  }
}

interface Steered {
  readonly by: string;
  readonly target: (resource: Resource) => SteeredTarget;
}

/** The first of them carries the fact for all. */
function state(draft: GraphDraft, resources: readonly Resource[], { by, target }: Steered): void {
  const [first] = resources;
  const component = first && draft.componentOf(first.id);
  if (!component || resources.length < 2) return;
  const counted = resources.find(({ unknownCount }) => unknownCount);
  const ignored = resources.find(({ lifecycle }) =>
    lifecycle?.ignoreChanges.some((name) => NUMBERS.has(name)),
  );
  const more = (counted && countUnknown(counted)) ?? (ignored && changedElsewhere(ignored));
  component.facts.steering = { by, targets: resources.map(target), more };
}

const NUMBERS: ReadonlySet<string> = new Set(['all', 'weighted_routing_policy', 'traffic_dial_percentage']);

function changedElsewhere({ address }: Resource): Unknown {
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `something else than this code changes the numbers of ${address}: they are ignored here`,
    settledBy: 'what changes them: a release, or a person',
  });
}

function countUnknown({ address }: Resource): Unknown {
  return new Unknown({
    reason: 'unknown-expansion',
    detail: `how many instances ${address} has is not known`,
    settledBy: 'the value that its count or for_each uses',
  });
}

const ENDS = {
  types: [
    'aws_lb',
    'aws_alb',
    'aws_elb',
    'aws_api_gateway_domain_name',
    'aws_apigatewayv2_domain_name',
    'aws_eip',
  ],
  by: ['dns_name', 'public_ip', 'regional_domain_name'],
};

function recordTarget(draft: GraphDraft, record: Resource): SteeredTarget {
  const values = [dataAt(record, 'alias', 0, 'name'), dataAt(record, 'records')];
  const ends = values.flatMap((value) => draft.follow(value, record, ENDS).targets);
  const components = [...new Set(ends.flatMap(({ id }) => draft.componentOf(id) ?? []))];
  const health = dataAt(record, 'health_check_id');
  const evaluated = readBool(record, ['alias', 0, 'evaluate_target_health'], {
    value: false,
    source: RECORD,
  });
  const identifier = scalarText(dataAt(record, 'set_identifier'));
  return {
    name: identifier ?? record.address,
    share: readNumber(record, ['weighted_routing_policy', 0, 'weight'], { value: 0, source: RECORD }),
    isChecked:
      health === undefined
        ? evaluated
        : { value: true, at: [at(record, 'health_check_id')], origin: 'written' },
    components: components.map(({ id }) => id),
    region: regionOf(components),
  };
}

function regionOf(components: readonly ComponentDraft[]): Value<string> | undefined {
  return components[0]?.facts.region?.value;
}

function groupTarget(group: Resource): SteeredTarget {
  const region = dataAt(group, 'endpoint_group_region') ?? group.provider?.region;
  const name = scalarText(region) ?? group.address;
  return {
    name: `endpoint group ${name}`,
    share: readNumber(group, ['traffic_dial_percentage'], { value: 100, source: GROUP }),
    // Health moves requests between groups, but never to one whose dial is at zero.
    isChecked: { value: false, at: [at(group, 'traffic_dial_percentage')], origin: 'default', source: GROUP },
    components: [],
    region: Unknown.is(region) ? region : scalarText(region),
  };
}

function push(map: Map<string, Resource[]>, key: string, resource: Resource): void {
  const known = map.get(key);
  if (known) known.push(resource);
  else map.set(key, [resource]);
}
