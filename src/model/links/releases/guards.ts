import type { ReleaseGuard } from '../../../core/facts/takeover.ts';
import type { ComponentId } from '../../../core/id.ts';
import { componentId } from '../../../core/id.ts';
import { groupBy } from '../../../core/group-by.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';

/** Adds what guards the releases of a component. */
export function guard(component: ComponentDraft, ...guards: readonly ReleaseGuard[]): void {
  if (guards.length === 0) return;
  component.facts.releaseGuards = [...(component.facts.releaseGuards ?? []), ...guards];
}

/** The workloads that are released with a component: itself, or those of a whole stack. */
export class Released {
  readonly #draft: GraphDraft;
  readonly #byStack: ReadonlyMap<ComponentId, readonly ComponentDraft[]>;

  constructor(draft: GraphDraft) {
    this.#draft = draft;
    const running = [...draft.components.values()].filter(({ kind, stack }) => stack && RUNS.has(kind));
    this.#byStack = groupBy(running, ({ stack }) => componentId(`stack:${stack?.id ?? ''}`));
  }

  with(id: ComponentId): readonly ComponentDraft[] {
    const component = this.#draft.components.get(id);
    if (!component) return [];
    return RUNS.has(component.kind) ? [component] : (this.#byStack.get(id) ?? []);
  }
}

const RUNS: ReadonlySet<string> = new Set(['workload', 'function']);
