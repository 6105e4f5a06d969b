import type { EnvironmentWitness, StackFacts } from '../../../core/facts/code.ts';
import { ruleId } from '../../../core/id.ts';
import { sortedUnique } from '../../../core/order.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { notApplicable, pass, unknown } from '../../outcome.ts';
import { isNotApplicable, listed, rootOf, textEvidence } from '../../root-of.ts';

const MOST_LINES = 4;

export const rule: Rule = {
  id: ruleId('iac/state-shared-by-environments'),
  title: 'One plan can destroy staging and production together',
  appliesTo: ['stack'],
  severity: 'high',
  consequence: 'change-failure',
  environments: 'any',
  check(component, context) {
    const facts = rootOf(component, context);
    return isNotApplicable(facts) ? facts : judge(facts, context);
  },
};

/**
 * The variable sets of a root are states of their own; the first one that mixes environments tells for all.
 */
function judge(facts: StackFacts, context: RuleContext): Outcome {
  if (facts.code.role === 'example' || facts.code.role === 'test') {
    return notApplicable(facts.code.roleBecause);
  }
  const sets = facts.sameRoot.flatMap((id) => context.component(id).facts.stackFacts ?? []);
  for (const { environmentWitnesses } of sets) {
    const told = environmentWitnesses.filter(({ kind }) => kind !== 'name');
    if (mixes(told)) return failed(facts, told);
  }
  for (const { environmentWitnesses } of sets) {
    if (mixes(environmentWitnesses)) return unknown(doubtOf(facts, environmentWitnesses));
  }
  return pass;
}

/** Production and at least one other environment. */
function mixes(witnesses: readonly EnvironmentWitness[]): boolean {
  const environments = new Set(witnesses.map(({ environment }) => environment));
  return environments.size > 1 && environments.has('production');
}

function environmentsOf(witnesses: readonly EnvironmentWitness[]): readonly string[] {
  return sortedUnique(witnesses.map(({ environment }) => environment));
}

function failed({ rootName, code }: StackFacts, told: readonly EnvironmentWitness[]): Outcome {
  const environments = environmentsOf(told);
  const others = environments.filter((name) => name !== 'production');
  const key = code.backend?.settings['key'] ?? code.backend?.settings['prefix'];
  const state = typeof key === 'string' ? `state key = "${key}"` : 'one state for all of it';
  const lines = environments.flatMap((environment) =>
    told.filter((witness) => witness.environment === environment).slice(0, MOST_LINES),
  );
  return {
    status: 'fail',
    problem:
      `A mistake in ${others.join(' or ')} can destroy production: one state of ${rootName} manages ` +
      `${environments.join(', ')}.`,
    evidence: [
      textEvidence(state, code.backend?.declaredAt),
      ...lines.map((witness) => textEvidence(`${witness.environment}: ${witness.says}`, witness.at)),
    ],
    remedies: [
      {
        title: 'Give each environment a state of its own',
        safety: 'review',
        caution:
          'Move resources with terraform state mv, or import and removed blocks: nothing is destroyed.',
        intents: [],
      },
    ],
  };
}

function doubtOf({ rootName }: StackFacts, witnesses: readonly EnvironmentWitness[]): Unknown {
  const names = sortedUnique(witnesses.map(({ address }) => address));
  return new Unknown({
    reason: 'rule-question',
    detail: `only names or unread modules tell the environments in ${rootName}: ${listed(names, 3)}`,
    settledBy: `which environments the parts of ${rootName} belong to, say by an environment tag`,
  });
}
