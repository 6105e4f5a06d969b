import type { Component } from '../core/component.ts';
import type { StackFacts } from '../core/facts/code.ts';
import type { Evidence } from '../core/finding.ts';
import type { SourceRange } from '../core/location.ts';
import type { NotApplicable, RuleContext } from '../core/rule.ts';
import { notApplicable } from './outcome.ts';

/**
 * The facts of a Terraform root, for rules about its text: the first of its variable sets speaks for all of
 * them, the others are not applicable, and so are plans and states, whose text is not here.
 */
export function rootOf(component: Component, context: RuleContext): StackFacts | NotApplicable {
  const facts = component.facts.stackFacts;
  if (!facts || component.stack === undefined) return notApplicable('it is not a stack');
  if (context.stack(component.stack).kind !== 'terraform') {
    return notApplicable('it was not read from source text');
  }
  const [speaker] = facts.sameRoot;
  if (speaker !== component.id) return notApplicable('another variable set speaks for this root');
  return facts;
}

/** True when `rootOf` said why the question does not apply. */
export function isNotApplicable(result: StackFacts | NotApplicable): result is NotApplicable {
  return 'status' in result;
}

/** A line of proof about text. */
export function textEvidence(says: string, range: SourceRange | undefined): Evidence {
  return { says, range };
}

/** `a, b, c and 4 more`. */
export function listed(names: readonly string[], most = 5): string {
  if (names.length <= most) return names.join(', ');
  return `${names.slice(0, most).join(', ')} and ${names.length - most} more`;
}

/** `1 resource`, `7 resources`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
