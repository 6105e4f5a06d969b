import { Unknown } from '../../../core/value.ts';
import { convert } from '../values/convert.ts';
import { placeOfRoot } from '../functions/paths.ts';
import type { TfValue } from '../values/value.ts';
import { EvaluationError, isUnknown, string, unknownOf } from '../values/value.ts';
import { evaluate } from './expression.ts';
import type { ModuleInstance } from './module-instance.ts';
import type { Group, ModuleNode } from './module-node.ts';
import type { Expansion } from './expansion.ts';
import { groupValue } from './module-node.ts';
import type { ResourceInstance } from './resource-instance.ts';
import { relativeFolder } from './relative-folder.ts';
import type { Scope, Step } from './scope.ts';

interface Resolved {
  readonly value: TfValue;
  readonly used: number;
}

/**
 * Resolves a reference inside a module: `var.x`, `local.x`, `module.m.o`, `data.t.n`, `t.n`, `each.key`,
 * `path.module` …
 */
export function resolveReference(
  module: ModuleInstance,
  root: string,
  steps: readonly Step[],
  scope: Scope,
): Resolved {
  switch (root) {
    case 'var':
      return { value: module.variable(nameAt(steps, 0, 'var')), used: 1 };
    case 'local':
      return { value: module.local(nameAt(steps, 0, 'local')), used: 1 };
    case 'each':
    case 'count':
      return { value: instanceKey(root, nameAt(steps, 0, root), scope), used: 1 };
    case 'path':
      return { value: pathValue(module, nameAt(steps, 0, 'path')), used: 1 };
    case 'terraform':
      return { value: terraformValue(module, nameAt(steps, 0, 'terraform')), used: 1 };
    case 'module':
      return moduleReference(module, steps, scope);
    case 'data': {
      const key = `data.${nameAt(steps, 0, 'data')}.${nameAt(steps, 1, 'data')}`;
      return resourceReference(module, key, steps, 2, scope);
    }
    case 'resource': {
      const key = `${nameAt(steps, 0, 'resource')}.${nameAt(steps, 1, 'resource')}`;
      return resourceReference(module, key, steps, 2, scope);
    }
    case 'self':
    case 'ephemeral': {
      const detail = `${root} has a value only while terraform runs`;
      return { value: unknownOf('dynamic', new Unknown({ reason: 'computed-attribute', detail })), used: 0 };
    }
    default: {
      const first = steps[0];
      if (first?.kind !== 'attribute')
        throw new EvaluationError(`${root} is not a value; a reference needs a type and a name`);
      return resourceReference(module, `${root}.${first.name}`, steps, 1, scope);
    }
  }
}

function nameAt(steps: readonly Step[], index: number, root: string): string {
  const step = steps[index];
  if (step?.kind === 'attribute') return step.name;
  throw new EvaluationError(`a reference that begins with ${root} needs a name behind it`);
}

function instanceKey(root: 'each' | 'count', name: string, scope: Scope): TfValue {
  const { keys } = scope;
  const value = root === 'count' ? keys.countIndex : name === 'key' ? keys.eachKey : keys.eachValue;
  const known = root === 'count' ? name === 'index' : name === 'key' || name === 'value';
  if (!known) throw new EvaluationError(`${root} has no attribute ${name}`);
  if (value) return value;
  const argument = root === 'count' ? 'count' : 'for_each';
  throw new EvaluationError(`${root}.${name} is used in a block that does not set ${argument}`);
}

function pathValue(module: ModuleInstance, name: string): TfValue {
  switch (name) {
    case 'module':
      return string(relativeFolder(module.context.rootFolder, module.config.folder));
    case 'root':
      return string('.');
    case 'cwd':
      return unknownOf('string', placeOfRoot(), { notNull: true });
    default:
      throw new EvaluationError(`path has no attribute ${name}; there are module, root and cwd`);
  }
}

function terraformValue(module: ModuleInstance, name: string): TfValue {
  if (name === 'workspace') return string(module.context.workspace);
  if (name === 'applying') {
    const detail = 'terraform.applying differs between plan and apply';
    return unknownOf('bool', new Unknown({ reason: 'impure-function', detail }), { notNull: true });
  }
  throw new EvaluationError(`terraform has no attribute ${name}; there is workspace`);
}

function resourceReference(
  module: ModuleInstance,
  key: string,
  steps: readonly Step[],
  used: number,
  scope: Scope,
): Resolved {
  const group = module.resources(key);
  if (!group) {
    if (module.opened === 'mapped')
      throw new Error(`the mapping ${module.config.folder} refers to ${key} and lacks it`);
    throw new EvaluationError(`${key} is not declared in this module`);
  }
  const member = memberAt(group, steps[used], scope);
  if (member) return { value: member.value, used: used + 1 };
  module.context.budget.spend(group.members.length);
  return { value: groupValue(group, (instance) => instance.value), used };
}

function moduleReference(module: ModuleInstance, steps: readonly Step[], scope: Scope): Resolved {
  const name = nameAt(steps, 0, 'module');
  const group = module.calls(name);
  if (!group) throw new EvaluationError(`module.${name} is not declared in this module`);
  if (group.expansion.kind === 'single') {
    const [node] = group.members;
    const next = steps[1];
    if (node && next?.kind === 'attribute') return { value: node.output(next.name), used: 2 };
  }
  const member = memberAt(group, steps[1], scope);
  if (!member) module.context.budget.spend(group.members.length);
  if (!member) return { value: groupValue(group, (node) => node.whole()), used: 1 };
  const next = steps[2];
  if (next?.kind === 'attribute') return { value: member.output(next.name), used: 3 };
  return { value: member.whole(), used: 2 };
}

/** The instance that the next step selects by a known key; undefined when it selects none by itself. */
function memberAt<T extends ResourceInstance | ModuleNode>(
  group: Group<T>,
  step: Step | undefined,
  scope: Scope,
): T | undefined {
  const { expansion, members } = group;
  if (!step || expansion.kind === 'single') return undefined;
  if (step.kind === 'attribute') {
    if (expansion.kind !== 'each') return undefined;
    return members[positions(expansion).get(step.name) ?? -1];
  }
  const key = evaluate(step.key, scope);
  if (expansion.kind === 'unknown') return members[0];
  if (isUnknown(key)) return undefined;
  const wanted = expansion.kind === 'count' ? indexOf(key) : convert(key, 'string').content;
  return typeof wanted === 'string' || typeof wanted === 'number'
    ? members[positions(expansion).get(wanted) ?? -1]
    : undefined;
}

const known = new WeakMap<Expansion, ReadonlyMap<string | number | undefined, number>>();

/** The position of each instance by its key: every instance of one block may refer to one of another. */
function positions(expansion: Expansion): ReadonlyMap<string | number | undefined, number> {
  const found = known.get(expansion);
  if (found) return found;
  const made = new Map(expansion.instances.map((instance, index) => [instance.key, index]));
  known.set(expansion, made);
  return made;
}

function indexOf(key: TfValue): number | undefined {
  const text = convert(key, 'string').content;
  return typeof text === 'string' && /^\d+$/.test(text) ? Number(text) : undefined;
}
