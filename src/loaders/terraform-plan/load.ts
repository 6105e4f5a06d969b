import { stackId } from '../../core/id.ts';
import { byKey } from '../../core/order.ts';
import { folderOf } from '../../core/path.ts';
import type { ModuleCall, Resource, Stack } from '../../core/resource.ts';
import type { Data, DataObject } from '../../core/value.ts';
import { Sensitive } from '../../core/value.ts';
import type { Loaded } from '../terraform/load.ts';
import { emptyCode } from '../empty-code.ts';
import { environmentsOf } from '../terraform-json/environments.ts';
import { at, isObject, parseJson, textAt } from '../terraform-json/json.ts';
import type { Json } from '../terraform-json/json.ts';
import { Places } from '../terraform-json/places.ts';
import { knownAfterApply, toData } from '../terraform-json/to-data.ts';
import { untraced } from '../terraform-json/untraced.ts';
import { callsOf } from './configuration.ts';
import { planOf } from './planned-changes.ts';
import { plannedResources } from './planned-resources.ts';
import type { PlanSource } from './planned-resources.ts';

export interface PlanOptions {
  /** The plan's path relative to the boundary: part of the stack's id, and where its lines are. */
  readonly file: string;
}

/** True for the text of `terraform show -json PLAN`. */
function isPlan(json: Json): boolean {
  return (
    isObject(json) && 'format_version' in json && ('planned_values' in json || 'resource_changes' in json)
  );
}

/** Reads a plan (`terraform show -json PLAN`): the stack as it will be, and what applying would do. */
export function loadPlan(text: string, { file }: PlanOptions): Loaded {
  const parsed = parseJson(text);
  if ('error' in parsed || !isPlan(parsed.json)) {
    const why = 'error' in parsed ? `is not JSON: ${parsed.error}` : 'is not a plan';
    const message = `${file} ${why}. Write it with: terraform show -json PLAN > ${file}`;
    return { stacks: [], diagnostics: [{ severity: 'error', code: 'plan-json', message }] };
  }
  const stack = stackId(`terraform-plan:${file}`);
  const source: PlanSource = { plan: parsed.json, stack, places: new Places(file, text) };
  return { stacks: [stackOf(source, file)], diagnostics: [] };
}

function stackOf(source: PlanSource, file: string): Stack {
  const { plan, stack } = source;
  const resources = [...plannedResources(source)].sort(byKey(({ id }) => id));
  return {
    id: stack,
    kind: 'terraform-plan',
    root: folderOf(file),
    workspace: 'default',
    variableFiles: [],
    environments: environmentsOf(file, variablesOf(plan), resources),
    resources,
    moduleCalls: moduleCallsOf(source, resources, file),
    outputs: outputsOf(plan),
    code: emptyCode,
    plan: planOf(source),
    diagnostics: [],
    trace: untraced(file, resources, 'it was read from a plan'),
  };
}

function variablesOf(plan: Json): Readonly<Record<string, unknown>> {
  const variables = at(plan, 'variables');
  if (!isObject(variables)) return {};
  return Object.fromEntries(Object.keys(variables).map((name) => [name, at(variables, name, 'value')]));
}

function outputsOf(plan: Json): DataObject {
  const outputs: { [name: string]: Data } = {};
  const planned = at(plan, 'planned_values', 'outputs');
  for (const name of isObject(planned) ? Object.keys(planned) : []) {
    const value =
      toData(at(planned, name, 'value'), {
        unknown: at(plan, 'output_changes', name, 'after_unknown'),
        unknownAt: () => knownAfterApply(`output.${name}`, []),
      }) ?? null;
    outputs[name] = at(planned, name, 'sensitive') === true ? new Sensitive(value) : value;
  }
  return outputs;
}

/** The module instances that hold resources, with the literal arguments of their calls. */
function moduleCallsOf(
  { plan, stack }: PlanSource,
  resources: readonly Resource[],
  file: string,
): readonly ModuleCall[] {
  const modules = new Set(resources.flatMap(({ module }) => withParents(module)));
  return [...modules].sort().map((address): ModuleCall => {
    const call = callAt(plan, address);
    const source = textAt(call, 'source') ?? '';
    return {
      address,
      source,
      stack,
      version: textAt(call, 'version_constraint'),
      opened: source.startsWith('.') ? 'local' : 'vendored',
      declaredAt: { file, start: 0, end: 0 },
      inputs: inputsOf(call),
      unknownCount: false,
    };
  });
}

function withParents(module: string): readonly string[] {
  const parts = module.match(/module\.[^.[\]]+(?:\[(?:"(?:[^"\\]|\\.)*"|\d+)\])?/g) ?? [];
  return parts.map((_, index) => parts.slice(0, index + 1).join('.'));
}

function callAt(plan: Json, address: string): Json | undefined {
  let module = at(plan, 'configuration', 'root_module');
  let call: Json | undefined;
  for (const [, name = ''] of address.matchAll(/module\.([^.[\]]+)/g)) {
    call = callsOf(module)[name];
    module = at(call, 'module');
  }
  return call;
}

function inputsOf(call: Json | undefined): DataObject {
  const inputs: { [name: string]: Data } = {};
  const expressions = at(call, 'expressions');
  for (const name of isObject(expressions) ? Object.keys(expressions) : []) {
    const constant = at(expressions, name, 'constant_value');
    const value = constant === undefined ? undefined : toData(constant, {}, [name]);
    if (value !== undefined) inputs[name] = value;
  }
  return inputs;
}
