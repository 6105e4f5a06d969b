import type { OwnerClaim } from '../../../core/facts/ownership.ts';
import type { Location } from '../../../core/location.ts';
import type { Resource } from '../../../core/resource.ts';
import type { Data, Value } from '../../../core/value.ts';
import { isDataObject, scalarText, Sensitive, Unknown } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import { namespaceKey } from '../../kubernetes/object.ts';
import { dataAt } from '../../read.ts';
import { CLUSTER, nearestOf, objectIndex } from '../kubernetes/together.ts';
import type { Facet } from './owner-words.ts';
import { facetOf, namesSomebody, ownerName } from './owner-words.ts';

/** A claim with the question that it answers: two answers to two questions contradict nothing. */
export interface Claim extends OwnerClaim {
  readonly facet: Facet;
}

/** What labels, annotations and tags say; `unknown` where one of them may name an owner. */
export interface Claims {
  readonly claims: readonly Claim[];
  readonly unknown: Unknown | undefined;
}

/** What the component itself carries. */
export function ownClaims({ main, facts }: ComponentDraft): Claims {
  if (!main) return NONE;
  if (main.mode === 'object' && main.type !== 'compose-service') {
    return joined(
      readAt(main, { source: 'annotation', path: ['metadata', 'annotations'] }),
      readAt(main, { source: 'label', path: ['metadata', 'labels'] }),
    );
  }
  const labels = LABELS.map((name) => readAt(main, { source: 'label', path: [name] }));
  const read = joined(readAt(main, { source: 'tag', path: ['tags'] }), ...labels, tagBlocks(main, facts));
  return { claims: read.claims, unknown: read.unknown ?? facts.furtherTags };
}

const LABELS = ['labels', 'user_labels', 'resource_labels'] as const;

/** What all of a namespace inherits. */
export function namespaceClaims(draft: GraphDraft, { main }: ComponentDraft): Claims {
  const namespace = main?.mode === 'object' ? namespaceKey(main) : undefined;
  if (!main || namespace === undefined || main.type === 'compose-service') return NONE;
  const [found] = nearestOf(objectIndex(draft).named(main, CLUSTER, namespace, ['Namespace']));
  if (!found?.main) return NONE;
  const read = joined(
    readAt(found.main, { source: 'namespace', path: ['metadata', 'annotations'] }),
    readAt(found.main, { source: 'namespace', path: ['metadata', 'labels'] }),
  );
  return {
    ...read,
    claims: read.claims.map((claim) => ({ ...claim, says: `${claim.says} of ${namespace}` })),
  };
}

/** What everything that a provider makes is tagged with. */
export function defaultClaims({ main }: ComponentDraft): Claims {
  const provider = main?.provider;
  const tags = provider?.defaultTags;
  if (!main || !provider || tags === undefined) return NONE;
  const range = provider.declaredAt;
  const read = claimsIn(tags, 'stack', 'default tag', undefined);
  return { ...read, claims: read.claims.map((claim) => ({ ...claim, range })) };
}

const NONE: Claims = { claims: [], unknown: undefined };

interface Reading {
  readonly source: OwnerClaim['source'];
  readonly path: readonly string[];
}

const NOUNS: Readonly<Record<string, string>> = {
  annotations: 'annotation',
  tags: 'tag',
};

function readAt(resource: Resource, { source, path }: Reading): Claims {
  const data = dataAt(resource, ...path);
  if (data === undefined) return NONE;
  const noun = NOUNS[path.at(-1) ?? ''] ?? 'label';
  const what = source === 'namespace' ? `namespace ${noun}` : noun;
  return claimsIn(data, source, what, (key) => ({ resource: resource.id, path: [...path, key] }));
}

function claimsIn(
  data: Data,
  source: OwnerClaim['source'],
  noun: string,
  placeOf: ((key: string) => Location) | undefined,
): Claims {
  const open = Sensitive.is(data) ? data.reveal() : data;
  if (Unknown.is(open)) return { claims: [], unknown: open };
  if (!isDataObject(open)) return NONE;
  const claims: Claim[] = [];
  let unknown: Unknown | undefined;
  for (const [key, written] of Object.entries(open)) {
    const facet = facetOf(key);
    if (!facet) continue;
    const value: Value<string> | undefined = Unknown.is(written) ? written : scalarText(written);
    if (Unknown.is(value)) unknown ??= value;
    if (typeof value !== 'string' || !namesSomebody(value)) continue;
    const says = `${noun} ${key} names ${value}`;
    const place = placeOf?.(key);
    claims.push({
      source,
      facet,
      text: value,
      name: ownerName(value),
      says,
      ...(place ? { at: place } : {}),
    });
  }
  return { claims, unknown };
}

/** Auto Scaling groups have blocks in the place of a map. */
function tagBlocks({ type }: Resource, { tags }: ComponentDraft['facts']): Claims {
  if (type !== 'aws_autoscaling_group' || !tags || Unknown.is(tags.value)) return NONE;
  const [place] = tags.at;
  return claimsIn(tags.value, 'tag', 'tag', place && (() => place));
}

function joined(...parts: readonly Claims[]): Claims {
  return {
    claims: parts.flatMap(({ claims }) => claims),
    unknown: parts.find(({ unknown }) => unknown)?.unknown,
  };
}
