import type { SourceRange } from '../../core/location.ts';
import type { Item } from './item.ts';
import type { BuildLog } from './problems.ts';
import { Refusal } from './refusal.ts';
import { idKey, nameId } from './resource-id.ts';

/** Objects of one build: the largest public builds have about a thousand. */
const MOST_OBJECTS = 10_000;

/** The objects of a kustomization so far, no two of one id. */
export class ItemList {
  #items: readonly Item[] = [];
  /** Keys of the ids; undefined once steps may have changed them. */
  #keys: Set<string> | undefined;

  get items(): readonly Item[] {
    return this.#items;
  }

  /** Takes what a step made of the objects. */
  replace(items: readonly Item[]): void {
    this.#items = items;
    this.#keys = undefined;
  }

  /** Adds objects; one whose id is taken is left out, where kubectl refuses. */
  append(items: readonly Item[], at: SourceRange, log: BuildLog): void {
    const keys = this.#keys ?? new Set(this.#items.map(({ id }) => idKey(id)));
    const fresh = items.filter(({ id, root }) => {
      const key = idKey(id);
      if (!keys.has(key)) {
        keys.add(key);
        return true;
      }
      const message = `there are two objects ${nameId(id)}. Rename one, or remove it; one is left out.`;
      log.refuse(new Refusal('kustomize-duplicate', message, root), root);
      return false;
    });
    const room = Math.max(0, MOST_OBJECTS - this.#items.length);
    if (fresh.length > room) {
      const message = `a build has more than ${MOST_OBJECTS} objects; the rest is left out.`;
      log.refuse(new Refusal('kustomize-limit', message), at);
    }
    this.#items = [...this.#items, ...fresh.slice(0, room)];
    this.#keys = keys;
  }
}
