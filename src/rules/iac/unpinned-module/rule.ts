import type { Component } from '../../../core/component.ts';
import { ruleId } from '../../../core/id.ts';
import type { StackCode, WrittenModuleCall } from '../../../core/resource.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { notApplicable, pass } from '../../outcome.ts';
import { isNotApplicable, listed, rootOf, textEvidence } from '../../root-of.ts';

export const rule: Rule = {
  id: ruleId('iac/unpinned-module'),
  title: 'The next init can bring in different module code',
  appliesTo: ['stack', 'repository'],
  severity: 'medium',
  consequence: 'change-failure',
  environments: 'any',
  check(component, context) {
    const { repositoryFacts } = component.facts;
    if (repositoryFacts) return judgeAll(repositoryFacts.moduleCalls, 'root', () => []);
    const facts = rootOf(component, context);
    if (isNotApplicable(facts)) return facts;
    const own = facts.code.moduleCalls.filter((call) => call.folder === rootFolder(component, context));
    return judgeAll(own, facts.code.role, (call) => statefulIn(call, facts.stateful, context));
  },
};

function rootFolder(component: Component, context: RuleContext): string {
  return component.stack === undefined ? '' : context.stack(component.stack).root;
}

type StatefulIn = (call: WrittenModuleCall) => readonly string[];

function judgeAll(
  calls: readonly WrittenModuleCall[], role: StackCode['role'], stateful: StatefulIn,
): Outcome | readonly Outcome[] {
  const fetched = calls.filter((call) => call.pin.kind !== 'local');
  if (fetched.length === 0) return notApplicable('it calls no modules from elsewhere');
  return fetched.map((call) => judge(call, role, stateful(call)));
}

function judge(call: WrittenModuleCall, role: StackCode['role'], stateful: readonly string[]): Outcome {
  const key = `${call.at.file} module.${call.name}`;
  const { pin } = call;
  if (pin.status === 'pinned') return { ...pass, key };
  const source = typeof call.source === 'string' ? call.source : 'its source';
  if (pin.status === 'undecided') return { status: 'unknown', key, because: [doubtOf(call)] };
  const manages = stateful.length === 0 ? '' : `, which manages ${listed(stateful, 3)},`;
  return {
    status: 'fail',
    key,
    problem: `The next init can change what module ${call.name}${manages} does, unreviewed: ${pin.says}.`,
    evidence: [textEvidence(`module "${call.name}": source = "${source}", ${pin.says}`, call.sourceAt)],
    remedies: [{
      title: pin.kind === 'registry'
        ? `Give module "${call.name}" a version with an upper bound, the one in use today`
        : `Name the tag or commit in use today in the source of module "${call.name}"`,
      safety: 'review',
      caution: 'A version other than the one in use changes resources: compare the plan before and after.',
      intents: [],
    }],
    severity: role === 'example' || role === 'test' ? 'low' : undefined,
  };
}

function doubtOf(call: WrittenModuleCall): Unknown {
  if (Unknown.is(call.source)) return call.source;
  if (Unknown.is(call.version)) return call.version;
  const detail = `module ${call.name}: ${call.pin.says}`;
  return new Unknown({ reason: 'rule-question', detail, settledBy: `whether the ref of module ${call.name} can move` });
}

/** Components that keep data and are made by this call, by the address of the call. */
function statefulIn(call: WrittenModuleCall, stateful: readonly Component['id'][], context: RuleContext): readonly string[] {
  const inside = new RegExp(`#module\\.${call.name}[.\\[]`);
  return stateful.filter((id) => inside.test(id)).map((id) => context.component(id).name);
}
