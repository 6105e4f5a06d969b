import type { Setting } from '../../../core/facts/settings.ts';
import type { Location } from '../../../core/location.ts';
import type { Resource } from '../../../core/resource.ts';
import type { Data, DataObject, Value } from '../../../core/value.ts';
import { isDataList, isDataObject, scalarText, Sensitive, Unknown } from '../../../core/value.ts';
import { at, blocksAt, dataAt } from '../../read.ts';
import type { Path } from '../../read.ts';

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

/** Where a type of service keeps its containers, and the block by which a variable names a secret. */
const CONTAINERS: { readonly [type: string]: { readonly path: Path; readonly source: string } } = {
  google_cloud_run_service: { path: ['template', 0, 'spec', 0, 'containers'], source: 'value_from' },
  google_cloud_run_v2_service: { path: ['template', 0, 'containers'], source: 'value_source' },
  google_cloud_run_v2_worker_pool: { path: ['template', 0, 'containers'], source: 'value_source' },
  google_cloud_run_v2_job: {
    path: ['template', 0, 'template', 0, 'containers'],
    source: 'value_source',
  },
};

/** The path of the containers of a service or job of Cloud Run. */
export function containersPath({ type }: Resource): Path {
  return CONTAINERS[type]?.path ?? [];
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
    settings.push(...argumentsOf(resource, place, name));
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
    setting: { name, value: textOf(written), passed: 'variable', container, through: [], at: place },
    secret: secretName === undefined ? undefined : { name: secretName, at: at(resource, ...from) },
  };
}

/** `--database=orders-db` is told under the name that stands before the value. */
function argumentsOf(resource: Resource, container: Path, name: string | undefined): readonly ReadSetting[] {
  return ['command', 'args'].flatMap((attribute) => {
    const list = dataAt(resource, ...container, attribute);
    if (!isDataList(list)) return [];
    return list.map((item, index): ReadSetting => {
      const text = textOf(item);
      const flag = typeof text === 'string' ? /^(--?[\w.-]+)=(.*)$/s.exec(text) : null;
      return {
        setting: {
          name: flag?.[1] ?? '',
          value: flag?.[2] ?? text,
          passed: 'argument',
          container: name,
          through: [],
          at: at(resource, ...container, attribute, index),
        },
        secret: undefined,
      };
    });
  });
}

/** Variables of a function: a map, and a list of those that are taken from secrets. */
export function functionSettings(resource: Resource, ...block: Path): ReadSettings {
  const map = dataAt(resource, ...block, 'environment_variables');
  const secrets = blocksAt(resource, ...block, 'secret_environment_variables');
  const plain = isDataObject(map)
    ? Object.entries(map).map(([name, value]): ReadSetting => ({
        setting: {
          name,
          value: textOf(value),
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

// A known text that is sensitive stays hidden; what an unknown one is made of may lead somewhere.
function textOf(data: Data | undefined): Value<string> | undefined {
  if (Sensitive.is(data)) {
    const hidden = data.reveal();
    return Unknown.is(hidden) ? hidden : undefined;
  }
  return Unknown.is(data) ? data : scalarText(data);
}
