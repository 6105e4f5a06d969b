import type { Setting } from '../../../core/facts/settings.ts';
import type { Location } from '../../../core/location.ts';
import type { Resource } from '../../../core/resource.ts';
import type { Data, DataObject } from '../../../core/value.ts';
import { isDataList, isDataObject, scalarText, Sensitive, Unknown } from '../../../core/value.ts';
import { documentOf } from '../../aws/access/document.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import type { LinkPass } from '../../link-pass.ts';
import { at, dataAt } from '../../read.ts';
import { hostsIn } from './hosts-in.ts';
import { Needs } from './needs.ts';
import type { SecretStore } from './secret-store.ts';
import { secretStore } from './secret-store.ts';
import { usersOf } from './setting-users.ts';

/** States what the code of services, tasks, functions and servers of AWS is told. */
export const computeSettings: LinkPass = {
  name: 'compute-settings',
  after: ['services', 'instance-groups'],
  run(draft) {
    const reader: Reader = { draft, secrets: secretStore(draft), needs: new Needs(draft) };
    for (const [type, path] of DOCUMENTS) {
      for (const resource of draft.ofType(type)) readDocument(reader, resource, path);
    }
    for (const [type, ...path] of MAPS) {
      for (const resource of draft.ofType(type)) readMap(reader, resource, path);
    }
    for (const [type, attribute] of FILES) {
      for (const resource of draft.ofType(type)) readFile(reader, resource, attribute);
    }
    reader.needs.addTo(draft);
  },
};

interface Reader {
  readonly draft: GraphDraft;
  readonly secrets: SecretStore;
  readonly needs: Needs;
}

/** Documents that list containers, or that are one. */
const DOCUMENTS: readonly (readonly [type: string, attribute: string])[] = [
  ['aws_ecs_task_definition', 'container_definitions'],
  ['aws_batch_job_definition', 'container_properties'],
];

const APP = ['source_configuration', 0] as const;
const IMAGE = [...APP, 'image_repository', 0, 'image_configuration', 0] as const;
const CODE = [...APP, 'code_repository', 0, 'code_configuration', 0, 'code_configuration_values', 0] as const;

/** Maps from name to value, or from name to the secret that holds it. */
const MAPS: readonly (readonly [type: string, ...path: (string | number)[]])[] = [
  ['aws_lambda_function', 'environment', 0, 'variables'],
  ['aws_apprunner_service', ...IMAGE, 'runtime_environment_variables'],
  ['aws_apprunner_service', ...IMAGE, 'runtime_environment_secrets'],
  ['aws_apprunner_service', ...CODE, 'runtime_environment_variables'],
  ['aws_apprunner_service', ...CODE, 'runtime_environment_secrets'],
  ['aws_glue_job', 'default_arguments'],
];

/** Scripts and definitions that are handed over as one text. */
const FILES: readonly (readonly [type: string, attribute: string])[] = [
  ['aws_instance', 'user_data'],
  ['aws_instance', 'user_data_base64'],
  ['aws_spot_instance_request', 'user_data'],
  ['aws_launch_template', 'user_data'],
  ['aws_launch_configuration', 'user_data'],
];

function readDocument(reader: Reader, resource: Resource, attribute: string): void {
  const document = documentOf(dataAt(resource, attribute));
  if (document === undefined) return;
  const users = usersOf(reader.draft, resource);
  const place = at(resource, attribute);
  const settings: Setting[] = [];
  let more: Unknown | undefined;
  for (const container of isDataList(document) ? document : [document]) {
    if (!isDataObject(container)) {
      if (Unknown.is(container)) more ??= container;
      if (Unknown.is(container)) settings.push(whole('containers', container, place));
      continue;
    }
    const { name } = container;
    const base = { container: typeof name === 'string' ? name : undefined, through: [], at: place };
    settings.push(...ofEnvironment(container, base));
    settings.push(...ofSecrets(reader, { container, resource, users }, base));
    settings.push(...ofWords(container, base));
  }
  give(users, settings, more);
}

type Base = Pick<Setting, 'container' | 'through' | 'at'>;

function ofEnvironment(container: DataObject, base: Base): readonly Setting[] {
  const { environment } = container;
  if (Unknown.is(environment)) return [{ ...whole('environment', environment, base.at), ...base }];
  return pairsOf(environment, 'value').map(([name, value]): Setting => ({
    ...base,
    name,
    value: textOf(value),
    passed: 'variable',
  }));
}

interface SecretsOf {
  readonly container: DataObject;
  readonly resource: Resource;
  readonly users: readonly ComponentDraft[];
}

function ofSecrets(
  reader: Reader,
  { container, resource, users }: SecretsOf,
  base: Base,
): readonly Setting[] {
  return pairsOf(container['secrets'], 'valueFrom').flatMap(([name, value]) =>
    fromSecret(reader, { name, value, resource, users }, base),
  );
}

