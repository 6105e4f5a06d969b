import type { ComponentKind } from '../../../core/component.ts';
import { groupBy } from '../../../core/group-by.ts';
import { matchesPattern } from '../../../core/pattern.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';

// What people mean by a name, the most meant first: a Service stands behind the workload of its name.
const RANKS: readonly (readonly ComponentKind[])[] = [
  ['workload', 'function'],
  ['datastore', 'cache', 'queue', 'topic', 'bucket', 'api', 'external'],
  ['load-balancer', 'gateway', 'cdn', 'dns'],
  ['target-group'],
];

/** Finds what a name or a pattern of the configuration stands for. Made once for a graph. */
export class DeclaredNames {
  readonly #all: readonly ComponentDraft[];
  readonly #components: readonly ComponentDraft[];
  readonly #byName: ReadonlyMap<string, readonly ComponentDraft[]>;
  readonly #byAddress: ReadonlyMap<string, readonly ComponentDraft[]>;
  readonly #services = new Map<string, readonly string[]>();
  readonly #found = new Map<string, readonly ComponentDraft[]>();

  constructor(draft: GraphDraft) {
    const kinds = new Set(RANKS.flat());
    this.#all = [...draft.components.values()];
    this.#components = this.#all.filter(({ kind }) => kinds.has(kind));
    this.#byName = groupBy(this.#components, ({ name }) => name);
    const addressed = this.#components.flatMap((one) =>
      [one.id, one.main?.address ?? one.id].map((key) => ({ key, one })),
    );
    this.#byAddress = new Map(
      [...groupBy(addressed, ({ key }) => key)].map(([key, found]) => [
        key,
        [...new Set(found.map(({ one }) => one))],
      ]),
    );
    for (const { name, match } of draft.declared.services) this.#services.set(name, match);
  }

  /** Whether the configuration gives this name to a service: then its patterns say what it is. */
  isService(name: string): boolean {
    return this.#services.has(name);
  }

  /** Whether the pattern of a service means anything that was read, of whatever kind. */
  isMatched(pattern: string): boolean {
    const wanted = longForm(pattern);
    return this.#all.some(({ id, name, main }) =>
      [name, id, main?.address].some((text) => text !== undefined && matchesPattern(wanted, text)),
    );
  }

  /** Names and addresses that a pattern could have meant, for advice. */
  patterns(): readonly string[] {
    return [...this.#byName.keys(), ...this.#byAddress.keys()];
  }

  /** Every name that would be understood, for advice. */
  names(): readonly string[] {
    return [...this.#services.keys(), ...this.#byName.keys()];
  }

  /** The components of a declared service, of that address, or of that name and the first kind of any. */
  find(name: string): readonly ComponentDraft[] {
    const known = this.#found.get(name);
    if (known) return known;
    const patterns = this.#services.get(name);
    const found = patterns ? this.matching(patterns) : (this.#byAddress.get(name) ?? this.#called(name));
    this.#found.set(name, found);
    return found;
  }

  /** Components that one of the patterns means. */
  matching(patterns: readonly string[]): readonly ComponentDraft[] {
    const wanted = patterns.map(longForm);
    return this.#components.filter(({ id, name, main }) =>
      wanted.some((pattern) =>
        [name, id, main?.address].some((text) => text !== undefined && matchesPattern(pattern, text)),
      ),
    );
  }

  #called(name: string): readonly ComponentDraft[] {
    const called = this.#byName.get(name) ?? [];
    for (const kinds of RANKS) {
      const ofRank = called.filter(({ kind }) => kinds.includes(kind));
      if (ofRank.length > 0) return ofRank;
    }
    return [];
  }
}

const SHORT_KINDS: ReadonlyMap<string, string> = new Map([
  ['deploy', 'Deployment'],
  ['deployment', 'Deployment'],
  ['sts', 'StatefulSet'],
  ['statefulset', 'StatefulSet'],
  ['ds', 'DaemonSet'],
  ['daemonset', 'DaemonSet'],
  ['svc', 'Service'],
  ['service', 'Service'],
  ['ing', 'Ingress'],
  ['ingress', 'Ingress'],
  ['job', 'Job'],
  ['cj', 'CronJob'],
  ['cronjob', 'CronJob'],
]);

/** `k8s:shop/deploy/orders` as the address `Deployment/shop/orders`. */
function longForm(pattern: string): string {
  if (!pattern.startsWith('k8s:')) return pattern;
  const [namespace = '*', kind = '*', ...name] = pattern.slice('k8s:'.length).split('/');
  return `${SHORT_KINDS.get(kind.toLowerCase()) ?? kind}/${namespace}/${name.join('/') || '*'}`;
}
