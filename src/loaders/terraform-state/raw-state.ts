import { withoutKeys } from '../../core/block-address.ts';
import type { StackId } from '../../core/id.ts';
import type { Resource } from '../../core/resource.ts';
import { at, isList, isObject, objectsAt, textAt, textsAt } from '../terraform-json/json.ts';
import type { Json, JsonObject } from '../terraform-json/json.ts';
import { makeResource } from '../terraform-json/resources.ts';

/** The resources of a state file of version 4 (`terraform.tfstate`, `terraform state pull`). */
export function rawResources(state: Json, options: { stack: StackId; file: string }): readonly Resource[] {
  const resources = objectsAt(state, 'resources').flatMap((json) => instancesOf(json, options));
  const byBlock = new Map<string, Resource[]>();
  for (const resource of resources) {
    const block = withoutKeys(resource.address);
    byBlock.set(block, [...(byBlock.get(block) ?? []), resource]);
  }
  const needs = dependenciesOf(state);
  return resources.map((resource) => {
    const targets = needs.get(withoutKeys(resource.address)) ?? [];
    const dependsOn = targets.flatMap((target) => byBlock.get(target)?.map(({ id }) => id) ?? []);
    return { ...resource, dependsOn };
  });
}

function instancesOf(
  json: JsonObject,
  { stack, file }: { stack: StackId; file: string },
): readonly Resource[] {
  const type = textAt(json, 'type');
  const name = textAt(json, 'name');
  if (type === undefined || name === undefined) return [];
  const module = textAt(json, 'module') ?? '';
  const mode = json['mode'] === 'data' ? 'data' : 'managed';
  const block = blockOf(json);
  // A deposed instance is the rest of an interrupted replacement.
  const current = objectsAt(json, 'instances').filter((instance) => instance['deposed'] === undefined);
  return current.map((instance) => {
    const address = `${block}${keyOf(instance['index_key'])}`;
    const sensitive = sensitiveMarks(instance['sensitive_attributes']);
    return makeResource({
      stack,
      address,
      module,
      type,
      name,
      mode,
      via: 'state',
      values: instance['attributes'],
      marks: { sensitive },
      declaredAt: { file, start: 0, end: 0 },
    });
  });
}

function blockOf(json: JsonObject): string {
  const prefix = json['mode'] === 'data' ? 'data.' : '';
  const own = `${prefix}${textAt(json, 'type') ?? ''}.${textAt(json, 'name') ?? ''}`;
  const module = textAt(json, 'module');
  return module === undefined ? own : `${module}.${own}`;
}

function keyOf(key: Json | undefined): string {
  if (key === undefined || key === null) return '';
  return typeof key === 'number' ? `[${key}]` : `[${JSON.stringify(key)}]`;
}

/** `[[{type: "get_attr", value: "password"}]]` as the shape that marks sensitive parts. */
function sensitiveMarks(paths: Json | undefined): Json {
  const marks: { [name: string]: Json } = {};
  for (const path of isList(paths) ? paths : []) {
    const first = isList(path) ? at(path, 0, 'value') : at(path, 'value');
    // Marking the whole attribute hides more than is needed, and never less.
    if (typeof first === 'string') marks[first] = true;
  }
  return marks;
}

function dependenciesOf(state: Json): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const json of objectsAt(state, 'resources')) {
    const targets = objectsAt(json, 'instances').flatMap((instance) => textsAt(instance, 'dependencies'));
    if (isObject(json)) found.set(withoutKeys(blockOf(json)), [...new Set(targets.map(withoutKeys))]);
  }
  return found;
}
