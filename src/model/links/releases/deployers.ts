import type { Stated } from '../../../core/component.ts';
import type { ReleaseGuard } from '../../../core/facts/takeover.ts';
import { isDataList, Unknown } from '../../../core/value.ts';
import type { Resource } from '../../../core/resource.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import { at, dataAt } from '../../read.ts';
import { guard, Released } from './guards.ts';

/** What Flux and AWS CodeDeploy do with a bad release is said by their own objects. */
export function byDeployers(draft: GraphDraft): void {
  for (const { from, to, kind } of draft.dependencies) {
    const deployer = draft.components.get(from);
    const component = draft.components.get(to);
    if (kind !== 'deploys' || deployer?.main?.type !== CODE_DEPLOY || !component) continue;
    guard(component, ...statedBy(deployer), ...heedsAlarms(deployer.main), ...shares(draft, deployer.main));
  }
  const released = new Released(draft);
  for (const stack of draft.components.values()) {
    if (stack.kind !== 'stack') continue;
    const deployers = (stack.facts.broughtBy ?? []).flatMap((id) => draft.components.get(id) ?? []);
    const [first, ...others] = deployers.filter(({ facts }) => facts.pipeline === undefined);
    // Of several that deploy the same, nobody knows which one will do it next.
    if (!first || others.length > 0) continue;
    for (const workload of released.with(stack.id)) guard(workload, ...statedBy(first));
  }
}

const CODE_DEPLOY = 'aws_codedeploy_deployment_group';

function statedBy({ name, facts: { stopsBadRelease, revertsBadRelease } }: ComponentDraft): ReleaseGuard[] {
  const told = (
    does: ReleaseGuard['does'],
    fact: Stated<boolean> | undefined,
    what: string,
  ): ReleaseGuard[] => {
    const [place] = fact?.at ?? [];
    return fact?.value === true && place ? [{ does, says: `${name} ${what}`, at: place }] : [];
  };
  return [
    ...told('gate', revertsBadRelease, 'undoes a release that does not come up'),
    ...told('gate', stopsBadRelease, 'waits for a release to come up'),
  ];
}

/** https://docs.aws.amazon.com/codedeploy/latest/userguide/monitoring-create-alarms.html */
function heedsAlarms(group: Resource): readonly ReleaseGuard[] {
  const path = ['auto_rollback_configuration', 0] as const;
  const events = dataAt(group, ...path, 'events');
  const isOn = dataAt(group, ...path, 'enabled') === true && dataAt(group, ...ALARMS, 'enabled') !== false;
  if (!isOn || dataAt(group, ...ALARMS) === undefined) return [];
  if (!isDataList(events) || !events.includes('DEPLOYMENT_STOP_ON_ALARM')) return [];
  return [
    { does: 'revert', says: `${group.name} goes back when an alarm fires`, at: at(group, ...path, 'events') },
  ];
}

const ALARMS = ['alarm_configuration', 0] as const;

const PREDEFINED = /(?:Canary|Linear)\d/;
const CONFIGURATION = { types: ['aws_codedeploy_deployment_config'], by: ['deployment_config_name', 'id'] };

/** A configuration that moves requests step by step: of AWS by its name, or one of the inputs. */
function shares(draft: GraphDraft, group: Resource): readonly ReleaseGuard[] {
  const data = dataAt(group, 'deployment_config_name');
  const place = at(group, 'deployment_config_name');
  if (typeof data === 'string' && data.startsWith('CodeDeployDefault.') && PREDEFINED.test(data))
    return [{ does: 'share', says: `${data} moves requests step by step`, at: place }];
  const [own] = draft.follow(data, group, CONFIGURATION).targets;
  const type = own && dataAt(own, 'traffic_routing_config', 0, 'type');
  if (!own || typeof type !== 'string' || Unknown.is(type) || !type.startsWith('TimeBased')) return [];
  return [
    { does: 'share', says: `${type} moves requests step by step`, at: at(own, 'traffic_routing_config') },
  ];
}
