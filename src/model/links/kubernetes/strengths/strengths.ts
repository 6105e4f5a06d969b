import type { Dependency, DependencyKind } from '../../../../core/dependency.ts';
import type { Evidence } from '../../../../core/finding.ts';
import { Unknown } from '../../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../../graph-draft.ts';
import type { LinkPass } from '../../../link-pass.ts';
import { addConsumed } from './consumed.ts';
import { meshBounds } from './mesh-bounds.ts';
import { addProbed } from './probed.ts';

/** Tells how much pods need whom they call, as far as manifests say; what they do not say stays unknown. */
export const kubernetesStrengths: LinkPass = {
  name: 'kubernetes-strengths',
  after: ['addresses'],
  run(draft) {
    addConsumed(draft);
    addProbed(draft);
    const bounds = meshBounds(draft);
    const withStore = storesOf(draft);
    for (const [index, dependency] of draft.dependencies.entries()) {
      const from = draft.components.get(dependency.from);
      const to = draft.components.get(dependency.to);
      if (!from || !to || !ASKS.has(dependency.kind)) continue;
      const watched = to.facts.observes;
      if (watched !== undefined && dependency.kind === 'calls' && Unknown.is(dependency.strength)) {
        const says = `${to.name} only watches: ${watched}`;
        draft.dependencies[index] = observing(dependency, { says });
        continue;
      }
      if (!from.facts.pods) continue;
      const judged = judge(dependency, { draft, from, to, withStore });
      const bound = bounds.get(to.id) ?? [];
      if (bound.length === 0) draft.dependencies[index] = judged;
      else draft.dependencies[index] = { ...judged, evidence: [...judged.evidence, ...bound] };
    }
  },
};

const ASKS: ReadonlySet<DependencyKind> = new Set([
  'calls',
  'stores',
  'publishes',
] satisfies readonly DependencyKind[]);

interface Ends {
  readonly draft: GraphDraft;
  readonly from: ComponentDraft;
  readonly to: ComponentDraft;
  /** Workloads that keep their data in a database, so that a cache before it can be lost. */
  readonly withStore: ReadonlySet<string>;
}

function judge(dependency: Dependency, ends: Ends): Dependency {
  const { from, to, draft } = ends;
  if (!Unknown.is(dependency.strength)) return dependency;
  if (dependency.kind === 'calls' && from.facts.pods?.observes !== undefined) {
    return observing(dependency, { says: `${from.name} only watches: ${from.facts.pods.observes}` });
  }
  const behind = workloadsBehind(draft, to);
  const watcher = behind.find(({ facts }) => facts.pods?.observes !== undefined);
  if (dependency.kind === 'calls' && watcher) {
    return observing(dependency, {
      says: `${watcher.name} only watches: ${watcher.facts.pods?.observes ?? ''}`,
    });
  }
  const waiting = onlyAtStart(dependency, from);
  if (waiting)
    return { ...dependency, strength: 'startup-only', evidence: [...dependency.evidence, waiting] };
  const cache = behind.find(({ facts }) => facts.pods?.store?.role === 'cache');
  if (cache && ends.withStore.has(from.id)) {
    const says = `${cache.name} is a cache, and ${from.name} has a store behind it`;
    return { ...dependency, strength: 'soft', evidence: [...dependency.evidence, { says }] };
  }
  return dependency;
}

function observing(dependency: Dependency, because: Evidence): Dependency {
  const evidence = [...dependency.evidence, because];
  return { ...dependency, kind: 'observes', strength: 'control-only', evidence };
}

function workloadsBehind(draft: GraphDraft, { facts }: ComponentDraft): readonly ComponentDraft[] {
  return (facts.service?.selects ?? []).flatMap((id) => draft.components.get(id) ?? []);
}

/** Everything that names it stands in containers that end before the others start. */
function onlyAtStart({ evidence }: Dependency, { main, facts }: ComponentDraft): Evidence | undefined {
  const places = evidence.flatMap(({ at }) => (at && at.resource === main?.id ? [at.path] : []));
  if (places.length === 0) return undefined;
  const containers = (facts.pods?.containers ?? []).filter(({ role }) => role === 'init');
  const inside = places.map((path) =>
    containers.find(({ at }) => at.path.every((step, index) => path[index] === step)),
  );
  const [first] = inside;
  if (!first || inside.includes(undefined)) return undefined;
  return { says: `init container ${first.name} ends before the others start`, at: first.at };
}

function storesOf(draft: GraphDraft): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { from, to, candidate, kind } of draft.dependencies) {
    const target = draft.components.get(to);
    if (candidate === true || !target || !ASKS.has(kind)) continue;
    const isStore =
      target.kind === 'datastore' ||
      workloadsBehind(draft, target).some(({ facts }) => facts.pods?.store?.role === 'database');
    if (isStore) found.add(from);
  }
  return found;
}
