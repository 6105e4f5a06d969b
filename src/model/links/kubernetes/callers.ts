import type { DependencyKind } from '../../../core/dependency.ts';
import type { ComponentId } from '../../../core/id.ts';
import type { Location } from '../../../core/location.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';

/** Somebody names a Service as an address to talk to. */
export interface Call {
  readonly from: ComponentDraft;
  readonly says: string;
  readonly at: Location;
}

const ASKS: ReadonlySet<DependencyKind> = new Set([
  'calls',
  'stores',
  'publishes',
  'consumes',
  'observes',
] satisfies readonly DependencyKind[]);

/**
 * Who calls each Service, as the settings of others say. Settings that are taken in whole count too: somebody
 * among their readers asks.
 */
export function findCallers(draft: GraphDraft): ReadonlyMap<ComponentId, readonly Call[]> {
  const calls = new Map<ComponentId, Call[]>();
  for (const { from: id, to, kind, evidence } of draft.dependencies) {
    const from = draft.components.get(id);
    const [first] = evidence;
    if (!ASKS.has(kind) || !first?.at || !from || !draft.components.get(to)?.facts.service) continue;
    const call = { from, says: first.says, at: first.at };
    const known = calls.get(to);
    if (known) known.push(call);
    else calls.set(to, [call]);
  }
  return calls;
}
