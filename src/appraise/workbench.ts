import type { ResourceId, StackId } from '../core/id.ts';
import type { Intent } from '../core/remedy.ts';
import type { Resource } from '../core/resource.ts';
import type { Estate } from '../graph/estate.ts';

/** One resource before and after an edit; undefined on the side on which it is not there. */
export interface ResourceChange {
  readonly stack: StackId;
  readonly id: ResourceId;
  readonly before: Resource | undefined;
  readonly after: Resource | undefined;
}

/** Where remedies are tried: the composition passes in how text is edited, read again and made a graph. */
export interface Workbench {
  /** Resources with the intents set; undefined where a value has to be evaluated first. */
  set(intents: readonly Intent[]): readonly ResourceChange[] | undefined;
  /** The same through the text: edited, and every stack that reads it evaluated again. */
  write(intents: readonly Intent[]): Edited | { readonly notWritable: string };
  /** The graph of the stacks that matter, with the changes in place. */
  estate(changes: readonly ResourceChange[]): Estate;
}

export interface Edited {
  readonly files: readonly string[];
  readonly changed: readonly ResourceChange[];
}
