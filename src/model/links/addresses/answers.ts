import { Unknown } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import { nearestTo } from './same-system.ts';

/** Who says of itself that it answers under a host. */
export class Answers {
  readonly #byHost = new Map<string, ComponentDraft[]>();

  constructor(draft: GraphDraft) {
    for (const component of draft.components.values()) {
      const { answersTo = [], routing } = component.facts;
      for (const { host } of [...answersTo, ...(routing?.hosts ?? [])]) {
        if (Unknown.is(host) || host === '' || host.includes('*')) continue;
        const key = host.toLowerCase();
        const same = this.#byHost.get(key);
        if (!same) this.#byHost.set(key, [component]);
        else if (!same.includes(component)) same.push(component);
      }
    }
  }

  /** Those who answer to somebody: of its own stack, else of stacks that may stand beside it. */
  to(from: ComponentDraft, host: string): readonly ComponentDraft[] {
    const all = this.#byHost.get(host);
    if (!all) return [];
    const near = nearestTo(
      from.stack,
      all.map((component) => ({ component })),
    ).map(({ component }) => component);
    // A controller's own Service may be published under the names of what it routes.
    const routing = near.filter(({ facts }) => facts.routing !== undefined);
    return routing.length > 0 ? routing : near;
  }
}
