import type { Dependency } from '../../../core/dependency.ts';
import type { ComponentId } from '../../../core/id.ts';
import type { Location } from '../../../core/location.ts';
import { Sensitive, Unknown } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import type { LinkPass } from '../../link-pass.ts';
import { dataAt } from '../../read.ts';
import { findOwners } from './find-owners.ts';
import { iamEntries } from './iam-entries.ts';
import { findAccounts } from './identities.ts';
import { SECRETS } from './types.ts';

const READS = /^roles\/(secretmanager\.(secretAccessor|admin)|owner|editor)$/;

/**
 * What is told the name of a secret that its account may not read does not need it: settings that all
 * services share name more than each of them uses.
 */
export const unreadableSecrets: LinkPass = {
  name: 'google-unreadable-secrets',
  after: ['addresses', 'google-permissions'],
  run(draft) {
    const readers = readersOfSecrets(draft);
    const locked = new Map<string, Location>();
    draft.dependencies.forEach((dependency, index) => {
      const place = refusedAt(draft, readers, dependency);
      if (!place) return;
      const says = 'its account may not read it: others are granted that, and it is not';
      draft.dependencies[index] = onlyMaybe(dependency, says, place);
      for (const { id } of madeOf(draft, dependency.to)) locked.set(pairOf(dependency.from, id), place);
    });
    draft.dependencies.forEach((dependency, index) => {
      const place = locked.get(pairOf(dependency.from, dependency.to));
      if (!place || dependency.kind !== 'stores' || dependency.grade !== 'C') return;
      const says = 'its account may not read the credentials that are made of it';
      draft.dependencies[index] = onlyMaybe(dependency, says, place);
    });
  },
};

function onlyMaybe(dependency: Dependency, says: string, place: Location): Dependency {
  return { ...dependency, candidate: true, evidence: [...dependency.evidence, { says, at: place }] };
}

function pairOf(from: ComponentId, to: ComponentId): string {
  return `${from}\u0000${to}`;
}

/** What a secret is made of: the database whose certificate or user it holds. */
function madeOf(draft: GraphDraft, secret: ComponentId): readonly ComponentDraft[] {
  const versions = (draft.components.get(secret)?.resources ?? []).flatMap((id) => draft.resource(id) ?? []);
  return versions.flatMap((version) => {
    const raw = dataAt(version, 'secret_data');
    const data = Sensitive.is(raw) ? raw.reveal() : raw;
    if (!Unknown.is(data)) return [];
    const owners = data.refs.flatMap(({ resource }) => draft.componentOf(resource) ?? []);
    return owners.filter(({ kind }) => kind === 'datastore' || kind === 'cache');
  });
}

interface Readers {
  readonly accounts: Set<ComponentId>;
  readonly at: Location;
  /** Set when a grant goes to somebody who cannot be told. */
  open: boolean;
}

/** Accounts that are granted a secret by itself, for each secret that has such grants. */
function readersOfSecrets(draft: GraphDraft): ReadonlyMap<ComponentId, Readers> {
  const found = new Map<ComponentId, Readers>();
  for (const type of [
    'google_secret_manager_secret_iam_member',
    'google_secret_manager_secret_iam_binding',
  ]) {
    for (const resource of draft.ofType(type)) {
      const wanted = { types: SECRETS, by: ['secret_id', 'id', 'name'] };
      for (const secret of findOwners(draft, dataAt(resource, 'secret_id'), resource, wanted)) {
        for (const { role, member, at } of iamEntries(draft, resource)) {
          const known = found.get(secret.id) ?? { accounts: new Set(), at, open: false };
          found.set(secret.id, known);
          if (typeof role === 'string' && !READS.test(role)) continue;
          for (const { id } of findAccounts(draft, member, resource)) known.accounts.add(id);
          // A group, or a member that is not known, may stand for anybody.
          if (isOpen(member)) known.open = true;
        }
      }
    }
  }
  return found;
}

function isOpen(member: unknown): boolean {
  if (Unknown.is(member)) return member.refs.length === 0;
  return typeof member === 'string' && /^(group|domain|projectEditor|projectOwner|all)/.test(member);
}

/** Where others are granted the secret, when this one certainly is not as far as the inputs tell. */
function refusedAt(
  draft: GraphDraft,
  readers: ReadonlyMap<ComponentId, Readers>,
  { from, to, kind, candidate, grade }: Dependency,
): Location | undefined {
  const granted =
    kind === 'reads-secret' && candidate !== true && grade === 'C' ? readers.get(to) : undefined;
  if (!granted || granted.open || granted.accounts.size === 0) return undefined;
  const roles = draft.components.get(from)?.facts.roles?.value;
  if (roles === undefined || Unknown.is(roles) || roles.length === 0) return undefined;
  const mayRead = roles.some((id) => {
    const { grants = [], grantsUnknown = [] } = draft.components.get(id)?.facts ?? {};
    return (
      granted.accounts.has(id) || grantsUnknown.length > 0 || grants.some(({ policy }) => READS.test(policy))
    );
  });
  return mayRead ? undefined : granted.at;
}
