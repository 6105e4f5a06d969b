import { withChanges } from '../../../core/changed-files.ts';
import type { FileChange, Written } from '../../../core/edit.ts';
import { editsBetween } from '../../../core/edit.ts';
import type { Files } from '../../../core/files.ts';
import { isDenied } from '../../../core/files.ts';
import type { Location } from '../../../core/location.ts';
import type { ResourceId } from '../../../core/id.ts';
import type { Intent } from '../../../core/remedy.ts';
import { isPlainValue } from '../../../core/remedy.ts';
import { byCodeUnit } from '../../../core/order.ts';
import type { DataObject } from '../../../core/value.ts';
import { isDataObject } from '../../../core/value.ts';
import { entryOf, nodeAt } from '../../../syntax/yaml/node.ts';
import type { YamlValue } from '../../../syntax/yaml/print.ts';
import { isYamlObject } from '../../../syntax/yaml/print.ts';
import type { Manifest } from '../manifest.ts';
import { byAddress } from '../manifest.ts';
import { manifestData, nodeData } from '../to-data.ts';
import type { Aim } from './prove.ts';
import { disproof, isSame } from './prove.ts';
import type { ValueIntent, Way } from './ways.ts';
import { yamlOf, yamlValueOf } from './ways.ts';

/** A stack that can be written: its objects, how to render them again, and where text may go. */
export interface Writable {
  readonly files: Files;
  readonly manifests: readonly Manifest[];
  /** The address of an object by its resource id. */
  readonly addressOf: (resource: ResourceId) => string | undefined;
  /** Renders the same stack from other files; undefined where it is no longer there. */
  readonly render: (files: Files) => readonly Manifest[] | undefined;
  /** Ways to change one value, most local first. */
  readonly valueWays: (files: Files, intent: ValueIntent) => readonly Way[];
  /** Ways to add an object. */
  readonly objectWays: (files: Files, object: { readonly [key: string]: YamlValue }) => readonly Way[];
}

/** Writes intents one after the other; each is kept only if the rendered objects prove it. */
export function writeIntents(stack: Writable, intents: readonly Intent[]): Written {
  let now: State = { files: stack.files, manifests: stack.manifests, touched: new Set(), pending: [] };
  for (const [index, intent] of intents.entries()) {
    if (index > 0 && isDone(stack, now, intent)) continue;
    const next = written(stack, { ...now, pending: intents.slice(index + 1) }, intent);
    if (typeof next === 'string') return { notWritable: next };
    now = next;
  }
  const touched = [...now.touched].sort(byCodeUnit);
  const changes = touched.flatMap((file) => changeOf(file, stack.files, now.files));
  return { changes, alsoChanges: [] };
}

/** An object as a whole, or where no text states it as a whole, key by key. */
function written(stack: Writable, now: State, intent: Intent): State | string {
  const whole = attempt(stack, now, intent);
  const parts = typeof whole === 'string' ? partsOf(stack, now, intent) : [];
  if (parts.length === 0) return whole;
  let state = now;
  for (const part of parts) {
    const next = written(stack, state, part);
    if (typeof next === 'string') return next;
    state = next;
  }
  return state;
}

/** What has to be set and removed inside an object so that it becomes another one. */
function partsOf(stack: Writable, { manifests }: State, intent: Intent): readonly Intent[] {
  if (intent.op !== 'set') return [];
  const { value, at } = intent;
  const object: DataObject | undefined = isPlainValue(value) && isDataObject(value) ? value : undefined;
  if (!object) return [];
  const address = stack.addressOf(intent.at.resource);
  const manifest = address === undefined ? undefined : byAddress(manifests).get(address);
  const before = manifest && nodeAt(manifest.root, ...at.path);
  if (before?.kind !== 'mapping') return [];
  const inside = (key: string): Location => ({ ...at, path: [...at.path, key] });
  const gone = before.entries.filter(({ key }) => object[key.value] === undefined);
  const set = Object.entries(object).filter(([key, one]) => {
    const old = entryOf(before, key);
    return !old || !isSame(nodeData(old.value), one);
  });
  return [
    ...set.map(([key, one]): Intent => ({ op: 'set', at: inside(key), value: one })),
    ...gone.map(({ key }): Intent => ({ op: 'remove', at: inside(key.value) })),
  ];
}

const COMPUTED = 'the text that states it is made by an expression';
const NO_TEMPLATE = 'a chart would need a template for it';

