import type { Component } from '../../../core/component.ts';
import type { BoundSubject, RoleBinding } from '../../../core/facts/traffic.ts';
import type { Severity } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { Location } from '../../../core/location.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import type { Value } from '../../../core/value.ts';
import type { Holder } from '../../cluster-roles.ts';
import { allowsEverything, holderOf, subjectInWords, subjectLines } from '../../cluster-roles.ts';
import { notApplicable, pass, unknown } from '../../outcome.ts';

export const rule: Rule = {
  id: ruleId('security/cluster-administrator-binding'),
  title: 'A workload or user is administrator of the whole cluster',
  appliesTo: ['identity'],
  severity: 'high',
  consequence: 'exposure',
  environments: 'any',
  check(component, context) {
    const { roleBinding } = component.facts;
    if (!roleBinding) return notApplicable('it binds no role');
    const administers = givesEverything(roleBinding, context);
    if (Unknown.is(administers)) return unknown(administers);
    if (!administers) return pass;
    const held = roleBinding.subjects.map((subject) => ({ subject, holder: holderOf(subject, context) }));
    const certain = held.filter(({ holder }) => holder !== 'platform' && holder !== 'unknown');
    if (certain.length > 0) return failed(component, roleBinding, certain, context);
    const open = held.find(({ holder }) => holder === 'unknown')?.subject.name;
    const because = Unknown.is(open) ? open : roleBinding.more;
    if (because) return unknown(because);
    return notApplicable('only groups of the platform hold it');
  },
};

function givesEverything({ role }: RoleBinding, context: RuleContext): Value<boolean> {
  const { value: name } = role.name;
  const { value: kind } = role.kind;
  if (Unknown.is(name)) return name;
  if (Unknown.is(kind)) return kind;
  if (kind === 'ClusterRole' && name === 'cluster-admin') return true;
  if (role.component === undefined) return false;
  const rules = context.component(role.component).facts.clusterRole?.rules ?? [];
  return rules.some(allowsEverything);
}

interface Held {
  readonly subject: BoundSubject;
  readonly holder: Holder;
}

const RANK: { readonly [holder in Holder]: number } = {
  everyone: 0,
  workloads: 1,
  deployer: 2,
  people: 3,
  unknown: 4,
  platform: 5,
};

function failed(
  component: Component,
  { role, namespace }: RoleBinding,
  held: readonly Held[],
  context: RuleContext,
): Outcome {
  const [worst] = [...held].sort((a, b) => RANK[a.holder] - RANK[b.holder]);
  if (!worst) throw new Error('a failing binding has a subject');
  const name = String(role.name.value);
  const reach = namespace === undefined ? 'the whole cluster' : `namespace ${String(namespace.value)}`;
  return {
    status: 'fail',
    problem: `${consequence(worst, held)} ${reach}: ${component.name} binds ${name}.${afterwards(worst)}`,
    evidence: [
      { says: `${String(role.kind.value)} ${name}`, at: role.name.at[0] },
      ...subjectLines(
        held.map(({ subject }) => subject),
        context,
      ),
    ],
    remedies: [
      {
        title:
          'Remove the binding, or bind a role with the verbs and objects that are used, in the namespace',
        safety: 'review',
        caution: 'What the subject does with these rights must be found out first.',
        intents: [],
      },
    ],
    cause: worst.holder === 'deployer' ? sharedCause(component, role, context) : role.name.at[0],
    severity: severityOf(worst.holder, namespace === undefined),
  };
}

const causes = new WeakMap<RuleContext, Map<string, Location | undefined>>();

/** The controller that deploys stands in every cluster alike: its bindings of one name are one decision. */
function sharedCause(
  { name }: Component,
  role: RoleBinding['role'],
  context: RuleContext,
): Location | undefined {
  const known = causes.get(context) ?? new Map<string, Location | undefined>();
  causes.set(context, known);
  const first = known.has(name) ? known.get(name) : role.name.at[0];
  known.set(name, first);
  return first;
}

function consequence({ subject, holder }: Held, held: readonly Held[]): string {
  const others = held.length - 1;
  const more = others > 0 ? ` and ${others} ${others === 1 ? 'other' : 'others'}` : '';
  const who = subjectInWords(subject);
  if (holder === 'everyone') return `Everyone in ${who} is administrator of`;
  if (holder === 'people') return `${who.charAt(0).toUpperCase()}${who.slice(1)}${more} may do anything in`;
  return `Whoever breaks into a pod of ${who}${more} is administrator of`;
}

function afterwards({ holder }: Held): string {
  if (holder !== 'deployer') return '';
  return ' Whoever can change what this controller applies is administrator too.';
}

/** A namespace is less than the cluster; people and deploy controllers are expected to hold much. */
function severityOf(holder: Holder, isOfCluster: boolean): Severity | undefined {
  if (holder === 'everyone') return isOfCluster ? 'critical' : 'high';
  if (!isOfCluster || holder === 'people' || holder === 'deployer') return 'low';
  return undefined;
}
