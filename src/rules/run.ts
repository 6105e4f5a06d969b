import type { Availability } from '../core/availability.ts';
import type { Capacity } from '../core/capacity.ts';
import type { Component } from '../core/component.ts';
import type { ComponentId, RuleId } from '../core/id.ts';
import type { Journey } from '../core/journey.ts';
import { onceAsked } from '../core/once-asked.ts';
import type { Outcome, Rule, RuleContext, RuleSettings, SupportTable } from '../core/rule.ts';
import type { Estate } from '../graph/estate.ts';
import { findJourneys } from '../graph/journeys.ts';
import { entriesReaching, possiblyReached } from '../graph/reach.ts';
import { hasSystem, isSample, showsOwnModule } from '../graph/view.ts';
import { isProductionLike } from './production-like.ts';

/** One outcome of one rule on one component. */
export interface Judgement {
  readonly rule: Rule;
  readonly component: Component;
  readonly outcome: Outcome;
}

/** A rule that threw: our mistake. The other rules still run. */
export interface RuleFailure {
  readonly rule: RuleId;
  readonly component: ComponentId;
  readonly message: string;
}

export interface RunInput {
  readonly estate: Estate;
  readonly rules: readonly Rule[];
  readonly asOf: string;
  readonly settings: RuleSettings;
  readonly support: SupportTable;
  /** Made when a rule first asks for it. */
  readonly capacity: () => Capacity;
  readonly availability: () => Availability;
}

/** Asks every rule about every component of the kinds it applies to. */
export function runRules(input: RunInput): {
  judgements: readonly Judgement[];
  failures: readonly RuleFailure[];
} {
  const context = makeContext(input);
  const judgements: Judgement[] = [];
  const failures: RuleFailure[] = [];
  for (const rule of input.rules) {
    for (const kind of rule.appliesTo) {
      for (const component of input.estate.ofKind(kind)) {
        try {
          for (const outcome of outcomesOf(rule, component, context))
            judgements.push({ rule, component, outcome });
        } catch (error) {
          failures.push({ rule: rule.id, component: component.id, message: messageOf(error) });
        }
      }
    }
  }
  return { judgements, failures };
}

function outcomesOf(rule: Rule, component: Component, context: RuleContext): readonly Outcome[] {
  const production = context.isProductionLike(component);
  const staging = component.environments.some((environment) => environment.name === 'staging');
  const scope = rule.environments;
  if (scope === 'production-like' && !production) return [notProduction];
  if (scope === 'production-like-or-staging' && !production && !staging) return [notProduction];
  const result = rule.check(component, context);
  const outcomes = 'status' in result ? [result] : result;
  return scope === 'lowered-elsewhere' && !production ? outcomes.map(lowered) : outcomes;
}

const notProduction: Outcome = { status: 'not-applicable', why: 'its environment is not production-like' };

function lowered(outcome: Outcome): Outcome {
  return outcome.status === 'fail' ? { ...outcome, severity: 'low' } : outcome;
}

function makeContext({ estate, asOf, settings, support, capacity, availability }: RunInput): RuleContext {
  // An example that names what the system runs is no way into it.
  const counts = hasSystem(estate.stacks) ? isDeployed(estate) : () => true;
  const reaching = entriesReaching(estate, counts);
  const reached = onceAsked(() => possiblyReached(estate));
  const entries = estate.components.filter(({ facts }) => facts.isPublicEntry?.value === true);
  const withEntry = new Set(entries.map(({ stack }) => stack));
  const journeys = onceAsked(() => findJourneys(estate, counts));
  const through = onceAsked(() => byComponent(journeys()));
  const showing = new Set(estate.stacks.filter(showsOwnModule).map(({ id }) => id));
  return {
    asOf,
    settings,
    support,
    component: (id) => estate.component(id),
    componentOf: (id) => estate.componentOf(id),
    resource: (id) => estate.resource(id),
    ofKind: (kind) => estate.ofKind(kind),
    dependenciesFrom: (id, kind) => estate.dependenciesFrom(id, kind),
    dependenciesTo: (id, kind) => estate.dependenciesTo(id, kind),
    candidates: estate.candidates,
    capacity: onceAsked(capacity),
    availability: onceAsked(availability),
    journeys,
    journeysThrough: (id) => through().get(id) ?? [],
    stack: (id) => estate.stack(id),
    stacks: estate.stacks,
    entriesReaching: (id) => reaching.get(id) ?? [],
    mayBeReached: (id) => reached().has(id),
    hasPublicEntryBeside: ({ stack }) => withEntry.has(stack),
    isProductionLike: (component) =>
      isProductionLike(component) && !(component.stack !== undefined && showing.has(component.stack)),
  };
}

function isDeployed({ stack }: Estate): (component: Component) => boolean {
  return (component) => component.stack === undefined || !isSample(stack(component.stack));
}

function byComponent(journeys: readonly Journey[]): ReadonlyMap<ComponentId, readonly Journey[]> {
  const through = new Map<ComponentId, Journey[]>();
  for (const journey of journeys) {
    for (const id of journey.reaches) {
      const known = through.get(id);
      if (known) known.push(journey);
      else through.set(id, [journey]);
    }
  }
  return through;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
