import type { Component } from '../../../core/component.ts';
import { ruleId } from '../../../core/id.ts';
import type { StackCode, WrittenModuleCall } from '../../../core/stack-code.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import type { Data } from '../../../core/value.ts';
import { Unknown } from '../../../core/value.ts';
import { notApplicable, pass } from '../../outcome.ts';
import { isNotApplicable, listed, rootOf, textEvidence } from '../../root-of.ts';

const MOST_LINES = 30;

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
    return judgeAll(own, facts.code.role, (call) => statefulOf(call, facts.stateful, context));
  },
};

function rootFolder(component: Component, context: RuleContext): string {
  return component.stack === undefined ? '' : context.stack(component.stack).root;
}

type StatefulIn = (call: WrittenModuleCall) => readonly string[];

/** Calls of one folder with the same source and version are one question. */
function judgeAll(
  calls: readonly WrittenModuleCall[],
  role: StackCode['role'],
  statefulIn: StatefulIn,
): Outcome | readonly Outcome[] {
  const groups = new Map<string, WrittenModuleCall[]>();
  for (const call of calls) {
    if (call.pin.kind === 'local') continue;
    const folder = call.folder === '' ? '.' : call.folder;
    const key = [folder, textOf(call.source), textOf(call.version)].join(' ').trim();
    const known = groups.get(key);
    if (known) known.push(call);
    else groups.set(key, [call]);
  }
  if (groups.size === 0) return notApplicable('it calls no modules from elsewhere');
  return [...groups].map(([key, group]) => ({ ...judge(group, role, group.flatMap(statefulIn)), key }));
}

function textOf(data: Data | undefined): string {
  return typeof data === 'string' ? data : '';
}

function judge(
  calls: readonly WrittenModuleCall[],
  role: StackCode['role'],
  stateful: readonly string[],
): Outcome {
  const [first] = calls;
  if (!first || first.pin.status === 'pinned') return pass;
  const { pin } = first;
  if (pin.status === 'undecided') return { status: 'unknown', because: [doubtOf(first)] };
  const names = listed(
    calls.map((call) => call.name),
    3,
  );
  const [modules, verb] = calls.length === 1 ? ['module', 'does'] : ['modules', 'do'];
  const manages =
    stateful.length === 0 ? '' : ` (${listed(stateful, 3)} in ${calls.length === 1 ? 'it' : 'them'})`;
  return {
    status: 'fail',
    problem: `The next init can change what ${modules} ${names}${manages} ${verb}, unreviewed: ${pin.says}.`,
    evidence: calls
      .slice(0, MOST_LINES)
      .map((call) =>
        textEvidence(
          `module "${call.name}": source = "${textOf(call.source)}", ${call.pin.says}`,
          call.sourceAt,
        ),
      ),
    remedies: [
      {
        title:
          pin.kind === 'registry'
            ? `Give ${modules} ${names} a version with an upper bound, the one in use today`
            : `Name the tag or commit in use today in the source of ${modules} ${names}`,
        safety: 'review',
        caution: 'A version other than the one in use changes resources: compare the plan before and after.',
        intents: [],
      },
    ],
    severity: role === 'example' || role === 'test' ? 'low' : undefined,
  };
}

function doubtOf(call: WrittenModuleCall): Unknown {
  if (Unknown.is(call.source)) return call.source;
  if (Unknown.is(call.version)) return call.version;
  const detail = `module ${call.name}: ${call.pin.says}`;
  return new Unknown({
    reason: 'rule-question',
    detail,
    settledBy: `whether the ref of module ${call.name} can move`,
  });
}

/** Components that keep data and are made by this call, by the address of the call. */
function statefulOf(
  call: WrittenModuleCall,
  stateful: readonly Component['id'][],
  context: RuleContext,
): readonly string[] {
  const inside = [`#module.${call.name}.`, `#module.${call.name}[`];
  return stateful
    .filter((id) => inside.some((start) => id.includes(start)))
    .map((id) => context.component(id).name);
}
