import type { ComponentId } from '../../../core/id.ts';
import { byCodeUnit } from '../../../core/order.ts';
import type { Stack } from '../../../core/resource.ts';
import { Unknown } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import type { LinkPass } from '../../link-pass.ts';
import { OF_ACCOUNT } from './cloudwatch.ts';
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
    for (const { component } of nameIndex(draft).candidates) {
      if (component.stack) component.facts.moreWatchers ??= sleepingAlarms(component.stack);
    }
  },
};

const sleeping = new WeakMap<Stack, { readonly why: Unknown | undefined }>();

/** Alarms that the code makes in another workspace than the one that was taken. */
function sleepingAlarms(stack: Stack): Unknown | undefined {
  const known = sleeping.get(stack);
  if (known) return known.why;
  const toggle = stack.code.toggles.find(
    ({ address, result, dependsOn }) =>
      /alarm|alert/i.test(address) && result === 0 && dependsOn.includes('terraform.workspace'),
  );
  const why =
    toggle &&
    new Unknown({
      reason: 'variable-without-value',
      detail: `${toggle.address} is made in other workspaces than the one that was taken`,
      settledBy: '--workspace with the name of the one that is deployed',
    });
  sleeping.set(stack, { why });
  return why;
}

/** An alarm that may be about more than what it was found to watch. */
interface Open {
  readonly alarm: ComponentDraft;
  readonly doubt: Unknown;
}

function doubtOf({ name, facts }: ComponentDraft): Unknown | undefined {
  const { alert } = facts;
  if (!alert) return undefined;
  const isAll = (alert.watchesBecause ?? []).some((says) => says.startsWith('every workload of the cluster'));
  if (isAll) {
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
    const key = `${one.alarm.stack?.id ?? ''} ${alert?.platform ?? ''} ${String(isBroad(one.doubt))}`;
    if (!byStack.has(key)) byStack.set(key, one);
  }
  const index = nameIndex(draft);
  const nearStack = new Map<string, Unknown | undefined>();
  for (const { component } of index.candidates) {
    const { stack, facts } = component;
    if (!stack || facts.moreWatchers) continue;
    const key = `${stack.id} ${String(component.kind === 'function')}`;
    if (!nearStack.has(key)) nearStack.set(key, doubtFor(component, [...byStack.values()], index));
    const doubt = nearStack.get(key);
    if (doubt) facts.moreWatchers = doubt;
  }
}

function isBroad({ detail }: Unknown): boolean {
  return detail.includes('every workload of its cluster') || detail.endsWith(OF_ACCOUNT);
}

function doubtFor(
  component: ComponentDraft,
  open: readonly Open[],
  index: ReturnType<typeof nameIndex>,
): Unknown | undefined {
  return open.find(({ alarm, doubt }) => {
    const relation = index.relation(alarm.stack, component);
    const isCloud = alarm.facts.alert?.platform !== 'prometheus';
    if (doubt.detail.endsWith(OF_ACCOUNT)) return component.kind === 'function' && relation !== 'never';
    // A root that holds nothing but alarms watches what others hold.
    if (isCloud) return relation === 'own' || (relation !== 'never' && !index.isHome(alarm.stack));
    if (component.main?.mode !== 'object') return false;
    return isBroad(doubt) ? relation === 'elsewhere' : relation === 'own' || relation === 'together';
  })?.doubt;
}
