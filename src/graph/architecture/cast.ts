import type { Component, ComponentKind } from '../../core/component.ts';
import type { Dependency, DependencyKind } from '../../core/dependency.ts';
import type { ComponentId } from '../../core/id.ts';
import { DESCRIBING_KINDS } from '../../core/resource.ts';
import { Unknown } from '../../core/value.ts';
import type { Estate } from '../estate.ts';

/** Which components are boxes of their own, which belong to another one, and which arrows run through. */
export interface Cast {
  /** Components that a person would draw, sorted by id. */
  readonly boxes: readonly Component[];
  readonly isBox: ReadonlySet<ComponentId>;
  /** Members of a cluster, names and stages of an entry: what is told on the box of another one. */
  readonly belongsTo: ReadonlyMap<ComponentId, ComponentId>;
  /** What is no thing of its own where no arrow ties it: a route to nowhere, a topic that only alarms use. */
  readonly idle: ReadonlySet<ComponentId>;
  /** Load generators and test clients, which are not drawn. */
  readonly testers: number;
}

/** Decides what is drawn of the components that are wanted. */
export function castOf(estate: Estate, isWanted: (component: Component) => boolean): Cast {
  const wanted = estate.components.filter(isWanted);
  const isDrawable = (component: Component): boolean => {
    if (isTester(component)) return false;
    const isKnown = DRAWN.has(component.kind) && !isDescription(component, estate);
    return isKnown || (MAY_ACT.has(component.kind) && takesPart(component, estate));
  };
  const drawable = new Set(wanted.filter(isDrawable).map(({ id }) => id));
  const belongsTo = new Map<ComponentId, ComponentId>();
  for (const id of drawable) {
    const owner = memberOwner(id, estate, drawable) ?? entryOwner(id, estate, drawable);
    if (owner !== undefined) belongsTo.set(id, owner);
  }
  const isBox = (component: Component): boolean =>
    drawable.has(component.id) && !belongsTo.has(component.id) && !isRoute(component, estate);
  const boxes = wanted.filter(isBox);
  return {
    boxes,
    isBox: new Set(boxes.map(({ id }) => id)),
    belongsTo,
    idle: idleAmong(boxes, estate),
    testers: wanted.filter(isTester).length,
  };
}

/** The kinds of dependencies that a picture shows; the others are told on the box. */
export function isDrawnKind(kind: DependencyKind): boolean {
  return DRAWN_KINDS.has(kind);
}

/** Whether an arrow may run through a component of this kind: it is the plumbing between two boxes. */
export function leadsOn({ kind }: Component): boolean {
  return PLUMBING.has(kind);
}

const DRAWN: ReadonlySet<ComponentKind> = new Set([
  'workload',
  'function',
  'datastore',
  'cache',
  'queue',
  'topic',
  'bucket',
  'load-balancer',
  'gateway',
  'cdn',
  'api',
  'external',
] satisfies readonly ComponentKind[]);

const PLUMBING: ReadonlySet<ComponentKind> = new Set([
  'target-group',
  'container',
  'gateway',
  'dns',
  'volume',
  'policy',
] satisfies readonly ComponentKind[]);

const DRAWN_KINDS: ReadonlySet<DependencyKind> = new Set([
  'calls',
  'stores',
  'consumes',
  'publishes',
  'routes-to',
] satisfies readonly DependencyKind[]);

function idleAmong(boxes: readonly Component[], estate: Estate): ReadonlySet<ComponentId> {
  const ofAlarms = new Set(
    estate.ofKind('alarm').flatMap(({ facts }) => {
      const targets = facts.alarmTargets?.value;
      return targets === undefined || Unknown.is(targets) ? [] : targets.map(({ component }) => component);
    }),
  );
  const idle = boxes.filter((box) => isRouting(box) || (box.kind === 'topic' && ofAlarms.has(box.id)));
  return new Set(idle.map(({ id }) => id));
}

/** What sends load or tests stands beside the system. */
function isTester({ facts }: Component): boolean {
  return facts.pods?.generatesLoad !== undefined;
}

/** What only describes something: a contract in a file, not the gateway that serves it. */
function isDescription({ stack }: Component, estate: Estate): boolean {
  return stack !== undefined && DESCRIBING_KINDS.has(estate.stack(stack).kind);
}

// What nothing here gives a meaning, or what is only described, may take part all the same.
const MAY_ACT: ReadonlySet<ComponentKind> = new Set(['other', 'api'] satisfies readonly ComponentKind[]);

function takesPart({ id }: Component, estate: Estate): boolean {
  const isPart = (one: Dependency): boolean => DRAWN_KINDS.has(one.kind);
  return estate.dependenciesFrom(id).some(isPart) || estate.dependenciesTo(id).some(isPart);
}

/** The cluster that this one is an instance of. */
function memberOwner(
  id: ComponentId,
  estate: Estate,
  drawable: ReadonlySet<ComponentId>,
): ComponentId | undefined {
  const { kind } = estate.component(id);
  const owners = estate
    .dependenciesTo(id, 'runs-on')
    .filter(({ from }) => drawable.has(from) && estate.component(from).kind === kind && from !== id);
  return owners.length === 1 ? owners[0]?.from : undefined;
}

/** The API that a domain name or stage belongs to: the only one that it leads to, or that leads to it. */
function entryOwner(
  id: ComponentId,
  estate: Estate,
  drawable: ReadonlySet<ComponentId>,
): ComponentId | undefined {
  const component = estate.component(id);
  if (component.kind !== 'gateway' || component.facts.routing) return undefined;
  const targets = new Set(estate.dependenciesFrom(id, 'routes-to').map(({ to }) => to));
  const sources = new Set(estate.dependenciesTo(id, 'routes-to').map(({ from }) => from));
  for (const ends of [targets, sources]) {
    const [only] = ends;
    if (ends.size !== 1 || only === undefined || !drawable.has(only)) continue;
    if (estate.component(only).kind === 'api') return only;
  }
  return undefined;
}

/** A route or virtual service that a gateway leads to is plumbing of the gateway. */
function isRoute(component: Component, estate: Estate): boolean {
  return isRouting(component) && estate.dependenciesTo(component.id, 'routes-to').length > 0;
}

function isRouting({ kind, facts: { routing } }: Component): boolean {
  return kind === 'gateway' && (routing?.kind === 'route' || routing?.kind === 'virtual-service');
}
