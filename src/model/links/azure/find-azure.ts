import type { Resource } from '../../../core/resource.ts';
import { symbolicText } from '../../../core/partial-text.ts';
import { isDataList, Sensitive, Unknown } from '../../../core/value.ts';
import type { Data } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import { dataAt } from '../../read.ts';
import { nearestTo } from '../addresses/same-system.ts';

/**
 * The components of some types that a value names: by reference, through a data source that reads one by its
 * name, by an id that ends with its name, or by the plain name.
 */
export function findAzure(
  draft: GraphDraft,
  data: Data | undefined,
  from: Resource,
  types: readonly string[],
): readonly ComponentDraft[] {
  const found = new Set<ComponentDraft>();
  for (const item of flatten(data)) {
    if (Unknown.is(item)) {
      for (const { resource } of item.refs) {
        const target = draft.resource(resource);
        if (!target || !types.includes(target.type)) continue;
        for (const component of ownersOf(draft, target)) found.add(component);
      }
      continue;
    }
    if (typeof item !== 'string' || item === '') continue;
    const name = item.slice(item.lastIndexOf('/') + 1);
    for (const component of called(draft, name, from, types)) found.add(component);
  }
  return [...found];
}

/** What a resource stands for: itself, or what a data source reads by its name. */
export function ownersOf(draft: GraphDraft, target: Resource): readonly ComponentDraft[] {
  if (target.mode !== 'data') return [draft.componentOf(target.id)].filter((one) => one !== undefined);
  const name = dataAt(target, 'name');
  if (typeof name !== 'string') return [];
  return called(draft, name, target, [target.type]);
}

function called(
  draft: GraphDraft,
  name: string,
  from: Resource,
  types: readonly string[],
): readonly ComponentDraft[] {
  const index = indexOf(draft);
  const all = types.flatMap((type) => index.get(`${type} ${name}`) ?? []);
  const found = nearestTo(draft.stackOf(from), all, from);
  return found.length === 1 ? found.map(({ component }) => component) : [];
}

type Index = ReadonlyMap<string, readonly { readonly component: ComponentDraft }[]>;

const indexes = new WeakMap<GraphDraft, Index>();

/** Everything of Azure by its type and name; made once for a graph. */
function indexOf(draft: GraphDraft): Index {
  const known = indexes.get(draft);
  if (known) return known;
  const index = new Map<string, { readonly component: ComponentDraft }[]>();
  for (const component of draft.components.values()) {
    const { main } = component;
    if (main?.type.startsWith('azurerm_') !== true || main.mode === 'data') continue;
    const name = dataAt(main, 'name');
    if (typeof name !== 'string' && !Unknown.is(name)) continue;
    const key = `${main.type} ${symbolicText(name)}`;
    const same = index.get(key);
    if (same) same.push({ component });
    else index.set(key, [{ component }]);
  }
  indexes.set(draft, index);
  return index;
}

function flatten(data: Data | undefined): readonly Data[] {
  if (data === undefined || data === null) return [];
  if (Sensitive.is(data)) return flatten(data.reveal());
  return isDataList(data) ? data.flatMap((item) => flatten(item)) : [data];
}
