import type { FileChange, Written } from '../../../core/edit.ts';
import { editsBetween } from '../../../core/edit.ts';
import type { ResourceId } from '../../../core/id.ts';
import type { Location, SourceRange } from '../../../core/location.ts';
import { byCodeUnit } from '../../../core/order.ts';
import type { Intent } from '../../../core/remedy.ts';
import type { StackEvaluation } from '../stacks/stack-evaluation.ts';
import { addedBlock } from './add-block.ts';
import { difference } from './prove.ts';
import { removedBlock } from './remove-block.ts';
import type { Placed } from './same-instance.ts';
import { sameInstance } from './same-instance.ts';
import { writeValue } from './write-value.ts';

/** The stack as the changes so far leave it. */
export interface State {
  readonly evaluation: StackEvaluation;
  /** The whole text of every file that was changed or created so far. */
  readonly texts: ReadonlyMap<string, string>;
  /** Resources that were added or removed on purpose. */
  readonly comeOrGo: ReadonlySet<ResourceId>;
}

/** Why an intent cannot be written, and the text that stands in the way. */
export interface Refusal {
  readonly notWritable: string;
  readonly at?: SourceRange | undefined;
}

/** Writes intents one after the other; each is kept only if evaluating the stack again proves it. */
export function writeIntents(evaluation: StackEvaluation, intents: readonly Intent[]): Written {
  let now: State = { evaluation, texts: new Map(), comeOrGo: new Set() };
  for (const intent of intents) {
    const next = written(evaluation, now, intent);
    if ('notWritable' in next) return next;
    now = next;
  }
  const places = intents.flatMap((intent): readonly Location[] => (intent.op === 'add' ? [] : [intent.at]));
  const { alsoChanges, problem } = difference(evaluation, now.evaluation, [...now.texts.keys()], {
    places,
    comeOrGo: now.comeOrGo,
  });
  if (problem !== undefined) return { notWritable: problem };
  const changes = [...now.texts]
    .sort(([a], [b]) => byCodeUnit(a, b))
    .map(([file, text]) => changeOf(evaluation, file, text));
  proofs.set(changes, { base: evaluation, proof: now.evaluation });
  return { changes, alsoChanges };
}

function written(base: StackEvaluation, now: State, intent: Intent): State | Refusal {
  if (intent.op === 'add') return addedBlock(base, now, intent.resource);
  const placed = placedIn(base, now, intent.at.resource);
  if (!placed) return { notWritable: 'the resource is not in this stack any more' };
  if (intent.at.path.length === 0) return removedBlock(base, now, placed);
  return writeValue(base, now, { intent, ...placed });
}

/** A resource of the stack as it was first read, in its present state. */
function placedIn(base: StackEvaluation, now: State, resource: ResourceId): Placed | undefined {
  const before = base.placed(resource);
  return before && sameInstance(now.evaluation, before);
}

/** The state with another text of one file; undefined when the root cannot be read any more. */
export function withText(base: StackEvaluation, now: State, file: string, text: string): State | undefined {
  const texts = new Map([...now.texts, [file, text]]);
  const evaluation = base.changed([...texts].map(([path, created]) => ({ file: path, created })));
  return evaluation && { ...now, evaluation, texts };
}

const proofs = new WeakMap<readonly FileChange[], { base: StackEvaluation; proof: StackEvaluation }>();

/** The evaluation that proved changes of a stack, so that nobody evaluates them twice. */
export function provedBy(base: StackEvaluation, changes: readonly FileChange[]): StackEvaluation | undefined {
  const known = proofs.get(changes);
  return known?.base === base ? known.proof : undefined;
}

function changeOf(base: StackEvaluation, file: string, text: string): FileChange {
  const before = base.context.files.read(file);
  return typeof before === 'string' ? { file, edits: editsBetween(before, text) } : { file, created: text };
}
