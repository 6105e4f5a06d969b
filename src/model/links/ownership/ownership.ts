import type { ComponentKind } from '../../../core/component.ts';
import type { OwnerClaim, Ownership } from '../../../core/facts/ownership.ts';
import type { SourceRange } from '../../../core/location.ts';
import type { ComponentId } from '../../../core/id.ts';
import { DESCRIBING_KINDS } from '../../../core/resource.ts';
import type { Stack } from '../../../core/resource.ts';
import { Unknown } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import type { LinkPass } from '../../link-pass.ts';
import { DeclaredNames } from '../declared/find-declared.ts';
import { Catalog, ownerInCatalog } from './catalog.ts';
import { tellCatalogProblems } from './catalog-problems.ts';
import type { Claim } from './claims.ts';
import { defaultClaims, namespaceClaims, ownClaims } from './claims.ts';
import { CodeOwners } from './code-owners.ts';
import { areSameOwner, isPlainName, ownerName } from './owner-words.ts';

/** States who answers for what runs, keeps data or carries traffic, and who else is named. */
export const ownership: LinkPass = {
  name: 'ownership',
  after: ['effective-tags', 'unknown-kinds'],
  run(draft) {
    const sources: Sources = {
      draft,
      catalog: new Catalog(draft),
      codeOwners: new CodeOwners(draft),
      configured: configuredOwners(draft),
      calls: new Map(),
    };
    tellCatalogProblems(draft, sources.catalog);
    for (const component of draft.components.values()) {
      if (component.main && isOwned(component)) component.facts.ownership = ownershipOf(component, sources);
    }
  },
};

/** What somebody must answer for: it costs money, keeps data or stands in the way of a request. */
const OWNED: ReadonlySet<ComponentKind> = new Set([
  'workload',
  'function',
  'datastore',
  'cache',
  'queue',
  'topic',
  'bucket',
  'volume',
  'load-balancer',
  'gateway',
  'cdn',
  'cluster',
  'node-pool',
] satisfies readonly ComponentKind[]);

function isOwned({ kind, main, stack }: ComponentDraft): boolean {
  if (!stack || !main || DESCRIBING_KINDS.has(stack.kind)) return false;
  // A claim belongs to the workload that mounts it.
  return OWNED.has(kind) && !(kind === 'volume' && main.mode === 'object');
}

interface Sources {
  readonly draft: GraphDraft;
  readonly catalog: Catalog;
  readonly codeOwners: CodeOwners;
  readonly configured: ReadonlyMap<ComponentId, Claim>;
  /** Calls of modules in the root, by stack and address. */
  readonly calls: Map<Stack, ReadonlyMap<string, string>>;
}

function ownershipOf(component: ComponentDraft, sources: Sources): Ownership {
  const { draft, catalog, codeOwners, configured } = sources;
  const own = ownClaims(component);
  const inherited = namespaceClaims(draft, component);
  const defaults = defaultClaims(component);
  const listed = ownerInCatalog(catalog.describing(component));
  const files = filesOf(component, sources).map((file) => codeOwners.of(file));
  const declared = configured.get(component.id);
  const mayDisagree: readonly Claim[] = [
    ...(declared ? [declared] : []),
    ...own.claims,
    ...(listed && !Unknown.is(listed) ? [{ ...listed, facet: 'team' } as const] : []),
  ];
  const claims: readonly OwnerClaim[] = [
    ...mayDisagree.map(plain),
    ...files.filter((claim) => claim !== undefined).slice(0, 1),
    ...inherited.claims.map(plain),
    ...defaults.claims.map(plain),
  ];
  const [first] = claims;
  const unknown = [own.unknown, listed, inherited.unknown, defaults.unknown].find((one) => Unknown.is(one));
  return {
    owner: first?.text,
    claims,
    conflicts: conflictsOf(mayDisagree).map(plain),
    unknown: Unknown.is(unknown) ? unknown : undefined,
  };
}

function plain({ source, text, name, says, at, range }: Claim): OwnerClaim {
  return { source, text, name, says, at, range };
}

/**
 * What names another team than the first one that is named. Reviewers of a file, a namespace and default tags
 * stand behind what is said of the thing itself, and contradict nothing; neither do a person and a team.
 */
function conflictsOf(claims: readonly Claim[]): readonly Claim[] {
  const [first] = claims;
  if (!first) return [];
  return claims.slice(1).filter((claim) => {
    const isSameQuestion = claim.facet === first.facet || BY_NAME.has(claim.source);
    const areNames = isPlainName(claim.name) && isPlainName(first.name);
    return isSameQuestion && areNames && !areSameOwner(claim.name, first.name);
  });
}

const BY_NAME: ReadonlySet<OwnerClaim['source']> = new Set(['catalog', 'configuration']);

function configuredOwners(draft: GraphDraft): ReadonlyMap<ComponentId, Claim> {
  const owners = new Map<ComponentId, Claim>();
  const services = draft.declared.services.filter(({ owner }) => owner !== undefined);
  if (services.length === 0) return owners;
  const names = new DeclaredNames(draft);
  for (const { name, owner = '', place } of services) {
    const says = `${place.file}:${place.line} names ${owner} for ${name}`;
    for (const { id } of names.find(name)) {
      if (owners.has(id)) continue;
      owners.set(id, { source: 'configuration', facet: 'team', text: owner, name: ownerName(owner), says });
    }
  }
  return owners;
}

/** The code that it is built from, or the call in the root that asks for it, else its own file. */
function filesOf({ main, stack, facts }: ComponentDraft, { calls }: Sources): readonly string[] {
  if (!main || !stack) return [];
  const own: SourceRange = main.declaredAt;
  const code = facts.dockerfile?.value;
  if (typeof code === 'string') return [code, own.file];
  if (main.module === '') return [own.file];
  let ofStack = calls.get(stack);
  if (!ofStack) {
    ofStack = new Map(stack.moduleCalls.map(({ address, declaredAt }) => [address, declaredAt.file]));
    calls.set(stack, ofStack);
  }
  const [root = ''] = /^module\.[^.[]+(?:\[[^\]]*\])?/.exec(main.module) ?? [];
  const call = ofStack.get(root);
  return call === undefined ? [own.file] : [call, own.file];
}
