import type { Stated } from '../../../core/component.ts';
import type { Image } from '../../../core/facts/container.ts';
import type { Location } from '../../../core/location.ts';
import { Unknown } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import { composeContainer } from '../../compose/container.ts';
import { waitsToBeAsked } from '../../compose/service.ts';
import { kindOfStore } from '../../compose/store-kind.ts';
import { isToolForPeople } from '../../compose/tools.ts';
import { imageParts } from '../../image-parts.ts';
import { generatesLoad, observes } from '../../kubernetes/pods/evidence.ts';
import { recogniseStore } from '../../kubernetes/pods/stores/recognise.ts';
import type { LinkPass } from '../../link-pass.ts';
import { at } from '../../read.ts';
import { publishedPorts } from './service-hosts.ts';

/**
 * Tells what services of compose projects are: a store whose image is built here on that of a known store,
 * who keeps data in a volume, and where users come in.
 */
export const composeRoles: LinkPass = {
  name: 'compose-roles',
  after: ['image-builds'],
  run(draft) {
    const services = draft.ofType('compose-service');
    if (services.length === 0) return;
    const bases = baseImages(draft);
    for (const { id } of services) {
      const component = draft.componentOf(id);
      if (!component) continue;
      recogniseByBase(component, bases);
      keepsData(component);
      enter(component);
    }
  },
};

/** The image outside that each Dockerfile ends on. */
function baseImages(draft: GraphDraft): ReadonlyMap<string, Stated<string>> {
  const bases = new Map<string, Stated<string>>();
  for (const { id } of draft.ofType('dockerfile')) {
    const built = draft.componentOf(id)?.facts.builtImage;
    if (built) bases.set(built.file, built.base);
  }
  return bases;
}

function recogniseByBase(component: ComponentDraft, bases: ReadonlyMap<string, Stated<string>>): void {
  const { facts, main } = component;
  const file = facts.dockerfile?.value;
  const base = typeof file === 'string' ? bases.get(file) : undefined;
  if (!base || !main) return;
  const image: Image = {
    text: base,
    ...imageParts(base.value),
    pullPolicy: base,
    builtFrom: undefined,
  };
  const container = { ...composeContainer(main), image };
  const witness = { resource: main, controller: 'custom', containers: [container], volumes: [] } as const;
  facts.observes ??= observes(witness);
  facts.generatesLoad ??= generatesLoad(witness) ?? loadByFolder(component, file);
  const store = facts.recognisedStore ?? recogniseStore([container]);
  facts.recognisedStore = store;
  if (store) component.kind = kindOfStore(store.role);
}

/** `src/load-generator/Dockerfile`: what is built there sends load, whatever its tag. */
function loadByFolder(
  { main }: ComponentDraft,
  file: unknown,
): { readonly says: string; readonly at: Location } | undefined {
  if (typeof file !== 'string' || !main) return undefined;
  const isLoad = /(?:^|\/)load-?(?:generator|gen|test|tester)s?\//.test(file);
  return isLoad ? { says: `it is built from ${file}`, at: at(main, 'build') } : undefined;
}

/** A store with a volume, or a folder of the host, behind one of its directories. */
function keepsData({ facts, main }: ComponentDraft): void {
  const directories = facts.recognisedStore?.dataDirectories;
  if (!main || directories === undefined || Unknown.is(directories)) return;
  if (facts.recognisedStore?.role === 'cache') return;
  for (const { path, at: place, volume } of composeContainer(main).mounts) {
    if (typeof path !== 'string' || volume === '') continue;
    const target = path.replace(/\/+$/, '');
    if (!directories.some((one) => one === target || one.startsWith(`${target}/`))) continue;
    facts.keepsData = { value: true, at: [place], origin: 'written' };
    return;
  }
}

// People who develop or test come in here, not users.
const NOT_FOR_USERS: ReadonlySet<string> = new Set(['development', 'test', 'preview']);

// Databases, caches, brokers, telemetry, mail and debuggers, by the ports they are registered or known for.
// https://www.iana.org/assignments/service-names-port-numbers, 2026-11.
const NOT_FOR_USERS_PORTS: ReadonlySet<number> = new Set([
  22, 25, 53, 389, 587, 636, 1025, 1433, 1521, 2181, 2345, 2379, 3306, 4222, 4317, 4318, 5005, 5044, 5432,
  5433, 5672, 5701, 6379, 6380, 6432, 7687, 8025, 8125, 8500, 9042, 9092, 9093, 9200, 9229, 9300, 9411, 9600,
  11211, 14268, 15672, 24224, 26257, 27017, 27018, 33060, 61616,
]);

/** A port that the host answers on to everybody is where users come in. */
function enter({ kind, facts, main, stack }: ComponentDraft): void {
  if (!main || kind !== 'workload' || facts.recognisedStore || waitsToBeAsked(main)) return;
  if (facts.observes !== undefined || facts.generatesLoad !== undefined || isToolForPeople(main)) return;
  if (stack?.environments.some(({ name }) => NOT_FOR_USERS.has(name)) === true) return;
  const open = publishedPorts(main).find(
    ({ item }) => !isLoopback(item['host_ip']) && !NOT_FOR_USERS_PORTS.has(Number(item['target'])),
  );
  if (!open) return;
  facts.isPublicEntry = { value: true, at: [at(main, ...open.path)], origin: 'written' };
}

function isLoopback(address: unknown): boolean {
  return typeof address === 'string' && /^(?:127\.|::1$|localhost$)/.test(address);
}
