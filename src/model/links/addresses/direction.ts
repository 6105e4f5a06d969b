import type { ComponentKind } from '../../../core/component.ts';
import type { Evidence } from '../../../core/finding.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import type { Needs, Sign } from './needs.ts';
import type { Permission, PermissionReader } from './permissions.ts';
import { useOfAddress } from './uses.ts';

/**
 * Adds a sign, with what a permission says about it: a setting and a permission together are typed
 * configuration, and tell who sends and who receives.
 */
export function directed(needs: Needs, sign: Sign, permissions: PermissionReader): void {
  const permission = permissions.of(sign.from).get(sign.to);
  const { from, to } = sign;
  if (!permission && permissions.cannotUse(from, to)) {
    // Whoever may not use it is told its name to look at it or to switch it, or has no use for it any more.
    return needs.add({ ...sign, candidate: true });
  }
  if (!permission) {
    const isReader = sign.kind === 'publishes' && needs.isStated(from, to, 'consumes');
    if (!isReader) needs.add(sign);
    return;
  }
  const allowed: Evidence = { says: `${from.name} is allowed ${permission.action}`, at: permission.at };
  const both: Sign = { ...sign, grade: 'B', evidence: [...sign.evidence, allowed] };
  if (sign.kind !== 'publishes') return needs.add(both);
  const { sends, receives } = permission;
  if (needs.isStated(from, to, 'consumes')) return;
  // A function is handed its messages; only what runs all the time goes and fetches them.
  if (receives && !(sends && from.kind === 'function'))
    needs.add({ ...both, kind: 'consumes', strength: 'async' });
  // Whoever sends needs the broker to take the message, unless it keeps an outbox of its own.
  else needs.add({ ...both, strength: sends && !receives ? 'hard' : undefined });
}

const RUNS_CODE: ReadonlySet<ComponentKind> = new Set([
  'workload',
  'function',
  'container',
] satisfies readonly ComponentKind[]);

/** What code may use because it is allowed to, though nothing says that it does. */
export function permittedOnly(draft: GraphDraft, needs: Needs, permissions: PermissionReader): void {
  const definitions = new Set<string>();
  for (const { to, kind } of draft.dependencies) if (kind === 'member-of') definitions.add(to);
  for (const from of draft.components.values()) {
    if (!RUNS_CODE.has(from.kind) || (from.kind === 'container' && definitions.has(from.id))) continue;
    for (const permission of permissions.of(from).values()) candidate(needs, from, permission);
  }
}

function candidate(
  needs: Needs,
  from: ComponentDraft,
  { to, sends, receives, action, at }: Permission,
): void {
  const use = useOfAddress(to);
  const kind = use === 'publishes' && receives && !sends ? 'consumes' : use;
  if (kind === undefined || needs.hasAny(from, to)) return;
  const evidence = [{ says: `${from.name} is allowed ${action}, and nothing says that it does it`, at }];
  needs.add({ from, to, kind, grade: 'D', candidate: true, evidence });
}
