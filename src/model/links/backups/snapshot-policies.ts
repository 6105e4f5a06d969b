import type { BackupCopy } from '../../../core/facts/backup.ts';
import type { Resource } from '../../../core/resource.ts';
import { isDataObject, Unknown } from '../../../core/value.ts';
import type { Value } from '../../../core/value.ts';
import type { GraphDraft } from '../../graph-draft.ts';
import { at, dataAt } from '../../read.ts';
import { gather } from '../gather.ts';
import { addCopy } from './own-copies.ts';
import { judgeSelection } from './selection.ts';
import type { Selection } from './selection.ts';

/** Evaluates snapshot policies of disks against the tags of every disk. */
export function snapshotPolicies(draft: GraphDraft): void {
  const policies = draft.ofType('aws_dlm_lifecycle_policy').filter(takesSnapshotsOfVolumes).map(read);
  if (policies.length === 0) return;
  for (const resource of draft.ofType('aws_ebs_volume')) {
    const store = draft.componentOf(resource.id);
    if (!store) continue;
    for (const { policy, selection } of policies) {
      const verdict = judgeSelection(selection, store);
      store.facts.backupVerdicts = [...(store.facts.backupVerdicts ?? []), verdict];
      if (verdict.covers !== false) for (const copy of copies(policy, verdict.covers)) addCopy(store, copy);
    }
  }
}

function takesSnapshotsOfVolumes(policy: Resource): boolean {
  const types = dataAt(policy, 'policy_details', 0, 'resource_types');
  const isOff = dataAt(policy, 'state') === 'DISABLED';
  return !isOff && (!Array.isArray(types) || types.includes('VOLUME'));
}

function read(policy: Resource): { readonly policy: Resource; readonly selection: Selection } {
  const tags = dataAt(policy, 'policy_details', 0, 'target_tags');
  const description = dataAt(policy, 'description');
  const anyTag = isDataObject(tags)
    ? Object.entries(tags).flatMap(([key, value]) =>
        typeof value === 'string' || Unknown.is(value) ? [{ key, operator: 'equals' as const, value }] : [],
      )
    : [];
  return {
    policy,
    selection: {
      name: typeof description === 'string' ? description : policy.address,
      at: at(policy, 'policy_details', 0, 'target_tags'),
      stack: policy.stack,
      wanted: anyTag.length === 0 ? [{ data: '', at: at(policy), single: true }] : [],
      excluded: [],
      anyTag,
      conditions: [],
      unclear: Unknown.is(tags) ? [tags] : [],
    },
  };
}

function copies(policy: Resource, covers: Value<boolean>): readonly BackupCopy[] {
  const place = Unknown.is(covers) ? covers : 'same-region';
  const base = { by: 'snapshot policy', locked: false, keptDays: undefined };
  const elsewhere = gather(policy, 'policy_details.schedule.cross_region_copy_rule.target');
  return [
    { ...base, place, at: at(policy) },
    ...elsewhere.map((target): BackupCopy => ({
      ...base,
      place: Unknown.is(covers) ? covers : 'other-region',
      at: target.at,
    })),
  ];
}
