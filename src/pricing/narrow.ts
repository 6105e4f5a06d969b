import type { BaseModels } from '../appraise/counterfactual.ts';
import type { Assumptions } from '../core/assumption.ts';
import type { Component } from '../core/component.ts';
import type { Declared } from '../core/declared.ts';
import type { StackId } from '../core/id.ts';
import { buildGraph } from '../model/build-graph.ts';
import type { Estate } from '../graph/estate.ts';
import type { Models } from '../models.ts';
import { modelsOf } from '../models.ts';

export interface NarrowInput {
  readonly estate: Estate;
  readonly models: Models;
  readonly assumptions: Assumptions;
  readonly declared: Declared | undefined;
  /** Stacks that remedies edit. */
  readonly edited: ReadonlySet<StackId>;
  isWanted(component: Component): boolean;
}

export interface Narrowed {
  readonly base: BaseModels;
  /** The stacks that are enough; all when undefined. */
  readonly only: ReadonlySet<StackId> | undefined;
}

/**
 * The fewest stacks of which the models say the same as of all: a graph is made again for many remedies,
 * and most of an estate has nothing to do with its journeys. Where fewer stacks give another figure of any
 * journey in any reading, all are taken.
 */
export function narrowed(input: NarrowInput): Narrowed {
  const { estate, models, assumptions, declared, isWanted } = input;
  const whole = baseOf(estate, models, input);
  const reached = models.journeys().flatMap(({ reaches }) => reaches);
  const causes = models.availability().causes.flatMap(({ component }) => component ?? []);
  const near = [...reached, ...causes].flatMap((id) => estate.component(id).stack ?? []);
  const wanted = estate.components.filter(isWanted).flatMap(({ stack }) => stack ?? []);
  for (const only of [new Set([...near, ...input.edited]), new Set([...wanted, ...input.edited])]) {
    if (only.size === estate.stacks.length || reached.length === 0) continue;
    const some = buildGraph(
      estate.stacks.filter(({ id }) => only.has(id)),
      declared,
    ).estate;
    const base = baseOf(some, modelsOf({ estate: some, assumptions, isWanted }), input);
    if (saysTheSame(whole, base)) return { base, only };
  }
  return { base: whole, only: undefined };
}

function baseOf(estate: Estate, models: Models, { assumptions, isWanted }: NarrowInput): BaseModels {
  return {
    estate,
    assumptions,
    isWanted,
    get journeys() {
      return models.journeys();
    },
    get availability() {
      return models.availability();
    },
    get capacity() {
      return models.capacity();
    },
  };
}

function saysTheSame(a: BaseModels, b: BaseModels): boolean {
  if (a.journeys.length !== b.journeys.length) return false;
  return a.journeys.every((journey, index) => {
    const other = b.journeys[index];
    if (other?.name !== journey.name || other.reaches.length !== journey.reaches.length) return false;
    const [one, two] = [a.availability.spreads(journey), b.availability.spreads(other)];
    return (
      isNear(one.best.likely, two.best.likely) &&
      isNear(one.likely.likely, two.likely.likely) &&
      isNear(one.worst.likely, two.worst.likely)
    );
  });
}

function isNear(a: number, b: number): boolean {
  return Math.abs(a - b) < 1e-6;
}