interface FromSecret {
  readonly name: string;
  readonly value: Data;
  readonly resource: Resource;
  readonly users: readonly ComponentDraft[];
}

/** A setting that the platform looks up in a secret when the code starts. */
function fromSecret(
  { secrets, needs }: Reader,
  { name, value, resource, users }: FromSecret,
  base: Base,
): readonly Setting[] {
  const found = secrets.find(value, resource);
  if (!found) return [{ ...base, name, value: Unknown.is(value) ? value : undefined, passed: 'variable' }];
  const { secret, key } = found;
  for (const from of users) {
    const says = `${name} of ${from.name} is read from ${secret.name} when it starts`;
    const ends = { from, to: secret, kind: 'reads-secret', strength: 'startup-only' } as const;
    needs.add({ ...ends, grade: 'B', evidence: [{ says, at: base.at }] });
  }
  const contents = secrets.contentsOf(secret, key);
  const step = key === undefined ? `the content of ${secret.name}` : `key ${key} of ${secret.name}`;
  if (contents.length === 0) return [{ ...base, name, value: undefined, passed: 'variable' }];
  return contents.map((content): Setting => ({
    ...base,
    name,
    value: textOf(content.value),
    passed: 'variable',
    through: [{ says: step, at: content.at }],
  }));
}

function ofWords(container: DataObject, base: Base): readonly Setting[] {
  return ['entryPoint', 'command'].flatMap((attribute) => {
    const words = container[attribute];
    if (!isDataList(words)) return [];
    return words.flatMap((word): readonly Setting[] => {
      if (typeof word !== 'string' && !Unknown.is(word)) return [];
      const name = typeof word === 'string' ? (/^-*([\w.-]+)=/.exec(word)?.[1] ?? '') : '';
      const value = typeof word === 'string' && name !== '' ? word.slice(word.indexOf('=') + 1) : word;
      return [{ ...base, name: name === '' ? attribute : name, value, passed: 'argument' }];
    });
  });
}

function pairsOf(list: Data | undefined, attribute: string): readonly (readonly [string, Data])[] {
  if (!isDataList(list)) return [];
  return list.flatMap((item): readonly (readonly [string, Data])[] => {
    if (Unknown.is(item)) return [['environment', item]];
    if (!isDataObject(item)) return [];
    const name = item['name'] ?? item['Name'];
    const value = item[attribute];
    return value === undefined ? [] : [[typeof name === 'string' ? name : 'environment', value]];
  });
}

function readMap(reader: Reader, resource: Resource, path: readonly (string | number)[]): void {
  const users = usersOf(reader.draft, resource);
  const map = dataAt(resource, ...path);
  const base = { container: undefined, through: [], at: at(resource, ...path) };
  if (Unknown.is(map)) return give(users, [whole('environment', map, base.at)], map);
  const open = Sensitive.is(map) ? map.reveal() : map;
  if (!isDataObject(open)) return;
  const isSecret = String(path.at(-1)).endsWith('_secrets');
  const settings = Object.entries(open).flatMap(([name, value]): readonly Setting[] => {
    const place = { ...base, at: at(resource, ...path, name) };
    if (isSecret) return fromSecret(reader, { name, value, resource, users }, place);
    return [{ ...place, name, value: textOf(value), passed: 'variable' }];
  });
  give(users, settings, undefined);
}

function readFile({ draft }: Reader, resource: Resource, attribute: string): void {
  const data = dataAt(resource, attribute);
  if (data === undefined) return;
  const value = textOf(data);
  if (value === undefined) return;
  const place = at(resource, attribute);
  const setting = {
    name: attribute,
    value,
    passed: 'file',
    container: undefined,
    through: [],
    at: place,
  } as const;
  give(usersOf(draft, resource), [setting], undefined);
}

/** An unknown list or map of settings: what it is made of is told, whatever the names. */
function whole(name: string, value: Unknown, place: Location): Setting {
  return { name, value, passed: 'variable', container: undefined, through: [], at: place };
}

/** The value as one text; of what must not be printed only the hosts that it names. */
function textOf(data: Data): Setting['value'] {
  if (Unknown.is(data)) return data;
  if (!Sensitive.is(data)) return scalarText(data);
  const text = scalarText(data.reveal());
  const hosts =
    text === undefined ? [] : hostsIn(text, { isAddress: false }).filter(({ certain }) => certain);
  return hosts.length === 0 ? undefined : hosts.map(({ host }) => `tcp://${host}`).join(' ');
}

function give(
  users: readonly ComponentDraft[],
  settings: readonly Setting[],
  more: Unknown | undefined,
): void {
  for (const { facts } of users) {
    if (settings.length > 0) facts.settings = [...(facts.settings ?? []), ...settings];
    if (more) facts.moreSettings ??= more;
  }
}
