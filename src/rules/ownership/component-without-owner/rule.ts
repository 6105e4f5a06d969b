import type { Component } from '../../../core/component.ts';
import type { OwnershipGaps } from '../../../core/facts/ownership.ts';
import type { Evidence } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { ComponentId } from '../../../core/id.ts';
import type { Remedy } from '../../../core/remedy.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { notApplicable, pass, unknown } from '../../outcome.ts';

const LISTED = 8;

/** Things that cost money or carry requests, and for which no source names anybody. */
export const rule: Rule = {
  id: ruleId('ownership/component-without-owner'),
  title: 'Nobody is responsible for these components',
  appliesTo: ['stack', 'repository'],
  severity: 'medium',
  consequence: 'toil',
  environments: 'production-like',
  check(component, context): Outcome {
    const { ownershipGaps } = component.facts;
    if (!ownershipGaps) return notApplicable('nothing in it is asked for an owner by itself');
    if (ownershipGaps.isToldForRepository) {
      return notApplicable('nothing here has an owner, and elsewhere neither: the repository is told');
    }
    const isMeant = (id: ComponentId): boolean => context.isProductionLike(context.component(id));
    const unowned = ownershipGaps.unowned.filter(isMeant).map((id) => context.component(id));
    if (unowned.length > 0) return failed(component, unowned, { gaps: ownershipGaps, context });
    const undecided = ownershipGaps.undecided.filter(isMeant);
    const because = undecided.flatMap((id) => context.component(id).facts.ownership?.unknown ?? []);
    if (because.length > 0) return unknown(...new Set(because));
    const isLeft = ownershipGaps.unowned.length + ownershipGaps.undecided.length > 0;
    return isLeft ? notApplicable('what has no owner here is not production') : pass;
  },
};

interface Around {
  readonly gaps: OwnershipGaps;
  readonly context: RuleContext;
}

function failed(subject: Component, unowned: readonly Component[], { gaps, context }: Around): Outcome {
  // The same thing stands in several environments.
  const different = [...new Map(unowned.map((one) => [`${one.kind} ${one.name}`, one])).values()];
  const names = [...new Set(different.map(({ name }) => name))];
  const shown = names.slice(0, 3);
  const others = names.length - shown.length;
  const list = others > 0 ? `${shown.join(', ')} and ${others} more` : shown.join(' and ');
  const isRepository = subject.kind === 'repository';
  const what = isRepository ? 'anything in this repository' : `${list} in ${subject.name}`;
  const share = isRepository
    ? `${list} ${names.length === 1 ? 'has' : 'have'} no owner`
    : `${unowned.length} of ${gaps.asked} components have no owner`;
  const looked: Evidence = { says: `looked at ${gaps.looked.join(', ')}` };
  const near = gaps.nearest ? [{ says: gaps.nearest.says }] : [];
  return {
    status: 'fail',
    problem: `When ${what} fails, nobody is named who would mend it: ${share}.`,
    evidence: [...different.slice(0, LISTED).map((one) => evidenceOf(one, context)), looked, ...near],
    remedies: [nameOwner(gaps)],
    // Where nobody writes down owners at all, one team may well own everything.
    severity: isRepository && !gaps.nearest ? 'low' : undefined,
  };
}

function evidenceOf(component: Component, context: RuleContext): Evidence {
  const { name, kind, resources } = component;
  const journeys = context.journeysThrough(component.id).length;
  const carries = journeys === 0 ? '' : `, on ${journeys} ${journeys === 1 ? 'journey' : 'journeys'}`;
  const [main] = resources;
  return { says: `${kind} ${name} has no owner${carries}`, at: main && { resource: main, path: [] } };
}

function nameOwner({ nearest }: OwnershipGaps): Remedy {
  const proposed = nearest ? `, say ${nearest.owner}` : '';
  return {
    title: `Name an owner${proposed}: one line of code owners, one label, or one default tag for the stack`,
    safety: 'review',
    caution: 'Ask the team that is named; an owner who does not know of it is none.',
    intents: [],
  };
}
