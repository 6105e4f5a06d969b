import type { Place } from '../core/report.ts';
import type { Resource, Stack } from '../core/resource.ts';
import type { SourceRange } from '../core/location.ts';
import type { Data } from '../core/value.ts';
import { isDataList, isDataObject, Sensitive, Unknown } from '../core/value.ts';
import type { Json } from './data-json.ts';
import { dataToJson, printJson } from './data-json.ts';
import { withoutSecrets } from './hide-secrets.ts';
import { placeText } from './pick.ts';
import { leftoversJson, NOTHING_FOUND } from './stacks.ts';
import type { Listing } from './stacks.ts';
import { styleOf } from './style.ts';
import { oneLine, plural } from './text.ts';

type PlaceOf = (range: SourceRange) => Place | undefined;

/** `resources --json`: what was read, evaluated. Unknown and sensitive values keep their shape. */
export function renderResourcesJson(listing: Listing, stacks: readonly Stack[], placeOf: PlaceOf): string {
  return printJson({
    stacks: withoutSecrets(stacks).map((stack) => stackJson(stack, placeOf)),
    ...leftoversJson(listing),
  });
}

function stackJson(stack: Stack, placeOf: PlaceOf): Json {
  return {
    id: stack.id,
    kind: stack.kind,
    root: stack.root,
    environments: stack.environments.map(({ name }) => name),
    workspace: stack.workspace,
    variableFiles: stack.variableFiles,
    resources: stack.resources.map((resource) => resourceJson(resource, placeOf)),
    outputs: dataToJson(stack.outputs),
    modules: stack.moduleCalls.map(({ address, source, opened }) => ({ address, source, opened })),
  };
}

function resourceJson(resource: Resource, placeOf: PlaceOf): Json {
  const place = placeOf(resource.declaredAt);
  return {
    address: resource.address,
    type: resource.type,
    mode: resource.mode,
    file: resource.declaredAt.file,
    line: place?.line ?? null,
    endLine: place?.endLine ?? null,
    attributes: dataToJson(resource.attributes),
    ...(resource.unknownCount ? { unknownCount: true } : {}),
    ...(resource.via === 'module-mapping' ? { standIn: true } : {}),
  };
}

export interface ResourcesOptions {
  readonly color: boolean;
  readonly placeOf: PlaceOf;
  /** Attributes too, not only addresses. */
  readonly all: boolean;
}

/** `resources` for people: addresses by stack, and what is unknown about each with what would settle it. */
export function renderResources(stacks: readonly Stack[], { color, placeOf, all }: ResourcesOptions): string {
  const style = styleOf(color);
  const lines = withoutSecrets(stacks).flatMap((stack) => {
    const managed = stack.resources.filter(({ mode }) => mode !== 'data');
    const unit = stack.kind.startsWith('terraform') ? 'resource' : 'object';
    const title = `${style.bold(oneLine(stack.id))}  ${plural(managed.length, unit)}`;
    return [
      title,
      ...managed.flatMap((resource) => {
        const place = placeOf(resource.declaredAt);
        const where = place ? placeText(place) : oneLine(resource.declaredAt.file);
        const doubt = resource.mode === 'object' ? '  (may not be there)' : '  (number of copies unknown)';
        const count = resource.unknownCount ? doubt : '';
        return [
          `  ${oneLine(resource.address)}  ${style.dim(where)}${style.yellow(count)}`,
          ...(all ? valueLines(resource, stack, { color, placeOf, all }) : unknownLines(resource)),
        ];
      }),
      '',
    ];
  });
  return `${(lines.length === 0 ? [NOTHING_FOUND] : lines).join('\n').trimEnd()}\n`;
}

/** Every attribute; of an object every value with the line that states it. */
function valueLines(resource: Resource, stack: Stack, options: ResourcesOptions): readonly string[] {
  if (resource.mode !== 'object') return attributeLines(resource);
  const style = styleOf(options.color);
  return leavesOf(resource.attributes, []).map(({ path, value }) => {
    const origin = stack.trace({ resource: resource.id, path });
    const range = origin.kind === 'reference-chain' ? origin.literal : origin.at;
    const place = origin.kind === 'absent' ? undefined : options.placeOf(range);
    const where = place ? `  ${style.dim(placeText(place))}` : '';
    return `    ${oneLine(nameOfPath(path))} = ${valueText(value)}${where}`;
  });
}

interface Leaf {
  readonly path: readonly (string | number)[];
  readonly value: Data;
}

function leavesOf(data: Data, path: readonly (string | number)[]): readonly Leaf[] {
  const isList = isDataList(data);
  if (!isList && !isDataObject(data)) return [{ path, value: data }];
  const inner: readonly (readonly [string | number, Data])[] = isList
    ? [...data.entries()]
    : Object.entries(data);
  if (inner.length === 0) return [{ path, value: data }];
  return inner.flatMap(([step, value]) => leavesOf(value, [...path, step]));
}

function nameOfPath(path: readonly (string | number)[]): string {
  return path.reduce<string>(nameOfStep, '');
}

/** `spec.containers[0]`, and `labels["app.kubernetes.io/name"]` where a name holds dots of its own. */
function nameOfStep(path: string, step: string | number): string {
  if (typeof step === 'number') return `${path}[${step}]`;
  if (!/^[\w-]+$/.test(step)) return `${path}[${JSON.stringify(step)}]`;
  return path === '' ? step : `${path}.${step}`;
}

function attributeLines({ attributes }: Resource): readonly string[] {
  return Object.entries(attributes).map(([name, value]) => `    ${oneLine(name)} = ${valueText(value)}`);
}

function unknownLines({ attributes }: Resource): readonly string[] {
  return unknownsIn(attributes, '').map(({ path, unknown }) => {
    const settle = unknown.settledBy === undefined ? '' : `; settled by ${unknown.settledBy}`;
    return `    ${oneLine(path)} unknown: ${oneLine(unknown.detail + settle)}`;
  });
}

function unknownsIn(
  data: Data,
  path: string,
): readonly { readonly path: string; readonly unknown: Unknown }[] {
  if (Unknown.is(data)) return [{ path, unknown: data }];
  if (isDataList(data)) return data.flatMap((item, index) => unknownsIn(item, nameOfStep(path, index)));
  if (!isDataObject(data)) return [];
  return Object.entries(data).flatMap(([key, value]) => unknownsIn(value, nameOfStep(path, key)));
}

/** A value on one line: `(unknown: …)` and `(sensitive)` where it cannot or must not be shown. */
function valueText(data: Data): string {
  if (Unknown.is(data)) return `(unknown: ${oneLine(data.detail)})`;
  if (Sensitive.is(data)) return '(sensitive)';
  if (isDataList(data)) return `[${data.map(valueText).join(', ')}]`;
  if (isDataObject(data)) {
    if (Object.keys(data).length === 0) return '{}';
    return `{ ${Object.entries(data)
      .map(([key, value]) => `${oneLine(key)} = ${valueText(value)}`)
      .join(', ')} }`;
  }
  return typeof data === 'string' ? oneLine(JSON.stringify(data)) : String(data);
}
