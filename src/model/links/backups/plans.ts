import type { BackupCopy } from '../../../core/facts/backup.ts';
import type { Resource } from '../../../core/resource.ts';
import type { Data, Value } from '../../../core/value.ts';
import { Unknown } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import { at, blocksAt, dataAt } from '../../read.ts';
import { keptIn } from './vaults.ts';

/** The copies that a plan makes of one store: one for each rule, and one for each copy of a copy. */
export function copiesOf(
  draft: GraphDraft,
  plan: ComponentDraft,
  store: Resource,
  locks: ReadonlyMap<ComponentDraft, Value<boolean>>,
): readonly BackupCopy[] {
  const { main } = plan;
  if (!main) return [];
  const rules = blocksAt(main, 'rule');
  if (Unknown.is(rules)) return [unclear(plan, main, rules)];
  return rules.flatMap((rule, index): readonly BackupCopy[] => {
    if (Unknown.is(rule)) return [unclear(plan, main, rule)];
    const path = ['rule', index];
    const copy = (vault: Data | undefined, inner: readonly (string | number)[]): BackupCopy => ({
      by: `plan ${plan.name}`,
      ...keptIn(draft, vault, { plan: main, store, locks }),
      keptDays: numberOf(dataAt(main, ...inner, 'lifecycle', 0, 'delete_after')),
      at: at(main, ...inner),
    });
    const actions = blocksAt(main, ...path, 'copy_action');
    const further = Unknown.is(actions)
      ? [unclear(plan, main, actions)]
      : actions.map((action, number) => {
          if (Unknown.is(action)) return unclear(plan, main, action);
          return copy(action['destination_vault_arn'], [...path, 'copy_action', number]);
        });
    return [copy(rule['target_vault_name'], path), ...further];
  });
}

function unclear(plan: ComponentDraft, main: Resource, unknown: Unknown): BackupCopy {
  return {
    by: `plan ${plan.name}`,
    place: unknown,
    locked: unknown,
    keptDays: unknown,
    at: at(main, 'rule'),
  };
}

function numberOf(data: Data | undefined): Value<number> | undefined {
  if (Unknown.is(data)) return data;
  const number = Number(data ?? 0);
  return number > 0 ? number : undefined;
}
