import type { Diagnostic } from '../../../core/diagnostic.ts';
import { withChanges } from '../../../core/changed-files.ts';
import type { FileChange } from '../../../core/edit.ts';
import type { Files } from '../../../core/files.ts';
import { stackId } from '../../../core/id.ts';
import type { ResourceId, StackId } from '../../../core/id.ts';
import type { Origin } from '../../../core/location.ts';
import { folderOf } from '../../../core/path.ts';
import type { ModuleCall, Resource, Stack } from '../../../core/resource.ts';
import type { Data } from '../../../core/value.ts';
import type { Expression } from '../../../syntax/hcl/ast.ts';
import { describeCode } from '../code/describe-code.ts';
import type { ReachedModule, SourceText } from '../code/input.ts';
import { once } from '../code/once.ts';
import { reachedModules } from '../code/reached.ts';
import type { ModuleConfig } from '../config/module-config.ts';
import type { ModuleReader } from '../config/read-module.ts';
import type { SourceFile } from '../config/source-file.ts';
import { Budget } from '../evaluate/budget.ts';
import type { StackContext } from '../evaluate/context.ts';
import { Dependence } from '../evaluate/dependence.ts';
import { DiagnosticLog, failure } from '../evaluate/context.ts';
import { evaluate } from '../evaluate/expression.ts';
import { ModuleInstance } from '../evaluate/module-instance.ts';
import { declaredAt, projectResources } from '../evaluate/project.ts';
import { validateVariables } from '../evaluate/validation.ts';
import { ResourceInstance } from '../evaluate/resource-instance.ts';
import { traceAttribute } from '../evaluate/trace.ts';
import type { LoadOptions } from '../load-options.ts';
import { ModuleLocator } from '../modules/locate.ts';
import { isMapping } from '../modules/registry.ts';
import { toData } from '../values/data.ts';
import type { TfValue } from '../values/value.ts';
import { reloaded } from '../write/reload.ts';
import { writeIntents } from '../write/write-intents.ts';
import { environmentsOf } from './environment.ts';
import type { GivenValues } from './given-values.ts';
import { givenValues } from './given-values.ts';
import { stateFileDiagnostics } from './state-file.ts';
import type { VariableSet } from './variable-sets.ts';

/** What the evaluation of every stack shares. */
export interface Estate {
  readonly files: Files;
  readonly reader: ModuleReader;
  readonly options: LoadOptions;
  readonly data: ReadonlyMap<string, Expression>;
  /** For each root the environment that its path names. */
  readonly folderEnvironments: ReadonlyMap<string, string>;
  /** For `describeCode`: the local modules a root reaches. */
  reached(root: ModuleConfig): readonly ReachedModule[];
  remoteState(from: StackEvaluation): StackContext['remoteState'];
  /** What the tool around Terraform gives a variable of a root; undefined when it gives none that we read. */
  wrapperInput(root: string, name: string): TfValue | undefined;
}

/** One root with one variable set, evaluated when somebody asks. */
export class StackEvaluation {
  readonly id: StackId;
  readonly config: ModuleConfig;
  readonly set: VariableSet;
  readonly context: StackContext;
  readonly module: ModuleInstance;
  readonly #given: GivenValues;
  readonly #estate: Estate;
  readonly #modules = new Map<string, ModuleInstance>();
  #resources: readonly Resource[] | undefined;
  #folders: ReadonlySet<string> | undefined;

  #recorded: StackEvaluation | undefined;
  #stack: Stack | undefined;

