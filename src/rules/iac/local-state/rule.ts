import type { StackFacts } from '../../../core/facts/code.ts';
import type { Evidence } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { notApplicable, pass, unknown } from '../../outcome.ts';
import { counted, isNotApplicable, listed, rootOf, textEvidence } from '../../root-of.ts';

export const rule: Rule = {
  id: ruleId('iac/local-state'),
  title: 'Terraform state lives on one machine and can be lost or forked',
  appliesTo: ['stack'],
  severity: 'high',
  consequence: 'change-failure',
  environments: 'any',
  check(component, context) {
    const facts = rootOf(component, context);
    return isNotApplicable(facts) ? facts : judge(facts, context);
  },
};

function judge(facts: StackFacts, context: RuleContext): Outcome {
  const { code } = facts;
  if (facts.managedResources === 0 && code.moduleCalls.length === 0) {
    return notApplicable('it manages nothing');
  }
  if (code.role === 'example' || code.role === 'test') return notApplicable(code.roleBecause);
  if (code.backend && code.backend.type !== 'local') return pass;
  if (code.wrapper?.state === 'generates') return notApplicable(`${code.wrapper.file} generates the backend`);
  const doubt = doubtOf(facts);
  if (doubt) return unknown(doubt);
  const stateful = facts.stateful.map((id) => context.component(id).name);
  const held = facts.managedResources === 0 ? 'What' : counted(facts.managedResources, 'resource');
  const problem =
    `${held} of ${facts.rootName} can be changed safely from one ` +
    `machine only, and from none when it is lost: the state has ` +
    `${code.backend ? 'backend "local"' : 'no backend'}.`;
  return {
    status: 'fail',
    problem,
    evidence: evidenceOf(facts, stateful),
    remedies: [
      {
        title: 'Add a remote backend with locking, then run terraform init -migrate-state',
        safety: 'review',
        caution: 'The existing state has to be moved once, while nobody else applies.',
        intents: [],
      },
    ],
    confidence: code.wrapper ? 'medium' : 'high',
  };
}

/** Why the state may be kept where the text does not say. */
function doubtOf({ code, stateKeptBy, rootName }: StackFacts): Unknown | undefined {
  const question = (detail: string, settledBy: string): Unknown =>
    new Unknown({ reason: 'rule-question', detail, settledBy });
  if (stateKeptBy) {
    return question(
      `${stateKeptBy.name} runs ${rootName} and may keep its state`,
      `where ${stateKeptBy.name} keeps the state`,
    );
  }
  if (code.wrapper) {
    return question(
      `${code.wrapper.name} (${code.wrapper.file}) runs ${rootName} and may keep its state`,
      `where ${code.wrapper.name} keeps the state of ${rootName}`,
    );
  }
  if (code.role !== 'maybe-module') return undefined;
  return question(
    `${rootName} may be a module for others: ${code.roleBecause}`,
    `a provider configuration or the lock file of ${rootName}, if it is applied by itself`,
  );
}

function evidenceOf(
  { code, managedResources, rootName }: StackFacts,
  stateful: readonly string[],
): readonly Evidence[] {
  const backend = code.backend
    ? textEvidence('backend "local"', code.backend.declaredAt)
    : textEvidence(`no backend and no cloud block in ${rootName}`, firstLine(code.files[0]?.file));
  const lines = [
    backend,
    textEvidence(`${rootName} is applied by itself: ${code.roleBecause}`, undefined),
    textEvidence(`it manages ${counted(managedResources, 'resource')}`, undefined),
  ];
  return stateful.length === 0
    ? lines
    : [...lines, textEvidence(`it keeps data in ${listed(stateful)}`, undefined)];
}

function firstLine(file: string | undefined): Evidence['range'] {
  return file === undefined ? undefined : { file, start: 0, end: 0 };
}
