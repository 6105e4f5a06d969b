import type { Stated } from '../../../../core/component.ts';
import type { ComponentId } from '../../../../core/id.ts';
import { Unknown } from '../../../../core/value.ts';
import type { Resource } from '../../../../core/resource.ts';
import type { ComponentDraft, GraphDraft } from '../../../graph-draft.ts';
import type { LinkPass } from '../../../link-pass.ts';
import { at, readText } from '../../../read.ts';
import { connect } from '../../compute/connect.ts';
import type { ObjectIndex } from '../together.ts';
import { nearestOf, objectIndex } from '../together.ts';
import type { AccountRole } from './account-roles.ts';
import { AccountRoles } from './account-roles.ts';

/** States which identities of a cloud the pods of a workload act as; none is stated too. */
export const podIdentities: LinkPass = {
  name: 'pod-identities',
  after: ['identities', 'kubernetes-traffic'],
  run(draft) {
    const workloads = [...draft.components.values()].filter(({ facts }) => facts.pods);
    if (workloads.length === 0) return;
    const around = { roles: new AccountRoles(draft), index: objectIndex(draft) };
    for (const workload of workloads) stateRoles(draft, workload, around);
  },
};

interface Around {
  readonly roles: AccountRoles;
  readonly index: ObjectIndex;
}

function stateRoles(draft: GraphDraft, workload: ComponentDraft, { roles, index }: Around): void {
  const { main, facts } = workload;
  const { pods } = facts;
  if (!main || !pods) return;
  const [namespace, name] = [pods.namespace.value, pods.serviceAccount.value];
  if (Unknown.is(namespace) || Unknown.is(name)) return;
  const account = nearestOf(index.named(main, namespace, name, ['ServiceAccount']))[0]?.main;
  const annotated = account && roleByAnnotation(account, roles);
  const trusted = roles.trusting(main, namespace, name);
  const found = annotated ? [annotated] : Unknown.is(trusted) ? [] : trusted;
  const known = found.filter((one) => isKnown(one));
  const because = found.find((one) => !isKnown(one))?.role;
  for (const { role, says, at: place } of known) {
    // Credentials are cached for an hour, so that running pods survive for a while without it.
    connect(draft, { from: workload, to: role, kind: 'assumes', strength: 'control-only', says, at: place });
  }
  const unknown = because ?? (Unknown.is(trusted) ? trusted : undefined);
  draft.setFact(
    workload,
    'roles',
    stated({ account, known, unknown: Unknown.is(unknown) ? unknown : undefined }, workload),
  );
}

type MaybeRole = Omit<AccountRole, 'role'> & { readonly role: ComponentDraft | Unknown };

function isKnown(one: MaybeRole): one is AccountRole {
  return !Unknown.is(one.role);
}

const ANNOTATIONS = [
  'eks.amazonaws.com/role-arn',
  'iam.gke.io/gcp-service-account',
  'azure.workload.identity/client-id',
] as const;

function roleByAnnotation(account: Resource, roles: AccountRoles): MaybeRole | undefined {
  for (const annotation of ANNOTATIONS) {
    const path = ['metadata', 'annotations', annotation];
    const written = readText(account, path);
    if (!written || written.value === '') continue;
    const role = roles.named(account, written.value);
    return { role, says: `service account ${account.name} is annotated with it`, at: at(account, ...path) };
  }
  return undefined;
}

function stated(
  {
    account,
    known,
    unknown,
  }: { account: Resource | undefined; known: readonly AccountRole[]; unknown: Unknown | undefined },
  { facts }: ComponentDraft,
): Stated<readonly ComponentId[]> {
  const places = facts.pods?.serviceAccount.at ?? [];
  if (known.length > 0)
    return { value: known.map(({ role }) => role.id), at: known.map((one) => one.at), origin: 'written' };
  if (unknown) return { value: unknown, at: places, origin: 'written' };
  const name = facts.pods?.serviceAccount.value;
  // Every namespace has the account `default`, whether somebody writes it or not.
  if (account || name === 'default') {
    return { value: [], at: account ? [at(account)] : places, origin: 'default', source: ACCOUNTS };
  }
  const because = new Unknown({
    reason: 'not-in-inputs',
    detail: `service account ${String(name)} was not loaded, so what it may act as is not known`,
    settledBy: 'the ServiceAccount, and the roles that trust it',
  });
  return { value: because, at: places, origin: 'written' };
}

const ACCOUNTS = 'https://kubernetes.io/docs/concepts/security/service-accounts/#default-service-accounts';
