import { choosesByEnvironment } from '../../../core/environment-names.ts';
import type { StackFacts } from '../../../core/facts/code.ts';
import type { Evidence } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { ComponentId } from '../../../core/id.ts';
import type { ToggleExpression } from '../../../core/stack-code.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import type { Data } from '../../../core/value.ts';
import { isDataList, isDataObject, Unknown } from '../../../core/value.ts';
import { notApplicable, pass, unknown } from '../../outcome.ts';
import { counted, isNotApplicable, listed, rootOf, textEvidence } from '../../root-of.ts';

export const rule: Rule = {
  id: ruleId('iac/count-toggled-by-environment'),
  title: 'A variable that names the environment switches resources on and off',
  appliesTo: ['stack'],
  severity: 'medium',
  consequence: 'change-failure',
  environments: 'any',
  check(component, context) {
    const facts = rootOf(component, context);
    return isNotApplicable(facts) ? facts : judge(facts, context);
  },
};

function judge(facts: StackFacts, context: RuleContext): Outcome {
  const { code, rootName } = facts;
  if (code.role === 'example' || code.role === 'test') return notApplicable(code.roleBecause);
  const switches = code.toggles.filter((toggle) => toggle.existence);
  if (switches.length === 0) return pass;
  const byEnvironment = switches.filter(choosesByEnvironment);
  if (byEnvironment.length > 0) return failed(facts, byEnvironment, context);
  const hidden = switches.filter(
    (toggle) => !isFeatureSwitch(toggle) && dependsOnNothing(toggle, facts, context),
  );
  if (hidden.length === 0) return pass;
  return unknown(...hidden.map((toggle) => doubtOf(toggle, rootName)));
}

const FEATURE_BEFORE = /^(create|enable|enabled|use|has|with|deploy|install|attach|manage|is|include)(_|$)/;
const FEATURE_BEHIND = /_(enabled|create|created|disabled)$/;

function isFeatureSwitch({ dependsOn }: ToggleExpression): boolean {
  return dependsOn.every((name) => FEATURE_BEFORE.test(name) || FEATURE_BEHIND.test(name));
}

/** True when a variable it depends on has no value with any of the root's variable sets. */
function dependsOnNothing({ dependsOn }: ToggleExpression, facts: StackFacts, context: RuleContext): boolean {
  const sets = facts.sameRoot.map((id) => context.component(id).facts.stackFacts?.code.variables ?? []);
  return dependsOn.some((name) =>
    sets.every((variables) => variables.some((variable) => variable.name === name && variable.hasNoValue)),
  );
}

function doubtOf(toggle: ToggleExpression, rootName: string): Unknown {
  const names = toggle.dependsOn.map((name) => `var.${name}`).join(', ');
  return new Unknown({
    reason: 'variable-without-value',
    detail: `${toggle.address} of ${rootName} exists or not by ${names}, which has no value`,
    settledBy: `a variable file for ${rootName}`,
  });
}

// What only watches or guards: without it, staging still runs the same system.
const WATCHES = new RegExp(
  'alarm|alert|dashboard|monitor|budget|health_check|chatbot|flow_log|logging|log_|cloudtrail|config_|' +
    'backup|snapshot|recovery|waf|shield|guardduty|securityhub|inspector|macie|policy|lock',
);

function failed(facts: StackFacts, toggles: readonly ToggleExpression[], context: RuleContext): Outcome {
  const addresses = toggles.map((toggle) => toggle.address);
  const onlyWatch = addresses.every(
    (address) => !address.startsWith('module.') && WATCHES.test(address.split('.')[0] ?? ''),
  );
  return {
    status: 'fail',
    problem:
      `What works in staging can fail in production of ${facts.rootName}, because they do not hold the ` +
      `same resources: ${counted(toggles.length, 'block')} (${listed(addresses, 4)}) ` +
      `${toggles.length === 1 ? 'exists' : 'exist'} only where the environment's name says so.`,
    evidence: toggles.flatMap((toggle) => evidenceOf(toggle, facts, context)),
    remedies: [
      {
        title: 'Write the same resources for every environment, or name each switch after what it turns on',
        safety: 'review',
        caution: 'Resources that begin to exist in an environment cost money there.',
        intents: [],
      },
    ],
    severity: onlyWatch ? 'low' : undefined,
  };
}

function evidenceOf(toggle: ToggleExpression, facts: StackFacts, context: RuleContext): readonly Evidence[] {
  const results = facts.sameRoot.flatMap((id) => resultIn(toggle, id, context));
  const shown = results.length > 0 ? ` (${results.join(', ')})` : '';
  const text = toggle.text.replace(/\s+/g, ' ').trim();
  const short = text.length > 120 ? `${text.slice(0, 117)}…` : text;
  const own = textEvidence(`${toggle.address}: ${toggle.argument} = ${short}${shown}`, toggle.at);
  const through = toggle.chain.slice(0, -1).map((at) => textEvidence('which comes from here', at));
  return [own, ...through];
}

/** `0 with staging`, for every variable set of the root. */
function resultIn(
  { address, argument }: ToggleExpression,
  id: ComponentId,
  context: RuleContext,
): readonly string[] {
  const set = id.slice(id.lastIndexOf('@') + 1);
  const { toggles } = context.component(id).facts.stackFacts?.code ?? { toggles: [] };
  const toggle = toggles.find((one) => one.address === address && one.argument === argument);
  const size = toggle && sizeOf(toggle.result);
  return set === id || size === undefined ? [] : [`${size} with ${set}`];
}

function sizeOf(result: Data): number | undefined {
  if (typeof result === 'number') return result;
  if (isDataList(result)) return result.length;
  return isDataObject(result) ? Object.keys(result).length : undefined;
}
