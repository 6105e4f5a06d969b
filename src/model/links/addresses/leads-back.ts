import type { ComponentKind } from '../../../core/component.ts';
import type { ComponentId } from '../../../core/id.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';

const PASSES_ON: ReadonlySet<ComponentKind> = new Set([
  'load-balancer',
  'target-group',
  'gateway',
  'api',
  'cdn',
  'dns',
  'other',
] satisfies readonly ComponentKind[]);

/** True when all requests to a thing come back to the one who would send them: it is told its own address. */
export function leadsBack(draft: GraphDraft, to: ComponentDraft, from: ComponentDraft): boolean {
  if (!PASSES_ON.has(to.kind)) return false;
  const routes = routesOf(draft);
  const seen = new Set<ComponentId>([to.id]);
  const queue = [to.id];
  let comesBack = false;
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    for (const next of routes.get(id) ?? []) {
      if (seen.has(next)) continue;
      seen.add(next);
      if (next === from.id) comesBack = true;
      else if (PASSES_ON.has(draft.components.get(next)?.kind ?? 'other')) queue.push(next);
      else return false;
    }
  }
  return comesBack;
}

const known = new WeakMap<GraphDraft, ReadonlyMap<ComponentId, readonly ComponentId[]>>();

function routesOf(draft: GraphDraft): ReadonlyMap<ComponentId, readonly ComponentId[]> {
  const read = known.get(draft);
  if (read) return read;
  const routes = new Map<ComponentId, ComponentId[]>();
  for (const { from, to, kind } of draft.dependencies) {
    if (kind !== 'routes-to') continue;
    const same = routes.get(from);
    if (same) same.push(to);
    else routes.set(from, [to]);
  }
  known.set(draft, routes);
  return routes;
}
