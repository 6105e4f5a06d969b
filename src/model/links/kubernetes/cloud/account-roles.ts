import type { Condition } from '../../../../core/facts/policy.ts';
import type { StackId } from '../../../../core/id.ts';
import type { Location } from '../../../../core/location.ts';
import { symbolicText, UNKNOWN_PIECE } from '../../../../core/partial-text.ts';
import { matchesWildcards } from '../../../../core/pattern.ts';
import type { Resource, Stack } from '../../../../core/resource.ts';
import type { Data, Value } from '../../../../core/value.ts';
import { Unknown } from '../../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../../graph-draft.ts';
import { at, dataAt } from '../../../read.ts';
import { gather } from '../../gather.ts';
import { areOfOtherEnvironments } from '../together.ts';

/** An identity of a cloud that the pods of a service account may act as. */
export interface AccountRole {
  readonly role: ComponentDraft;
  readonly says: string;
  readonly at: Location;
}

/** Who the cloud lets pods become: by the names of namespaces and service accounts. */
export class AccountRoles {
  readonly #draft: GraphDraft;
  readonly #stacks: ReadonlyMap<StackId, Stack>;
  readonly #exact = new Map<string, AccountRole[]>();
  readonly #patterns: { readonly pattern: string; readonly role: AccountRole }[] = [];
  readonly #byName = new Map<string, ComponentDraft[]>();

  constructor(draft: GraphDraft) {
    this.#draft = draft;
    this.#stacks = new Map(draft.stacks.map((stack) => [stack.id, stack]));
    for (const role of draft.components.values()) {
      if (role.kind === 'identity' && role.main?.mode === 'managed') this.#addRole(role, role.main);
    }
    this.#addAssociations();
    this.#addGoogle();
    this.#addAzure();
  }

  #addRole(role: ComponentDraft, main: Resource): void {
    for (const name of NAMES.get(main.type) ?? []) {
      const value = dataAt(main, name);
      if (typeof value === 'string' && value !== '') put(this.#byName, value, role);
    }
    const trust = role.facts.trust?.value;
    if (trust === undefined || Unknown.is(trust)) return;
    for (const { effect, conditions, at: place } of trust.statements) {
      if (effect === 'deny' || Unknown.is(conditions)) continue;
      for (const subject of conditions.flatMap(subjectsOf)) {
        this.#addSubject(subject, { role, says: `${role.name} trusts ${subject}`, at: place });
      }
    }
  }

  #addSubject(subject: string, role: AccountRole): void {
    const account = /^system:serviceaccount:(.+)$/.exec(subject)?.[1];
    if (account === undefined || account.includes(UNKNOWN_PIECE)) return;
    if (!/[*?]/.test(account)) return put(this.#exact, account, role);
    // A pattern for every account of the cluster says nothing about any of them.
    if (/^[*:]+$/.test(account)) return;
    this.#patterns.push({ pattern: account, role });
  }

