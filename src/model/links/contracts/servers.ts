import type { Operation } from '../../../core/facts/contract.ts';
import type { Pods } from '../../../core/facts/workload.ts';
import { folderOf } from '../../../core/path.ts';
import { isDataList, Unknown } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import { dataAt } from '../../read.ts';

/** Finds what may serve a contract. Made once for a graph. */
export interface Servers {
  /** Gateways whose own routes are exactly these. */
  gatewaysWith(operations: readonly Operation[]): readonly ComponentDraft[];
  ofHost(host: string): readonly ComponentDraft[];
  /** Workloads whose image is built in the folder of a file, or that a chart beside it describes. */
  besideFile(file: string): readonly ComponentDraft[];
}

/** The host of a server's URL; undefined for one that is relative. */
export function hostOf(url: string): string | undefined {
  return /^(?:[a-z]+:)?\/\/([^/:?#]+)/i.exec(url)?.[1]?.toLowerCase();
}

/** Looks at every gateway, host and build folder once. */
export function serversOf(draft: GraphDraft): Servers {
  const byRoutes = new Map<string, ComponentDraft[]>();
  const byHost = new Map<string, ComponentDraft[]>();
  const byFolder = new Map<string, ComponentDraft[]>();
  for (const component of draft.components.values()) {
    const { contract, pods } = component.facts;
    if (contract?.isEnforced === true) push(byRoutes, routesOf(contract.operations), component);
    for (const host of hostsOf(component)) push(byHost, host, component);
    if (pods && component.stack && mayServe(pods)) {
      for (const folder of foldersOf(component)) push(byFolder, folder, component);
    }
  }
  return {
    gatewaysWith: (operations) => (operations.length === 0 ? [] : (byRoutes.get(routesOf(operations)) ?? [])),
    ofHost: (host) => byHost.get(host) ?? [],
    besideFile: (file) => nearest(byFolder, folderOf(file)),
  };
}

function routesOf(operations: readonly Operation[]): string {
  const routes = operations.map(({ method, path }) => `${method} ${String(path)}`);
  return [...new Set(routes)].sort().join('\n');
}

/** Hosts under which it answers to everybody. */
function hostsOf({ facts, main, kind }: ComponentDraft): readonly string[] {
  const { routing, answersTo = [] } = facts;
  const hosts = [...(routing?.hosts ?? []), ...answersTo].map(({ host }) => host);
  const names = main && kind !== 'api' ? [dataAt(main, 'domain_name'), dataAt(main, 'aliases')] : [];
  const written = names.flatMap((name) => (isDataList(name) ? [...name] : [name ?? null]));
  return [...hosts, ...written].flatMap((host) =>
    typeof host === 'string' && host !== '' && !Unknown.is(host) ? [host.toLowerCase()] : [],
  );
}

/** Neither a store, nor what tests others, nor what ends by itself. */
function mayServe({ store, generatesLoad, serving, controller }: Pods): boolean {
  const ends = controller === 'job' || controller === 'cron-job';
  return !store && !generatesLoad && !ends && serving.is !== 'no';
}

/** Folders of the Dockerfiles of its images; without any, that of its manifests and the one above. */
function foldersOf({ facts: { pods, images = [] }, stack }: ComponentDraft): readonly string[] {
  const used = [...(pods?.containers ?? []), ...images].flatMap(({ image }) => image?.builtFrom?.file ?? []);
  const built = used.map((file) => folderOf(file));
  // Where code and image tell, the place of manifests says nothing more.
  return built.length > 0 ? built : above(stack?.root ?? '').slice(0, 2);
}

function above(folder: string): readonly string[] {
  const folders: string[] = [];
  for (let one = folder; one !== ''; one = folderOf(one)) folders.push(one);
  return folders;
}

/** The nearest folder at or above the file's own that anything is built in. */
function nearest(
  byFolder: ReadonlyMap<string, readonly ComponentDraft[]>,
  folder: string,
): readonly ComponentDraft[] {
  for (const one of [...above(folder), '']) {
    const found = byFolder.get(one);
    if (found) return found;
  }
  return [];
}

function push(map: Map<string, ComponentDraft[]>, key: string, component: ComponentDraft): void {
  const known = map.get(key);
  if (known) known.push(component);
  else map.set(key, [component]);
}
