import { literalText } from '../../../syntax/hcl/literal-text.ts';
import { Unknown } from '../../../core/value.ts';
import type { ModuleCallConfig, ModuleConfig, OutputConfig } from '../config/module-config.ts';
import { rangeIn } from '../config/source-file.ts';
import type { FunctionContext } from '../functions/registry.ts';
import type { TfValue } from '../values/value.ts';
import { EvaluationError, object, unknownOf } from '../values/value.ts';
import type { LocatedModule, StackContext } from './context.ts';
import { evaluateArgument, MAX_MODULE_DEPTH, MAX_MODULES_OF_STACK, Memo } from './context.ts';
import type { Expansion, Instance } from './expansion.ts';
import { expand } from './expansion.ts';
import { describeCall } from './module-call.ts';
import type { Group, ModuleNode } from './module-node.ts';
import { opaqueModule } from './module-node.ts';
import { resolveReference } from './reference.ts';
import { renderTemplate } from './render-template.ts';
import { ResourceInstance } from './resource-instance.ts';
import type { References, Scope, Step } from './scope.ts';
import { inputVariable, rootVariable } from './variable.ts';

export interface ModuleInstanceOptions {
  readonly config: ModuleConfig;
  /** `''` for the root module. */
  readonly address: string;
  readonly context: StackContext;
  readonly parent: ModuleInstance | undefined;
  readonly call: ModuleCallConfig | undefined;
  readonly instance: Instance | undefined;
  readonly opened: 'local' | 'vendored' | 'mapped';
  /** True below a call whose number of instances is unknown. */
  readonly unknownCount: boolean;
  /** Values of root variables by name, as `rootVariable` takes them. */
  readonly rootValues: Pick<ReadonlyMap<string, TfValue>, 'get'> | undefined;
}

/**
 * One instance of a module: its variables, locals, outputs, resources and calls, each evaluated once when
 * needed.
 */
export class ModuleInstance implements References, ModuleNode {
  readonly config: ModuleConfig;
  readonly address: string;
  readonly context: StackContext;
  readonly parent: ModuleInstance | undefined;
  readonly call: ModuleCallConfig | undefined;
  readonly opened: 'local' | 'vendored' | 'mapped';
  readonly unknownCount: boolean;
  readonly scope: Scope;
  /** The scope in which the call's arguments are evaluated. */
  readonly callScope: Scope | undefined;
  readonly depth: number;
  readonly #rootValues: Pick<ReadonlyMap<string, TfValue>, 'get'> | undefined;
  readonly #memo: Memo;
  readonly #resources = new Map<string, Group<ResourceInstance>>();
  readonly #calls = new Map<string, Group<ModuleNode>>();
  readonly #expanding = new Set<string>();

  constructor(options: ModuleInstanceOptions) {
    this.config = options.config;
    this.address = options.address;
    this.context = options.context;
    this.parent = options.parent;
    this.call = options.call;
    this.opened = options.opened;
    this.unknownCount = options.unknownCount;
    this.#rootValues = options.rootValues;
    this.depth = options.parent ? options.parent.depth + 1 : 0;
    this.callScope = options.parent
      ? { ...options.parent.scope, keys: options.instance?.keys ?? {} }
      : undefined;
    this.scope = { references: this, functions: this.#functions(), bindings: undefined, keys: {} };
    this.#memo = new Memo(options.context, options.address);
  }

  #functions(): FunctionContext {
    const { files, rootFolder } = this.context;
    return {
      files,
      rootFolder,
      moduleFolder: this.config.folder,
      budget: this.context.budget,
      renderTemplate: (text, variables) => renderTemplate(text, variables, this.scope),
    };
  }

  resolve(root: string, steps: readonly Step[], scope: Scope): { value: TfValue; used: number } {
    return resolveReference(this, root, steps, scope);
  }

