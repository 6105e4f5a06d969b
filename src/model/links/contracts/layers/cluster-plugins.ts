import type { OwnLayer } from '../../../../core/facts/contract.ts';
import type { Labels } from '../../../../core/facts/workload.ts';
import type { Resource } from '../../../../core/resource.ts';
import { isDataList, isDataObject, scalarText, Unknown } from '../../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../../graph-draft.ts';
import { namespaceOf, textAt } from '../../../kubernetes/object.ts';
import { at, dataAt } from '../../../read.ts';
import { typeKey } from '../../../type-key.ts';
import { gather } from '../../gather.ts';
import { says } from './own-layers.ts';

const MIDDLEWARES = ['traefik.io/Middleware', 'traefik.containo.us/Middleware'];
const PLUGINS = ['configuration.konghq.com/KongPlugin', 'configuration.konghq.com/KongClusterPlugin'];
const TRAFFIC_POLICIES = ['gateway.envoyproxy.io/BackendTrafficPolicy'];

/** Finds the middlewares, plugins and policies that entries name, or that name entries. */
export function namedPlugins(
  draft: GraphDraft,
): (component: ComponentDraft, annotations: Labels) => Partial<OwnLayer> {
  const byName = new Map<string, Resource>();
  for (const resource of draft.ofType(...MIDDLEWARES, ...PLUGINS)) byName.set(keyOf(resource), resource);
  const policies = new Map<string, Resource>();
  for (const resource of draft.ofType(...TRAFFIC_POLICIES)) {
    if (dataAt(resource, 'spec', 'rateLimit') === undefined) continue;
    for (const path of ['spec.targetRefs.name', 'spec.targetRef.name']) {
      for (const { data } of gather(resource, path))
        policies.set(`${placeOf(resource)} ${scalarText(data) ?? ''}`, resource);
    }
  }
  const filters = meshFilters(draft);
  return (component, annotations) => {
    const { main } = component;
    if (main?.mode !== 'object') return {};
    const policy = policies.get(`${placeOf(main)} ${main.name}`);
    if (policy) return { rateLimit: says(`traffic policy ${policy.name}`, at(policy)) };
    const filter = component.facts.routing?.kind === 'gateway' ? filters.get(placeOf(main)) : undefined;
    if (filter) return { rateLimit: says(`Envoy filter ${filter.name}`, at(filter)) };
    return ofNames([...middlewares(main, annotations), ...plugins(main, annotations)], byName);
  };
}

/** Stack and namespace: what is named by one word is looked for there. */
function placeOf(resource: Resource): string {
  return `${resource.stack} ${String(namespaceOf(resource).value)}`;
}

function keyOf(resource: Resource): string {
  const family = MIDDLEWARES.includes(typeKey(resource)) ? 'middleware' : 'plugin';
  return `${resource.stack} ${family} ${resource.name}`;
}

function ofNames(names: readonly string[], byName: ReadonlyMap<string, Resource>): Partial<OwnLayer> {
  let maybe: Unknown | undefined;
  for (const name of names) {
    const found = byName.get(name);
    if (!found) maybe ??= missing(name);
    else if (limitsRequests(found)) return { rateLimit: says(`${typeKey(found)} ${found.name}`, at(found)) };
  }
  return { maybe };
}

function missing(name: string): Unknown {
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `${name.split(' ').slice(1).join(' ')} is not in the inputs; it may limit requests`,
    settledBy: 'the object of that name',
  });
}

function limitsRequests(resource: Resource): boolean {
  const plugin = textAt(resource, ['plugin']);
  if (typeof plugin === 'string') return /rate-limiting|request-termination/.test(plugin);
  return ['rateLimit', 'inFlightReq'].some((name) => dataAt(resource, 'spec', name) !== undefined);
}

/** `shop-limit@kubernetescrd` of an annotation, `middlewares` of the routes of an IngressRoute. */
function middlewares(resource: Resource, annotations: Labels): readonly string[] {
  const namespace = String(namespaceOf(resource).value);
  const written = annotations.known['traefik.ingress.kubernetes.io/router.middlewares'];
  const named = (typeof written === 'string' ? written.split(',') : []).map((one) =>
    one
      .trim()
      .replace(/@kubernetescrd$/, '')
      .replace(`${namespace}-`, ''),
  );
  const routes = gather(resource, 'spec.routes.middlewares.name').flatMap(({ data }) =>
    typeof data === 'string' ? [data] : [],
  );
  return [...named, ...routes].map((name) => `${resource.stack} middleware ${name}`);
}

function plugins(resource: Resource, annotations: Labels): readonly string[] {
  const written = annotations.known['konghq.com/plugins'];
  return (typeof written === 'string' ? written.split(',') : []).map(
    (name) => `${resource.stack} plugin ${name.trim()}`,
  );
}

/** Filters of Envoy that limit requests, by the stack and namespace of the gateways that they change. */
function meshFilters(draft: GraphDraft): ReadonlyMap<string, Resource> {
  const found = new Map<string, Resource>();
  for (const resource of draft.ofType('networking.istio.io/EnvoyFilter')) {
    const patches = dataAt(resource, 'spec', 'configPatches');
    const names = (isDataList(patches) ? patches : []).flatMap((patch) => {
      const value = isDataObject(patch) && isDataObject(patch['patch']) ? patch['patch']['value'] : undefined;
      const name = isDataObject(value) ? value['name'] : undefined;
      return typeof name === 'string' ? [name] : [];
    });
    if (names.some((name) => /ratelimit/.test(name))) found.set(placeOf(resource), resource);
  }
  return found;
}
