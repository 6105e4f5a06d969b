import type { Workbench, ResourceChange } from '../appraise/workbench.ts';
import type { Declared } from '../core/declared.ts';
import { groupBy } from '../core/group-by.ts';
import type { ResourceId, StackId } from '../core/id.ts';
import { resourceId } from '../core/id.ts';
import { byKey, sortedUnique } from '../core/order.ts';
import type { Intent } from '../core/remedy.ts';
import { isExpression, isTimesOf, isWrittenAs } from '../core/remedy.ts';
import type { Resource, Stack } from '../core/resource.ts';
import { isSameData } from '../core/same-data.ts';
import { isSettled } from '../core/settled-intent.ts';
import type { Data, DataObject } from '../core/value.ts';
import { isDataList, isDataObject } from '../core/value.ts';
import { withValue } from '../core/with-value.ts';
import type { Estate } from '../graph/estate.ts';
import { buildGraph } from '../model/build-graph.ts';

export interface WorkbenchInput {
  readonly estate: Estate;
  readonly declared: Declared | undefined;
  /** Stacks that graphs are made of; all when undefined. */
  readonly only?: ReadonlySet<StackId> | undefined;
}

/** Where remedies are tried: on the evaluated resources, or in the text, read again; then as one graph. */
export function workbenchOf({ estate, declared, only }: WorkbenchInput): Workbench {
  const { stacks } = estate;
  const built = only ? stacks.filter(({ id }) => only.has(id)) : stacks;
  const owner = (intent: Intent): StackId | undefined =>
    intent.op === 'add' ? intent.stack : estate.resource(intent.at.resource)?.stack;
  const set = (intents: readonly Intent[]): readonly ResourceChange[] | undefined => {
    const now = new Map<ResourceId, Resource | undefined>();
    for (const intent of intents) {
      const changed = intent.op === 'add' ? added(estate, intent) : edited(estate, now, intent);
      if (!changed) return undefined;
      now.set(changed.id, changed.after);
    }
    return [...now].map(([id, after]) => {
      const before = estate.resource(id);
      const stack = before?.stack ?? after?.stack;
      if (stack === undefined) throw new Error(`${id} is in no stack`);
      return { stack, id, before, after };
    });
  };
  return {
    set,
    write: (intents) => writtenText(estate, groupBy(intents, owner), set),
    estate: (changes) => buildGraph(withChanged(built, changes), declared).estate,
  };
}

/** Intents in the text, one stack after the other: each sees what those before it have left. */
function writtenText(
  estate: Estate,
  byStack: ReadonlyMap<StackId | undefined, readonly Intent[]>,
  set: Workbench['set'],
): ReturnType<Workbench['write']> {
  const changed: ResourceChange[] = [];
  const files: string[] = [];
  const now = new Map<StackId, Stack>();
  const resourceOf = currentResources(estate, now);
  for (const [id, own] of byStack) {
    const stack = id === undefined ? undefined : (now.get(id) ?? estate.stack(id));
    if (!stack?.write) return { notWritable: 'what was read there cannot be edited' };
    const open = own.filter((intent) => isSettled(intent, resourceOf) !== true);
    if (open.length === 0 && files.length > 0) continue;
    const written = stack.write(open.length === 0 ? own : open);
    if ('notWritable' in written) return { notWritable: written.notWritable };
    files.push(...written.changes.map(({ file }) => file));
    // Objects are proved by rendering: they are as intended, and all others are as they were.
    const here = stack.reload ? [] : set(own);
    if (!here) return { notWritable: 'what it would be afterwards cannot be told' };
    changed.push(...here);
    for (const before of estate.stacks) {
      const again = (now.get(before.id) ?? before).reload?.(written.changes);
      if (again) now.set(before.id, again);
    }
  }
  const reloadable = [...byStack].flatMap(([id, own]) => (id !== undefined && now.has(id) ? own : []));
  if (reloadable.some((intent) => isSettled(intent, resourceOf) === false)) return { notWritable: SHARED };
  for (const [id, again] of now) changed.push(...differences(estate.stack(id), again));
  return { files: sortedUnique(files), changed };
}

const SHARED = 'one text makes several of them, and each would need a value of its own there';

