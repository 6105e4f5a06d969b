import type { Stated } from '../../core/component.ts';
import type {
  CalledScript,
  NamedPlace,
  Pipeline,
  PipelineJob,
  PipelineStep,
  PipelineVariable,
  Reused,
  Trigger,
} from '../../core/facts/pipeline.ts';
import type { Resource } from '../../core/resource.ts';
import type { Data, Value } from '../../core/value.ts';
import { isDataList, isDataObject, scalarText, Unknown } from '../../core/value.ts';
import type { Path } from '../read.ts';
import { at, dataAt, readText } from '../read.ts';

export interface PipelineInput {
  readonly resource: Resource;
  readonly platform: Pipeline['platform'];
  readonly triggers: readonly Trigger[];
}

/** The facts of a pipeline from the one form that the loaders of both platforms give it. */
export function readPipeline({ resource, ...given }: PipelineInput): Pipeline {
  const moreJobs = dataAt(resource, 'moreJobs');
  const includes = dataAt(resource, 'includes');
  return {
    ...given,
    file: scalarText(dataAt(resource, 'file')) ?? resource.name,
    jobs: keysAt(resource, ['jobs']).map((id) => jobOf(resource, id)),
    moreJobs: Unknown.is(moreJobs) ? moreJobs : undefined,
    isReusable: dataAt(resource, 'isReusable') === true,
    ...(isDataList(includes)
      ? { includes: includes.flatMap((_, index) => reusedAt(resource, ['includes', index]) ?? []) }
      : {}),
  };
}

function jobOf(resource: Resource, id: string): PipelineJob {
  const path: Path = ['jobs', id];
  const needsUnknown = dataAt(resource, ...path, 'needsUnknown');
  const name = dataAt(resource, ...path, 'name');
  const steps = indexesAt(resource, [...path, 'steps']).map((index) =>
    stepOf(resource, [...path, 'steps', index]),
  );
  const waits = indexesAt(resource, [...path, 'steps']).some(
    (index) => dataAt(resource, ...path, 'steps', index, 'waits') === true,
  );
  return {
    id,
    name: scalarText(name) ?? id,
    needs: textsAt(resource, [...path, 'needs']),
    needsUnknown: Unknown.is(needsUnknown) ? needsUnknown : undefined,
    condition: readText(resource, [...path, 'if']),
    environment: readText(resource, [...path, 'environment']),
    waitsForPerson: waits || dataAt(resource, ...path, 'manual') === true,
    permissions: permissionsAt(resource, [...path, 'permissions']),
    secrets: namedAt(resource, [...path, 'secrets']),
    variables: variablesAt(resource, [...path, 'variables']),
    steps,
    calls: reusedAt(resource, [...path, 'calls']),
    matrix: matrixAt(resource, [...path, 'matrix']),
    runsOn: readText(resource, [...path, 'runsOn']),
    acts: [],
    moreActs: undefined,
    at: at(resource, ...path),
  };
}

function stepOf(resource: Resource, path: Path): PipelineStep {
  const name = dataAt(resource, ...path, 'name');
  const id = scalarText(dataAt(resource, ...path, 'id'));
  const scripts = indexesAt(resource, [...path, 'scripts']).map((index) =>
    scriptOf(resource, [...path, 'scripts', index]),
  );
  return {
    ...(id === undefined ? {} : { id }),
    name: scalarText(name),
    condition: readText(resource, [...path, 'if']),
    uses: reusedAt(resource, [...path, 'uses']),
    inputs: variablesAt(resource, [...path, 'with']),
    run: readText(resource, [...path, 'run']),
    workingDirectory: readText(resource, [...path, 'workingDirectory']),
    variables: variablesAt(resource, [...path, 'env']),
    ...(scripts.length > 0 ? { scripts } : {}),
    at: at(resource, ...path),
  };
}

function scriptOf(resource: Resource, path: Path): CalledScript {
  const text = (name: string): string => scalarText(dataAt(resource, ...path, name)) ?? '';
  return {
    says: text('says'),
    file: text('file'),
    text: text('text'),
    folder: text('folder'),
    names: textsAt(resource, [...path, 'names']),
    at: at(resource, ...path),
  };
}

function reusedAt(resource: Resource, path: Path): Reused | undefined {
  const kind = dataAt(resource, ...path, 'kind');
  if (kind !== 'action' && kind !== 'workflow' && kind !== 'include' && kind !== 'image') return undefined;
  const text = readText(resource, [...path, 'text']);
  const pinned = dataAt(resource, ...path, 'isPinned');
  const plain = (name: string): string | undefined => scalarText(dataAt(resource, ...path, name));
  return {
    kind,
    text: text?.value ?? '',
    owner: plain('owner'),
    repository: plain('repository'),
    file: plain('file'),
    version: readText(resource, [...path, 'version'])?.value,
    isPinned: Unknown.is(pinned) ? pinned : pinned === true,
    isFollowed: dataAt(resource, ...path, 'isFollowed') === true,
    at: at(resource, ...path),
  };
}

function permissionsAt(resource: Resource, path: Path): PipelineJob['permissions'] {
  const data = dataAt(resource, ...path);
  if (Unknown.is(data)) return { value: data, at: [at(resource, ...path)], origin: 'written' };
  if (!isDataObject(data)) return 'default';
  const value: { [scope: string]: string } = {};
  for (const [scope, level] of Object.entries(data)) value[scope] = scalarText(level) ?? '';
  const stated: Stated<{ readonly [scope: string]: string }> = {
    value,
    at: [at(resource, ...path)],
    origin: 'written',
  };
  return stated;
}

function matrixAt(resource: Resource, path: Path): PipelineJob['matrix'] {
  const data = dataAt(resource, ...path);
  if (!isDataObject(data)) return undefined;
  return Object.fromEntries(
    Object.entries(data).map(([name, values]): [string, Value<readonly string[]>] => [name, listOf(values)]),
  );
}

function listOf(values: Data): Value<readonly string[]> {
  if (Unknown.is(values)) return values;
  const items = isDataList(values) ? values : [];
  const unknown = items.find((item) => Unknown.is(item));
  return Unknown.is(unknown) ? unknown : items.flatMap((item) => scalarText(item) ?? []);
}

function variablesAt(resource: Resource, path: Path): readonly PipelineVariable[] {
  return keysAt(resource, path).map((name) => {
    const data = dataAt(resource, ...path, name);
    const value = Unknown.is(data) ? data : (scalarText(data) ?? '');
    return { name, value, at: at(resource, ...path, name) };
  });
}

function namedAt(resource: Resource, path: Path): readonly NamedPlace[] {
  return keysAt(resource, path).map((name) => ({ name, at: at(resource, ...path, name) }));
}

function keysAt(resource: Resource, path: Path): readonly string[] {
  const data = dataAt(resource, ...path);
  return isDataObject(data) ? Object.keys(data) : [];
}

function indexesAt(resource: Resource, path: Path): readonly number[] {
  const data = dataAt(resource, ...path);
  return isDataList(data) ? data.map((_, index) => index) : [];
}

/** A list of texts; what is not known is left out. */
export function textsAt(resource: Resource, path: Path): readonly string[] {
  const data = dataAt(resource, ...path);
  return isDataList(data) ? data.flatMap((item) => scalarText(item) ?? []) : [];
}
