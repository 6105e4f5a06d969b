import type { ModuleInstance } from '../evaluate/module-instance.ts';
import { ModuleInstance as Module } from '../evaluate/module-instance.ts';
import type { ResourceInstance } from '../evaluate/resource-instance.ts';
import type { StackEvaluation } from '../stacks/stack-evaluation.ts';

/** A resource instance and the module instance that declares it. */
export interface Placed {
  readonly instance: ResourceInstance;
  readonly module: ModuleInstance;
}

/** The same instance of a stack that was evaluated again; only what leads to it is evaluated. */
export function sameInstance(evaluation: StackEvaluation, before: Placed): Placed | undefined {
  const module = sameModule(evaluation, before.module);
  const group = module?.resources(before.instance.config.key);
  const instance = group?.members.find(({ address }) => address === before.instance.address);
  return module && instance && { instance, module };
}

/** The same instance of a module in a stack that was evaluated again. */
export function sameModule(evaluation: StackEvaluation, before: ModuleInstance): ModuleInstance | undefined {
  if (!before.parent || !before.call) return evaluation.module;
  const parent = sameModule(evaluation, before.parent);
  const node = parent?.calls(before.call.name)?.members.find(({ address }) => address === before.address);
  return node instanceof Module ? node : undefined;
}
