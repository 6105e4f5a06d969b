import type { ComponentId } from '../../../core/id.ts';
import { byCodeUnit } from '../../../core/order.ts';
import { Unknown } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import type { LinkPass } from '../../link-pass.ts';
import { nameIndex } from './name-index.ts';

/** Tells components which alarms watch them, and why there may be others. */
export const watchedBy: LinkPass = {
  name: 'watched-by',
  after: ['watches', 'cloudwatch', 'other-clouds'],
  run(draft) {
    const watchers = new Map<ComponentId, Set<ComponentId>>();
    const open: Open[] = [];
    for (const alarm of draft.components.values()) {
      const { alert } = alarm.facts;
      if (!alert) continue;
      for (const id of alert.watches) {
        const known = watchers.get(id);
        if (known) known.add(alarm.id);
        else watchers.set(id, new Set([alarm.id]));
      }
      const doubt = doubtOf(alarm);
      if (doubt) open.push({ alarm, doubt });
    }
    for (const [id, alarms] of watchers) {
      const component = draft.components.get(id);
      if (component) component.facts.watchedBy = [...alarms].sort(byCodeUnit);
    }
    tellOthers(draft, open);
  },
};

/** An alarm that may be about more than what it was found to watch. */
interface Open {
  readonly alarm: ComponentDraft;
  readonly doubt: Unknown;
}

function doubtOf({ name, facts }: ComponentDraft): Unknown | undefined {
  const { alert } = facts;
  if (!alert) return undefined;
  const isBroad = (alert.watchesBecause ?? []).some((says) =>
    says.startsWith('every workload of the cluster'),
  );
  if (isBroad) {
    return new Unknown({
      reason: 'not-in-inputs',
      detail: `${name} watches every workload of its cluster, and which ones these are is not told`,
      settledBy: 'the GitOps objects that say what is deployed together',
    });
  }
  // What is called by a name that nothing here has is elsewhere.
  return alert.watchesUnknown && alert.watchesUnknown.reason !== 'not-in-inputs'
    ? alert.watchesUnknown
    : undefined;
}

/** Alarms that cannot be resolved may watch what stands with them. */
function tellOthers(draft: GraphDraft, open: readonly Open[]): void {
  if (open.length === 0) return;
  const byStack = new Map<string, Open>();
  for (const one of open) {
    const { alert } = one.alarm.facts;
    const key = `${one.alarm.stack?.id ?? ''} ${alert?.platform ?? ''}`;
    if (!byStack.has(key)) byStack.set(key, one);
  }
  const index = nameIndex(draft);
  const nearStack = new Map<string, Unknown | undefined>();
  for (const { component } of index.candidates) {
    const { stack, facts } = component;
    if (!stack || facts.moreWatchers) continue;
    if (!nearStack.has(stack.id)) nearStack.set(stack.id, doubtFor(component, [...byStack.values()], index));
    const doubt = nearStack.get(stack.id);
    if (doubt) facts.moreWatchers = doubt;
  }
}

function doubtFor(
  component: ComponentDraft,
  open: readonly Open[],
  index: ReturnType<typeof nameIndex>,
): Unknown | undefined {
  return open.find(({ alarm, doubt }) => {
    const relation = index.relation(alarm.stack, component);
    const isCloud = alarm.facts.alert?.platform !== 'prometheus';
    if (isCloud) return relation === 'own';
    if (component.main?.mode !== 'object') return false;
    const isBroad = doubt.detail.includes('every workload of its cluster');
    return isBroad ? relation === 'elsewhere' : relation === 'own' || relation === 'together';
  })?.doubt;
}
