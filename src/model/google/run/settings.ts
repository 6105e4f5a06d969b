import type { Setting } from '../../../core/facts/settings.ts';
import type { Location } from '../../../core/location.ts';
import type { Resource } from '../../../core/resource.ts';
import type { Data, DataObject } from '../../../core/value.ts';
import { isDataObject, scalarText, Unknown } from '../../../core/value.ts';
import { at, blocksAt, dataAt } from '../../read.ts';
import type { Path } from '../../read.ts';
import { argumentSettings, settingText } from '../../settings.ts';

/** A setting, and the secret that it is taken from. */
export interface ReadSetting {
  readonly setting: Setting;
  readonly secret: { readonly name: Data; readonly at: Location } | undefined;
}

/** The settings that can be read, and why there may be others. */
export interface ReadSettings {
  readonly settings: readonly ReadSetting[];
  readonly more: Unknown | undefined;
}

type ContainersPath = readonly [string, ...Path];

/** Where a type of service keeps its containers, and the block by which a variable names a secret. */
const CONTAINERS: { readonly [type: string]: { readonly path: ContainersPath; readonly source: string } } = {
  google_cloud_run_service: { path: ['template', 0, 'spec', 0, 'containers'], source: 'value_from' },
  google_cloud_run_v2_service: { path: ['template', 0, 'containers'], source: 'value_source' },
  google_cloud_run_v2_worker_pool: { path: ['template', 0, 'containers'], source: 'value_source' },
  google_cloud_run_v2_job: {
    path: ['template', 0, 'template', 0, 'containers'],
    source: 'value_source',
  },
};

/** The path of the containers of a service or job of Cloud Run. */
export function containersPath({ type }: Resource): ContainersPath {
  return CONTAINERS[type]?.path ?? ['template'];
}

/** Environment variables and arguments of all containers of a service or job. */
export function runSettings(resource: Resource): ReadSettings {
  const form = CONTAINERS[resource.type];
  if (!form) return { settings: [], more: undefined };
  const containers = blocksAt(resource, ...form.path);
  if (Unknown.is(containers)) return { settings: [], more: containers };
  const settings: ReadSetting[] = [];
  let more: Unknown | undefined;
  containers.forEach((container, index) => {
    if (Unknown.is(container)) {
      more ??= container;
      return;
    }
    const name = containers.length > 1 ? scalarText(container['name']) : undefined;
    const place = [...form.path, index];
    const variables = blocksAt(resource, ...place, 'env');
    if (Unknown.is(variables)) more ??= variables;
    else {
      variables.forEach((variable, position) => {
        const where = [...place, 'env', position];
        if (Unknown.is(variable)) more ??= variable;
        else settings.push(variableOf(resource, variable, { where, container: name, source: form.source }));
      });
    }
    const told = argumentSettings(resource, ['command', 'args'], { path: place, container: name });
    settings.push(...told.map((setting) => ({ setting, secret: undefined })));
  });
  return { settings, more };
}

interface Written {
  readonly where: Path;
  readonly container: string | undefined;
  readonly source: string;
}

function variableOf(
  resource: Resource,
  variable: DataObject,
  { where, container, source }: Written,
): ReadSetting {
  const name = scalarText(variable['name']) ?? '';
  const written = variable['value'];
  const from = [...where, source, 0, 'secret_key_ref', 0] as const;
  const secretName = dataAt(resource, ...from, 'secret') ?? dataAt(resource, ...from, 'name');
  const hasValue = written !== undefined && written !== null && written !== '';
  const place = at(resource, ...where, ...(hasValue ? ['value'] : []));
  return {
    setting: { name, value: settingText(written), passed: 'variable', container, through: [], at: place },
    secret: secretName === undefined ? undefined : { name: secretName, at: at(resource, ...from) },
  };
}

/** Variables of a function: a map, and a list of those that are taken from secrets. */
export function functionSettings(resource: Resource, ...block: Path): ReadSettings {
  const map = dataAt(resource, ...block, 'environment_variables');
  const secrets = blocksAt(resource, ...block, 'secret_environment_variables');
  const plain = isDataObject(map)
    ? Object.entries(map).map(([name, value]): ReadSetting => ({
        setting: {
          name,
          value: settingText(value),
          passed: 'variable',
          container: undefined,
          through: [],
          at: at(resource, ...block, 'environment_variables', name),
        },
        secret: undefined,
      }))
    : [];
  const hidden = (Unknown.is(secrets) ? [] : secrets).flatMap((secret, index): readonly ReadSetting[] => {
    if (Unknown.is(secret)) return [];
    const place = at(resource, ...block, 'secret_environment_variables', index);
    const name = scalarText(secret['key']) ?? '';
    const through = { value: undefined, passed: 'variable', container: undefined, through: [] } as const;
    return [
      { setting: { name, ...through, at: place }, secret: { name: secret['secret'] ?? null, at: place } },
    ];
  });
  const more = Unknown.is(map) ? map : Unknown.is(secrets) ? secrets : undefined;
  return { settings: [...plain, ...hidden], more };
}
