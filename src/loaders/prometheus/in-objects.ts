import type { Diagnostic } from '../../core/diagnostic.ts';
import type { Files } from '../../core/files.ts';
import { resourceId } from '../../core/id.ts';
import type { ResourceId } from '../../core/id.ts';
import type { Location, Origin } from '../../core/location.ts';
import { byKey } from '../../core/order.ts';
import type { Resource, Stack } from '../../core/resource.ts';
import type { Data, DataObject } from '../../core/value.ts';
import { isDataObject, Sensitive } from '../../core/value.ts';
import { parseYaml } from '../../syntax/yaml/parse.ts';
import { nodeData } from '../objects/to-data.ts';
import { ALERTMANAGER, alertmanagerData, PROMETHEUS, prometheusData } from './alertmanager.ts';
import { placeOf } from './load.ts';
import { looksLike } from './look.ts';
import type { RuleSource } from './rules.ts';
import { ALERT, alertsIn } from './rules.ts';

/**
 * Adds to stacks of objects what stands inside them: one resource for each alert of a PrometheusRule or of a
 * rule file in a ConfigMap, and the settings of Prometheus and Alertmanager in ConfigMaps and Secrets. Places
 * lead to the object.
 */
export function withAlerts(stacks: readonly Stack[], files: Files): readonly Stack[] {
  return stacks.map((stack) => withAlertsOf(stack, files));
}

/** Something inside an object, and the place in the object that states it. */
interface Inside {
  readonly resource: Resource;
  readonly traced: (path: Location['path']) => Location;
}

function withAlertsOf(stack: Stack, files: Files): Stack {
  const diagnostics: Diagnostic[] = [];
  const owners = new Map<RuleSource, { readonly owner: Resource; readonly isText: boolean }>();
  const found: Inside[] = [];
  for (const owner of stack.resources) {
    if (owner.mode !== 'object') continue;
    const { address, declaredAt } = owner;
    const spec = RULE_TYPES.test(owner.type) ? owner.attributes['spec'] : undefined;
    if (isDataObject(spec)) {
      const path = ['spec', 'groups'];
      const groups = spec['groups'] ?? [];
      owners.set({ address, declaredAt, path, groups }, { owner, isText: false });
    }
    for (const { path, data, kind } of textsIn(owner)) {
      const name = `${address}/${path.at(-1) ?? ''}`;
      if (kind === 'rules') {
        const groups = data['groups'] ?? [];
        owners.set({ address: name, declaredAt, path, groups }, { owner, isText: true });
      } else found.push(settings(owner, { path, data, name, kind }));
    }
  }
  for (const { source, ...alert } of alertsIn([...owners.keys()], { files, diagnostics })) {
    const own = owners.get(source);
    if (!own) continue;
    const { owner, isText } = own;
    const traced = (path: Location['path']): Location => ({
      resource: owner.id,
      path: isText ? source.path : [...alert.path, ...placeOf(path)],
    });
    found.push({ resource: inside(owner, ALERT, alert), traced });
  }
  return found.length === 0 && diagnostics.length === 0 ? stack : extended(stack, found, diagnostics);
}

const RULE_TYPES =
  /^(?:monitoring\.coreos\.com\/\w+\/PrometheusRule|operator\.victoriametrics\.com\/\w+\/VMRule)$/;

interface InnerText {
  readonly path: readonly string[];
  readonly data: DataObject;
  readonly kind: NonNullable<ReturnType<typeof looksLike>>;
}

function textsIn(owner: Resource): readonly InnerText[] {
  if (owner.type !== 'v1/ConfigMap' && owner.type !== 'v1/Secret') return [];
  return ['data', 'stringData'].flatMap((part) => {
    const content = open(owner.attributes[part]);
    if (!isDataObject(content)) return [];
    return Object.entries(content).flatMap(([key, value]): readonly InnerText[] => {
      const text = textOf(value, part === 'data' && owner.type === 'v1/Secret');
      const kind = text === undefined || !/\.(ya?ml|rules|json)$/.test(key) ? undefined : looksLike(text);
      if (text === undefined || !kind) return [];
      const root = parseYaml(text, { file: owner.declaredAt.file, typing: 'core' }).documents[0]?.root;
      const data = root && nodeData(root);
      return isDataObject(data) ? [{ path: [part, key], data, kind }] : [];
    });
  });
}

function open(data: Data | undefined): Data | undefined {
  return Sensitive.is(data) ? data.reveal() : data;
}

// A routing tree in base64 is longer than this only when it is none.
const MAX_TEXT = 1_000_000;

function textOf(value: Data, isEncoded: boolean): string | undefined {
  const text = open(value);
  if (typeof text !== 'string' || text.length > MAX_TEXT) return undefined;
  return isEncoded ? Buffer.from(text, 'base64').toString('utf8') : text;
}

function settings(
  owner: Resource,
  { path, data, name, kind }: InnerText & { readonly name: string },
): Inside {
  const isRoutes = kind === 'alertmanager';
  const attributes = isRoutes ? alertmanagerData(data) : prometheusData(data);
  const type = isRoutes ? ALERTMANAGER : PROMETHEUS;
  const resource = inside(owner, type, { address: name, name: owner.name, attributes });
  return { resource, traced: () => ({ resource: owner.id, path }) };
}

function inside(
  owner: Resource,
  type: string,
  one: Pick<Resource, 'address' | 'name' | 'attributes'>,
): Resource {
  const { stack, declaredAt, unknownCount, via } = owner;
  // Two objects of one address are told apart by what follows the address in the id.
  const copy = owner.id.slice(`${stack}#${owner.address}`.length);
  return {
    ...one,
    id: resourceId(stack, `${one.address}${copy}`),
    type,
    mode: 'object',
    stack,
    module: '',
    declaredAt,
    provider: undefined,
    lifecycle: undefined,
    dependsOn: [],
    unknownCount,
    via,
  };
}

function extended(stack: Stack, found: readonly Inside[], diagnostics: readonly Diagnostic[]): Stack {
  const byId = new Map<ResourceId, Inside>(found.map((one) => [one.resource.id, one]));
  const added = [...byId.values()].map(({ resource }) => resource);
  return {
    ...stack,
    resources: [...stack.resources, ...added].sort(byKey(({ id }) => id)),
    diagnostics: [...stack.diagnostics, ...diagnostics],
    trace: (location) => {
      const one = byId.get(location.resource);
      return one ? named(stack.trace(one.traced(location.path)), one.resource) : stack.trace(location);
    },
  };
}

/** Two alerts in one text are two causes. */
function named(origin: Origin, { address }: Resource): Origin {
  return { ...origin, address: `${origin.address} ${address.slice(address.lastIndexOf('/') + 1)}` };
}
