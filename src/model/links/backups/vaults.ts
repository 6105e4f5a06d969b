import type { BackupCopy } from '../../../core/facts/backup.ts';
import { symbolicText } from '../../../core/partial-text.ts';
import type { Resource } from '../../../core/resource.ts';
import type { Data, Value } from '../../../core/value.ts';
import { Unknown } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import { dataAt } from '../../read.ts';
import { findNamed } from '../find-named.ts';

type Place = BackupCopy['place'];

const VAULT = { types: ['aws_backup_vault', 'aws_backup_logically_air_gapped_vault'], name: 'name' };

/** Vaults that nobody can empty before their time. */
export function lockedVaults(draft: GraphDraft): ReadonlyMap<ComponentDraft, Value<boolean>> {
  const locked = new Map<ComponentDraft, Value<boolean>>();
  for (const lock of draft.ofType('aws_backup_vault_lock_configuration')) {
    for (const vault of findNamed(draft, dataAt(lock, 'backup_vault_name'), lock, VAULT).components) {
      locked.set(vault, lock.unknownCount ? mayExist(lock) : true);
      draft.absorb(lock, vault);
    }
  }
  for (const vault of draft.ofType('aws_backup_logically_air_gapped_vault')) {
    const component = draft.componentOf(vault.id);
    if (component) locked.set(component, true);
  }
  return locked;
}

function mayExist(lock: Resource): Unknown {
  return new Unknown({
    reason: 'unknown-expansion',
    detail: `whether ${lock.address} exists is not known`,
    settledBy: 'the values that its count or for_each is made of',
  });
}

/** Where a copy lies, seen from the data, and whether it can be deleted before its time. */
export interface Kept {
  readonly place: Place;
  readonly locked: Value<boolean>;
}

/** Tells both for the vault that a plan names by name or by ARN. */
export function keptIn(
  draft: GraphDraft,
  data: Data | undefined,
  {
    plan,
    store,
    locks,
  }: { plan: Resource; store: Resource; locks: ReadonlyMap<ComponentDraft, Value<boolean>> },
): Kept {
  const { components, outside } = findNamed(draft, data, plan, VAULT);
  const [vault] = components;
  if (vault?.main) return { place: placeOf(store, vault.main), locked: locks.get(vault) ?? false };
  const text = typeof data === 'string' || Unknown.is(data) ? symbolicText(data) : '';
  if (text === 'Default') return { place: 'same-region', locked: false };
  const unknown = outside[0] ?? unnamed(plan);
  return { place: placeOfArn(text, store) ?? unknown, locked: unknown };
}

function unnamed(plan: Resource): Unknown {
  return new Unknown({ reason: 'evaluation-error', detail: `the vault of ${plan.address} cannot be told` });
}

/**
 * Compares where two resources are managed; different configurations of unknown regions cannot be told apart.
 */
export function placeOf(data: Resource, copy: Resource): Place {
  const from = data.provider;
  const to = copy.provider;
  if (typeof from?.account === 'string' && typeof to?.account === 'string' && from.account !== to.account) {
    return 'other-account';
  }
  if (from?.alias === to?.alias && data.stack === copy.stack) return 'same-region';
  if (typeof from?.region === 'string' && typeof to?.region === 'string') {
    if (from.region !== to.region) return 'other-region';
    const account = [from.account, to.account].find((each) => Unknown.is(each));
    return Unknown.is(account) ? account : 'same-region';
  }
  const unknown = [from?.region, to?.region].find((region) => Unknown.is(region));
  return Unknown.is(unknown)
    ? unknown
    : new Unknown({
        reason: 'not-in-inputs',
        detail: `the regions of ${data.address} and ${copy.address} are not both written down`,
        settledBy: 'region in the provider configuration',
      });
}

/** The region and account in an ARN, where they differ from those of the data. */
function placeOfArn(arn: string, store: Resource): Place | undefined {
  const [, , , region = '', account = ''] = arn.split(':');
  const { provider } = store;
  if (/^\d{12}$/.test(account) && typeof provider?.account === 'string' && account !== provider.account) {
    return 'other-account';
  }
  if (region !== '' && typeof provider?.region === 'string' && /^[a-z]{2}(-[a-z]+)+-\d$/.test(region)) {
    if (region !== provider.region) return 'other-region';
  }
  return undefined;
}
