import { resourceId } from '../../core/id.ts';
import type { StackId } from '../../core/id.ts';
import type { SourceRange } from '../../core/location.ts';
import type { Resource } from '../../core/resource.ts';
import type { Data } from '../../core/value.ts';
import { isDataObject } from '../../core/value.ts';
import { at, objectsAt, textAt } from './json.ts';
import type { Json, JsonObject } from './json.ts';
import type { Places } from './places.ts';
import { toData } from './to-data.ts';
import type { Marks } from './to-data.ts';

export interface Instance {
  readonly stack: StackId;
  readonly address: string;
  readonly module: string;
  readonly type: string;
  readonly name: string;
  readonly mode: 'managed' | 'data';
  readonly values: Json | undefined;
  readonly marks: Marks;
  readonly declaredAt: SourceRange;
  readonly via: 'plan' | 'state';
}

/** A resource from its values; whoever reads a plan adds provider and dependencies. */
export function makeResource(instance: Instance): Resource {
  const { stack, address, module, type, name, mode, values, marks, declaredAt, via } = instance;
  const attributes: Data | undefined = toData(values ?? {}, marks);
  return {
    id: resourceId(stack, address),
    address,
    type,
    name,
    mode,
    stack,
    module,
    declaredAt,
    via,
    attributes: isDataObject(attributes) ? attributes : {},
    provider: undefined,
    lifecycle: undefined,
    dependsOn: [],
    unknownCount: false,
  };
}

/** Address, module, type, name and mode of a resource object of Terraform's JSON output. */
export function identityOf(
  json: JsonObject,
): Pick<Instance, 'address' | 'module' | 'type' | 'name' | 'mode'> | undefined {
  const address = textAt(json, 'address');
  const type = textAt(json, 'type');
  const name = textAt(json, 'name');
  if (address === undefined || address === '' || type === undefined || name === undefined) return undefined;
  const own = `${json['mode'] === 'data' ? 'data.' : ''}${type}.${name}`;
  const end = address.lastIndexOf(own);
  const module = textAt(json, 'module_address') ?? address.slice(0, Math.max(0, end - 1));
  return { address, module, type, name, mode: json['mode'] === 'data' ? 'data' : 'managed' };
}

/** The resource objects of a module and all modules inside it. */
export function resourceObjects(module: Json | undefined): readonly JsonObject[] {
  const own = objectsAt(module, 'resources');
  return [...own, ...objectsAt(module, 'child_modules').flatMap((child) => resourceObjects(child))];
}

/** The resources of a state as `terraform show -json` writes it. */
export function stateResources(
  rootModule: Json | undefined,
  options: { stack: StackId; places: Places; mode?: 'managed' | 'data' },
): readonly Resource[] {
  const { stack, places, mode } = options;
  return resourceObjects(rootModule).flatMap((json) => {
    const identity = identityOf(json);
    if (!identity || json['deposed'] !== undefined || (mode !== undefined && identity.mode !== mode)) {
      return [];
    }
    const marks = { sensitive: at(json, 'sensitive_values') };
    return [
      makeResource({
        ...identity,
        stack,
        marks,
        via: 'state',
        values: json['values'],
        declaredAt: places.of(identity.address),
      }),
    ];
  });
}