  constructor(config: ModuleConfig, set: VariableSet, estate: Estate, dependence?: Dependence) {
    const { files, reader, options } = estate;
    this.config = config;
    this.set = set;
    this.#estate = estate;
    const suffix = set.name === undefined ? '' : `@${set.name}`;
    this.id = stackId(`terraform:${config.folder === '' ? '.' : config.folder}${suffix}`);
    const diagnostics = new DiagnosticLog();
    const locator = new ModuleLocator(files, reader, config.folder);
    this.context = {
      stack: this.id,
      rootFolder: config.folder,
      workspace: options.workspace ?? 'default',
      files,
      data: estate.data,
      locate: (wanted) => locator.locate(wanted),
      remoteState: (backend, settings, workspace) => estate.remoteState(this)(backend, settings, workspace),
      diagnostics,
      moduleCalls: [],
      budget: new Budget(),
      instances: new Map(),
      dependence,
    };
    const paths = [...set.files, ...options.variableFiles];
    const report = (diagnostic: Diagnostic): void => diagnostics.add(diagnostic);
    this.#given = givenValues(config, paths, options, reader, files, report);
    this.module = new ModuleInstance({
      config,
      address: '',
      context: this.context,
      parent: undefined,
      call: undefined,
      instance: undefined,
      opened: 'local',
      unknownCount: false,
      rootValues: {
        get: (name) => this.#given.values.get(name) ?? estate.wrapperInput(config.folder, name),
      },
    });
  }

