import { environmentIn, tellsEnvironment } from '../../../core/environment-names.ts';
import type { EnvironmentWitness } from '../../../core/facts/code.ts';
import type { ModuleCall, Resource, Stack } from '../../../core/resource.ts';
import { isDataObject } from '../../../core/value.ts';
import type { Data, DataObject } from '../../../core/value.ts';

// Enough to prove it; a stack of ten thousand tagged resources needs no ten thousand lines.
const MOST_PER_ENVIRONMENT = 20;

/** The tags, arguments and names that say which environment parts of a stack belong to. */
export function environmentWitnesses(stack: Stack): readonly EnvironmentWitness[] {
  const witnesses: EnvironmentWitness[] = [];
  const count = new Map<string, number>();
  const add = (witness: EnvironmentWitness): void => {
    const key = `${witness.kind} ${witness.environment}`;
    const known = count.get(key) ?? 0;
    if (known < MOST_PER_ENVIRONMENT) witnesses.push(witness);
    count.set(key, known + 1);
  };
  const siblings = callsBySource(stack.moduleCalls);
  for (const call of stack.moduleCalls) for (const witness of ofCall(call, siblings)) add(witness);
  for (const resource of stack.resources) {
    if (resource.mode === 'managed') for (const witness of ofTags(resource)) add(witness);
  }
  return witnesses;
}

function callsBySource(calls: readonly ModuleCall[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { source } of calls) counts.set(source, (counts.get(source) ?? 0) + 1);
  return counts;
}

/**
 * Arguments of a call that tell an environment; the name of the call only hints, and so does the argument of
 * a lone module that was not read, because nobody saw what it does with it.
 */
function ofCall(call: ModuleCall, siblings: ReadonlyMap<string, number>): readonly EnvironmentWitness[] {
  const found: EnvironmentWitness[] = [];
  const base = { address: call.address, at: call.declaredAt };
  const isAlone = (siblings.get(call.source) ?? 0) < 2;
  const kind = call.opened === 'opaque' && isAlone ? 'name' : 'argument';
  for (const [name, value] of Object.entries(call.inputs)) {
    if (typeof value !== 'string') continue;
    const environment = environmentIn(value);
    if (environment === undefined) continue;
    const isWholeName = name === 'name' && /^[a-z0-9]+$/i.test(value) && !isAlone;
    const says = `${call.address}: ${name} = "${value}"`;
    if (tellsEnvironment(name)) found.push({ ...base, environment, kind, says });
    else if (isWholeName) found.push({ ...base, environment, kind: 'argument', says });
    else if (name === 'name') found.push({ ...base, environment, kind: 'name', says });
  }
  const named = environmentIn(call.address.slice(call.address.lastIndexOf('module.') + 7));
  if (named !== undefined && PLAIN.has(named)) {
    found.push({ ...base, environment: named, kind: 'name', says: `the call is named ${call.address}` });
  }
  return found;
}

// Words like "test" and "ci" name many things that are no environment.
const PLAIN: ReadonlySet<string> = new Set(['production', 'staging', 'development']);

// What providers call tags: AWS and Azure, Google, Google's databases and clusters.
const TAGS = ['tags', 'labels', 'user_labels', 'resource_labels'];

/** Tags that apply in the end: those of the provider, then those of the resource. */
function ofTags(resource: Resource): readonly EnvironmentWitness[] {
  const found: EnvironmentWitness[] = [];
  const tags = { ...objectOf(resource.provider?.defaultTags) };
  for (const name of TAGS) Object.assign(tags, objectOf(resource.attributes[name]));
  for (const [key, value] of Object.entries(tags)) {
    if (!tellsEnvironment(key) || typeof value !== 'string') continue;
    const environment = environmentIn(value);
    if (environment === undefined) continue;
    const says = `${resource.address}: tag ${key} = "${value}"`;
    found.push({ environment, kind: 'tag', says, address: resource.address, at: resource.declaredAt });
  }
  return found;
}

function objectOf(data: Data | undefined): DataObject {
  return isDataObject(data) ? data : {};
}
