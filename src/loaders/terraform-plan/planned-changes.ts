import { withoutKeys } from '../../core/block-address.ts';
import { byKey, sortedUnique } from '../../core/order.ts';
import type { Plan, PlannedChange } from '../../core/resource.ts';
import type { Data } from '../../core/value.ts';
import { at, isList, objectsAt, textAt, textsAt } from '../terraform-json/json.ts';
import type { Json, JsonObject } from '../terraform-json/json.ts';
import { identityOf, makeResource, resourceObjects } from '../terraform-json/resources.ts';
import { knownAfterApply, toData } from '../terraform-json/to-data.ts';
import type { PlanSource } from './planned-resources.ts';

/** What applying the plan would do. */
export function planOf(source: PlanSource): Plan {
  const { plan } = source;
  const prior = resourceObjects(at(plan, 'prior_state', 'values', 'root_module'));
  const neededBy = dependents(prior);
  const changes = objectsAt(plan, 'resource_changes').flatMap((json) => changeOf(json, source, neededBy));
  return {
    formatVersion: textAt(plan, 'format_version') ?? '',
    incompleteBecause: incompleteBecause(plan),
    changes: changes.sort(byKey(({ address }) => address)),
    existing: prior.filter(({ mode }) => mode === 'managed').length,
  };
}

/**
 * https://developer.hashicorp.com/terraform/internals/json-format: `errored`, `complete`, `deferred_changes`.
 */
function incompleteBecause(plan: Json): string | undefined {
  const version = textAt(plan, 'format_version') ?? '';
  if (!/^[01]\./.test(version)) {
    return `its format version ${version === '' ? 'is missing' : `${version} is not known`}`;
  }
  if (at(plan, 'errored') === true) return 'planning ended with an error';
  if (at(plan, 'complete') === false || objectsAt(plan, 'deferred_changes').length > 0) {
    return 'some changes are deferred';
  }
  return undefined;
}

function changeOf(
  json: JsonObject,
  { stack, places }: PlanSource,
  neededBy: ReadonlyMap<string, readonly string[]>,
): readonly PlannedChange[] {
  const identity = identityOf(json);
  const action = actionOf(textsAt(json, 'change', 'actions'));
  if (!identity || !action || identity.mode === 'data' || json['deposed'] !== undefined) return [];
  const change = json['change'];
  const before =
    action === 'create' || action === 'update'
      ? undefined
      : makeResource({
          ...identity,
          stack,
          via: 'plan',
          declaredAt: places.of(identity.address),
          values: at(change, 'before'),
          marks: { sensitive: at(change, 'before_sensitive') },
        });
  return [
    {
      address: identity.address,
      before,
      action,
      reason: textAt(json, 'action_reason'),
      forcedBy: forcedBy(identity.address, change),
      neededBy: neededBy.get(withoutKeys(identity.address)) ?? [],
      at: places.of(identity.address),
    },
  ];
}

function actionOf(actions: readonly string[]): PlannedChange['action'] | undefined {
  switch (actions.join(' ')) {
    case 'create':
    case 'create forget':
      return 'create';
    case 'update':
      return 'update';
    case 'delete':
      return 'delete';
    case 'forget':
      return 'forget';
    case 'delete create':
      return 'delete-then-create';
    case 'create delete':
      return 'create-then-delete';
    default:
      return undefined;
  }
}

function forcedBy(address: string, change: Json | undefined): PlannedChange['forcedBy'] {
  const paths = at(change, 'replace_paths');
  if (!isList(paths)) return [];
  return paths.filter(isList).map((steps) => {
    const path = steps.filter((step) => typeof step === 'string' || typeof step === 'number');
    const marks = (side: 'before' | 'after') => ({
      unknown: side === 'after' ? at(change, 'after_unknown', ...path) : undefined,
      sensitive: at(change, `${side}_sensitive`, ...path),
      unknownAt: () => knownAfterApply(address, path),
    });
    const value = (side: 'before' | 'after'): Data =>
      toData(at(change, side, ...path), marks(side), path) ?? null;
    return { path: path.join('.'), before: value('before'), after: value('after') };
  });
}

/** Which existing resources were made from which, by the address of the block without instance keys. */
function dependents(prior: readonly JsonObject[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const json of prior) {
    const address = textAt(json, 'address');
    if (address === undefined || json['mode'] === 'data') continue;
    for (const target of textsAt(json, 'depends_on')) {
      const known = found.get(withoutKeys(target));
      if (known) known.push(address);
      else found.set(withoutKeys(target), [address]);
    }
  }
  return new Map([...found].map(([target, users]) => [target, sortedUnique(users)]));
}
