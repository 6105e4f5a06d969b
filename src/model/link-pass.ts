import type { GraphDraft } from './graph-draft.ts';

/**
 * One step that fills facts from neighbours and adds dependencies. Passes run in the order of
 * `links/order.ts`.
 */
export interface LinkPass {
  /** kebab-case, for the trace of a fact. */
  readonly name: string;
  /** The passes that it builds on, by name, or what they do: `every pass that fills settings`. */
  readonly after: readonly string[];
  run(draft: GraphDraft): void;
}
