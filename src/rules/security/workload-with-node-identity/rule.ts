import type { Component } from '../../../core/component.ts';
import type { Dependency } from '../../../core/dependency.ts';
import type { Evidence } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { notApplicable, pass, unknown } from '../../outcome.ts';
import { allowing, serviceOf } from './node-permissions.ts';
import type { Service } from './node-permissions.ts';

export const rule: Rule = {
  id: ruleId('security/workload-with-node-identity'),
  title: 'Pods reach the cloud with the rights of their node',
  appliesTo: ['workload'],
  severity: 'medium',
  consequence: 'exposure',
  environments: 'lowered-elsewhere',
  check(component, context): Outcome {
    const { pods, roles } = component.facts;
    if (!pods) return notApplicable('it runs no pods');
    if (pods.platformAgent !== undefined)
      return notApplicable(`it is an agent of the platform: ${pods.platformAgent}`);
    const uses = usesOf(component, context);
    if (uses.length === 0) return notApplicable('nothing says that it uses services of the cloud');
    if (hasKeys(component)) return notApplicable('it is given keys of its own');
    if (!roles) return notApplicable('nothing is known of its service account');
    if (Unknown.is(roles.value)) return unknown(roles.value);
    if (roles.value.length > 0) return pass;
    return judge({ component, uses }, nodeRoles(component, context), context);
  },
};

interface Use {
  readonly to: Component;
  readonly service: Service;
  readonly dependency: Dependency;
}

/** What it uses with an identity of the cloud: not what a password opens. */
function usesOf({ id }: Component, context: RuleContext): readonly Use[] {
  return context.dependenciesFrom(id).flatMap((dependency): readonly Use[] => {
    const to = context.component(dependency.to);
    const service = serviceOf(to.type);
    return service && dependency.grade !== 'D' ? [{ to, service, dependency }] : [];
  });
}

function hasKeys({ facts }: Component): boolean {
  return (facts.settings ?? []).some(({ name }) =>
    /^AWS_(?:ACCESS_KEY_ID|SECRET_ACCESS_KEY|PROFILE|SHARED_CREDENTIALS_FILE)$/.test(name),
  );
}

interface Nodes {
  readonly roles: readonly Component[];
  readonly unknown: Unknown | undefined;
}

function nodeRoles({ name, facts }: Component, context: RuleContext): Nodes {
  const clusters = facts.clusters?.value;
  if (clusters === undefined || Unknown.is(clusters)) return { roles: [], unknown: outside(name) };
  const pools = clusters
    .flatMap((cluster) => context.dependenciesTo(cluster, 'member-of'))
    .map(({ from }) => context.component(from))
    .filter(({ kind, facts: { serverless } }) => kind === 'node-pool' && serverless?.value !== true);
  const roles = new Map<string, Component>();
  let open: Unknown | undefined;
  for (const pool of pools) {
    const stated = pool.facts.roles?.value;
    if (stated === undefined || Unknown.is(stated)) open ??= stated ?? outside(name);
    else for (const id of stated) roles.set(id, context.component(id));
  }
  return { roles: [...roles.values()], unknown: open ?? (pools.length === 0 ? outside(name) : undefined) };
}

function outside(name: string): Unknown {
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `the role of the nodes that ${name} runs on is not in the inputs`,
    settledBy: 'the code that declares the node pools of its cluster',
  });
}

function judge(
  { component, uses }: { readonly component: Component; readonly uses: readonly Use[] },
  nodes: Nodes,
  context: RuleContext,
): Outcome {
  for (const role of nodes.roles) {
    const used = uses.find(({ service }) => allowing(role, service));
    const says = used && allowing(role, used.service);
    if (used && says) return failed({ component, use: used, role, grant: says }, context);
  }
  const open = nodes.unknown ?? nodes.roles.flatMap(({ facts }) => facts.grantsUnknown ?? [])[0];
  return open ? unknown(open) : notApplicable('the role of its nodes does not allow what it uses');
}

interface Found {
  readonly component: Component;
  readonly use: Use;
  readonly role: Component;
  readonly grant: Evidence;
}

function failed({ component, use, role, grant }: Found, context: RuleContext): Outcome {
  const { name, facts } = component;
  const account = facts.pods?.serviceAccount;
  const shown = Unknown.is(account?.value) ? 'unknown' : (account?.value ?? 'default');
  const [cluster] = Unknown.is(facts.clusters?.value) ? [] : (facts.clusters?.value ?? []);
  const others = cluster === undefined ? 0 : context.dependenciesTo(cluster, 'runs-on').length - 1;
  return {
    status: 'fail',
    problem:
      `Every pod on the nodes of ${name} may use ${use.to.name}: ` +
      `${name} reaches it with the role of its node, ${role.name}.`,
    evidence: [
      { says: `${name} uses ${use.to.name}`, at: use.dependency.evidence[0]?.at },
      { says: `service account ${shown} has no role of its own`, at: facts.roles?.at[0] ?? account?.at[0] },
      grant,
      ...(others > 0 ? [{ says: `${others} more workloads run on the same cluster` }] : []),
    ],
    remedies: [
      {
        title: `Give ${name} a role with the actions that it uses, by annotation or Pod Identity association`,
        safety: 'review',
        caution: 'Take the permission from the role of the nodes only when nobody else on them uses it.',
        intents: [],
      },
    ],
    cause: facts.roles?.at[0],
  };
}