function currentResources(
  estate: Estate,
  now: ReadonlyMap<StackId, Stack>,
): (id: ResourceId) => Resource | undefined {
  return (id) => {
    const before = estate.resource(id);
    const again = before && now.get(before.stack);
    return again ? again.resources.find((one) => one.id === id) : before;
  };
}

function differences(before: Stack, after: Stack): readonly ResourceChange[] {
  const old = new Map(before.resources.map((one) => [one.id, one]));
  const now = new Map(after.resources.map((one) => [one.id, one]));
  const ids = new Map([...old, ...now]).keys();
  return [...ids].flatMap((id) => {
    const [a, b] = [old.get(id), now.get(id)];
    const isSame = a && b && isSameData(a.attributes, b.attributes) && a.unknownCount === b.unknownCount;
    return isSame ? [] : [{ stack: before.id, id, before: a, after: b }];
  });
}

/** Stacks with some of their resources replaced, added or taken away. */
function withChanged(stacks: readonly Stack[], changes: readonly ResourceChange[]): readonly Stack[] {
  const byStack = groupBy(changes, ({ stack }) => stack);
  return stacks.map((stack) => {
    const own = byStack.get(stack.id);
    if (!own) return stack;
    const now = new Map(own.map(({ id, after }) => [id, after]));
    const kept = stack.resources.flatMap((one) => (now.has(one.id) ? (now.get(one.id) ?? []) : [one]));
    const known = new Set(stack.resources.map(({ id }) => id));
    const fresh = own.flatMap(({ id, after }) => (after && !known.has(id) ? [after] : []));
    const resources = fresh.length === 0 ? kept : [...kept, ...fresh].sort(byKey(({ id }) => id));
    return { ...stack, resources };
  });
}

interface Changed {
  readonly id: ResourceId;
  readonly after: Resource | undefined;
}

function edited(
  estate: Estate,
  now: ReadonlyMap<ResourceId, Resource | undefined>,
  intent: Exclude<Intent, { op: 'add' }>,
): Changed | undefined {
  const { resource: id, path } = intent.at;
  const resource = now.has(id) ? now.get(id) : estate.resource(id);
  if (!resource) return undefined;
  if (path.length === 0) return intent.op === 'remove' ? { id, after: undefined } : undefined;
  const value = intent.op === 'remove' ? undefined : valueOf(intent.value, resource);
  if (intent.op === 'set' && value === undefined) return undefined;
  const attributes = withValue(resource.attributes, path, value);
  return isDataObject(attributes) ? { id, after: { ...resource, attributes } } : undefined;
}

function valueOf(value: Extract<Intent, { op: 'set' }>['value'], resource: Resource): Data | undefined {
  if (isExpression(value)) return undefined;
  if (isTimesOf(value)) {
    const times = value.timesOf.reduce<Data>(partOf, resource.attributes);
    return typeof times === 'number' ? times * value.factor : undefined;
  }
  if (!isWrittenAs(value)) return value;
  const other = value.writtenAs.reduce<Data>(partOf, resource.attributes);
  return typeof other === 'string' ? `${other}${value.suffix}` : undefined;
}

function partOf(data: Data, step: string | number): Data {
  const part = typeof step === 'number' ? isDataList(data) && data[step] : isDataObject(data) && data[step];
  return part === undefined || part === false ? null : part;
}

/** An object of a cluster states itself; what a provider manages takes on more than its block says. */
function added(estate: Estate, { stack, resource }: Extract<Intent, { op: 'add' }>): Changed | undefined {
  const { type, name } = resource;
  const attributes: { [key: string]: Data } = {};
  for (const [key, value] of Object.entries(resource.attributes)) {
    if (isExpression(value)) return undefined;
    attributes[key] = value;
  }
  const neighbour = estate.stack(stack).resources.find(({ mode }) => mode === 'object');
  if (!type.includes('/') || !neighbour) return undefined;
  const metadata: DataObject = isDataObject(attributes['metadata']) ? attributes['metadata'] : {};
  const namespace = metadata['namespace'];
  const kind = type.slice(type.lastIndexOf('/') + 1);
  const address = `${kind}/${typeof namespace === 'string' ? namespace : 'default'}/${name}`;
  const id = resourceId(stack, address);
  if (estate.resource(id)) return undefined;
  return { id, after: { ...neighbour, id, address, type, name, attributes, unknownCount: false } };
}
