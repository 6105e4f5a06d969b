import type { Assumptions } from '../../core/assumption.ts';
import type { Cause, Reading } from '../../core/availability.ts';
import type { Component } from '../../core/component.ts';
import type { Dependency } from '../../core/dependency.ts';
import type { FaultTree, Formula } from '../../core/fault-tree.ts';
import type { ComponentId } from '../../core/id.ts';
import type { Journey } from '../../core/journey.ts';
import { Unknown } from '../../core/value.ts';
import type { Estate } from '../../graph/estate.ts';
import { carries } from '../../graph/reach.ts';
import { leastFixpoint } from '../../solver/least-fixpoint.ts';
import type { Ways } from './alternatives.ts';
import { alternativesFail, waysOf } from './alternatives.ts';
import { Causes, ownCause, placeCause, unavailability } from './causes.ts';
import { changeCause, isCarrier } from './changes.ts';
import type { Needed } from './copies.ts';
import { copiesFail, copiesOf } from './copies.ts';
import { ownFailureOf } from './own-failures.ts';
import type { Placement } from './placement.ts';
import { placementOf } from './placement.ts';
import { podPlacement } from './pod-placement.ts';
import type { Doubts } from './questions.ts';
import { Surroundings } from './surroundings.ts';

export interface StructureInput {
  readonly estate: Estate;
  readonly journeys: readonly Journey[];
  readonly assumptions: Assumptions;
  /** How many copies of a workload must be left, where capacity says so; else 1 to all of them. */
  readonly needed: (id: ComponentId) => Needed | undefined;
}

/** A fault tree with one top for each journey, and what its events stand for. */
export interface Structure {
  /** Without circles. */
  readonly tree: FaultTree;
  /** The same gates as they were found, circles included: what a what-if walks along. */
  readonly gates: ReadonlyMap<string, Formula>;
  readonly causes: readonly Cause[];
  /** Gate of a journey. */
  topOf(journey: Journey): string;
  /** Gate of a component inside a journey; undefined where the journey does not need to ask. */
  gateOf(journey: Journey, id: ComponentId): string | undefined;
}

/** Says when each journey stops, as the graph and the facts of its components have it. */
export function buildStructure(input: StructureInput, doubts: Doubts): Structure {
  const builder = new Builder(input, doubts);
  for (const journey of input.journeys) builder.journey(journey);
  return builder.finish();
}

class Builder {
  readonly #input: StructureInput;
  readonly #doubts: Doubts;
  readonly #causes = new Causes();
  readonly #gates = new Map<string, Formula>();
  readonly #surroundings: Surroundings;

  constructor(input: StructureInput, doubts: Doubts) {
    this.#input = input;
    this.#doubts = doubts;
    this.#surroundings = new Surroundings(input.estate);
  }

  journey(journey: Journey): void {
    const scope = scopeOf(journey);
    const inside = new Set(journey.reaches);
    const queue = [...journey.entries];
    for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
      const gate = gateName(scope, id);
      if (this.#gates.has(gate)) continue;
      const { formula, asks } = this.#component(this.#input.estate.component(id), scope, inside);
      this.#gates.set(gate, formula);
      queue.push(...asks);
    }
    const entries = journey.entries.map((id) => gateOf(scope, id));
    this.#gates.set(topName(journey), { op: 'or', of: [...entries, ...this.#names(journey)] });
  }

