import type { ReleaseGuard } from '../../../core/facts/takeover.ts';
import type { Resource } from '../../../core/resource.ts';
import { Unknown } from '../../../core/value.ts';
import { SLOTS } from '../../azure/web/types.ts';
import type { GraphDraft } from '../../graph-draft.ts';
import { at, blocksAt, dataAt, readNumber } from '../../read.ts';
import { guard } from './guards.ts';

/** What platforms themselves do with a new version, beside what their own pages say. */
export function byPlatforms(draft: GraphDraft): void {
  for (const [type, guardsOf] of PLATFORMS) {
    for (const resource of draft.ofType(type)) {
      const component = draft.componentOf(resource.id);
      if (component) guard(component, ...guardsOf(resource));
    }
  }
  for (const alias of draft.ofType('aws_lambda_alias')) aliasOf(draft, alias);
  slots(draft);
}

type Guards = (resource: Resource) => readonly ReleaseGuard[];

const PLATFORMS: readonly (readonly [string, Guards])[] = [
  ['aws_ecs_service', ofService],
  ['aws_autoscaling_group', ofRefresh],
  ['google_cloud_run_service', ofRun],
  ['google_cloud_run_v2_service', ofRun],
  ['azurerm_container_app', split(['ingress', 0, 'traffic_weight'], 'percentage')],
];

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-blue-green.html */
function ofService(resource: Resource): readonly ReleaseGuard[] {
  const path = ['deployment_configuration', 0, 'strategy'];
  const strategy = dataAt(resource, ...path);
  const place = at(resource, ...path);
  const back = heedsAlarms(resource);
  if (typeof strategy !== 'string') return back;
  const says = `strategy ${strategy}`;
  if (strategy === 'CANARY' || strategy === 'LINEAR') return [...back, { does: 'share', says, at: place }];
  return strategy === 'BLUE_GREEN' ? [...back, { does: 'gate', says, at: place }] : back;
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-alarm-failure.html */
function heedsAlarms(resource: Resource): readonly ReleaseGuard[] {
  const path = ['alarms', 0] as const;
  if (dataAt(resource, ...path, 'enable') !== true || dataAt(resource, ...path, 'rollback') !== true)
    return [];
  return [
    { does: 'revert', says: 'it goes back when an alarm fires', at: at(resource, ...path, 'rollback') },
  ];
}

const STARTS = 'a new revision gets requests once it has started';

/** https://cloud.google.com/run/docs/configuring/healthchecks: traffic stays where it was until it starts. */
function ofRun(resource: Resource): readonly ReleaseGuard[] {
  return [{ does: 'gate', says: STARTS, at: at(resource) }, ...split(['traffic'], 'percent')(resource)];
}

/** Servers that are replaced when their template changes, and go back when new ones do not become healthy. */
function ofRefresh(resource: Resource): readonly ReleaseGuard[] {
  const path = ['instance_refresh', 0, 'preferences', 0, 'auto_rollback'];
  if (dataAt(resource, ...path) !== true) return [];
  const hasAlarms = dataAt(resource, ...path.slice(0, -1), 'alarm_specification') !== undefined;
  const does = hasAlarms ? 'revert' : 'gate';
  return [{ does, says: 'its instance refresh goes back by itself', at: at(resource, ...path) }];
}

/** Two or more versions that answer at the same time: one of them is tried on some of the users. */
function split(path: readonly (string | number)[], share: string): Guards {
  return (resource) => {
    const blocks = blocksAt(resource, ...path);
    if (Unknown.is(blocks)) return [];
    const used = [...blocks.keys()].filter((index) => {
      const part = readNumber(resource, [...path, index, share])?.value;
      return typeof part === 'number' && part > 0 && part < 100;
    });
    const [first] = used;
    if (first === undefined || used.length < 2) return [];
    const says = 'requests are shared between versions';
    return [{ does: 'share', says, at: at(resource, ...path, first) }];
  };
}

const FUNCTION = { types: ['aws_lambda_function'], by: ['function_name', 'arn', 'id'] };

function aliasOf(draft: GraphDraft, alias: Resource): void {
  const path = ['routing_config', 0, 'additional_version_weights'];
  if (dataAt(alias, ...path) === undefined) return;
  for (const target of draft.follow(dataAt(alias, 'function_name'), alias, FUNCTION).targets) {
    const component = draft.componentOf(target.id);
    const says = `alias ${alias.name} gives a part of the requests to another version`;
    if (component) guard(component, { does: 'share', says, at: at(alias, ...path) });
  }
}

const SWAP = 'releases wait in it until both are swapped';

/**
 * A release starts in a slot and is swapped with the app once it runs: what does not start reaches nobody.
 * https://learn.microsoft.com/azure/app-service/deploy-staging-slots
 * A gateway in front of both reaches the slot on the side: users do not need it.
 */
function slots(draft: GraphDraft): void {
  for (const resource of draft.ofType(...SLOTS)) {
    const slot = draft.componentOf(resource.id);
    const own = draft.dependencies.find(({ from, kind }) => from === slot?.id && kind === 'runs-on');
    const app = own && draft.components.get(own.to);
    if (!slot || !app) continue;
    const place = at(resource);
    guard(app, { does: 'gate', says: `${slot.name}: ${SWAP}`, at: place });
    slot.facts.previewOf = { value: app.id, at: [place], origin: 'written' };
    const inFront = new Set(
      draft.dependencies
        .filter(({ to, kind }) => to === app.id && kind === 'routes-to')
        .map(({ from }) => from),
    );
    for (const [index, one] of draft.dependencies.entries()) {
      if (one.to !== slot.id || one.kind !== 'routes-to' || !inFront.has(one.from)) continue;
      const evidence = [...one.evidence, { says: `${slot.name}: ${SWAP}`, at: place }];
      draft.dependencies[index] = { ...one, strength: 'soft', evidence };
    }
  }
}
