import type { ResourceId } from '../../../core/id.ts';
import type { Resource } from '../../../core/resource.ts';
import { nameOf } from '../evaluate/dependence.ts';
import type { ModuleInstance } from '../evaluate/module-instance.ts';
import { PROJECTED, projectResource } from '../evaluate/project.ts';
import { validateVariables, VALIDATED } from '../evaluate/validation.ts';
import type { StackEvaluation } from '../stacks/stack-evaluation.ts';
import type { ChangedFile } from './changed-names.ts';
import { changedNames } from './changed-names.ts';
import { sameInstance, sameModule } from './same-instance.ts';

/** What a change of text makes of a stack: only what depends on the text is evaluated again. */
export interface Affected {
  /** The resources that may differ, as they are now; all others are as they were. */
  readonly resources: ReadonlyMap<ResourceId, Resource>;
  readonly gone: readonly Resource[];
  /** Names of all that may differ, as `Dependence` has them. */
  readonly reached: ReadonlySet<string>;
}

/** Evaluates what depends on changed text; undefined where so much does that all must be evaluated. */
export function affectedBy(
  base: StackEvaluation,
  after: StackEvaluation,
  files: readonly string[],
): Affected | undefined {
  const before = base.recorded();
  const modules = modulesOf(before.module);
  const names: string[] = [];
  for (const file of files) {
    const changed = changedFile(before, after, file);
    const declaring = modules.filter(({ config }) => changed && config.files.includes(changed.before));
    const found = changed && changedNames(changed, declaring, before.module);
    if (!found) return undefined;
    names.push(...found);
  }
  const reach = reachOf(before, modules, names);
  return reach && evaluated(before, after, reach);
}

interface Reach {
  readonly modules: readonly ModuleInstance[];
  readonly reached: ReadonlySet<string>;
  /** Blocks of resources whose instances are made anew, by module instance. */
  readonly expanded: readonly { readonly module: ModuleInstance; readonly key: string }[];
}

/** All that is made of some names; undefined where that decides which modules are opened. */
function reachOf(
  { context: { dependence } }: StackEvaluation,
  modules: readonly ModuleInstance[],
  names: readonly string[],
): Reach | undefined {
  if (!dependence) return undefined;
  const expanded: { module: ModuleInstance; key: string }[] = [];
  const seen = new Set<string>();
  let reached = dependence.reached(names);
  for (;;) {
    const more: string[] = [];
    for (const module of modules) {
      const { address, config } = module;
      for (const call of config.moduleCalls.keys()) {
        if (reached.has(nameOf(address, `count module.${call}`))) return undefined;
      }
      for (const key of config.resources.keys()) {
        const name = nameOf(address, `count ${key}`);
        if (!reached.has(name) || seen.has(name)) continue;
        seen.add(name);
        expanded.push({ module, key });
        // `each.value` is no name of its own: whatever the instances say may differ.
        for (const member of module.resources(key)?.members ?? [])
          more.push(...dependence.of(member.address));
      }
    }
    if (more.length === 0) return { modules, reached, expanded };
    reached = dependence.reached([...reached, ...more]);
  }
}

function evaluated(
  before: StackEvaluation,
  after: StackEvaluation,
  { modules, reached, expanded }: Reach,
): Affected {
  const resources = new Map<ResourceId, Resource>();
  const gone: Resource[] = [];
  for (const resource of before.resources()) {
    if (!reached.has(nameOf(resource.address, PROJECTED))) continue;
    const placed = before.placed(resource.id);
    const same = placed && sameInstance(after, placed);
    if (same) resources.set(resource.id, projectResource(same.instance, same.module));
    else gone.push(resource);
  }
  for (const { module, key } of expanded) {
    const same = sameModule(after, module);
    for (const member of same?.resources(key)?.members ?? []) {
      if (same && !resources.has(member.id)) resources.set(member.id, projectResource(member, same));
    }
  }
  for (const module of modules) {
    const same = reached.has(nameOf(module.address, VALIDATED)) && sameModule(after, module);
    if (same) validateVariables(same);
  }
  return { resources, gone, reached };
}

function changedFile(before: StackEvaluation, after: StackEvaluation, path: string): ChangedFile | undefined {
  const old = before.sourceOf(path);
  const now = after.sourceOf(path);
  return old && now && { before: old, after: now };
}

function modulesOf(module: ModuleInstance): readonly ModuleInstance[] {
  return [module, ...module.openedModules().flatMap(modulesOf)];
}
