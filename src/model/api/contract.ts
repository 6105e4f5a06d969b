import type { Contract, Operation, SecurityScheme } from '../../core/facts/contract.ts';
import type { Resource } from '../../core/resource.ts';
import type { Data, Value } from '../../core/value.ts';
import { isDataList, isDataObject, scalarText, Unknown } from '../../core/value.ts';
import { at, blocksAt, dataAt } from '../read.ts';
import { kindOfScheme, showsLittle } from './schemes.ts';

/** Reads the contract that a loader found in a document. */
export function readContract(resource: Resource): Contract {
  const operations = blocksAt(resource, 'operations');
  const known = Unknown.is(operations) ? [] : operations;
  const more = dataAt(resource, 'more');
  const servers = blocksAt(resource, 'servers');
  return {
    title: textAt(resource, 'title') ?? resource.name,
    version: textAt(resource, 'version'),
    servers: (Unknown.is(servers) ? [] : servers).map((server, index) => ({
      url: Unknown.is(server) ? server : (textAt(resource, 'servers', index, 'url') ?? ''),
      at: at(resource, 'servers', index),
    })),
    operations: known.map((_, index) => readOperation(resource, index)),
    more: Unknown.is(more) ? more : Unknown.is(operations) ? operations : undefined,
    servedBy: [],
    // A document that a gateway was given is what the gateway does.
    isEnforced: dataAt(resource, 'gateway') !== undefined,
    at: at(resource),
  };
}

function readOperation(resource: Resource, index: number): Operation {
  const path = ['operations', index] as const;
  const tags = dataAt(resource, ...path, 'tags');
  const responses = dataAt(resource, ...path, 'responses');
  const operation = {
    method: scalarText(dataAt(resource, ...path, 'method')) ?? 'ANY',
    path: textAt(resource, ...path, 'path') ?? '',
    tags: textsOf(tags),
    responses: textsOf(responses),
  };
  return {
    ...operation,
    security: securityOf(resource, index),
    publicBecause: publicBecause(resource, index, operation.tags),
    answersItself: answersItself(dataAt(resource, ...path, 'integration', 'type')),
    at: at(resource, ...path),
  };
}

function publicBecause(resource: Resource, index: number, tags: readonly string[]): string | undefined {
  if (dataAt(resource, 'operations', index, 'isPublic') === true) return 'x-public';
  const tag = tags.find((one) => /^(public|anonymous|unauthenticated)\b/i.test(one));
  return tag === undefined ? undefined : `the tag ${tag}`;
}

function answersItself(type: Data | undefined): Value<boolean> | undefined {
  if (Unknown.is(type)) return type;
  return typeof type === 'string' ? type === 'mock' : undefined;
}

/** The weakest of the alternatives: what a caller must show at least. */
function securityOf(resource: Resource, index: number): Operation['security'] {
  const path = ['operations', index, 'security'] as const;
  const gateway = dataAt(resource, 'operations', index, 'gatewayAuthentication');
  if (typeof gateway === 'string' && gateway !== 'NONE') {
    return [{ name: gateway, kind: 'authorizer', at: at(resource, ...path) }];
  }
  const data = dataAt(resource, ...path);
  if (Unknown.is(data)) return data;
  // `{}` among alternatives, and an empty list, ask for nothing.
  if (!isDataList(data) || data.length === 0) return saysNothing(resource, data) ?? [];
  const alternatives = data.map((item) => schemesOf(item, resource, path));
  const known = alternatives.flatMap((item) => (Unknown.is(item) ? [] : [item]));
  const weakest = known.find((item) => item.length === 0) ?? known.find((item) => item.every(showsLittle));
  return weakest ?? alternatives.find((item) => Unknown.is(item)) ?? known[0] ?? [];
}

function schemesOf(
  item: Data,
  resource: Resource,
  path: readonly (string | number)[],
): Value<readonly SecurityScheme[]> {
  if (Unknown.is(item)) return item;
  if (!isDataList(item)) return [];
  return item.filter(isDataObject).map((scheme) => ({
    name: scalarText(scheme['id']) ?? '',
    kind: kindOfScheme(scheme),
    at: at(resource, ...path),
  }));
}

/** A document without any scheme does not describe how callers log in: that proves nothing. */
function saysNothing(resource: Resource, data: Data | undefined): Unknown | undefined {
  const isSaid = isDataList(data) || dataAt(resource, 'hasSchemes') === true;
  if (isSaid || dataAt(resource, 'gateway') !== undefined) return undefined;
  return new Unknown({
    reason: 'rule-question',
    detail: 'the contract says nothing about how callers log in; the application may ask all the same',
    settledBy: 'a security requirement in the contract, or `security: []` where nothing is asked',
  });
}

function textAt(resource: Resource, ...path: readonly (string | number)[]): Value<string> | undefined {
  const data = dataAt(resource, ...path);
  return Unknown.is(data) ? data : scalarText(data);
}

function textsOf(data: Data | undefined): readonly string[] {
  return isDataList(data) ? data.flatMap((item) => (typeof item === 'string' ? [item] : [])) : [];
}
