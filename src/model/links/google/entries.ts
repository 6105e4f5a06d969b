import type { ResourceId } from '../../../core/id.ts';
import type { Location } from '../../../core/location.ts';
import type { Resource } from '../../../core/resource.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import type { LinkPass } from '../../link-pass.ts';
import { at, dataAt } from '../../read.ts';
import { connect } from '../compute/connect.ts';
import { gather } from '../gather.ts';
import type { Gathered } from '../gather.ts';
import { linkBackends } from './backends.ts';
import { findOwners } from './find-owners.ts';
import { BACKENDS, FRONTS, MAPS, PROXIES } from './front-types.ts';
import { listenersOf } from './listeners.ts';
import { addHost } from './parts.ts';

/** Joins load balancers with what stands behind them, and names with load balancers. */
export const entries: LinkPass = {
  name: 'google-entries',
  after: ['google-parts'],
  run(draft) {
    linkBackends(draft);
    const absorbed: (readonly [Resource, ComponentDraft])[] = [];
    for (const front of draft.ofType(...FRONTS)) {
      const component = draft.componentOf(front.id);
      if (component?.kind !== 'load-balancer') continue;
      const chain = chainOf(draft, front);
      route(draft, component, chain);
      const { listeners, more, remedies } = listenersOf(draft, front, chain);
      component.facts.listeners = listeners;
      component.facts.moreListeners = more;
      Object.assign(component.remedies, remedies);
      certify(draft, component, chain);
      for (const part of [...chain.proxies, ...chain.maps]) absorbed.push([part, component]);
    }
    // A map that several fronts share belongs to the last one that speaks; all of them have their own edges.
    for (const [part, component] of absorbed) draft.absorb(part, component);
    const holders = holdersOfAddresses(draft);
    for (const record of draft.ofType('google_dns_record_set')) nameLeads(draft, record, holders);
  },
};

/** What stands between the place where a load balancer listens and its backends. */
export interface Chain {
  readonly proxies: readonly Resource[];
  readonly maps: readonly Resource[];
}

function chainOf(draft: GraphDraft, front: Resource): Chain {
  const by = ['id', 'self_link', 'name'];
  const proxies = draft.follow(dataAt(front, 'target'), front, {
    types: PROXIES,
    by,
    managedOnly: true,
  }).targets;
  const maps = proxies.flatMap(
    (proxy) => draft.follow(dataAt(proxy, 'url_map'), proxy, { types: MAPS, by, managedOnly: true }).targets,
  );
  return { proxies, maps };
}

const MAP_PATHS = [
  'default_service',
  'default_route_action.weighted_backend_services.backend_service',
  'path_matcher.default_service',
  'path_matcher.default_route_action.weighted_backend_services.backend_service',
  'path_matcher.path_rule.service',
  'path_matcher.path_rule.route_action.weighted_backend_services.backend_service',
  'path_matcher.route_rules.service',
  'path_matcher.route_rules.route_action.weighted_backend_services.backend_service',
];

/** Every backend that a map, a proxy or the front itself names. */
function backendValues(
  front: Resource,
  { proxies, maps }: Chain,
): readonly (Gathered & { from: Resource })[] {
  const of = (from: Resource, ...paths: readonly string[]): readonly (Gathered & { from: Resource })[] =>
    paths.flatMap((path) => gather(from, path)).map((value) => ({ ...value, from }));
  return [
    ...of(front, 'backend_service', 'target'),
    ...proxies.flatMap((proxy) => of(proxy, 'backend_service')),
    ...maps.flatMap((map) => of(map, ...MAP_PATHS)),
  ];
}

function route(draft: GraphDraft, component: ComponentDraft, chain: Chain): void {
  if (!component.main) return;
  const seen = new Set<ComponentDraft>();
  for (const { data, at: place, from } of backendValues(component.main, chain)) {
    for (const to of findOwners(draft, data, from, { types: [...BACKENDS, 'google_compute_instance'] })) {
      if (seen.has(to)) continue;
      seen.add(to);
      const says = `${component.name} forwards to ${to.name}`;
      connect(draft, { from: component, to, kind: 'routes-to', strength: 'hard', says, at: place });
    }
  }
}

const CERTIFICATES = {
  types: [
    'google_compute_managed_ssl_certificate',
    'google_compute_ssl_certificate',
    'google_certificate_manager_certificate',
  ],
};

/** A front that ends TLS fails with its certificate; a managed one also says which names lead here. */
function certify(draft: GraphDraft, component: ComponentDraft, { proxies }: Chain): void {
  for (const proxy of proxies) {
    const named = [
      ...gather(proxy, 'ssl_certificates[]'),
      ...gather(proxy, 'certificate_manager_certificates[]'),
    ];
    for (const { data, at: place } of named) {
      for (const to of findOwners(draft, data, proxy, CERTIFICATES)) {
        const says = `${component.name} answers with the certificate ${to.name}`;
        connect(draft, { from: component, to, kind: 'encrypts', strength: 'hard', says, at: place });
        if (to.main) answerTo(component, to.main, 'managed.domains[]');
      }
    }
  }
}

function answerTo(component: ComponentDraft, from: Resource, path: string): void {
  for (const { data, at: place } of gather(from, path)) {
    if (typeof data === 'string') addHost(component, { host: data.replace(/\.$/, ''), at: place });
  }
}

const ADDRESSES = ['google_compute_global_address', 'google_compute_address'];

/** A record that holds the address of a load balancer, of a server or of a service leads to it. */
function nameLeads(draft: GraphDraft, record: Resource, holders: Holders): void {
  const from = draft.componentOf(record.id);
  if (!from) return;
  for (const { data, at: place } of gather(record, 'rrdatas[]')) {
    const direct = findOwners(draft, data, record, { types: [...FRONTS, 'google_compute_instance'], by: [] });
    const held = draft.follow(data, record, { types: ADDRESSES, by: ['address'], managedOnly: true }).targets;
    for (const to of [...direct, ...held.flatMap(({ id }) => holders.get(id) ?? [])]) {
      lead(draft, from, to, place);
      const name = dataAt(record, 'name');
      if (typeof name === 'string') addHost(to, { host: name.replace(/\.$/, ''), at: at(record, 'name') });
    }
  }
}

function lead(draft: GraphDraft, from: ComponentDraft, to: ComponentDraft, place: Location): void {
  const says = `${from.name} leads to ${to.name}`;
  connect(draft, { from, to, kind: 'routes-to', strength: 'hard', says, at: place });
  to.facts.hasDnsRecord ??= { value: true, at: [place], origin: 'written' };
}

type Holders = ReadonlyMap<ResourceId, readonly ComponentDraft[]>;

/** Fronts and servers by the reserved address that they use. */
function holdersOfAddresses(draft: GraphDraft): Holders {
  const found = new Map<ResourceId, ComponentDraft[]>();
  const options = { types: ADDRESSES, by: ['address', 'id', 'self_link'] };
  for (const holder of draft.ofType(...FRONTS, 'google_compute_instance')) {
    const component = draft.componentOf(holder.id);
    const written = [
      ...gather(holder, 'ip_address'),
      ...gather(holder, 'network_interface.access_config.nat_ip'),
    ];
    for (const { id } of written.flatMap(({ data }) => draft.follow(data, holder, options).targets)) {
      if (component) found.set(id, [...(found.get(id) ?? []), component]);
    }
  }
  return found;
}
