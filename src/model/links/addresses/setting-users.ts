import type { Resource } from '../../../core/resource.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import { leavesOf } from './leaves.ts';
import { stepsOf } from './workflows.ts';

/**
 * Who is told: the services that run a task definition; the definition itself where none does, or where a
 * schedule or a workflow starts tasks of it too.
 */
export function usersOf(draft: GraphDraft, resource: Resource): readonly ComponentDraft[] {
  const own = draft.componentOf(resource.id);
  if (!own) return [];
  const runs = runningOf(draft).get(own) ?? [];
  const startsAlone = runs.length === 0 || startedAlone(draft).has(own);
  return startsAlone ? [...runs, own] : runs;
}

const SERVICES: ReadonlySet<string> = new Set(['aws_ecs_service', 'aws_autoscaling_group']);

const alone = new WeakMap<GraphDraft, ReadonlySet<ComponentDraft>>();

/** Task definitions of which schedules and workflows start tasks. */
function startedAlone(draft: GraphDraft): ReadonlySet<ComponentDraft> {
  const known = alone.get(draft);
  if (known) return known;
  const found = new Set<ComponentDraft>();
  for (const { from, kind } of draft.dependencies) {
    const component = kind === 'consumes' ? draft.components.get(from) : undefined;
    if (component?.kind === 'container') found.add(component);
  }
  for (const workflow of draft.ofType('aws_sfn_state_machine')) {
    const leaves = stepsOf(workflow).flatMap(({ setting }) => leavesOf(setting.value));
    for (const leaf of leaves) {
      const component = leaf.kind === 'reference' ? draft.componentOf(leaf.reference.resource) : undefined;
      if (component?.kind === 'container') found.add(component);
    }
  }
  alone.set(draft, found);
  return found;
}

const running = new WeakMap<GraphDraft, ReadonlyMap<ComponentDraft, readonly ComponentDraft[]>>();

/** The services and groups that run what a task definition or a launch template describes. */
function runningOf(draft: GraphDraft): ReadonlyMap<ComponentDraft, readonly ComponentDraft[]> {
  const known = running.get(draft);
  if (known) return known;
  const found = new Map<ComponentDraft, ComponentDraft[]>();
  for (const { from, to, kind } of draft.dependencies) {
    if (kind !== 'member-of') continue;
    const [service, definition] = [draft.components.get(from), draft.components.get(to)];
    if (!service || !definition || !SERVICES.has(service.main?.type ?? '')) continue;
    const same = found.get(definition);
    if (same) same.push(service);
    else found.set(definition, [service]);
  }
  running.set(draft, found);
  return found;
}
