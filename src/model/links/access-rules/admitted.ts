import type { ComponentKind } from '../../../core/component.ts';
import type { AccessRule } from '../../../core/facts/network.ts';
import type { ComponentId } from '../../../core/id.ts';
import { Unknown } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';

// A rule between two crowds says nothing about any one pair, and would make the graph quadratic.
const MOST_PAIRS = 100;

const undecided = new Unknown({
  reason: 'rule-question',
  detail: 'a firewall rule tells who may call, not how much the caller needs it',
  settledBy: 'a declared dependency',
});

const CALLERS: ReadonlySet<ComponentKind> = new Set([
  'workload',
  'function',
  'container',
  'node-pool',
  'cluster',
]);
const ENTRIES: ReadonlySet<ComponentKind> = new Set(['load-balancer', 'gateway', 'api']);
const RECEIVERS: ReadonlySet<ComponentKind> = new Set([
  ...CALLERS,
  ...ENTRIES,
  'datastore',
  'cache',
  'queue',
  'topic',
  'volume',
]);

/**
 * A load balancer passes requests on to servers; that it carries the group of a server does not make it query
 * stores.
 */
function mayCall(from: ComponentDraft, to: ComponentDraft): boolean {
  if (!RECEIVERS.has(to.kind)) return false;
  return CALLERS.has(from.kind) || (ENTRIES.has(from.kind) && CALLERS.has(to.kind));
}

/**
 * Whoever carries an admitted group may call whoever carries the admitting one; most rules exist because one
 * does.
 */
export function linkAdmitted(draft: GraphDraft): void {
  const known = new Set<string>();
  for (const group of draft.components.values()) {
    const receivers = group.facts.carriers ?? [];
    if (receivers.length === 0) continue;
    for (const rule of group.facts.ingress?.rules ?? []) {
      for (const admitted of rule.groups) {
        if (Unknown.is(admitted) || admitted === group.id) continue;
        const callers = draft.components.get(admitted)?.facts.carriers ?? [];
        if (callers.length * receivers.length > MOST_PAIRS) continue;
        linkPairs(draft, {
          group,
          rule,
          callers: alive(draft, callers),
          receivers: alive(draft, receivers),
          known,
        });
      }
    }
  }
}

function alive(draft: GraphDraft, ids: readonly ComponentId[]): readonly ComponentDraft[] {
  return ids.flatMap((id) => draft.components.get(id) ?? []);
}

interface Admission {
  readonly group: ComponentDraft;
  readonly rule: AccessRule;
  readonly callers: readonly ComponentDraft[];
  readonly receivers: readonly ComponentDraft[];
  readonly known: Set<string>;
}

function linkPairs(draft: GraphDraft, { group, rule, callers, receivers, known }: Admission): void {
  for (const from of callers) {
    for (const to of receivers) {
      const pair = `${from.id}\u0000${to.id}`;
      if (from === to || !mayCall(from, to) || known.has(pair)) continue;
      known.add(pair);
      draft.depend({
        from: from.id,
        to: to.id,
        kind: 'calls',
        strength: undecided,
        grade: 'C',
        candidate: true,
        evidence: [{ says: `${group.name} admits it on ${portsText(rule)}`, at: rule.at }],
      });
    }
  }
}

function portsText({ protocol, fromPort, toPort }: AccessRule): string {
  if (protocol === 'all') return 'all ports';
  if (Unknown.is(protocol) || Unknown.is(fromPort) || Unknown.is(toPort)) return 'ports that are not known';
  return fromPort === toPort ? `${protocol} ${fromPort}` : `${protocol} ${fromPort}–${toPort}`;
}
