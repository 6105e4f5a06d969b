import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';

/** The policy of a mesh that encrypts all calls to these components; undefined where one of them has none. */
export function encryptedByMesh(draft: GraphDraft, to: readonly ComponentDraft[]): string | undefined {
  if (to.length === 0) return undefined;
  const strict = strictNamespaces(draft);
  if (strict.size === 0) return undefined;
  let policy: string | undefined;
  for (const { facts } of to) {
    const namespace = (facts.service ?? facts.pods)?.namespace.value;
    policy = strict.get('') ?? (typeof namespace === 'string' ? strict.get(namespace) : undefined);
    if (policy === undefined) return undefined;
  }
  return policy;
}

const known = new WeakMap<GraphDraft, ReadonlyMap<string, string>>();

/** Namespaces whose workloads take encrypted calls only; the empty one stands for the whole mesh. */
function strictNamespaces(draft: GraphDraft): ReadonlyMap<string, string> {
  const read = known.get(draft);
  if (read) return read;
  const strict = new Map<string, string>();
  for (const resource of draft.ofType('security.istio.io/PeerAuthentication')) {
    const policy = draft.componentOf(resource.id)?.facts.meshPolicy;
    const isOpen = policy && !policy.selector.more && Object.keys(policy.selector.known).length === 0;
    const namespace = policy?.namespace.value;
    if (!isOpen || policy.mode !== 'STRICT' || typeof namespace !== 'string') continue;
    strict.set(policy.wholeMesh ? '' : namespace, resource.address);
  }
  known.set(draft, strict);
  return strict;
}
