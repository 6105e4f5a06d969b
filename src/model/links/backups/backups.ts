import type { BackupVerdict } from '../../../core/facts/backup.ts';
import type { ResourceId } from '../../../core/id.ts';
import type { Resource } from '../../../core/resource.ts';
import { isDataObject, Unknown } from '../../../core/value.ts';
import type { Value } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import type { LinkPass } from '../../link-pass.ts';
import { dataAt } from '../../read.ts';
import { findNamed } from '../find-named.ts';
import { accounts } from './accounts.ts';
import { addCopy, ownCopies } from './own-copies.ts';
import { copiesOf } from './plans.ts';
import { judgeSelection, readSelection } from './selection.ts';
import type { Selection } from './selection.ts';
import { snapshotPolicies } from './snapshot-policies.ts';
import { coverableTypes } from './store-arn.ts';
import { lockedVaults } from './vaults.ts';

/**
 * Evaluates backup selections and snapshot policies against every store, and lists the copies of its data.
 */
export const backups: LinkPass = {
  name: 'backups',
  after: ['effective-tags', 'buckets'],
  run(draft) {
    ownCopies(draft);
    const locks = lockedVaults(draft);
    const selections = readAll(draft);
    const stores = coverableTypes.flatMap((type) => draft.ofType(type));
    const inReach = reach(selections);
    const elsewhere = plansElsewhere(draft);
    for (const resource of stores) {
      const store = draft.componentOf(resource.id);
      if (store?.main !== resource) continue;
      store.facts.backupsOutside = elsewhere.get(resource.stack) ?? elsewhere.get('');
      store.facts.backupVerdicts = inReach(store).map(({ selection, plan }) => {
        const verdict = judge(draft, selection, store);
        if (verdict.covers !== false && plan) {
          const copies = copiesOf(draft, plan, resource, locks);
          for (const copy of copies)
            addCopy(store, Unknown.is(verdict.covers) ? { ...copy, place: verdict.covers } : copy);
        }
        return verdict;
      });
    }
    snapshotPolicies(draft);
    accounts(draft);
  },
};

/**
 * Backups that the inputs point to without showing them, by root: a module about backups that was not opened,
 * or, for all roots, a backup policy of the organization.
 */
function plansElsewhere(draft: GraphDraft): ReadonlyMap<string, Unknown> {
  const found = new Map<string, Unknown>();
  for (const { id, moduleCalls } of draft.stacks) {
    const call = moduleCalls.find(({ opened, source }) => opened === 'opaque' && /backup/i.test(source));
    if (call) {
      found.set(
        id,
        new Unknown({
          reason: 'module-not-opened',
          detail: `${call.address} (${call.source}) was not opened and may back it up`,
          settledBy: 'terraform get',
        }),
      );
    }
  }
  const policy = draft
    .ofType('aws_organizations_policy')
    .find((each) => dataAt(each, 'type') === 'BACKUP_POLICY');
  if (policy) {
    found.set(
      '',
      new Unknown({
        reason: 'not-in-inputs',
        detail: `${policy.address} lets the organization back up resources by their tags`,
        settledBy: 'the accounts that the policy is attached to',
      }),
    );
  }
  return found;
}

interface Planned {
  readonly selection: Selection;
  readonly plan: ComponentDraft | undefined;
}

function readAll(draft: GraphDraft): readonly Planned[] {
  return draft.ofType('aws_backup_selection').map((resource) => {
    const [plan] = findNamed(draft, dataAt(resource, 'plan_id'), resource, {
      types: ['aws_backup_plan'],
      name: 'id',
    }).components;
    const name = dataAt(resource, 'name');
    if (plan) draft.absorb(resource, plan);
    return { selection: readSelection(resource, typeof name === 'string' ? name : resource.address), plan };
  });
}

/**
 * The selections that can take in a store: those of its own root, those that name it, and those of other
 * roots that go by tags or patterns. Selections that say the same are asked once.
 */
function reach(selections: readonly Planned[]): (store: ComponentDraft) => readonly Planned[] {
  const ofStack = new Map<string, Planned[]>();
  const naming = new Map<ResourceId, Planned[]>();
  const general = new Map<string, Planned>();
  for (const planned of selections) {
    const { selection } = planned;
    push(ofStack, selection.stack, planned);
    for (const { data } of selection.wanted) {
      for (const { resource } of Unknown.is(data) ? data.refs : []) push(naming, resource, planned);
    }
    if (!isGeneral(selection)) continue;
    const { wanted, anyTag, conditions } = selection;
    const shape = JSON.stringify([wanted.map(({ data }) => data), anyTag, conditions]);
    if (!general.has(shape)) general.set(shape, planned);
  }
  return (store) => [
    ...new Set([
      ...(ofStack.get(store.stack?.id ?? '') ?? []),
      ...store.resources.flatMap((id) => naming.get(id) ?? []),
      ...general.values(),
    ]),
  ];
}

function push<K>(lists: Map<K, Planned[]>, key: K, planned: Planned): void {
  const list = lists.get(key);
  if (list) list.push(planned);
  else lists.set(key, [planned]);
}

/** True for a selection that can take in what it does not name. */
function isGeneral({ wanted, anyTag, conditions }: Selection): boolean {
  const byPattern = wanted.some(({ data }) => typeof data === 'string' && data.includes('*'));
  return byPattern || wanted.length === 0 || anyTag.length > 0 || conditions.length > 0;
}

const OPT_IN: readonly (readonly [type: RegExp, service: string])[] = [
  [/^aws_ebs_volume$/, 'EBS'],
  [/^aws_efs_/, 'EFS'],
  [/^aws_fsx_/, 'FSx'],
  [/^aws_db_instance$/, 'RDS'],
  [/^aws_rds_cluster$/, 'Aurora'],
  [/^aws_docdb_/, 'DocumentDB'],
  [/^aws_neptune_/, 'Neptune'],
  [/^aws_dynamodb_/, 'DynamoDB'],
  [/^aws_s3_bucket$/, 'S3'],
  [/^aws_instance$/, 'EC2'],
];

/** Tags only reach services that the region's settings let AWS Backup manage. */
function judge(draft: GraphDraft, selection: Selection, store: ComponentDraft): BackupVerdict {
  const verdict = judgeSelection(selection, store);
  const isExplicit = selection.wanted.length > 0;
  if (isExplicit || verdict.covers !== true || !store.main || optedIn(draft, store.main) !== false)
    return verdict;
  const service = OPT_IN.find(([type]) => type.test(store.main?.type ?? ''))?.[1] ?? '';
  return {
    ...verdict,
    covers: false,
    wants: undefined,
    why: `the settings of AWS Backup leave ${service} out`,
  };
}

function optedIn(draft: GraphDraft, store: Resource): Value<boolean> | undefined {
  const service = OPT_IN.find(([type]) => type.test(store.type))?.[1];
  for (const settings of draft.ofType('aws_backup_region_settings')) {
    if (settings.stack !== store.stack) continue;
    const preferences = dataAt(settings, 'resource_type_opt_in_preference');
    const value = isDataObject(preferences) && service !== undefined ? preferences[service] : undefined;
    if (typeof value === 'boolean') return value;
  }
  return undefined;
}
