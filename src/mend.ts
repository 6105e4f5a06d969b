import type { FileChange } from './core/edit.ts';
import { withChanges } from './core/changed-files.ts';
import type { Files } from './core/files.ts';
import { isDenied } from './core/files.ts';
import type { Finding } from './core/finding.ts';
import { groupBy } from './core/group-by.ts';
import type { StackId } from './core/id.ts';
import type { Location } from './core/location.ts';
import { sortedUnique } from './core/order.ts';
import type { Intent, Remedy } from './core/remedy.ts';
import type { Stack } from './core/resource.ts';
import { isSettled } from './core/settled-intent.ts';
import type { ChangedText } from './fix/patch.ts';
import type { Estate } from './graph/estate.ts';

export interface MendInput {
  readonly files: Files;
  readonly estate: Estate;
  /** In the order in which they are mended. */
  readonly findings: readonly Pick<Finding, 'id' | 'remedies'>[];
}

/** What became of one finding. */
export type Mended =
  | {
      readonly remedy: Remedy;
      readonly files: readonly string[];
      /** What else has another value then, because it comes from the same text. */
      readonly alsoChanges: readonly Location[];
    }
  /** Nothing of it can be written, and why: one line for each remedy. */
  | { readonly notWritten: readonly string[] };

export interface MendResult {
  /** One for each finding, in their order. */
  readonly mended: readonly Mended[];
  /** Files that differ afterwards, by name. */
  readonly texts: readonly ChangedText[];
}

/** Writes the remedies of findings into the text, in memory: each sees what those before it have left. */
export function mend({ files, estate, findings }: MendInput): MendResult {
  const bench = new Bench(files, estate);
  const mended = findings.map((finding) => bench.mend(finding));
  return { mended, texts: bench.texts() };
}

class Bench {
  readonly #before: Files;
  readonly #estate: Estate;
  readonly #stacks: Map<StackId, Stack>;
  readonly #touched = new Set<string>();
  #files: Files;

  constructor(files: Files, estate: Estate) {
    this.#before = files;
    this.#files = files;
    this.#estate = estate;
    this.#stacks = new Map(estate.stacks.map((stack) => [stack.id, stack]));
  }

  mend({ remedies }: MendInput['findings'][number]): Mended {
    const why: string[] = [];
    for (const remedy of remedies) {
      if (remedy.intents.length === 0) {
        why.push(`${remedy.title}: advice, there is no text that an edit could change.`);
        continue;
      }
      const done = this.#apply(remedy.intents);
      if ('notWritable' in done) why.push(`${remedy.title}: ${done.notWritable}`);
      else return { remedy, ...done };
    }
    return { notWritten: why.length === 0 ? ['There is no remedy.'] : why };
  }

  texts(): readonly ChangedText[] {
    return sortedUnique(this.#touched).flatMap((file) => {
      const [before, after] = [this.#before.read(file), this.#files.read(file)];
      if (isDenied(after)) return [];
      return [{ file, before: isDenied(before) ? undefined : before, after }];
    });
  }

  /** All intents or none: a remedy in several stacks is written one stack after the other. */
  #apply(intents: readonly Intent[]): Applied | { readonly notWritable: string } {
    const kept = { files: this.#files, stacks: new Map(this.#stacks), touched: new Set(this.#touched) };
    const alsoChanges: Location[] = [];
    const files: string[] = [];
    const back = (why: { readonly notWritable: string }): { readonly notWritable: string } => {
      this.#files = kept.files;
      for (const [stack, was] of kept.stacks) this.#stacks.set(stack, was);
      for (const file of this.#touched) if (!kept.touched.has(file)) this.#touched.delete(file);
      return why;
    };
    for (const [id, own] of groupBy(intents, (intent) => this.#stackOf(intent))) {
      // One text may make several of them: what is already as it should be is not written again.
      const open = own.filter((intent) => this.#isSettled(intent) !== true);
      if (open.length === 0 && files.length > 0) continue;
      const written = this.#write(id, open.length === 0 ? own : open);
      if ('notWritable' in written) return back(written);
      alsoChanges.push(...written.alsoChanges);
      files.push(...written.files);
    }
    return intents.some((intent) => this.#isSettled(intent) === false)
      ? back({ notWritable: 'one text makes several of them, and each would need a value of its own there.' })
      : { files: sortedUnique(files), alsoChanges };
  }

  /** Whether the text, as it is now, gives what an intent wants; undefined where that cannot be told. */
  #isSettled(intent: Intent): boolean | undefined {
    const id = this.#stackOf(intent);
    const stack = id === undefined ? undefined : this.#stacks.get(id);
    if (!stack?.reload) return undefined;
    return isSettled(intent, (resource) => stack.resources.find((one) => one.id === resource));
  }

  #write(id: StackId | undefined, intents: readonly Intent[]): Applied | { readonly notWritable: string } {
    const stack = id === undefined ? undefined : this.#stacks.get(id);
    if (!stack?.write) return { notWritable: 'what was read there cannot be edited.' };
    const written = stack.write(intents);
    if ('notWritable' in written) return { notWritable: written.notWritable };
    const { changes, alsoChanges } = written;
    // Edits of a stack that cannot be read again count from the text that it was first read from.
    const stale = stack.reload ? undefined : changes.find(({ file }) => this.#touched.has(file));
    if (stale) {
      return {
        notWritable: `${stale.file} is changed by a remedy before it; write that one, then fix again.`,
      };
    }
    this.#take(changes);
    return { files: changes.map(({ file }) => file), alsoChanges };
  }

  /** Makes the changes those that everybody sees. */
  #take(changes: readonly FileChange[]): void {
    this.#files = withChanges(this.#files, changes);
    for (const { file } of changes) this.#touched.add(file);
    for (const [id, stack] of this.#stacks) {
      const again = stack.reload?.(changes);
      if (again) this.#stacks.set(id, again);
    }
  }

  #stackOf(intent: Intent): StackId | undefined {
    return intent.op === 'add' ? intent.stack : this.#estate.resource(intent.at.resource)?.stack;
  }
}

interface Applied {
  readonly files: readonly string[];
  readonly alsoChanges: readonly Location[];
}
