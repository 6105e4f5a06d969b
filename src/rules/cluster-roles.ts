import type { Component } from '../core/component.ts';
import type { BoundSubject, RoleRule } from '../core/facts/traffic.ts';
import type { Evidence } from '../core/finding.ts';
import type { ComponentId } from '../core/id.ts';
import type { RuleContext } from '../core/rule.ts';
import { Unknown } from '../core/value.ts';

/** Whether a rule of a role allows everything on everything. */
export function allowsEverything({ apiGroups, resources, verbs, resourceNames }: RoleRule): boolean {
  return [apiGroups, resources, verbs].every((list) => list.includes('*')) && resourceNames.length === 0;
}

/** The unknown part of a rule that could make it wider. */
export function unknownPart({ apiGroups, resources, verbs }: RoleRule): Unknown | undefined {
  return [...apiGroups, ...resources, ...verbs].find((part) => Unknown.is(part));
}

/** Who holds what a binding gives. */
export type Holder = 'workloads' | 'people' | 'everyone' | 'platform' | 'deployer' | 'unknown';

const EVERYONE: ReadonlySet<string> = new Set([
  'system:authenticated',
  'system:unauthenticated',
  'system:anonymous',
  'system:serviceaccounts',
]);

// Controllers whose work is to apply what repositories say.
const DEPLOYER_IMAGES = /(^|\/)(fluxcd\/|argoproj\/argocd|argoproj-labs\/|rancher\/fleet|kluctl\/)/;
const DEPLOYER_NAMESPACES = /^(flux-system|argocd|argo-cd|cattle-fleet-system|gitops-system)$/;

/** What kind of holder a subject is. */
export function holderOf({ kind, name, namespace, workloads }: BoundSubject, context: RuleContext): Holder {
  if (Unknown.is(name)) return 'unknown';
  if (EVERYONE.has(name)) return 'everyone';
  if (kind === 'service-account') {
    const isDeployer =
      (typeof namespace === 'string' && DEPLOYER_NAMESPACES.test(namespace)) ||
      (workloads.length > 0 && workloads.every((id) => isDeployerPod(context.component(id))));
    return isDeployer ? 'deployer' : 'workloads';
  }
  if (name.startsWith('system:serviceaccount')) return 'workloads';
  if (name.startsWith('system:')) return 'platform';
  return kind === 'unknown' ? 'unknown' : 'people';
}

function isDeployerPod({ facts: { pods } }: Component): boolean {
  const images = pods?.containers.filter(({ role }) => role === 'main').map(({ image }) => image?.repository);
  return (images ?? []).some((image) => typeof image === 'string' && DEPLOYER_IMAGES.test(image));
}

/** `service account shop/orders`. */
export function subjectInWords({ kind, name, namespace }: BoundSubject): string {
  const shown = Unknown.is(name) ? 'unknown' : name;
  if (kind === 'service-account') {
    return `service account ${typeof namespace === 'string' ? `${namespace}/` : ''}${shown}`;
  }
  return kind === 'unknown' ? shown : `${kind} ${shown}`;
}

/** Subjects with the workloads that run as them, and whether users come in through those. */
export function subjectLines(subjects: readonly BoundSubject[], context: RuleContext): readonly Evidence[] {
  return subjects.flatMap((subject) => [
    { says: subjectInWords(subject), at: subject.at },
    ...subject.workloads.map((id) => ({ says: runsAs(id, context), at: placeOf(id, context) })),
  ]);
}

function runsAs(id: ComponentId, context: RuleContext): string {
  const { name } = context.component(id);
  const [entry] = context.entriesReaching(id);
  const exposure = entry === undefined ? '' : `, reached from ${context.component(entry).name}`;
  return `${name} runs as this account${exposure}`;
}

function placeOf(id: ComponentId, context: RuleContext): Evidence['at'] {
  const { pods } = context.component(id).facts;
  return pods?.serviceAccount.at[0] ?? pods?.template;
}
