import type { Stated } from '../../../core/component.ts';
import type { Resource } from '../../../core/resource.ts';
import { Unknown } from '../../../core/value.ts';
import type { DataObject } from '../../../core/value.ts';
import { at, blocksAt, dataAt } from '../../read.ts';

const LIFECYCLE = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lifecycle-mgmt.html';

/** After how many days every current object ends; rules for a part of the bucket do not count. */
export function expiryOf(resource: Resource, block: 'rule' | 'lifecycle_rule'): Stated<number | 'never'> {
  const place = at(resource, block);
  const rules = blocksAt(resource, block);
  if (Unknown.is(rules)) return { value: rules, at: [place], origin: 'written' };
  let unknown: Unknown | undefined;
  for (const [index, rule] of rules.entries()) {
    if (Unknown.is(rule)) {
      unknown ??= rule;
      continue;
    }
    if (isOff(rule) || !isForAll(resource, [block, index])) continue;
    const days = dataAt(resource, block, index, 'expiration', 0, 'days');
    if (Unknown.is(days)) unknown ??= days;
    else if (days !== undefined && Number(days) > 0) {
      return {
        value: Number(days),
        at: [at(resource, block, index, 'expiration', 0, 'days')],
        origin: 'written',
      };
    }
  }
  if (unknown) return { value: unknown, at: [place], origin: 'written' };
  return { value: 'never', at: [place], origin: rules.length > 0 ? 'written' : 'default', source: LIFECYCLE };
}

function isOff(rule: DataObject): boolean {
  return rule['status'] === 'Disabled' || rule['enabled'] === false;
}

function isForAll(resource: Resource, rule: readonly (string | number)[]): boolean {
  const prefixes = [
    [...rule, 'prefix'],
    [...rule, 'filter', 0, 'prefix'],
  ].map((path) => dataAt(resource, ...path));
  const others = ['tag', 'and', 'object_size_greater_than', 'object_size_less_than'].map((name) =>
    dataAt(resource, ...rule, 'filter', 0, name),
  );
  const tags = dataAt(resource, ...rule, 'tags');
  return (
    prefixes.every((prefix) => prefix === undefined || prefix === '') &&
    others.every((other) => other === undefined) &&
    tags === undefined
  );
}
