import type { FailureCase, Loss, PathStep, Reading } from '../../core/availability.ts';
import type { Component } from '../../core/component.ts';
import type { ComponentId } from '../../core/id.ts';
import type { Journey } from '../../core/journey.ts';
import { sortedUnique } from '../../core/order.ts';
import type { Estate } from '../../graph/estate.ts';
import { READINGS } from './estimates.ts';
import type { Structure } from './structure.ts';
import type { Truth } from './truth.ts';
import { gatesIn, TruthTable } from './truth.ts';

export interface LossesInput {
  readonly estate: Estate;
  readonly journeys: readonly Journey[];
  readonly structures: Readonly<Record<Reading, Structure>>;
}

/** Which journeys stop when one thing is lost, with what falls first and the way there. */
export class Losses {
  readonly #input: LossesInput;
  readonly #tables = new Map<Reading, TruthTable>();

  constructor(input: LossesInput) {
    this.#input = input;
  }

  of(wanted: FailureCase): readonly Loss[] {
    const truths = new Map<Reading, Truth>();
    return this.#input.journeys.flatMap((journey): readonly Loss[] => {
      for (const reading of READINGS) {
        const truth = truths.get(reading) ?? this.#after(wanted, reading);
        truths.set(reading, truth);
        const { topOf } = this.#input.structures[reading];
        if (!truth.reasons.has(topOf(journey))) continue;
        const walk: Walk = { journey, reading, truth, gates: this.#gates(journey, reading) };
        return [{ journey: journey.name, reading, path: this.#path(walk), first: this.#first(walk) }];
      }
      return [];
    });
  }

  #after(wanted: FailureCase, reading: Reading): Truth {
    const structure = this.#input.structures[reading];
    const table = this.#tables.get(reading) ?? new TruthTable(structure.gates);
    this.#tables.set(reading, table);
    if (wanted.kind === 'component') {
      const gates = this.#input.journeys.flatMap((journey) => structure.gateOf(journey, wanted.id) ?? []);
      const own = structure.causes.filter(({ component }) => component === wanted.id);
      // What has a gate falls there; a pool of nodes or a way out has events alone.
      return table.after({ gates: sortedUnique(gates), events: gates.length > 0 ? [] : own.map(nameOf) });
    }
    const lost = structure.causes.filter(({ kind, place }) => kind === wanted.kind && place === wanted.place);
    return table.after({ gates: [], events: lost.map(nameOf) });
  }

  #gates(journey: Journey, reading: Reading): ReadonlyMap<string, Component> {
    const { gateOf } = this.#input.structures[reading];
    return new Map(
      journey.reaches.flatMap((id) => {
        const gate = gateOf(journey, id);
        return gate === undefined ? [] : [[gate, this.#input.estate.component(id)] as const];
      }),
    );
  }

  /** Components on the way of the failure that fall before anything that they ask has fallen. */
  #first({ journey, reading, truth, gates }: Walk): readonly ComponentId[] {
    const structure = this.#input.structures[reading];
    const found: ComponentId[] = [];
    const queue = [structure.topOf(journey)];
    const seen = new Set(queue);
    for (let gate = queue.pop(); gate !== undefined; gate = queue.pop()) {
      const formula = structure.gates.get(gate);
      if (!formula) continue;
      const fallen = gatesIn(formula).filter((name) => truth.reasons.has(name));
      const component = gates.get(gate);
      // Its reason is itself where it was given, and an event where no gate is.
      const reason = truth.reasons.get(gate) ?? '';
      if (component && (reason === gate || !structure.gates.has(reason))) found.push(component.id);
      for (const next of fallen) {
        if (seen.has(next)) continue;
        seen.add(next);
        queue.push(next);
      }
    }
    const ids = new Map(found.map((id) => [String(id), id]));
    return sortedUnique(ids.keys()).flatMap((id) => ids.get(id) ?? []);
  }

  /** From the entry down to what falls first. */
  #path({ journey, reading, truth, gates }: Walk): readonly PathStep[] {
    const steps: PathStep[] = [];
    let before: ComponentId | undefined;
    let at = truth.reasons.get(this.#input.structures[reading].topOf(journey));
    while (at !== undefined) {
      const id = gates.get(at)?.id;
      if (id === undefined) break;
      steps.push({ component: id, evidence: before === undefined ? [] : this.#evidence(before, id) });
      before = id;
      const next = truth.reasons.get(at);
      at = next === at ? undefined : next;
    }
    return steps;
  }

  #evidence(from: ComponentId, to: ComponentId): PathStep['evidence'] {
    return this.#input.estate.dependenciesFrom(from).flatMap((one) => (one.to === to ? one.evidence : []));
  }
}

interface Walk {
  readonly journey: Journey;
  readonly reading: Reading;
  readonly truth: Truth;
  readonly gates: ReadonlyMap<string, Component>;
}

function nameOf({ event }: { readonly event: string }): string {
  return event;
}
