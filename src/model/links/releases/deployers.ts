import type { Stated } from '../../../core/component.ts';
import type { ReleaseGuard } from '../../../core/facts/takeover.ts';
import { Unknown } from '../../../core/value.ts';
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
    guard(component, ...statedBy(deployer), ...shares(draft, deployer.main));
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
    ...told('revert', revertsBadRelease, 'undoes a release that fails'),
    ...told('gate', stopsBadRelease, 'waits for a release to come up'),
  ];
}

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
