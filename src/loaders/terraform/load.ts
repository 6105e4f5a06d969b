import type { Diagnostic } from '../../core/diagnostic.ts';
import type { Files } from '../../core/files.ts';
import { byKey } from '../../core/order.ts';
import { folderOf, isSelected } from '../../core/path.ts';
import type { Stack } from '../../core/resource.ts';
import type { Expression } from '../../syntax/hcl/ast.ts';
import { once } from './code/once.ts';
import { reachedModules } from './code/reached.ts';
import type { ModuleConfig } from './config/module-config.ts';
import { ModuleReader } from './config/read-module.ts';
import { evaluate } from './evaluate/expression.ts';
import type { LoadOptions } from './load-options.ts';
import { findRoots } from './stacks/find-roots.ts';
import { literalScope, parsed } from './stacks/given-values.ts';
import { RemoteStates } from './stacks/remote-states.ts';
import { folderEnvironments } from './stacks/folder-names.ts';
import type { Estate } from './stacks/stack-evaluation.ts';
import { StackEvaluation } from './stacks/stack-evaluation.ts';
import type { UnitInput } from './stacks/terragrunt-units.ts';
import { TerragruntUnits } from './stacks/terragrunt-units.ts';
import { variableSets } from './stacks/variable-sets.ts';
import type { TfValue } from './values/value.ts';
import { EvaluationError } from './values/value.ts';

export interface Loaded {
  readonly stacks: readonly Stack[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads every Terraform root inside the boundary and evaluates it as terraform would. */
export function loadTerraform(files: Files, options: LoadOptions): Loaded {
  const reader = new ModuleReader(files);
  const { modules, roots } = findRoots(files, reader);
  const diagnostics: Diagnostic[] = [];
  const configs = roots.flatMap((folder) => modules.get(folder) ?? []);
  const sets = variableSets(files, configs);
  const states = new RemoteStates();
  const units = new TerragruntUnits(files, reader);
  const evaluationsOf = new Map<string, StackEvaluation[]>();
  const estate: Estate = {
    files,
    reader,
    options,
    data: dataExpressions(options, diagnostics),
    folderEnvironments: folderEnvironments(roots),
    reached: once(
      (root: ModuleConfig) => root,
      (root) => reachedModules(root, files, reader),
    ),
    wrapperInput: (root, name) => wrapperInput(units.input(root, name), evaluationsOf, files),
    remoteState: (from) => (backend, settings, workspace) => states.find(from, backend, settings, workspace),
  };
  const pinned = options.variableFiles.length > 0 || options.workspace !== undefined;
  const evaluations = configs.flatMap((config) => {
    const found = sets.get(config.folder) ?? [];
    const named = pinned ? [] : found.filter((set) => set.name !== undefined);
    const base = found.filter((set) => set.name === undefined);
    const used = named.length > 0 && options.baseSets === 'when-alone' ? named : [...base, ...named];
    return used.map((set) => new StackEvaluation(config, set, estate));
  });
  for (const evaluation of evaluations) {
    states.add(evaluation);
    const known = evaluationsOf.get(evaluation.config.folder);
    if (known) known.push(evaluation);
    else evaluationsOf.set(evaluation.config.folder, [evaluation]);
  }
  const wanted = evaluations.filter((evaluation) => isSelected(evaluation.config.folder, options.selected));
  const stacks = wanted.map((evaluation) => evaluation.stack()).sort(byKey((stack) => stack.id));
  const concerns = concernsSelection(wanted, estate, options.selected);
  return {
    stacks,
    diagnostics: [...[...files.diagnostics, ...reader.diagnostics].filter(concerns), ...diagnostics],
  };
}

/** A value that Terragrunt gives: an output of another root, or what is written there. */
function wrapperInput(
  input: UnitInput | undefined,
  evaluations: ReadonlyMap<string, readonly StackEvaluation[]>,
  files: Files,
): TfValue | undefined {
  if (input?.kind === 'expression') {
    try {
      return evaluate(input.expression, literalScope(files));
    } catch (error) {
      if (error instanceof EvaluationError) return undefined;
      throw error;
    }
  }
  const [producer, ...others] = (input && evaluations.get(input.root)) ?? [];
  if (!input || !producer || others.length > 0 || !producer.config.outputs.has(input.output))
    return undefined;
  return producer.module.output(input.output);
}

/** Tells whether a diagnostic is about what was selected, or about a module that a selected root reaches. */
function concernsSelection(
  wanted: readonly StackEvaluation[],
  estate: Estate,
  selected: readonly string[],
): (diagnostic: Diagnostic) => boolean {
  const reached = new Set<string>();
  for (const config of new Set(wanted.map((evaluation) => evaluation.config))) {
    for (const module of estate.reached(config)) reached.add(module.folder);
  }
  return ({ at }) => !at || isSelected(at.file, selected) || reached.has(folderOf(at.file));
}

function dataExpressions(options: LoadOptions, diagnostics: Diagnostic[]): ReadonlyMap<string, Expression> {
  const found = new Map<string, Expression>();
  for (const { type, text } of options.data) {
    const expression = parsed(text);
    if (expression) found.set(type, expression);
    else {
      const example = `--data ${type}='{names=["a","b"]}'`;
      const message = `--data ${type}: the value is not an HCL expression. Write for example ${example}.`;
      diagnostics.push({ severity: 'error', code: 'data-option', message });
    }
  }
  return found;
}
