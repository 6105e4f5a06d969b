import type { Diagnostic } from '../../../core/diagnostic.ts';
import type { ResourceId } from '../../../core/id.ts';
import type { Location } from '../../../core/location.ts';
import { byKey } from '../../../core/order.ts';
import type { Resource } from '../../../core/resource.ts';
import type { Data, DataObject } from '../../../core/value.ts';
import { isDataList, isDataObject, scalarText, Sensitive } from '../../../core/value.ts';
import { isSame } from '../../objects/write/prove.ts';
import { affectedBy } from './affected.ts';
import type { StackEvaluation } from '../stacks/stack-evaluation.ts';

type Path = readonly (string | number)[];

/** The data at a path; a block that is written as one object answers to `0`. */
export function dataAt(attributes: DataObject, path: Path): Data | undefined {
  let data: Data | undefined = attributes;
  for (const step of path) {
    if (Sensitive.is(data)) data = data.reveal();
    if (isDataList(data)) data = typeof step === 'number' ? data[step] : undefined;
    else if (isDataObject(data)) data = typeof step === 'string' ? data[step] : step === 0 ? data : undefined;
    else return undefined;
  }
  return Sensitive.is(data) ? data.reveal() : (data ?? undefined);
}

/** Whether a value is as intended; providers take a number or a boolean also as a text. */
export function isAsIntended(found: Data | undefined, wanted: Data | undefined): boolean {
  if (isSame(found, wanted)) return true;
  const text = scalarText(found);
  if (text !== undefined) return text === scalarText(wanted);
  if (isDataList(found) && isDataList(wanted)) {
    return found.length === wanted.length && found.every((one, index) => isAsIntended(one, wanted[index]));
  }
  if (!isDataObject(found) || !isDataObject(wanted)) return false;
  const keys = new Set([...Object.keys(found), ...Object.keys(wanted)]);
  return [...keys].every((key) => isAsIntended(found[key], wanted[key]));
}

/** What a change did to a stack beside what was meant. */
export interface Difference {
  readonly alsoChanges: readonly Location[];
  /** Why the change is worse than none: resources come or go, or something can no longer be evaluated. */
  readonly problem: string | undefined;
}

/** Compares the resources of a stack before and after changes of files; `meant` is left out. */
export function difference(
  before: StackEvaluation,
  after: StackEvaluation,
  files: readonly string[],
  meant: { readonly places: readonly Location[]; readonly comeOrGo: ReadonlySet<ResourceId> },
): Difference {
  const affected = affectedBy(before, after, files);
  const old = new Map<ResourceId, Resource>(before.resources().map((one) => [one.id, one]));
  const now = affected ? [...affected.resources.values()] : after.resources();
  const gone = affected?.gone ?? goneFrom(before.resources(), now);
  const alsoChanges: Location[] = [];
  let problem: string | undefined;
  for (const { id, address, attributes } of now) {
    const was = old.get(id);
    if (meant.comeOrGo.has(id)) continue;
    if (!was) problem ??= `${address} would come into being`;
    const paths = was ? changedPaths(was.attributes, attributes) : [];
    alsoChanges.push(...paths.map((path): Location => ({ resource: id, path })));
  }
  const lost = gone.find(({ id }) => !meant.comeOrGo.has(id));
  if (lost) problem ??= `${lost.address} would be gone`;
  problem ??= newError(before.context.diagnostics.list, after.context.diagnostics.list);
  const others = alsoChanges.filter((one) => !meant.places.some((place) => isInside(one, place)));
  return {
    alsoChanges: others.sort(byKey(({ resource, path }) => `${resource} ${path.join('.')}`)),
    problem,
  };
}

function goneFrom(before: readonly Resource[], now: readonly Resource[]): readonly Resource[] {
  const ids = new Set(now.map(({ id }) => id));
  return before.filter(({ id }) => !ids.has(id));
}

function isInside(inner: Location, outer: Location): boolean {
  if (inner.resource !== outer.resource) return false;
  const shorter = Math.min(inner.path.length, outer.path.length);
  return outer.path.slice(0, shorter).every((step, index) => step === inner.path[index]);
}

function newError(before: readonly Diagnostic[], after: readonly Diagnostic[]): string | undefined {
  const known = new Set(before.map(({ message }) => message));
  const added = after.find(({ severity, message }) => severity === 'error' && !known.has(message));
  return added && `it leads to an error: ${added.message}`;
}

/** The innermost places at which two values differ. */
function changedPaths(before: Data | undefined, after: Data | undefined): readonly Path[] {
  if (isSame(before, after)) return [];
  if (isDataList(before) && isDataList(after) && before.length === after.length) {
    return before.flatMap((one, index) => inside(index, changedPaths(one, after[index])));
  }
  if (!isDataObject(before) || !isDataObject(after)) return [[]];
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.flatMap((key) => inside(key, changedPaths(before[key], after[key])));
}

function inside(step: string | number, paths: readonly Path[]): readonly Path[] {
  return paths.map((path) => [step, ...path]);
}
