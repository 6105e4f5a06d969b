import type { StackId } from '../../core/id.ts';
import type { ProviderConfiguration, Resource } from '../../core/resource.ts';
import type { Data } from '../../core/value.ts';
import { Unknown } from '../../core/value.ts';
import { at, isObject, objectsAt, textAt, textsAt } from '../terraform-json/json.ts';
import type { Json, JsonObject } from '../terraform-json/json.ts';
import type { Places } from '../terraform-json/places.ts';
import { identityOf, makeResource, resourceObjects, stateResources } from '../terraform-json/resources.ts';
import { knownAfterApply, toData } from '../terraform-json/to-data.ts';
import { Configuration } from './configuration.ts';

type Path = readonly (string | number)[];

export interface PlanSource {
  readonly plan: Json;
  readonly stack: StackId;
  readonly places: Places;
}

/** The resources as they will be after apply, with the data sources that were read. */
export function plannedResources(source: PlanSource): readonly Resource[] {
  const { plan, stack, places } = source;
  const rootModule = at(plan, 'planned_values', 'root_module');
  const identities = resourceObjects(rootModule).flatMap((json) => {
    const identity = identityOf(json);
    return identity ? [{ json, identity }] : [];
  });
  const prior = stateResources(at(plan, 'prior_state', 'values', 'root_module'), {
    stack,
    places,
    mode: 'data',
  });
  // A first pass without values, so that references can be followed to instances.
  const bare = identities.map(({ identity }) =>
    makeResource({
      ...identity,
      stack,
      values: {},
      marks: {},
      declaredAt: places.of(identity.address),
      via: 'plan',
    }),
  );
  const configuration = new Configuration(at(plan, 'configuration'), [...bare, ...prior]);
  const changes = changesByAddress(plan);
  const planned = identities.map(({ json, identity }): Resource => {
    const change = changes.get(identity.address);
    const block = `${identity.mode === 'data' ? 'data.' : ''}${identity.type}.${identity.name}`;
    const unknownAt = (path: Path): Data | undefined =>
      unknownValue({ address: identity.address, module: identity.module, block, path }, configuration);
    const resource = makeResource({
      ...identity,
      stack,
      via: 'plan',
      declaredAt: places.of(identity.address),
      values: change ? at(change, 'after') : json['values'],
      marks: change
        ? { unknown: at(change, 'after_unknown'), sensitive: at(change, 'after_sensitive'), unknownAt }
        : { sensitive: json['sensitive_values'] },
    });
    const written = configuration.block(identity.module, block);
    const needs = dependsOn(written, identity.module, configuration);
    return { ...resource, provider: providerOf(plan, written), dependsOn: needs };
  });
  const known = new Set(planned.map(({ address }) => address));
  return [...planned, ...prior.filter(({ address }) => !known.has(address))];
}

function changesByAddress(plan: Json): ReadonlyMap<string, JsonObject> {
  const found = new Map<string, JsonObject>();
  for (const change of objectsAt(plan, 'resource_changes')) {
    const address = textAt(change, 'address');
    const inner = change['change'];
    if (address !== undefined && change['deposed'] === undefined && isObject(inner)) {
      found.set(address, inner);
    }
  }
  return found;
}

interface UnknownPlace {
  readonly address: string;
  readonly module: string;
  readonly block: string;
  readonly path: Path;
}

/**
 * What stands for a value known after apply: nothing where nobody wrote it, else what it was written from.
 */
function unknownValue(
  { address, module, block, path }: UnknownPlace,
  configuration: Configuration,
): Data | undefined {
  const written = configuration.block(module, block);
  if (!written) return knownAfterApply(address, path);
  const expression = configuration.expression(module, block, path);
  if (expression === undefined) return undefined;
  const refs = configuration.references(expression, module);
  const base = knownAfterApply(address, path);
  const unknownOf = (own: typeof refs): Unknown =>
    new Unknown({ reason: base.reason, detail: base.detail, settledBy: base.settledBy, refs: own });
  // A list is made of one value for each instance or reference; that it is a list only its name tells.
  const isList = refs.length > 1 && /(s|_list)$/.test(String(path.at(-1)));
  if (!isList) return unknownOf(refs);
  return refs.map((reference) =>
    unknownOf([reference.path.length > 0 ? reference : { ...reference, path: ['id'] }]),
  );
}

function dependsOn(
  written: JsonObject | undefined,
  module: string,
  configuration: Configuration,
): Resource['dependsOn'] {
  const references = textsAt(written, 'depends_on');
  if (references.length === 0) return [];
  return configuration.references({ references }, module).map(({ resource }) => resource);
}

/** The provider a block is managed with; values given by variables are looked up. */
function providerOf(plan: Json, written: JsonObject | undefined): ProviderConfiguration | undefined {
  const key = textAt(written, 'provider_config_key');
  if (key === undefined) return undefined;
  const json = at(plan, 'configuration', 'provider_config', key);
  const name = textAt(json, 'name') ?? key;
  const value = (expression: Json | undefined): Data | undefined => {
    const constant = at(expression, 'constant_value');
    if (constant !== undefined) return toData(constant, {});
    const variable = textsAt(expression, 'references').find((text) => text.startsWith('var.'));
    return variable === undefined ? undefined : toData(at(plan, 'variables', variable.slice(4), 'value'), {});
  };
  const tags = at(json, 'expressions', 'default_tags', 0, 'tags');
  return {
    name,
    alias: textAt(json, 'alias'),
    region: value(at(json, 'expressions', 'region')),
    account: undefined,
    // What variables the tags hold is in every resource's tags_all.
    defaultTags: value(tags),
    declaredAt: undefined,
  };
}