  /** `aws_eks_pod_identity_association` names both ends. */
  #addAssociations(): void {
    for (const resource of this.#draft.ofType('aws_eks_pod_identity_association')) {
      const [namespace, account] = ['namespace', 'service_account'].map((name) => dataAt(resource, name));
      if (typeof namespace !== 'string' || typeof account !== 'string') continue;
      const { targets } = this.#draft.follow(resource.attributes['role_arn'], resource, {
        types: ['aws_iam_role'],
        by: ['arn', 'name'],
      });
      for (const target of targets) {
        const role = this.#draft.componentOf(target.id);
        const says = `${resource.address} gives ${role?.name ?? ''} to ${namespace}/${account}`;
        if (role) put(this.#exact, `${namespace}:${account}`, { role, says, at: at(resource) });
      }
    }
  }

  /** `serviceAccount:project.svc.id.goog[namespace/account]` may act as a service account of Google. */
  #addGoogle(): void {
    const types = ['google_service_account_iam_member', 'google_service_account_iam_binding'];
    for (const resource of this.#draft.ofType(...types)) {
      if (dataAt(resource, 'role') !== 'roles/iam.workloadIdentityUser') continue;
      const { targets } = this.#draft.follow(resource.attributes['service_account_id'], resource, {
        types: ['google_service_account'],
        by: ['name', 'id', 'email', 'account_id'],
      });
      const role = targets[0] && this.#draft.componentOf(targets[0].id);
      if (!role) continue;
      for (const member of [...gather(resource, 'member'), ...gather(resource, 'members[]')]) {
        const text = symbolicText(textOf(member.data));
        const [, namespace, account] = /\.svc\.id\.goog\[([^/\]]+)\/([^\]]+)\]$/.exec(text) ?? [];
        if (namespace === undefined || account === undefined) continue;
        const says = `${resource.address} lets ${namespace}/${account} act as ${role.name}`;
        this.#addSubject(`system:serviceaccount:${namespace}:${account}`, { role, says, at: member.at });
      }
    }
  }

  #addAzure(): void {
    for (const resource of this.#draft.ofType('azurerm_federated_identity_credential')) {
      const subject = symbolicText(textOf(dataAt(resource, 'subject')));
      const { targets } = this.#draft.follow(resource.attributes['parent_id'], resource, {
        types: ['azurerm_user_assigned_identity'],
        by: ['id', 'name'],
      });
      const role = targets[0] && this.#draft.componentOf(targets[0].id);
      if (role)
        this.#addSubject(subject, { role, says: `${resource.address} trusts ${subject}`, at: at(resource) });
    }
  }

  /** Identities that name this account; two of different stacks may be two clusters: then nobody can tell. */
  trusting(from: Resource, namespace: string, account: string): Value<readonly AccountRole[]> {
    const key = `${namespace}:${account}`;
    const matching = this.#patterns
      .filter(({ pattern }) => matchesWildcards(pattern, key))
      .map(({ role }) => role);
    const found = this.#near(from, [...(this.#exact.get(key) ?? []), ...matching]);
    const stacks = new Set(found.map(({ role }) => role.stack?.id));
    return stacks.size > 1
      ? ambiguous(
          key,
          found.map(({ role }) => role),
        )
      : found;
  }

  /** The identity that an annotation names: by reference, ARN, address or id. */
  named(from: Resource, value: Value<string>): Value<ComponentDraft> {
    if (Unknown.is(value)) {
      for (const { resource } of value.refs) {
        const owner = this.#draft.componentOf(resource);
        if (owner?.kind === 'identity') return owner;
      }
    }
    const text = symbolicText(value);
    const name = nameIn(text);
    const found = name === undefined || name.includes(UNKNOWN_PIECE) ? [] : (this.#byName.get(name) ?? []);
    const near = this.#near(
      from,
      found.map((role) => ({ role })),
    );
    const [only] = near;
    if (only && near.length === 1) return only.role;
    if (near.length > 1)
      return ambiguous(
        text,
        near.map(({ role }) => role),
      );
    if (Unknown.is(value)) return value;
    return new Unknown({
      reason: 'not-in-inputs',
      detail: `the identity ${text} is not declared in the inputs`,
      settledBy: 'the code that declares the identity',
    });
  }

  #near<T extends { readonly role: ComponentDraft }>(from: Resource, found: readonly T[]): readonly T[] {
    const own = this.#stacks.get(from.stack);
    return found.filter(({ role: { stack } }) => own && stack && !areOfOtherEnvironments(own, stack));
  }
}

/** What an annotation writes, by the type of the identity. */
const NAMES: ReadonlyMap<string, readonly string[]> = new Map([
  ['aws_iam_role', ['name', 'arn']],
  ['google_service_account', ['account_id', 'email']],
  ['azurerm_user_assigned_identity', ['client_id', 'name']],
]);

/** The role's name in an ARN, the account's in an address of Google, the text itself otherwise. */
function nameIn(text: string): string | undefined {
  if (text.startsWith('arn:')) return text.split('/').at(-1);
  return /^([^@]+)@.*\.iam\.gserviceaccount\.com$/.exec(text)?.[1] ?? text;
}

function subjectsOf({ key, operator, values }: Condition): readonly string[] {
  if (!key.endsWith(':sub') || /Not(?:Equals|Like)/i.test(operator) || Unknown.is(values)) return [];
  return values.map(symbolicText);
}

function textOf(data: Data | undefined): Value<string> {
  return typeof data === 'string' || Unknown.is(data) ? data : '';
}

function ambiguous(what: string, roles: readonly ComponentDraft[]): Unknown {
  const names = [...new Set(roles.map(({ id }) => id))].join(' or ');
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `${what} may act as ${names}: which, the cluster decides`,
    settledBy: 'the environment of the manifests, or a line under `dependencies` in whatfails.yaml',
  });
}

function put<T>(map: Map<string, T[]>, key: string, value: T): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}