  /** The zone of names that people come in by, one event for all journeys; of several zones one is enough. */
  #names({ entries }: Journey): readonly Formula[] {
    return entries.flatMap((id): readonly Formula[] => {
      const of = this.#surroundings.namesOf(id).map((zone) => this.#ownOf(zone));
      return of.length === 0 ? [] : [{ op: 'and', of: of.flat() }];
    });
  }

  finish(): Structure {
    const causes = this.#causes.all();
    const { assumptions } = this.#input;
    const likely = causes.map(
      (cause) => [cause.event, unavailability(cause, assumptions, (one) => one.likely)] as const,
    );
    const gates = leastFixpoint(this.#gates);
    return {
      tree: { gates, events: new Map(likely) },
      gates: this.#gates,
      causes,
      topOf: topName,
      gateOf: (journey, id) => {
        const name = gateName(scopeOf(journey), id);
        return this.#gates.has(name) ? name : undefined;
      },
    };
  }

  /** When a component does not serve, and which other components that asks about. */
  #component(
    component: Component,
    scope: string,
    inside: ReadonlySet<ComponentId>,
  ): { readonly formula: Formula; readonly asks: readonly ComponentId[] } {
    const wanted = this.#input.estate
      .dependenciesFrom(component.id)
      .filter((one) => serves(one) && inside.has(one.to) && !isMachineOf(this.#input.estate, one));
    const { groups, others } = waysOf(
      component,
      wanted.filter((one) => this.#isNeeded(one)),
    );
    const choices = groups.map((group) => this.#choice(component, group, scope));
    const ways = others.filter(({ kind }) => kind === 'routes-to');
    const areCopies = ways.length > 1 && this.#areCopies(component, ways);
    const calls = (areCopies ? others.filter(({ kind }) => kind !== 'routes-to') : others).map((one) =>
      this.#call(component, one, scope),
    );
    const members = areCopies ? [this.#members(component, ways, scope)] : [];
    const of = [...this.#alone(component), ...calls, ...choices, ...members];
    const formula: Formula = { op: 'or', of };
    // What it can do without has a gate too: no top asks it, and a what-if tells what degrades.
    return { formula, asks: wanted.map(({ to }) => to) };
  }

  /** What takes a component down without another one that it calls. */
  #alone(component: Component): readonly Formula[] {
    const found = [...this.#ownOf(this.#surroundings.nameServerOf(component) ?? component)];
    const { placement } = this.#doubts.ask(component, 'zone', (reading) =>
      this.#placement(component, reading),
    );
    const copies = this.#copies(component, placement);
    if (copies) found.push(copies);
    if (placement.kind === 'one') found.push(this.#causes.event(placement.zone));
    if (placement.kind === 'several' && !copies) {
      found.push({ op: 'and', of: placement.zones.map((zone) => this.#causes.event(zone)) });
    }
    const change = changeCause(component);
    if (change) found.push(this.#causes.event(change));
    found.push(...this.#nodeGroup(component));
    const region = this.#surroundings.regionOf(component);
    if (region !== undefined) found.push(this.#causes.event(placeCause('region', region, region)));
    return found;
  }

  #ownOf(component: Component): readonly Formula[] {
    const { assumptions } = this.#input;
    const { failure } = this.#doubts.ask(component, 'standby', (reading) =>
      ownFailureOf(component, assumptions, reading),
    );
    return failure ? [this.#causes.event(ownCause(component, failure))] : [];
  }

  #copies(component: Component, placement: Placement): Formula | undefined {
    const { assumptions } = this.#input;
    const count = copiesOf(component);
    const needed = this.#input.needed(component.id);
    const isCounted = needed !== undefined && needed.atLeast === needed.atMost;
    const isOpen = Unknown.is(count) || (count !== undefined && count > 1 && !isCounted);
    const base = { component, placement, causes: this.#causes, assumptions, needed };
    if (!isOpen) {
      return copiesFail({ ...base, reading: 'best' });
    }
    return this.#doubts.choose(
      component,
      'copies',
      (reading) => copiesFail({ ...base, reading }),
      Unknown.is(count) ? count : undefined,
    );
  }

  #placement(component: Component, reading: Reading): ReturnType<typeof placementOf> {
    const { estate } = this.#input;
    if (!component.facts.pods) return placementOf(component, reading, this.#surroundings.isCopy(component));
    const pools = this.#surroundings.poolsOf(component);
    const mayBeOneZone = this.#surroundings.mayRunInOneZone(component);
    return podPlacement({ component, pools, estate, reading, mayBeOneZone });
  }

  /** What takes all nodes of the one pool that it can run on, or all servers that carry tasks. */
  #nodeGroup(component: Component): readonly Formula[] {
    const pools = isCarrier(component) ? [component] : this.#surroundings.poolsOf(component);
    const [pool, ...others] = pools;
    if (!pool || others.length > 0) return [];
    const factors = ['node_group_events', 'node_group_restore'];
    return [this.#causes.event(ownCause(pool, { kind: 'node-group', factors, says: 'loses all its nodes' }))];
  }

  #isNeeded(one: Dependency): boolean {
    const { strength } = one;
    if (!Unknown.is(strength)) return strength === 'hard';
    return this.#doubts.isNeeded(one);
  }

  /** The component that is called, and the way out to it where it lies outside of the network. */
  #call(component: Component, { to }: Dependency, scope: string): Formula {
    const called = gateOf(scope, to);
    const ways = this.#surroundings
      .waysTo(component, this.#input.estate.component(to))
      .map((nat) => this.#wayOut(nat));
    return ways.length === 0 ? called : { op: 'or', of: [called, { op: 'and', of: ways }] };
  }

  #choice(component: Component, group: Ways['groups'][number], scope: string): Formula {
    const failureOf = (way: Dependency): Formula => this.#call(component, way, scope);
    return alternativesFail({ component, group, causes: this.#causes, doubts: this.#doubts, failureOf });
  }

  #wayOut(nat: Component): Formula {
    return { op: 'or', of: this.#alone(nat) };
  }

  /** Members of a target group, or servers that a load balancer lists itself. */
  #areCopies({ kind }: Component, ways: readonly Dependency[]): boolean {
    const isServer = ({ to }: Dependency): boolean =>
      this.#input.estate.component(to).facts.runsAs === 'server';
    return kind === 'target-group' || (kind === 'load-balancer' && ways.every(isServer));
  }

  /** Members of one target group stand in for each other, as far as the rest can carry the load. */
  #members(component: Component, ways: readonly Dependency[], scope: string): Formula {
    const of = ways.map(({ to }) => gateOf(scope, to));
    const formula = this.#doubts.choose(component, 'members', (reading): Formula => ({
      op: reading === 'worst' ? 'or' : 'and',
      of,
    }));
    return formula ?? { op: 'and', of };
  }
}

/** What is needed to answer requests, not only to start or to manage. */
function serves(dependency: Dependency): boolean {
  const { strength } = dependency;
  return carries(dependency) && strength !== 'startup-only' && strength !== 'control-only';
}

/** The machines of a store cluster: the cluster says when too many of them are down. */
function isMachineOf(estate: Estate, { from, to }: Dependency): boolean {
  return estate.component(to).facts.memberOf?.value === from;
}

// Journeys that name what they go through see only that; all others share one set of gates.
function scopeOf({ name, declaredAt }: Journey): string {
  return declaredAt ? `${name}/` : '';
}

function gateName(scope: string, id: ComponentId): string {
  return `${scope}${id}`;
}

function gateOf(scope: string, id: ComponentId): Formula {
  return { op: 'gate', name: gateName(scope, id) };
}

function topName({ name }: Journey): string {
  return `journey ${name}`;
}