interface State {
  readonly files: Files;
  readonly manifests: readonly Manifest[];
  /** Files that were changed so far. */
  readonly touched: ReadonlySet<string>;
  /** What is still to be written; one line of a template may bring about some of it at once. */
  readonly pending: readonly Intent[];
}

/** Whether an object is as an intent wants it, because of what was written for another one. */
function isDone(stack: Writable, { manifests }: State, intent: Intent): boolean {
  if (intent.op === 'add' || intent.at.path.length === 0 || typeof intent.at.path.at(-1) === 'number') {
    return false;
  }
  const address = stack.addressOf(intent.at.resource);
  const manifest = address === undefined ? undefined : byAddress(manifests).get(address);
  const node = manifest && nodeAt(manifest.root, ...intent.at.path);
  if (intent.op === 'remove') return manifest !== undefined && node === undefined;
  return isPlainValue(intent.value) && node !== undefined && isSame(nodeData(node), intent.value);
}

/** What a change is proved by: the intent itself, and what else of the same remedy it has brought about. */
function aimsOf(stack: Writable, now: State, after: readonly Manifest[], aim: Aim): readonly Aim[] {
  const reached = { ...now, manifests: after };
  return [
    aim,
    ...now.pending.flatMap((intent) => {
      const address = intent.op === 'add' ? undefined : stack.addressOf(intent.at.resource);
      return address !== undefined && isDone(stack, reached, intent) ? [{ intent, address }] : [];
    }),
  ];
}

function attempt(stack: Writable, now: State, intent: Intent): State | string {
  const tried = waysOf(stack, now, intent);
  if (typeof tried === 'string') return tried;
  let why = intent.op === 'add' ? NO_TEMPLATE : COMPUTED;
  for (const way of tried.ways) {
    const files = withChanges(now.files, way);
    const manifests = stack.render(files);
    if (!manifests) continue;
    const aims = aimsOf(stack, now, manifests, tried.aim);
    const problem = disproof(rendered(now.manifests), rendered(manifests), aims);
    if (problem === undefined) {
      const touched = new Set([...now.touched, ...way.map(({ file }) => file)]);
      return { ...now, files, manifests, touched };
    }
    why = problem;
  }
  return why;
}

function waysOf(
  stack: Writable,
  { files, manifests }: State,
  intent: Intent,
): { readonly ways: readonly Way[]; readonly aim: Aim } | string {
  if (intent.op === 'add') {
    const object = yamlOf(plain(intent.resource.attributes));
    if (!isYamlObject(object)) return 'a part of the new object is not known';
    const address = addressOfNew(object);
    if (address === undefined) return 'the new object has no name';
    return { ways: stack.objectWays(files, object), aim: { intent, address } };
  }
  const address = stack.addressOf(intent.at.resource);
  const manifest = address === undefined ? undefined : byAddress(manifests).get(address);
  if (address === undefined || !manifest) return 'the object is not rendered here';
  if (intent.at.path.length === 0) return 'removing an object is left to a person';
  const value = intent.op === 'set' ? yamlValueOf(intent) : undefined;
  if (intent.op === 'set' && value === undefined) return 'the value to write is not known';
  const ways = stack.valueWays(files, { manifest, path: intent.at.path, value });
  return { ways, aim: { intent, address } };
}

function plain(attributes: Extract<Intent, { op: 'add' }>['resource']['attributes']): DataObject {
  const data: { [key: string]: DataObject[string] } = {};
  for (const [key, value] of Object.entries(attributes)) data[key] = value;
  return data;
}

function addressOfNew({ kind, metadata }: { readonly [key: string]: YamlValue }): string | undefined {
  const { name, namespace } = isYamlObject(metadata) ? metadata : {};
  if (typeof name !== 'string' || typeof kind !== 'string') return undefined;
  return `${kind}/${typeof namespace === 'string' ? namespace : 'default'}/${name}`;
}

function rendered(manifests: readonly Manifest[]): ReadonlyMap<string, DataObject> {
  return new Map([...byAddress(manifests)].map(([address, one]) => [address, manifestData(one)]));
}

/** What differs between two states of a file. */
function changeOf(file: string, before: Files, after: Files): readonly FileChange[] {
  const old = before.read(file);
  const text = after.read(file);
  if (isDenied(text)) return [];
  if (isDenied(old)) return [{ file, created: text }];
  return [{ file, edits: editsBetween(old, text) }];
}
