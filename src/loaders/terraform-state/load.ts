import { stackId } from '../../core/id.ts';
import type { StackId } from '../../core/id.ts';
import { byKey } from '../../core/order.ts';
import { folderOf } from '../../core/path.ts';
import type { Resource, Stack } from '../../core/resource.ts';
import type { Data, DataObject } from '../../core/value.ts';
import { Sensitive } from '../../core/value.ts';
import type { Loaded } from '../terraform/load.ts';
import { emptyCode } from '../empty-code.ts';
import { environmentsOf } from '../terraform-json/environments.ts';
import { at, isObject, parseJson } from '../terraform-json/json.ts';
import type { Json } from '../terraform-json/json.ts';
import { Places } from '../terraform-json/places.ts';
import { stateResources } from '../terraform-json/resources.ts';
import { toData } from '../terraform-json/to-data.ts';
import { untraced } from '../terraform-json/untraced.ts';
import { rawResources } from './raw-state.ts';

export interface StateOptions {
  /** The state's path relative to the boundary. */
  readonly file: string;
}

/** True for the text of `terraform show -json` without a plan. */
function isShownState(json: Json): boolean {
  return isObject(json) && 'format_version' in json && 'values' in json && !('planned_values' in json);
}

/** True for a state file itself. */
function isRawState(json: Json): boolean {
  return isObject(json) && json['version'] === 4 && Array.isArray(json['resources']);
}

/**
 * Reads a state: what Terraform believes to exist. Both forms are read, a state file and `terraform show
 * -json`.
 */
export function loadState(text: string, { file }: StateOptions): Loaded {
  const parsed = parseJson(text);
  const json = 'json' in parsed ? parsed.json : undefined;
  const why = 'error' in parsed ? `is not JSON: ${parsed.error}` : problemOf(parsed.json);
  if (json === undefined || why !== undefined) {
    const message = `${file} ${why ?? 'is empty'}. Write it with: terraform show -json > ${file}`;
    return { stacks: [], diagnostics: [{ severity: 'error', code: 'state-json', message }] };
  }
  const stack = stackId(`terraform-state:${file}`);
  const resources = isRawState(json)
    ? rawResources(json, { stack, file })
    : stateResources(at(json, 'values', 'root_module'), { stack, places: new Places(file, text) });
  return { stacks: [stackOf(json, { stack, file, resources })], diagnostics: [] };
}

function problemOf(json: Json): string | undefined {
  if (isRawState(json) || isShownState(json)) return undefined;
  const version = at(json, 'version');
  return typeof version === 'number'
    ? `is a state of version ${version}, and only version 4 can be read`
    : 'is not a state';
}

function stackOf(
  json: Json,
  { stack, file, resources }: { stack: StackId; file: string; resources: readonly Resource[] },
): Stack {
  return {
    id: stack,
    kind: 'terraform-state',
    root: folderOf(file),
    workspace: 'default',
    variableFiles: [],
    environments: environmentsOf(file, {}, resources),
    resources: [...resources].sort(byKey(({ id }) => id)),
    moduleCalls: [],
    outputs: outputsOf(at(json, 'values', 'outputs') ?? at(json, 'outputs')),
    code: emptyCode,
    diagnostics: [],
    trace: untraced(file, resources, 'it was read from a state'),
  };
}

function outputsOf(json: Json | undefined): DataObject {
  const outputs: { [name: string]: Data } = {};
  for (const name of isObject(json) ? Object.keys(json) : []) {
    const value = toData(at(json, name, 'value'), {}, [name]) ?? null;
    outputs[name] = at(json, name, 'sensitive') === true && value !== null ? new Sensitive(value) : value;
  }
  return outputs;
}