  variable(name: string): TfValue {
    return this.#memo.get(`var.${name}`, `var.${name}`, () => {
      const declared = this.config.variables.get(name);
      if (!this.parent || !this.callScope)
        return rootVariable(this, name, declared, this.#rootValues?.get(name));
      return inputVariable(this, name, declared, this.call?.attributes.get(name), this.callScope);
    });
  }

  local(name: string): TfValue {
    const argument = this.config.locals.get(name);
    if (!argument) throw new EvaluationError(`local.${name} is not declared in this module`);
    return this.#memo.get(`local.${name}`, `local.${name}`, () =>
      evaluateArgument(argument, this.scope, this.context),
    );
  }

  output(name: string): TfValue {
    const output = this.config.outputs.get(name);
    if (!output) return this.#missingOutput(name);
    return this.#memo.get(`output.${name}`, `output ${name} of ${this.address || 'the root module'}`, () =>
      this.#outputValue(output),
    );
  }

  #outputValue(output: OutputConfig): TfValue {
    const argument = output.attributes.get('value');
    if (!argument) throw new EvaluationError(`output "${output.name}" has no value`);
    const value = evaluateArgument(argument, this.scope, this.context);
    const sensitive = output.attributes.get('sensitive')?.attribute.expression;
    return sensitive?.kind === 'literal' && sensitive.value === true ? { ...value, sensitive: true } : value;
  }

  #missingOutput(name: string): TfValue {
    if (this.opened !== 'mapped') throw new EvaluationError(`${this.address} has no output "${name}"`);
    const detail = `output ${name} of ${this.address} is not part of the stand-in for the module's code`;
    return unknownOf(
      'dynamic',
      new Unknown({ reason: 'module-not-opened', detail, settledBy: 'terraform get' }),
    );
  }

  whole(): TfValue {
    return object(
      [...this.config.outputs.keys()].map((name): [string, TfValue] => [name, this.output(name)]),
    );
  }

  /** The instances of a resource or data source, or undefined when the module does not declare it. */
  resources(key: string): Group<ResourceInstance> | undefined {
    this.context.dependence?.read(this.address, `count ${key}`);
    const known = this.#resources.get(key);
    if (known) return known;
    const config = this.config.resources.get(key);
    if (!config) return undefined;
    return this.#expandOnce(key, this.#resources, () => {
      const expansion = expand(config, this.scope, this.context);
      const unknownCount = this.unknownCount || expansion.kind === 'unknown';
      const members = expansion.instances.map(
        (instance) =>
          new ResourceInstance({
            config,
            instance,
            moduleAddress: this.address,
            scope: this.scope,
            context: this.context,
            unknownCount,
          }),
      );
      return { expansion, members };
    });
  }

  /** The instances of a module call, or undefined when the module does not declare it. */
  calls(name: string): Group<ModuleNode> | undefined {
    this.context.dependence?.read(this.address, `count module.${name}`);
    const known = this.#calls.get(name);
    if (known) return known;
    const config = this.config.moduleCalls.get(name);
    if (!config) return undefined;
    return this.#expandOnce(
      `module.${name}`,
      this.#calls,
      () => {
        const expansion = expand(config, this.scope, this.context);
        const source = literalText(config.attributes.get('source')?.attribute.expression);
        const located = this.#limited(config, this.#locate(name, source), expansion.instances.length);
        return {
          expansion,
          members: expansion.instances.map((one) => this.#open(config, one, located, expansion)),
        };
      },
      name,
    );
  }

  /** The modules that were opened below this one so far. */
  openedModules(): readonly ModuleInstance[] {
    return [...this.#calls.values()].flatMap(({ members }) =>
      members.filter((node) => node instanceof ModuleInstance),
    );
  }

  #expandOnce<T>(what: string, into: Map<string, Group<T>>, make: () => Group<T>, key = what): Group<T> {
    if (this.#expanding.has(what))
      throw new EvaluationError(`the number of instances of ${what} depends on itself`);
    this.#expanding.add(what);
    try {
      const { dependence } = this.context;
      const group = dependence ? dependence.within(this.address, `count ${what}`, make) : make();
      into.set(key, group);
      return group;
    } finally {
      this.#expanding.delete(what);
    }
  }

  #locate(name: string, source: string | undefined): LocatedModule {
    if (source === undefined) return { opened: 'opaque', why: 'its source is not a plain text' };
    const version = literalText(
      this.config.moduleCalls.get(name)?.attributes.get('version')?.attribute.expression,
    );
    return this.context.locate({
      source,
      version,
      fromFolder: this.config.folder,
      key: moduleKey(this, name),
    });
  }

  /** Leaves a module closed that would never end, or not soon. */
  #limited(call: ModuleCallConfig, located: LocatedModule, count: number): LocatedModule {
    if (located.opened === 'opaque') return located;
    const { budget } = this.context;
    budget.modules += count;
    let problem: string | undefined;
    if (this.#isInside(located.config))
      problem = 'calls a module that it is inside of. Terraform cannot open it';
    else if (this.depth >= MAX_MODULE_DEPTH) problem = `is nested more than ${MAX_MODULE_DEPTH} levels deep`;
    else if (budget.modules > MAX_MODULES_OF_STACK) {
      problem = `is not opened: the stack has more than ${MAX_MODULES_OF_STACK} instances of modules`;
    }
    if (problem === undefined) return located;
    const message = `module "${call.name}" ${problem}. Remove the call, or let it make fewer.`;
    const at = rangeIn(call.file, call.block.header);
    this.context.diagnostics.add({ severity: 'error', code: 'module-limit', message, at });
    return { opened: 'opaque', why: `module "${call.name}" ${problem}` };
  }

  #isInside(config: ModuleConfig): boolean {
    return this.config === config || (this.parent !== undefined && this.parent.#isInside(config));
  }

  #open(
    config: ModuleCallConfig,
    instance: Instance,
    located: LocatedModule,
    expansion: Expansion,
  ): ModuleNode {
    const prefix = this.address === '' ? '' : `${this.address}.`;
    const address = `${prefix}module.${config.name}${instance.suffix}`;
    const unknownCount = this.unknownCount || expansion.kind === 'unknown';
    const scope: Scope = { ...this.scope, keys: instance.keys };
    this.context.moduleCalls.push(
      describeCall(this, config, { address, opened: located.opened, scope, unknownCount }),
    );
    if (located.opened === 'opaque') return opaqueModule(address, located.why);
    return new ModuleInstance({
      config: located.config,
      address,
      context: this.context,
      parent: this,
      call: config,
      instance,
      opened: located.opened,
      unknownCount,
      rootValues: undefined,
    });
  }
}

/**
 * The dotted key by which `.terraform/modules/modules.json` names a call: names of calls without instance
 * keys.
 */
function moduleKey(from: ModuleInstance, name: string): string {
  const names = [name];
  for (let module: ModuleInstance | undefined = from; module?.call; module = module.parent)
    names.push(module.call.name);
  return names.reverse().join('.');
}
