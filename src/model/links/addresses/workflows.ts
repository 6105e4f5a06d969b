import type { DependencyStrength } from '../../../core/dependency.ts';
import type { Setting } from '../../../core/facts/settings.ts';
import type { Resource } from '../../../core/resource.ts';
import type { Data, DataObject } from '../../../core/value.ts';
import { isDataList, isDataObject, Unknown } from '../../../core/value.ts';
import { documentOf } from '../../aws/access/document.ts';
import { at, dataAt } from '../../read.ts';

/** One thing that a step of a workflow names, and whether the workflow can go on without it. */
export interface Step {
  readonly setting: Setting;
  /** `hard` where no step catches the failure; undefined where one does. */
  readonly strength: DependencyStrength | undefined;
}

/**
 * What the steps of a state machine use. https://states-language.net/ Empty where the definition cannot be
 * read.
 */
export function stepsOf(resource: Resource): readonly Step[] {
  const document = documentOf(dataAt(resource, 'definition'));
  const steps: Step[] = [];
  if (isDataObject(document)) readStates(document, { resource, isCaught: false, steps, depth: 0 });
  return steps;
}

interface Reading {
  readonly resource: Resource;
  readonly isCaught: boolean;
  readonly steps: Step[];
  readonly depth: number;
}

// A map of a parallel of a map: nobody nests deeper.
const DEEPEST = 20;

function readStates(machine: DataObject, reading: Reading): void {
  const states = machine['States'];
  if (!isDataObject(states) || reading.depth > DEEPEST) return;
  for (const [name, state] of Object.entries(states)) {
    if (isDataObject(state)) readState(name, state, reading);
  }
}

function readState(name: string, state: DataObject, reading: Reading): void {
  const isCaught = reading.isCaught || isDataList(state['Catch']);
  const inner = { ...reading, isCaught, depth: reading.depth + 1 };
  for (const container of [state['Iterator'], state['ItemProcessor'], ...listOf(state['Branches'])]) {
    if (isDataObject(container)) readStates(container, inner);
  }
  if (state['Type'] !== undefined && state['Type'] !== 'Task') return;
  const strength = isCaught ? undefined : 'hard';
  const add = (key: string, value: Data | undefined): void => {
    if (typeof value !== 'string' && !Unknown.is(value)) return;
    const place = at(reading.resource, 'definition');
    const setting: Setting = {
      name: key,
      value,
      passed: 'argument',
      container: name,
      through: [],
      at: place,
    };
    reading.steps.push({ setting, strength });
  };
  add('Resource', state['Resource']);
  for (const parameters of [state['Parameters'], state['Arguments']]) {
    if (!isDataObject(parameters)) continue;
    for (const [key, value] of Object.entries(parameters)) {
      if (NAMING.has(key)) add(key, value);
      if (key === 'Entries')
        for (const entry of listOf(value))
          if (isDataObject(entry)) add('EventBusName', entry['EventBusName']);
    }
  }
}

function listOf(data: Data | undefined): readonly Data[] {
  return isDataList(data) ? data : [];
}

/** Parameters of tasks that name what they use; all others are data. */
const NAMING: ReadonlySet<string> = new Set([
  'FunctionName',
  'QueueUrl',
  'TopicArn',
  'TableName',
  'StateMachineArn',
  'TaskDefinition',
  'JobDefinition',
  'JobQueue',
  'JobName',
  'Bucket',
  'ApiEndpoint',
  'EndpointName',
  'ActivityArn',
]);
