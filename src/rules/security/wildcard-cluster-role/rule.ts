import type { Component } from '../../../core/component.ts';
import type { ClusterRole, RoleRule } from '../../../core/facts/traffic.ts';
import type { Evidence } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import type { Value } from '../../../core/value.ts';
import { allowsEverything, holderOf, subjectLines, unknownPart } from '../../cluster-roles.ts';
import { notApplicable, pass, unknown } from '../../outcome.ts';

export const rule: Rule = {
  id: ruleId('security/wildcard-cluster-role'),
  title: 'This role may do anything to some objects, or give itself more rights',
  appliesTo: ['identity'],
  severity: 'medium',
  consequence: 'exposure',
  environments: 'any',
  check(component, context) {
    const { clusterRole } = component.facts;
    if (!clusterRole) return notApplicable('it is no role');
    if (clusterRole.aggregates) return notApplicable('the platform puts it together from other roles');
    if (component.name.startsWith('system:')) return notApplicable('a role of the platform');
    const holders = holdersOf(clusterRole, context);
    if (clusterRole.rules.some(allowsEverything) && clusterRole.boundBy.length > 0) {
      return notApplicable('whoever holds it is administrator, which its binding says');
    }
    if (holders.length > 0 && holders.every((holder) => holder === 'deployer' || holder === 'platform')) {
      return notApplicable('only controllers that deploy hold it');
    }
    const wide = clusterRole.rules.flatMap(widthOf);
    if (wide.length > 0) return failed(component, clusterRole, wide, context);
    const open = clusterRole.more ?? clusterRole.rules.map(unknownPart).find((part) => part !== undefined);
    return open ? unknown(open) : pass;
  },
};

// Groups whose objects are pods, secrets, rights, or what starts pods.
const POWERFUL_GROUPS: ReadonlySet<Value<string>> = new Set([
  '*',
  '',
  'apps',
  'batch',
  'extensions',
  'rbac.authorization.k8s.io',
]);

// Objects that programs write all the time and that give nobody any rights.
const HARMLESS: ReadonlySet<Value<string>> = new Set(['events', 'leases', 'endpoints', 'componentstatuses']);

const ESCALATING: ReadonlySet<Value<string>> = new Set(['escalate', 'bind', 'impersonate']);

interface Width {
  readonly rule: RoleRule;
  readonly kind: 'wildcard' | 'node-proxy' | 'escalation';
  readonly says: string;
}

function widthOf(rule: RoleRule): readonly Width[] {
  const { apiGroups, resources, verbs, resourceNames } = rule;
  // Objects that are named one by one are no wildcard.
  if (resourceNames.length > 0) return [];
  const escalation = verbs.filter((verb) => ESCALATING.has(verb));
  if (escalation.length > 0) {
    return [{ rule, kind: 'escalation', says: `${escalation.join(', ')} on ${list(resources)}` }];
  }
  const groups = apiGroups.filter((group) => POWERFUL_GROUPS.has(group));
  if (groups.length === 0) return [];
  const isWildcard = resources.includes('*') || (verbs.includes('*') && !resources.every(isHarmless));
  if (isWildcard) return [{ rule, kind: 'wildcard', says: `${list(verbs)} on ${list(resources)}` }];
  if (!resources.includes('nodes/proxy')) return [];
  return [{ rule, kind: 'node-proxy', says: `${list(verbs)} on nodes/proxy` }];
}

function isHarmless(resource: Value<string>): boolean {
  return HARMLESS.has(resource);
}

function list(values: readonly Value<string>[]): string {
  const shown = values.map((value) => (Unknown.is(value) ? 'unknown' : value === '*' ? 'everything' : value));
  return shown.length > 4 ? `${shown.slice(0, 3).join(', ')} and ${shown.length - 3} more` : shown.join(', ');
}

function holdersOf({ boundBy }: ClusterRole, context: RuleContext): readonly string[] {
  const bindings = boundBy.flatMap((id) => context.component(id).facts.roleBinding ?? []);
  return bindings.flatMap(({ subjects }) => subjects.map((subject) => holderOf(subject, context)));
}

function failed(
  component: Component,
  role: ClusterRole,
  wide: readonly Width[],
  context: RuleContext,
): Outcome {
  const [first] = wide;
  const bindings = role.boundBy.map((id) => context.component(id));
  const subjects = bindings.flatMap(({ facts }) => facts.roleBinding?.subjects ?? []);
  return {
    status: 'fail',
    problem: problemOf(component, role, wide),
    evidence: [
      ...wide.map(({ says, rule: { at } }): Evidence => ({ says, at })),
      ...subjectLines(subjects, context),
      ...(bindings.length === 0 ? [{ says: 'nothing in the inputs binds it' }] : []),
    ],
    remedies: [
      {
        title: 'List the verbs and objects that are used instead of everything',
        safety: 'review',
        caution: 'What is missing afterwards is refused while the program runs.',
        intents: [],
      },
    ],
    cause: first?.rule.at,
    severity: isMinor(role, wide, context) ? 'low' : undefined,
  };
}

function problemOf({ name }: Component, { namespace }: ClusterRole, wide: readonly Width[]): string {
  const reach = namespace === undefined ? 'in the whole cluster' : `in namespace ${String(namespace.value)}`;
  const escalation = wide.find(({ kind }) => kind === 'escalation');
  if (escalation) return `Whoever holds ${name} can give itself more rights ${reach}: ${escalation.says}.`;
  const wildcard = wide.find(({ kind }) => kind === 'wildcard');
  if (wildcard) return `Whoever holds ${name} may do more than it needs ${reach}: ${wildcard.says}.`;
  return `Whoever holds ${name} can run commands in every pod of every node: nodes/proxy is allowed.`;
}

/** Held by people or by nobody, or an agent that reads the metrics of nodes. */
function isMinor(role: ClusterRole, wide: readonly Width[], context: RuleContext): boolean {
  const holders = holdersOf(role, context);
  if (holders.every((holder) => holder === 'people' || holder === 'platform')) return true;
  const readsNodes = wide.every(({ kind, rule: { verbs } }) => {
    const reading = verbs.every((verb) => verb === 'get' || verb === 'list' || verb === 'watch');
    return kind === 'node-proxy' && reading;
  });
  return readsNodes && workloadsOf(role, context).every(isAgent);
}

function workloadsOf({ boundBy }: ClusterRole, context: RuleContext): readonly Component[] {
  const bindings = boundBy.flatMap((id) => context.component(id).facts.roleBinding ?? []);
  const ids = bindings.flatMap(({ subjects }) => subjects.flatMap(({ workloads }) => workloads));
  return ids.map((id) => context.component(id));
}

function isAgent({ facts: { pods } }: Component): boolean {
  return pods?.platformAgent !== undefined || pods?.store?.role === 'metrics';
}
