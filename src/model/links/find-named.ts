import { symbolicText, UNKNOWN_PIECE } from '../../core/partial-text.ts';
import type { Resource } from '../../core/resource.ts';
import type { Data } from '../../core/value.ts';
import { isDataList, Sensitive, Unknown } from '../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../graph-draft.ts';

export interface NamedOptions {
  readonly types: readonly string[];
  /** The attribute that holds the name which ends the ARN: `name`, `bucket`. */
  readonly name: string;
}

/** What a value names: components of the inputs, and what cannot be told to be one of them. */
export interface Named {
  readonly components: readonly ComponentDraft[];
  /** Values that lead outside the inputs, or nowhere that is known. */
  readonly outside: readonly Unknown[];
}

/**
 * Finds the components that a value names, by reference, by name, by ARN (also one whose region or account is
 * not known), or through a data source that reads a component of the inputs by its name.
 */
export function findNamed(
  draft: GraphDraft,
  data: Data | undefined,
  from: Resource,
  options: NamedOptions,
): Named {
  const components = new Set<ComponentDraft>();
  const outside: Unknown[] = [];
  for (const item of flatten(data)) {
    if (typeof item !== 'string' && !Unknown.is(item)) continue;
    const found = componentsBehind(draft, item, from, options);
    for (const component of found) components.add(component);
    if (found.length === 0) outside.push(Unknown.is(item) ? item : notInInputs(item));
  }
  return { components: [...components], outside };
}

function componentsBehind(
  draft: GraphDraft,
  item: string | Unknown,
  from: Resource,
  options: NamedOptions,
): readonly ComponentDraft[] {
  const by = [options.name];
  const { targets } = draft.follow(item, from, { types: options.types, by });
  const direct = owners(draft, targets);
  if (direct.length > 0) return direct;
  const read = targets.filter(({ mode }) => mode === 'data').map((target) => target.attributes[options.name]);
  for (const name of [...read, nameInArn(item)]) {
    if (name === undefined || name === null) continue;
    const { targets: named } = draft.follow(name, from, { types: options.types, by, managedOnly: true });
    const found = owners(draft, named);
    if (found.length > 0) return found;
  }
  return [];
}

function owners(draft: GraphDraft, targets: readonly Resource[]): readonly ComponentDraft[] {
  return targets.flatMap((target) => (target.mode === 'data' ? [] : (draft.componentOf(target.id) ?? [])));
}

/** The last part of an ARN or URL, when it is literal. */
function nameInArn(value: string | Unknown): string | undefined {
  const text = symbolicText(value);
  if (!/^(arn:|https:)/.test(text)) return undefined;
  const name = text.slice(Math.max(text.lastIndexOf(':'), text.lastIndexOf('/')) + 1);
  return name === '' || name.includes(UNKNOWN_PIECE) ? undefined : name;
}

function notInInputs(text: string): Unknown {
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `${text} is not declared in the inputs`,
    settledBy: 'the code that declares it',
  });
}

function flatten(data: Data | undefined): readonly Data[] {
  if (data === undefined || data === null) return [];
  if (Sensitive.is(data)) return flatten(data.reveal());
  return isDataList(data) ? data.flatMap((item) => flatten(item)) : [data];
}
