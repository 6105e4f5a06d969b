import type { Dependency, DependencyKind } from '../../../core/dependency.ts';
import type { ComponentId } from '../../../core/id.ts';
import type { Resource } from '../../../core/resource.ts';
import { Unknown } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import type { LinkPass } from '../../link-pass.ts';
import { at, dataAt } from '../../read.ts';
import { gather } from '../gather.ts';
import { findAzure } from './find-azure.ts';
import { PROGRAMS } from './types.ts';

const IDENTITY = ['azurerm_user_assigned_identity'];
const SCOPES = [
  'azurerm_storage_account',
  'azurerm_storage_queue',
  'azurerm_servicebus_namespace',
  'azurerm_servicebus_queue',
  'azurerm_servicebus_topic',
  'azurerm_key_vault',
  'azurerm_cosmosdb_account',
];

/** What roles let programs do: the direction of messages, and what may be needed beside what is told. */
export const permissions: LinkPass = {
  name: 'azure-permissions',
  after: ['addresses', 'azure-parts'],
  run(draft) {
    const assignments = draft.ofType('azurerm_role_assignment');
    if (assignments.length === 0) return;
    const programs = programsByIdentity(draft);
    const given = new Map<string, Given>();
    for (const resource of assignments) {
      for (const program of holdersOf(draft, programs, resource)) {
        for (const to of findAzure(draft, dataAt(resource, 'scope'), resource, SCOPES))
          note(given, program, to, resource);
      }
    }
    turnAround(draft, given);
    mayNeed(draft, given);
  },
};

interface Given {
  readonly from: ComponentDraft;
  readonly to: ComponentDraft;
  readonly resource: Resource;
  sends: boolean;
  receives: boolean;
  works: boolean;
}

function note(given: Map<string, Given>, from: ComponentDraft, to: ComponentDraft, resource: Resource): void {
  const role = dataAt(resource, 'role_definition_name');
  const name = typeof role === 'string' ? role : '';
  const key = `${from.id}\u0000${to.id}`;
  const known = given.get(key) ?? { from, to, resource, sends: false, receives: false, works: false };
  given.set(key, known);
  if (name.endsWith('Sender')) known.sends = true;
  else if (/Receiver$|Message Processor$/.test(name)) known.receives = true;
  else if (/Data (Owner|Contributor|Reader)$|Secrets User$|Secrets Officer$/.test(name)) known.works = true;
}

/** Programs by the identity that they act with, their own included. */
function programsByIdentity(draft: GraphDraft): ReadonlyMap<ComponentId, readonly ComponentDraft[]> {
  const found = new Map<ComponentId, ComponentDraft[]>();
  for (const resource of draft.ofType(...PROGRAMS)) {
    const program = draft.componentOf(resource.id);
    if (!program) continue;
    for (const { data } of gather(resource, 'identity.identity_ids[]')) {
      for (const { id } of findAzure(draft, data, resource, IDENTITY)) {
        found.set(id, [...(found.get(id) ?? []), program]);
      }
    }
  }
  return found;
}

function holdersOf(
  draft: GraphDraft,
  programs: ReadonlyMap<ComponentId, readonly ComponentDraft[]>,
  resource: Resource,
): readonly ComponentDraft[] {
  const principal = dataAt(resource, 'principal_id');
  if (!Unknown.is(principal)) return [];
  const named = findAzure(draft, principal, resource, [...IDENTITY, ...PROGRAMS]);
  return named.flatMap((one) => (one.kind === 'identity' ? (programs.get(one.id) ?? []) : [one]));
}

/** A queue that a program is told and may only receive from is one that it reads. */
function turnAround(draft: GraphDraft, given: ReadonlyMap<string, Given>): void {
  const brokers = new Map<ComponentId, ComponentId>();
  for (const { from, to, kind } of draft.dependencies) if (kind === 'member-of') brokers.set(from, to);
  draft.dependencies.forEach((dependency, index) => {
    if (dependency.kind !== 'publishes' || dependency.grade !== 'C') return;
    const broker = brokers.get(dependency.to);
    const rights = [dependency.to, ...(broker === undefined ? [] : [broker])].flatMap(
      (to) => given.get(`${dependency.from}\u0000${to}`) ?? [],
    );
    const [first] = rights;
    if (
      !first ||
      rights.some(({ sends, works }) => sends || works) ||
      !rights.some(({ receives }) => receives)
    )
      return;
    const says = `${first.from.name} may only receive from ${first.to.name}`;
    draft.dependencies[index] = consumes(dependency, {
      says,
      at: at(first.resource, 'role_definition_name'),
    });
  });
}

function consumes(dependency: Dependency, evidence: Dependency['evidence'][number]): Dependency {
  return { ...dependency, kind: 'consumes', strength: 'async', evidence: [...dependency.evidence, evidence] };
}

const WORKS: ReadonlySet<DependencyKind> = new Set([
  'stores',
  'publishes',
  'consumes',
  'reads-secret',
  'calls',
]);

/** A permission alone says that it may be. */
function mayNeed(draft: GraphDraft, given: ReadonlyMap<string, Given>): void {
  const known = new Set(
    draft.dependencies.flatMap(({ from, to, kind }) => (WORKS.has(kind) ? [`${from}\u0000${to}`] : [])),
  );
  for (const [key, { from, to, resource, sends, receives, works }] of given) {
    if (known.has(key) || from === to || !(sends || receives || works)) continue;
    draft.depend({
      from: from.id,
      to: to.id,
      kind: kindOf(to, receives && !sends),
      strength: undecided,
      grade: 'D',
      candidate: true,
      evidence: [{ says: `a role lets ${from.name} work with ${to.name}`, at: at(resource, 'scope') }],
    });
  }
}

function kindOf({ kind }: ComponentDraft, onlyReceives: boolean): DependencyKind {
  if (kind === 'secret') return 'reads-secret';
  if (kind === 'queue' || kind === 'topic') return onlyReceives ? 'consumes' : 'publishes';
  return 'stores';
}

const undecided = new Unknown({
  reason: 'rule-question',
  detail: 'a permission does not say whether it is used',
  settledBy: 'a line under `dependencies` in whatfails.yaml that says how much it is needed',
});