  /** Every resource of the stack, evaluated once. */
  resources(): readonly Resource[] {
    if (this.#resources) return this.#resources;
    const resources: Resource[] = [];
    projectResources(this.module, resources, (one) => {
      this.#modules.set(one.address, one);
      validateVariables(one);
    });
    return (this.#resources = resources);
  }

  /** The same stack evaluated once more, knowing what depends on what. */
  recorded(): StackEvaluation {
    if (this.#recorded) return this.#recorded;
    const recorded = new StackEvaluation(this.config, this.set, this.#estate, new Dependence());
    recorded.resources();
    for (const name of recorded.config.outputs.keys()) recorded.output(name);
    for (const call of recorded.context.moduleCalls) void call.inputs;
    return (this.#recorded = recorded);
  }

  /** Values from variable files, and where they stand. */
  get given(): GivenValues {
    return this.#given;
  }

  /** A resource instance with the module instance that declares it. */
  placed(resource: ResourceId): { instance: ResourceInstance; module: ModuleInstance } | undefined {
    this.resources();
    const instance = this.context.instances.get(resource);
    if (!(instance instanceof ResourceInstance)) return undefined;
    return { instance, module: this.#modules.get(instance.moduleAddress) ?? this.module };
  }

  /** The same root and variable set from changed files; undefined when the root is no longer there. */
  changed(changes: readonly FileChange[]): StackEvaluation | undefined {
    const files = withChanges(this.#estate.files, changes);
    const reader = this.#estate.reader.withChanged(files, new Set(changes.map(({ file }) => file)));
    const config = reader.read(this.config.folder);
    const reached = once(
      (root: ModuleConfig) => root,
      (root) => reachedModules(root, files, reader),
    );
    return config && new StackEvaluation(config, this.set, { ...this.#estate, files, reader, reached });
  }

  /** A file as it was parsed. */
  sourceOf(path: string): SourceFile | undefined {
    return this.#estate.reader.parse(path);
  }

  /** Whether the text of a file is part of the stack: of its modules or its variable files. */
  reads(file: string): boolean {
    const folders = (this.#folders ??= new Set(foldersOf(this.module)));
    return folders.has(folderOf(file)) || this.#given.sources.some(({ path }) => path === file);
  }

  /** Evaluates everything of the stack. */
  stack(): Stack {
    if (this.#stack) return this.#stack;
    const { context, config, module } = this;
    const { options, folderEnvironments } = this.#estate;
    const resources = this.resources();
    const outputs = Object.fromEntries(
      [...config.outputs.keys()].map((name): [string, Data] => [name, this.output(name)]),
    );
    const variableFiles = [...this.set.files, ...options.variableFiles];
    const given = this.#given;
    return (this.#stack = {
      id: this.id,
      kind: 'terraform',
      root: config.folder,
      workspace: context.workspace,
      variableFiles,
      environments: environmentsOf(module, options.workspace, variableFiles, given, folderEnvironments),
      resources,
      moduleCalls: context.moduleCalls,
      outputs,
      code: this.code(),
      diagnostics: [
        ...stateFileDiagnostics(context.files, config.folder),
        ...diagnosticsOf(module, new Set()),
        ...context.diagnostics.list.map(outsideStandIns),
      ],
      ...this.answers(),
    });
  }

  /** What a stack answers when it is asked. */
  answers(): Pick<Stack, 'trace' | 'write' | 'reload'> {
    return {
      trace: (location) => this.#trace(location.resource, location.path),
      write: (intents) => writeIntents(this, intents),
      reload: (changes) => reloaded(this, changes),
    };
  }

  /** How the code is written. */
  code(): Stack['code'] {
    const { config } = this;
    return describeCode({
      root: config.folder,
      selected: this.#estate.options.selected,
      rootFiles: config.files.map(sourceText),
      modules: this.#estate.reached(config),
      variableFiles: this.#given.sources.map(sourceText),
      files: this.#estate.files,
      evaluate: (expression) => this.#evaluate(expression),
    });
  }

  /** The calls of modules by address, all of them opened. */
  calls(): ReadonlyMap<string, ModuleCall> {
    openAll(this.module);
    return new Map(this.context.moduleCalls.map((call) => [call.address, call]));
  }

  /** The value of an output of the root. */
  output(name: string): Data {
    try {
      return toData(this.module.output(name));
    } catch (error) {
      return failure(error);
    }
  }

  #evaluate(expression: Expression): Data {
    try {
      return toData(evaluate(expression, this.module.scope));
    } catch (error) {
      return failure(error);
    }
  }

  #trace(resource: ResourceInstance['id'], path: readonly (string | number)[]): Origin {
    const placed = this.placed(resource);
    if (!placed) throw new Error(`${resource} is not part of ${this.id}`);
    const { instance, module } = placed;
    const at = declaredAt(instance, module);
    const address = `${at.file} ${instance.config.key}`;
    if (path.length === 0) return { kind: 'literal', at, address };
    const origin = traceAttribute(instance, module, path, this.#given.written, at);
    const file = origin.kind === 'reference-chain' ? origin.literal.file : origin.at.file;
    // What stands inside a stand-in is not the user's text: the call is.
    return isMapping(file)
      ? { kind: 'computed', why: 'it is set inside the module', at, address: `${address}.${path.join('.')}` }
      : origin;
  }
}

function openAll(module: ModuleInstance): void {
  for (const name of module.config.moduleCalls.keys()) module.calls(name);
  for (const child of module.openedModules()) openAll(child);
}

/** The folders of a module and of all modules that it opened. */
function foldersOf(module: ModuleInstance): readonly string[] {
  return [module.config.folder, ...module.openedModules().flatMap(foldersOf)];
}

function sourceText(source: SourceFile): SourceText {
  return { file: source.path, text: source.text, document: source.document };
}

/** A problem inside a stand-in has no place in the user's files: the module is named instead. */
function outsideStandIns(diagnostic: Diagnostic): Diagnostic {
  const { at, message } = diagnostic;
  if (!at || !isMapping(at.file)) return diagnostic;
  const problem = `What we read in place of a module that is not in the tree (${at.file}): ${message}`;
  const remedy = 'Run terraform get to have the module itself read.';
  return { severity: 'warning', code: 'stand-in', message: `${problem}. ${remedy}` };
}

/** Diagnostics of the configuration itself (declared twice), for the root and the modules it opened. */
function diagnosticsOf(module: ModuleInstance, seen: Set<ModuleConfig>): readonly Diagnostic[] {
  if (seen.has(module.config)) return [];
  seen.add(module.config);
  const found = [...module.config.diagnostics];
  for (const child of module.openedModules()) found.push(...diagnosticsOf(child, seen));
  return found;
}
