import type { Component } from '../core/component.ts';
import type { Dependency, DependencyKind } from '../core/dependency.ts';
import type { Evidence } from '../core/finding.ts';
import type { RuleContext } from '../core/rule.ts';
import { Unknown } from '../core/value.ts';

const NEEDS: readonly DependencyKind[] = ['calls', 'stores', 'consumes', 'publishes'];

/** What the component needs to answer, as far as the graph knows and nothing says that it can do without. */
export function needsOf({ id }: Component, context: RuleContext): readonly Dependency[] {
  return NEEDS.flatMap((kind) => context.dependenciesFrom(id, kind)).filter(
    ({ to, strength }) =>
      (Unknown.is(strength) || strength === 'hard') && context.component(to).kind !== 'volume',
  );
}

/** What answers behind a name: the workloads of a Service, else the component itself. */
export function behind(component: Component, context: RuleContext): readonly Component[] {
  const selected = component.facts.service?.selects ?? [];
  return selected.length > 0 ? selected.map((id) => context.component(id)) : [component];
}

const NAMED = 3;

/** The dependencies that a probe may test, as evidence. */
export function dependenciesInWords(component: Component, context: RuleContext): readonly Evidence[] {
  const needs = needsOf(component, context);
  const [first] = needs;
  if (!first) return [];
  const names = [...new Set(needs.map(({ to }) => context.component(to).name))];
  const more = names.length > NAMED ? ` and ${names.length - NAMED} more` : '';
  const says = `it needs ${names.slice(0, NAMED).join(', ')}${more}, which the probe may test`;
  return [{ says, at: first.evidence[0]?.at }];
}
