import type { FileChange } from '../../../core/edit.ts';
import type { SourceRange } from '../../../core/location.ts';
import type { ModuleCall, Resource, Stack } from '../../../core/resource.ts';
import type { Data } from '../../../core/value.ts';
import { nameOf } from '../evaluate/dependence.ts';
import { INPUTS } from '../evaluate/module-call.ts';
import type { StackEvaluation } from '../stacks/stack-evaluation.ts';
import type { Affected } from './affected.ts';
import { affectedBy } from './affected.ts';
import { provedBy } from './write-intents.ts';

/**
 * The stack from changed files; undefined where none of them is part of it, or the root is gone. What does
 * not depend on the changed text is taken over as it was.
 */
export function reloaded(base: StackEvaluation, changes: readonly FileChange[]): Stack | undefined {
  if (!changes.some(({ file }) => base.reads(file))) return undefined;
  const after = provedBy(base, changes) ?? base.changed(changes);
  if (!after) return undefined;
  const files = changes.map(({ file }) => file);
  const affected = affectedBy(base, after, files);
  return affected ? patched(base, after, affected, placesAfter(base, after, files)) : after.stack();
}

type PlaceAfter = (place: SourceRange) => SourceRange;

function patched(
  base: StackEvaluation,
  after: StackEvaluation,
  { resources, reached }: Affected,
  placeAfter: PlaceAfter,
): Stack {
  const stack = base.stack();
  const outputs = Object.entries(stack.outputs).map(([name, value]): [string, Data] => {
    const isReached = reached.has(nameOf('', `output.${name}`));
    return [name, isReached ? after.output(name) : value];
  });
  let calls: readonly ModuleCall[] | undefined;
  let code: Stack['code'] | undefined;
  const known = new Set(stack.diagnostics.map(({ message }) => message));
  return {
    ...stack,
    resources: stack.resources.map((one) => resources.get(one.id) ?? moved(one, placeAfter)),
    outputs: Object.fromEntries(outputs),
    // Both late: a change is often weighed without anybody looking at them.
    get moduleCalls() {
      return (calls ??= callsAfter(stack.moduleCalls, after, reached, placeAfter));
    },
    get code() {
      return (code ??= after.code());
    },
    diagnostics: [
      ...stack.diagnostics,
      ...after.context.diagnostics.list.filter(({ message }) => !known.has(message)),
    ],
    ...after.answers(),
  };
}

function moved(resource: Resource, placeAfter: PlaceAfter): Resource {
  const declaredAt = placeAfter(resource.declaredAt);
  return declaredAt === resource.declaredAt ? resource : { ...resource, declaredAt };
}

function callsAfter(
  before: readonly ModuleCall[],
  after: StackEvaluation,
  reached: ReadonlySet<string>,
  placeAfter: PlaceAfter,
): readonly ModuleCall[] {
  const isReached = ({ address }: ModuleCall): boolean => reached.has(nameOf(address, INPUTS));
  const now = before.some(isReached) ? after.calls() : new Map<string, ModuleCall>();
  return before.map((call) => {
    const again = isReached(call) ? now.get(call.address) : undefined;
    const declaredAt = placeAfter(call.declaredAt);
    return again ?? (declaredAt === call.declaredAt ? call : { ...call, declaredAt });
  });
}

/** Where a block of a changed file stands afterwards: blocks neither come nor go, they move. */
function placesAfter(base: StackEvaluation, after: StackEvaluation, files: readonly string[]): PlaceAfter {
  const starts = new Map<string, SourceRange>();
  for (const file of files) {
    const now = after.sourceOf(file)?.document.body.blocks ?? [];
    for (const [index, { start }] of (base.sourceOf(file)?.document.body.blocks ?? []).entries()) {
      const block = now[index];
      if (block) starts.set(`${file} ${start}`, { file, start: block.start, end: block.end });
    }
  }
  return (place) => starts.get(`${place.file} ${place.start}`) ?? place;
}
