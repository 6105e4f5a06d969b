import type { Component } from '../../../core/component.ts';
import type { NetworkOverlap } from '../../../core/facts/network.ts';
import type { Evidence } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { evidenceOf, notApplicable, pass, unknown } from '../../outcome.ts';

/** Two networks of the estate with addresses in common. */
export const rule: Rule = {
  id: ruleId('iac/overlapping-network-ranges'),
  title: 'Two networks of this estate use the same addresses',
  appliesTo: ['network'],
  severity: 'low',
  consequence: 'toil',
  environments: 'any',
  check(component, context) {
    const { networkPart, addressRanges = [], overlaps = [] } = component.facts;
    if (networkPart !== 'network') return notApplicable('it is no network with addresses of its own');
    if (isOnlyShown(component, context)) return notApplicable('an example or a test');
    if (overlaps.length > 0) return failed(component, overlaps, context);
    if (!hasNeighbour(component, context)) return pass;
    const open = addressRanges.map(({ value }) => value).find((value) => Unknown.is(value));
    if (Unknown.is(open)) return unknown(open);
    return addressRanges.length > 0 ? pass : unknown(assigned(component));
  },
};

function isOnlyShown({ stack }: Component, context: RuleContext): boolean {
  const role = stack === undefined ? 'root' : context.stack(stack).code.role;
  return role === 'example' || role === 'test';
}

/** One network alone can overlap with nothing, whatever its range is. */
function hasNeighbour({ id }: Component, context: RuleContext): boolean {
  return context.ofKind('network').some((other) => other.facts.networkPart === 'network' && other.id !== id);
}

function assigned({ name }: Component): Unknown {
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `${name} gets its range from an address manager, or from subnets outside the inputs`,
    settledBy: 'a plan or a state file',
  });
}

const MOST_NAMED = 3;

function failed(component: Component, overlaps: readonly NetworkOverlap[], context: RuleContext): Outcome {
  const joined = overlaps.find(({ joinedBy }) => joinedBy !== undefined);
  const first = joined ?? overlaps[0];
  if (!first) return pass;
  const others = [
    ...new Set(overlaps.map((overlap) => nameWithRoot(context.component(overlap.with), component, context))),
  ];
  const named = others.slice(0, MOST_NAMED).join(', ');
  const more = others.length > MOST_NAMED ? ` and ${others.length - MOST_NAMED} more` : '';
  const consequence = joined
    ? 'Some addresses lead to the wrong one of two joined networks'
    : 'These networks can never be joined without renumbering one of them';
  return {
    status: 'fail',
    problem: `${consequence}: ${component.name} uses ${first.shared}, and so does ${named}${more}.`,
    evidence: [
      evidenceOf(first.own, `${component.name} has ${String(first.own.value)}`),
      ...overlaps.slice(0, MOST_NAMED).flatMap((overlap) => otherEvidence(component, overlap, context)),
      ...(first.free === undefined
        ? []
        : [{ says: `${first.free} is not used by any network of the inputs` }]),
    ],
    remedies: [],
    cause: first.own.at[0],
    severity: joined ? 'medium' : undefined,
  };
}

function nameWithRoot(other: Component, component: Component, context: RuleContext): string {
  if (other.stack === undefined || other.stack === component.stack) return other.name;
  const { root } = context.stack(other.stack);
  return `${other.name} (${root === '' ? 'the root folder' : root})`;
}

function otherEvidence(
  component: Component,
  overlap: NetworkOverlap,
  context: RuleContext,
): readonly Evidence[] {
  const { other, joinedBy } = overlap;
  const name = nameWithRoot(context.component(overlap.with), component, context);
  const join: readonly Evidence[] = joinedBy
    ? [{ says: `both are joined by ${JOINS[joinedBy.kind]}`, at: joinedBy.at }]
    : [];
  return [evidenceOf(other, `${name} has ${String(other.value)}`), ...join];
}

const JOINS = { peering: 'a peering connection', transit: 'a transit gateway', tunnel: 'a tunnel' } as const;
