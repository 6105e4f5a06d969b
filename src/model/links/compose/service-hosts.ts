import type { ResourceId, StackId } from '../../../core/id.ts';
import type { Resource } from '../../../core/resource.ts';
import { isDataObject } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import { objectsAt, textListAt } from '../../kubernetes/lists.ts';
import { dataAt } from '../../read.ts';
import type { HostResolver } from '../addresses/host-resolver.ts';

/**
 * Looks a host up as the name service of Docker does: services of the same project that share a network, by
 * their names, the names of their containers and hosts, and by aliases.
 * https://docs.docker.com/compose/how-tos/networking/
 */
export const composeHosts: HostResolver = (draft, from, host) => {
  const { main } = from;
  if (main?.type !== 'compose-service') return undefined;
  const project = projectsOf(draft).get(main.stack);
  const asked = project?.places.get(main.id);
  if (!project || !asked) return undefined;
  const name = host.toLowerCase().replace(/\.$/, '');
  const linked = asked.links.get(name);
  const wanted = linked ?? name;
  const targets = (project.byName.get(wanted) ?? [])
    .filter(({ networks }) => linked !== undefined || networks.some((one) => asked.networks.has(one)))
    .map(({ component }) => component);
  return targets.length === 0
    ? undefined
    : { targets: [...new Set(targets)], grade: 'B', unknown: undefined };
};

interface Answering {
  readonly component: ComponentDraft;
  /** Networks on which it answers to the name. */
  readonly networks: readonly string[];
}

interface Place {
  readonly networks: ReadonlySet<string>;
  /** `db` for `database` of `links: [db:database]`. */
  readonly links: ReadonlyMap<string, string>;
}

interface Project {
  readonly byName: Map<string, Answering[]>;
  readonly places: Map<ResourceId, Place>;
}

const known = new WeakMap<GraphDraft, ReadonlyMap<StackId, Project>>();

function projectsOf(draft: GraphDraft): ReadonlyMap<StackId, Project> {
  const made = known.get(draft) ?? findProjects(draft);
  known.set(draft, made);
  return made;
}

function findProjects(draft: GraphDraft): ReadonlyMap<StackId, Project> {
  const projects = new Map<StackId, Project>();
  for (const resource of draft.ofType('compose-service')) {
    const component = draft.componentOf(resource.id);
    if (!component) continue;
    const project = projects.get(resource.stack) ?? { byName: new Map(), places: new Map() };
    projects.set(resource.stack, project);
    const networks = networksOf(resource);
    const all = [...networks.keys()];
    project.places.set(resource.id, { networks: new Set(all), links: linksOf(resource) });
    for (const name of ownNames(resource)) put(project, name, { component, networks: all });
    for (const [network, aliases] of networks) {
      for (const alias of aliases) put(project, alias, { component, networks: [network] });
    }
  }
  return projects;
}

function put({ byName }: Project, name: string, answering: Answering): void {
  const key = name.toLowerCase();
  const same = byName.get(key);
  if (same) same.push(answering);
  else byName.set(key, [answering]);
}

function ownNames(resource: Resource): readonly string[] {
  const written = ['container_name', 'hostname'].map((attribute) => dataAt(resource, attribute));
  return [resource.name, ...written.filter((name) => typeof name === 'string')];
}

/** The networks of a service with its aliases there; none where it shares those of somebody else. */
function networksOf(resource: Resource): ReadonlyMap<string, readonly string[]> {
  const networks = dataAt(resource, 'networks');
  if (!isDataObject(networks)) return new Map();
  return new Map(
    Object.keys(networks).map((name) => [
      name,
      textListAt(resource, 'networks', name, 'aliases').filter((alias) => typeof alias === 'string'),
    ]),
  );
}

function linksOf(resource: Resource): ReadonlyMap<string, string> {
  const links = new Map<string, string>();
  for (const link of [...textListAt(resource, 'links'), ...textListAt(resource, 'external_links')]) {
    if (typeof link !== 'string') continue;
    const [service = '', alias = service] = link.split(':');
    links.set(alias.toLowerCase(), service.toLowerCase());
  }
  return links;
}

/** The service of a name in the project of a service. */
export function serviceBeside(draft: GraphDraft, from: Resource, name: string): ComponentDraft | undefined {
  const project = projectsOf(draft).get(from.stack);
  const named = project?.byName.get(name.toLowerCase()) ?? [];
  return named.find(({ component }) => component.main?.name === name)?.component;
}

/** The ports of a service that the host answers on. */
export function publishedPorts(resource: Resource): ReturnType<typeof objectsAt>['items'] {
  return objectsAt(resource, 'ports').items.filter(({ item }) => item['published'] !== undefined);
}
