import type { PlannedLoss, StackFacts } from '../../../core/facts/code.ts';
import type { Evidence } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { Plan } from '../../../core/resource.ts';
import type { Failed, Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import type { Data } from '../../../core/value.ts';
import { isDataList, isDataObject, Sensitive, Unknown } from '../../../core/value.ts';
import { notApplicable, pass, unknown } from '../../outcome.ts';
import { counted, listed, textEvidence } from '../../root-of.ts';

const MANY = 10;
const LARGE_SHARE = 0.2;

export const rule: Rule = {
  id: ruleId('iac/destructive-plan'),
  title: 'This plan destroys or replaces something that holds data or carries a journey',
  appliesTo: ['stack'],
  severity: 'critical',
  consequence: 'data-loss',
  environments: 'lowered-elsewhere',
  check(component, context) {
    const facts = component.facts.stackFacts;
    const plan = component.stack === undefined ? undefined : context.stack(component.stack).plan;
    return facts && plan ? judge(facts, plan, context) : notApplicable('it is not a plan');
  },
};

function judge(facts: StackFacts, plan: Plan, context: RuleContext): Outcome | readonly Outcome[] {
  const failures = facts.plannedLosses.flatMap((loss) => judgeLoss(loss, context));
  const many = manyReplaced(facts.plannedLosses, plan);
  if (many) failures.push(many);
  if (failures.length > 0) return failures;
  return plan.incompleteBecause === undefined ? pass : unknown(doubtOf(plan.incompleteBecause));
}

function judgeLoss(loss: PlannedLoss, context: RuleContext): readonly Failed[] {
  const { change } = loss;
  const isReplaced = change.action !== 'delete';
  const carries = change.action !== 'create-then-delete' && carriesRequests(loss, context);
  if (!loss.keepsData && !carries) return [];
  const verb = isReplaced ? 'replaced' : 'destroyed';
  const consequence = loss.keepsData
    ? `The data of ${loss.name} is gone after this apply`
    : `What users reach through ${loss.name} stops with this apply`;
  const why =
    change.forcedBy.length === 0
      ? ''
      : ` because ${listed(
          change.forcedBy.map(({ path }) => path),
          3,
        )} changes`;
  return [
    {
      status: 'fail',
      key: change.address,
      problem: `${consequence}: ${loss.name === change.address ? 'it' : change.address} is ${verb}${why}.`,
      evidence: evidenceOf(loss),
      remedies: [
        {
          title: isReplaced
            ? 'Keep the old value, or move the data first and replace the resource afterwards'
            : 'Keep the resource, or let Terraform forget it with a removed block',
          safety: 'review',
          caution: 'A restore from backup is slower than not destroying.',
          intents: [],
        },
      ],
      confidence: 'high',
    },
  ];
}

/** A public entry, or something that one reaches. */
function carriesRequests({ component, isPublicEntry }: PlannedLoss, context: RuleContext): boolean {
  return isPublicEntry || (component !== undefined && context.entriesReaching(component).length > 0);
}

function evidenceOf({ change }: PlannedLoss): readonly Evidence[] {
  const why = change.reason === undefined ? '' : ` (${change.reason.replaceAll('_', ' ')})`;
  const forced = change.forcedBy.map(({ path, before, after }) =>
    textEvidence(`${path}: ${shown(before)} becomes ${shown(after)}`, change.at),
  );
  const needed =
    change.neededBy.length === 0 ? [] : [textEvidence(`made from it: ${listed(change.neededBy)}`, change.at)];
  const says = `${change.address}: ${change.action.replaceAll('-', ' ')}${why}`;
  return [textEvidence(says, change.at), ...forced, ...needed];
}

function manyReplaced(losses: readonly PlannedLoss[], plan: Plan): Failed | undefined {
  const replaced = losses.filter(({ change }) => change.action !== 'delete');
  if (replaced.length < MANY || replaced.length <= plan.existing * LARGE_SHARE) return undefined;
  const causes = [...new Set(replaced.flatMap(({ change }) => change.forcedBy.map(({ path }) => path)))];
  const because = causes.length === 0 ? '' : `; what forces it: ${listed(causes)}`;
  return {
    status: 'fail',
    key: 'many',
    problem:
      `A mistake in this apply stops much at once: ${replaced.length} of ` +
      `${counted(plan.existing, 'existing resource')} are replaced.`,
    evidence: [
      textEvidence(
        `replaced: ${listed(replaced.map(({ change }) => change.address))}${because}`,
        replaced[0]?.change.at,
      ),
    ],
    remedies: [{ title: 'Apply the replacements in smaller steps', safety: 'review', intents: [] }],
    severity: 'high',
  };
}

function shown(data: Data): string {
  if (Unknown.is(data)) return 'a value known after apply';
  if (Sensitive.is(data)) return 'a hidden value';
  if (data === null) return 'nothing';
  if (isDataList(data) || isDataObject(data)) return 'other content';
  return typeof data === 'string' ? `"${data}"` : String(data);
}

function doubtOf(why: string): Unknown {
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `the plan does not say all that would happen: ${why}`,
    settledBy: 'a complete plan',
  });
}
