import type { BackupVerdict } from '../../../core/facts/backup.ts';
import type { Location } from '../../../core/location.ts';
import { symbolicText } from '../../../core/partial-text.ts';
import { matchesPattern } from '../../../core/pattern.ts';
import type { Resource } from '../../../core/resource.ts';
import type { Value } from '../../../core/value.ts';
import { Unknown } from '../../../core/value.ts';
import { allOf, anyOf } from '../../logic.ts';
import type { ComponentDraft } from '../../graph-draft.ts';
import { at } from '../../read.ts';
import { gather } from '../gather.ts';
import type { Gathered } from '../gather.ts';
import { arnMatches } from './store-arn.ts';

interface TagTest {
  readonly key: string;
  readonly operator: 'equals' | 'like' | 'not-equals' | 'not-like';
  readonly value: Value<string>;
}

/** What a backup selection, or a snapshot policy, takes in. */
export interface Selection {
  readonly name: string;
  readonly at: Location;
  readonly stack: Resource['stack'];
  /** Resources named or matched; undefined when nothing limits them. */
  readonly wanted: readonly Gathered[];
  readonly excluded: readonly Gathered[];
  /** One of these is enough. */
  readonly anyTag: readonly TagTest[];
  /** All of these must hold. */
  readonly conditions: readonly TagTest[];
  /** Parts that cannot be told. */
  readonly unclear: readonly Unknown[];
}

/** Reads an `aws_backup_selection`. */
export function readSelection(resource: Resource, name: string): Selection {
  const tagTests = readTests(resource, 'selection_tag', 'equals');
  const conditions = [
    readTests(resource, 'condition.string_equals', 'equals'),
    readTests(resource, 'condition.string_like', 'like'),
    readTests(resource, 'condition.string_not_equals', 'not-equals'),
    readTests(resource, 'condition.string_not_like', 'not-like'),
  ];
  return {
    name,
    at: at(resource),
    stack: resource.stack,
    wanted: gather(resource, 'resources[]'),
    excluded: gather(resource, 'not_resources[]'),
    anyTag: tagTests.tests,
    conditions: conditions.flatMap(({ tests }) => tests),
    unclear: [tagTests, ...conditions].flatMap(({ unclear }) => unclear),
  };
}

interface Tests {
  readonly tests: readonly TagTest[];
  readonly unclear: readonly Unknown[];
}

function readTests(resource: Resource, path: string, operator: TagTest['operator']): Tests {
  const keys = gather(resource, `${path}.key`);
  const values = new Map(
    gather(resource, `${path}.value`).map(({ data, at: place }) => [blockOf(place), data]),
  );
  const tests: TagTest[] = [];
  const unclear: Unknown[] = [];
  for (const { data, at: place } of keys) {
    const value = values.get(blockOf(place));
    if (Unknown.is(data)) unclear.push(data);
    else if (typeof data === 'string' && (typeof value === 'string' || Unknown.is(value))) {
      tests.push({ key: data.replace(/^aws:ResourceTag\//, ''), operator, value });
    }
  }
  return { tests, unclear };
}

function blockOf({ path }: Location): string {
  return path.slice(0, -1).join('.');
}

/** Whether a selection takes in a store, by its names and its effective tags, and what is missing if not. */
export function judgeSelection(selection: Selection, store: ComponentDraft): BackupVerdict {
  const { wanted, excluded, anyTag, conditions } = selection;
  const named = anyOf(...wanted.map(({ data }) => arnMatches(data, store)));
  const tagged = anyOf(...anyTag.map((test) => holds(test, store)));
  const meets = allOf(...conditions.map((test) => holds(test, store)));
  const isExcluded = anyOf(...excluded.map(({ data }) => arnMatches(data, store)));
  const limited = wanted.length > 0 || anyTag.length > 0;
  // Names and tags together: the documentation reads both ways, so either counts as covered.
  const taken = limited ? anyOf(named, tagged) : true;
  const covers = allOf(taken, meets, Unknown.is(isExcluded) ? isExcluded : !isExcluded);
  return {
    selection: selection.name,
    at: selection.at,
    covers: covers === false && selection.unclear[0] ? selection.unclear[0] : covers,
    why: why(selection, store, { taken, meets, isExcluded }),
    wants: wantedTag(selection),
  };
}

function holds({ key, operator, value }: TagTest, store: ComponentDraft): Value<boolean> {
  const { tags, furtherTags } = store.facts;
  if (!tags) return false;
  if (Unknown.is(tags.value)) return tags.value;
  const actual = tags.value[key];
  const negated = operator.startsWith('not-');
  if (actual === undefined) return furtherTags ?? negated;
  if (Unknown.is(actual)) return actual;
  if (Unknown.is(value)) return value;
  const matches = operator.endsWith('like') ? matchesPattern(value, actual) : value === actual;
  return matches !== negated;
}

interface Parts {
  readonly taken: Value<boolean>;
  readonly meets: Value<boolean>;
  readonly isExcluded: Value<boolean>;
}

function why(selection: Selection, store: ComponentDraft, { taken, meets, isExcluded }: Parts): string {
  if (isExcluded === true) return 'it is among the resources that are left out';
  const missed = meets === false ? selection.conditions : selection.anyTag;
  const [test] = missed;
  if ((taken === false || meets === false) && test) return missedTag(test, store);
  return taken === false ? 'it names other resources' : 'it takes it in';
}

function missedTag({ key, value }: TagTest, store: ComponentDraft): string {
  const wanted = `it asks for the tag ${key} = ${Unknown.is(value) ? symbolicText(value) : value}`;
  const tags = store.facts.tags?.value;
  if (!tags || Unknown.is(tags)) return wanted;
  const near = Object.keys(tags).find((name) => name !== key && name.toLowerCase() === key.toLowerCase());
  if (near !== undefined) return `${wanted}, and the tag here is called ${near}; keys are case-sensitive`;
  const actual = tags[key];
  return actual === undefined
    ? `${wanted}, which is missing`
    : `${wanted}, and it is ${symbolicText(actual)}`;
}

function wantedTag({ anyTag, conditions, wanted }: Selection): BackupVerdict['wants'] {
  const tests = wanted.length > 0 && conditions.length === 0 ? [] : anyTag.length > 0 ? anyTag : conditions;
  const [test] = tests;
  if (!test || (tests === conditions && tests.length > 1) || test.operator !== 'equals') return undefined;
  return Unknown.is(test.value) ? undefined : { key: test.key, value: test.value };
}
