import type { HostName, Setting } from '../../../core/facts/settings.ts';
import type { Facts } from '../../../core/facts.ts';
import type { Resource } from '../../../core/resource.ts';
import { isDataObject, scalarText, Unknown } from '../../../core/value.ts';
import type { Data, DataObject } from '../../../core/value.ts';
import { at, blocksAt, dataAt } from '../../read.ts';
import type { Path } from '../../read.ts';
import { argumentSettings, settingText } from '../../settings.ts';

type SettingFacts = Pick<Facts, 'settings' | 'moreSettings'>;

/** What an app of App Service is told: its settings, its connection strings and the account it works with. */
export function appSettings(resource: Resource): SettingFacts {
  const map = mapSettings(resource, ['app_settings']);
  const sticky = blocksAt(resource, 'connection_string');
  const connections = (Unknown.is(sticky) ? [] : sticky).flatMap((block, index): readonly Setting[] =>
    Unknown.is(block)
      ? []
      : [
          variable(
            scalarText(block['name']) ?? '',
            block['value'],
            at(resource, 'connection_string', index, 'value'),
          ),
        ],
  );
  const own = ['storage_account_name', 'storage_connection_string', 'storage_container_endpoint'].flatMap(
    (attribute) => {
      const data = dataAt(resource, attribute);
      return data === undefined ? [] : [variable(attribute, data, at(resource, attribute))];
    },
  );
  return {
    settings: [...map.settings, ...connections, ...own],
    moreSettings: map.more ?? (Unknown.is(sticky) ? sticky : undefined),
  };
}

/** Environment variables, arguments and secrets of containers under a path of blocks. */
export function containerSettings(resource: Resource, path: Path): SettingFacts {
  const containers = blocksAt(resource, ...path);
  if (Unknown.is(containers)) return { settings: [], moreSettings: containers };
  const settings: Setting[] = [];
  let more: Unknown | undefined;
  containers.forEach((container, index) => {
    if (Unknown.is(container)) {
      more ??= container;
      return;
    }
    const name = containers.length > 1 ? scalarText(container['name']) : undefined;
    const place = [...path, index];
    for (const attribute of ['environment_variables', 'secure_environment_variables']) {
      const map = mapSettings(resource, [...place, attribute], name);
      settings.push(...map.settings);
      more ??= map.more;
    }
    const variables = blocksAt(resource, ...place, 'env');
    if (Unknown.is(variables)) more ??= variables;
    else
      settings.push(
        ...variables.flatMap((one, step) => variableOf(resource, one, [...place, 'env', step], name)),
      );
    settings.push(
      ...argumentSettings(resource, ['command', 'args', 'commands'], { path: place, container: name }),
    );
  });
  return { settings, moreSettings: more };
}

/** Names that Azure makes of the name of a resource. */
export function hostsOf(resource: Resource, ...domains: readonly string[]): readonly HostName[] {
  const name = dataAt(resource, 'name');
  if (typeof name !== 'string') return [];
  return domains.map((domain) => ({ host: `${name.toLowerCase()}.${domain}`, at: at(resource, 'name') }));
}

function mapSettings(
  resource: Resource,
  path: Path,
  container?: string,
): { readonly settings: readonly Setting[]; readonly more: Unknown | undefined } {
  const map = dataAt(resource, ...path);
  if (Unknown.is(map)) {
    // What is merged of several maps may be known in part.
    const known = map.partial?.kind === 'json' && isDataObject(map.partial.value) ? map.partial.value : {};
    return { settings: entriesOf(resource, known, path, container), more: map };
  }
  return { settings: isDataObject(map) ? entriesOf(resource, map, path, container) : [], more: undefined };
}

function entriesOf(
  resource: Resource,
  map: DataObject,
  path: Path,
  container: string | undefined,
): readonly Setting[] {
  return Object.entries(map).map(([name, value]) =>
    variable(name, value, at(resource, ...path, name), container),
  );
}

function variableOf(
  resource: Resource,
  data: DataObject | Unknown,
  path: Path,
  container: string | undefined,
): readonly Setting[] {
  if (Unknown.is(data)) return [];
  const name = scalarText(data['name']) ?? '';
  const secret = data['secret_name'];
  if (secret === undefined || secret === null || secret === '') {
    return [variable(name, data['value'], at(resource, ...path, 'value'), container)];
  }
  const place = at(resource, ...path, 'secret_name');
  const kept = typeof secret === 'string' ? secretOf(resource, secret) : undefined;
  if (typeof secret !== 'string' || !kept) return [variable(name, undefined, place, container)];
  const through = [{ says: `secret ${secret}`, at: kept.at }];
  return [{ ...variable(name, kept.value, place, container), through }];
}

/** A container app keeps its own secrets: by value, or by a reference into a vault. */
function secretOf(
  resource: Resource,
  name: string,
): { readonly value: Data; readonly at: Setting['at'] } | undefined {
  const secrets = blocksAt(resource, 'secret');
  if (Unknown.is(secrets)) return undefined;
  for (const [index, secret] of secrets.entries()) {
    if (Unknown.is(secret) || scalarText(secret['name']) !== name) continue;
    const attribute = ['key_vault_secret_id', 'value'].find(
      (one) => secret[one] !== undefined && secret[one] !== null,
    );
    if (attribute !== undefined) {
      return { value: secret[attribute] ?? null, at: at(resource, 'secret', index, attribute) };
    }
  }
  return undefined;
}

function variable(name: string, value: Data | undefined, place: Setting['at'], container?: string): Setting {
  return { name, value: settingText(value), passed: 'variable', container, through: [], at: place };
}
