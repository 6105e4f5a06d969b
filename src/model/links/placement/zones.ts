import type { Zone, Zones } from '../../../core/facts/common.ts';
import { byKey, sortedUnique } from '../../../core/order.ts';
import type { Resource } from '../../../core/resource.ts';
import { isDataList, isDataObject, Sensitive, Unknown } from '../../../core/value.ts';
import type { Data, Value } from '../../../core/value.ts';
import { certainlyDistinct, zoneLabel } from '../../../core/zones.ts';
import type { GraphDraft } from '../../graph-draft.ts';

// Attributes of the list of zones whose elements stand for one zone each, in the same order.
const ZONE_LISTS: ReadonlySet<string> = new Set(['names', 'zone_ids']);

/**
 * Counts distinct zones: certainly different names or positions of one list give the lower bound, everything
 * that may be different the upper one. `more` says why there may be further zones. Undefined when there is
 * nothing to count.
 */
export function countZones(zones: readonly Value<Zone>[], more: Unknown | undefined): Zones | undefined {
  if (zones.length === 0 && !more) return undefined;
  const unknowns = zones.filter((zone): zone is Unknown => Unknown.is(zone));
  const known = distinct(zones.filter((zone): zone is Zone => !Unknown.is(zone)));
  const largest = Math.max(1, certainlyDistinct(known));
  const comparable = largest === Math.max(1, known.length);
  const because = more ?? unknowns[0];
  return {
    atLeast: largest,
    atMost: more ?? Math.max(largest, known.length + unknowns.length),
    names: because ?? (comparable ? known : incomparable(known)),
  };
}

/** The zone that a value names; Unknown when it cannot be told apart from others. */
export function zoneOf(draft: GraphDraft, data: Data, from: Resource): Value<Zone> {
  const value = Sensitive.is(data) ? data.reveal() : data;
  if (typeof value === 'string') return { id: value, name: value };
  if (!Unknown.is(value)) return notAZone(from);
  return listedZone(draft, value) ?? suffixedZone(value, from) ?? value;
}

/** `["${data.aws_availability_zones.available.names}"]`: Terraform of old made one list of the two. */
export function isWholeList(data: Data): boolean {
  const [reference, another] = Unknown.is(data) ? data.refs : [];
  const [attribute, step] = reference?.path ?? [];
  return another === undefined && step === undefined && ZONE_LISTS.has(String(attribute));
}

function listedZone(draft: GraphDraft, value: Unknown): Zone | undefined {
  // Modules pass the element through conditions and formats; what is made of one element alone is that zone.
  const [reference, another] = value.refs;
  if (!reference || another) return undefined;
  const [attribute, step, rest] = reference.path;
  const index = positionOf(step);
  if (typeof attribute !== 'string' || index === undefined || rest !== undefined) return undefined;
  const list = draft.resource(reference.resource);
  if (list?.type === 'aws_availability_zones' && ZONE_LISTS.has(attribute)) {
    return { id: `${canonicalList(draft, list)}.names[${index}]`, name: undefined };
  }
  if (
    list?.type === 'random_shuffle' &&
    attribute === 'result' &&
    list.attributes['result_count'] === undefined
  ) {
    return { id: `${list.id}.result[${index}]`, name: undefined };
  }
  return undefined;
}

// Every region has three zones or more, so `element()` begins again after the third at the earliest:
// https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html
const FEWEST_OF_REGION = 3;

/** The place in a list: a number, or what `element()` was asked for where it cannot have wrapped around. */
function positionOf(step: string | number | undefined): number | undefined {
  if (typeof step === 'number' || step === undefined) return step;
  const asked = Number(/^element\((\d+)\)$/.exec(step)?.[1] ?? FEWEST_OF_REGION);
  return asked < FEWEST_OF_REGION ? asked : undefined;
}

const canonicalLists = new WeakMap<GraphDraft, Map<string, string>>();

/**
 * Two data sources with the same arguments and provider give the same list; the first one's id stands for
 * both.
 */
function canonicalList(draft: GraphDraft, list: Resource): string {
  let lists = canonicalLists.get(draft);
  if (!lists) canonicalLists.set(draft, (lists = new Map()));
  const text = plainText(list.attributes);
  const question = [list.stack, list.provider?.alias ?? '', text ?? list.id].join('\u0000');
  const known = lists.get(question);
  if (known !== undefined) return known;
  lists.set(question, list.id);
  return list.id;
}

/** Arguments as one text; undefined when one of them is unknown. */
function plainText(data: Data): string | undefined {
  if (Unknown.is(data)) return undefined;
  if (Sensitive.is(data)) return plainText(data.reveal());
  if (isDataList(data)) return joined(data.map(plainText));
  if (!isDataObject(data)) return JSON.stringify(data);
  return joined(
    sortedUnique(Object.keys(data)).map((key) => {
      const text = plainText(data[key] ?? null);
      return text === undefined ? undefined : `${key}=${text}`;
    }),
  );
}

function joined(texts: readonly (string | undefined)[]): string | undefined {
  return texts.includes(undefined) ? undefined : `[${texts.join(',')}]`;
}

/** `${var.region}a`: the region is not known, but the letter tells zones of one region apart. */
function suffixedZone(value: Unknown, from: Resource): Zone | undefined {
  if (value.partial?.kind !== 'parts') return undefined;
  const last = value.partial.parts.at(-1);
  if (typeof last !== 'string' || !/^-?\d?[a-z]$/.test(last)) return undefined;
  const region = value.partial.parts.slice(0, -1).map((part) => (Unknown.is(part) ? identityOf(part) : part));
  return { id: `${from.stack}#(${region.join('')})${last}`, name: undefined };
}

function identityOf(part: Unknown): string {
  const refs = part.refs.map(({ resource, path }) => `${resource}.${path.join('.')}`);
  return refs.length > 0 ? refs.join('+') : part.detail;
}

function distinct(zones: readonly Zone[]): Zone[] {
  return [...new Map(zones.map((zone) => [zone.id, zone])).values()].sort(byKey((zone) => zone.id));
}

function incomparable(zones: readonly Zone[]): Unknown {
  const names = zones.map(zoneLabel);
  return new Unknown({
    reason: 'data-source',
    detail: `${names.join(' and ')} may be the same zone`,
    settledBy: 'a plan, or zones that come from one list',
  });
}

function notAZone(from: Resource): Unknown {
  return new Unknown({
    reason: 'evaluation-error',
    detail: `a zone of ${from.address} is not a text`,
    settledBy: 'a zone name such as eu-west-1a',
  });
}
