import type { Resource } from '../../../core/resource.ts';
import type { Data } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import { DataTwins } from './data-twins.ts';
import { leavesOf } from './leaves.ts';
import { NamedThings } from './named-things.ts';

/** Where typed configuration points: components by reference, by data source, by ARN or by name. */
export class Pointers {
  readonly #draft: GraphDraft;
  readonly #twins: DataTwins;
  readonly #things: NamedThings;

  constructor(draft: GraphDraft) {
    this.#draft = draft;
    this.#twins = new DataTwins(draft);
    this.#things = new NamedThings(draft);
  }

  /** `hints` say what sort of thing a plain name is: `queue`, `table`. */
  of(data: Data | undefined, from: Resource, hints: readonly string[] = []): readonly ComponentDraft[] {
    const reader = this.#draft.componentOf(from.id);
    const found = new Set<ComponentDraft>();
    for (const leaf of leavesOf(data)) {
      if (leaf.kind === 'text') {
        const thing = reader && this.#things.named(reader, leaf.text, hints);
        if (thing) found.add(thing);
        continue;
      }
      const resource = this.#draft.resource(leaf.reference.resource);
      const owner =
        resource?.mode === 'data'
          ? this.#twins.of(resource)
          : resource && this.#draft.componentOf(resource.id);
      if (owner) found.add(owner);
    }
    return [...found];
  }
}
