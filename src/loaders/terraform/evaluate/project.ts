import type { ResourceId } from '../../../core/id.ts';
import type { Lifecycle, Resource } from '../../../core/resource.ts';
import type { Expression } from '../../../syntax/hcl/ast.ts';
import type { ConfigBlock } from '../config/module-config.ts';
import { rangeIn } from '../config/source-file.ts';
import type { SourceRange } from '../../../core/location.ts';
import { failure } from './context.ts';
import { ModuleInstance } from './module-instance.ts';
import { providerOf } from './provider.ts';
import type { ResourceInstance } from './resource-instance.ts';

/** Every resource instance of a module and of the modules it calls, evaluated. */
export function projectResources(
  module: ModuleInstance,
  into: Resource[],
  visited: (module: ModuleInstance) => void,
): void {
  visited(module);
  for (const key of module.config.resources.keys()) {
    const group = attempt(module, () => module.resources(key));
    for (const instance of group?.members ?? []) into.push(projectResource(instance, module));
  }
  for (const name of module.config.moduleCalls.keys()) {
    const group = attempt(module, () => module.calls(name));
    for (const node of group?.members ?? [])
      if (node instanceof ModuleInstance) projectResources(node, into, visited);
  }
}

function attempt<T>(module: ModuleInstance, make: () => T): T | undefined {
  try {
    return make();
  } catch (error) {
    const message = failure(error).detail;
    module.context.diagnostics.addFailure(error, { severity: 'error', code: 'expansion', message });
    return undefined;
  }
}

/** One resource instance with everything that is written of it, evaluated. */
export function projectResource(instance: ResourceInstance, module: ModuleInstance): Resource {
  const { dependence } = module.context;
  const project = (): Resource => projected(instance, module);
  return dependence ? dependence.within(instance.address, PROJECTED, project) : project();
}

/** What `Dependence` calls a whole resource with its provider. */
export const PROJECTED = 'resource';

function projected(instance: ResourceInstance, module: ModuleInstance): Resource {
  const { config } = instance;
  return {
    id: instance.id,
    address: instance.address,
    type: config.type,
    name: config.name,
    mode: config.mode,
    stack: module.context.stack,
    module: module.address,
    attributes: instance.attributes(),
    declaredAt: declaredAt(instance, module),
    provider: providerOf(instance, module),
    lifecycle: lifecycleOf(config),
    dependsOn: dependsOn(config, module),
    unknownCount: instance.unknownCount,
    via: isMapped(module) ? 'module-mapping' : 'source',
  };
}

function isMapped(module: ModuleInstance | undefined): boolean {
  return module !== undefined && (module.opened === 'mapped' || isMapped(module.parent));
}

/** The resource block; for a resource that a mapping stands for, the call that a person can edit. */
export function declaredAt(instance: ResourceInstance, module: ModuleInstance): SourceRange {
  for (let inner: ModuleInstance | undefined = module; inner; inner = inner.parent) {
    if (inner.opened === 'mapped' && inner.call && !isMapped(inner.parent)) {
      return rangeIn(inner.call.file, inner.call.block);
    }
  }
  return rangeIn(instance.config.file, instance.config.block);
}

function lifecycleOf(config: ConfigBlock): Lifecycle | undefined {
  const block = config.blocks.find((inner) => inner.block.type === 'lifecycle')?.block;
  if (!block) return undefined;
  const expressionOf = (name: string): Expression | undefined =>
    block.body.attributes.find((attribute) => attribute.name === name)?.expression;
  return {
    preventDestroy: isTrue(expressionOf('prevent_destroy')),
    createBeforeDestroy: isTrue(expressionOf('create_before_destroy')),
    ignoreChanges: ignored(expressionOf('ignore_changes')),
  };
}

function isTrue(expression: Expression | undefined): boolean {
  return expression?.kind === 'literal' && expression.value === true;
}

function ignored(expression: Expression | undefined): readonly string[] {
  if (expression?.kind === 'tuple') return expression.items.map(rootName).filter((name) => name !== '');
  const name = expression ? rootName(expression) : '';
  return name === '' ? [] : [name];
}

function rootName(expression: Expression): string {
  switch (expression.kind) {
    case 'variable':
      return expression.name;
    case 'get-attribute':
    case 'index':
      return rootName(expression.target);
    case 'template': {
      const [part] = expression.parts;
      return part?.kind === 'text' ? (part.value.split('.')[0] ?? '') : '';
    }
    default:
      return '';
  }
}

function dependsOn(config: ConfigBlock, module: ModuleInstance): readonly ResourceId[] {
  const expression = config.attributes.get('depends_on')?.attribute.expression;
  if (expression?.kind !== 'tuple') return [];
  const found: ResourceId[] = [];
  for (const item of expression.items) {
    const key = resourceKey(item);
    const group = key === undefined ? undefined : attempt(module, () => module.resources(key));
    for (const instance of group?.members ?? []) found.push(instance.id);
  }
  return found;
}

/** `type.name` or `data.type.name` of a reference, with or without what follows; undefined for modules. */
function resourceKey(expression: Expression): string | undefined {
  const names: string[] = [];
  let inner = expression;
  while (inner.kind === 'get-attribute' || inner.kind === 'index') {
    if (inner.kind === 'get-attribute') names.push(inner.name);
    inner = inner.target;
  }
  if (inner.kind !== 'variable') return undefined;
  names.push(inner.name);
  names.reverse();
  if (names[0] === 'resource') names.shift();
  const wanted = names[0] === 'data' ? 3 : 2;
  return names[0] === 'module' || names.length < wanted ? undefined : names.slice(0, wanted).join('.');
}
