import type { Component } from '../../../core/component.ts';
import type { BackupCopy } from '../../../core/facts/backup.ts';
import type { Evidence } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { notApplicable, pass, unknown } from '../../outcome.ts';

const LISTED = 8;

/** An account whose data has copies, all of which fall with the account. */
export const rule: Rule = {
  id: ruleId('data/backup-sharing-fate-with-data'),
  title: 'What destroys the data can destroy its backups too',
  appliesTo: ['account'],
  severity: 'medium',
  consequence: 'data-loss',
  environments: 'production-like',
  check(component, context): Outcome {
    const stores = (component.facts.storesOfAccount ?? [])
      .map((id) => context.component(id))
      .filter(isIrreplaceable);
    const copied = stores.filter(({ facts }) => (facts.backupCopies ?? []).length > 0);
    if (!copied.some(hasBackups))
      return notApplicable('nothing in it is backed up: rules about missing backups speak');
    const sharing = copied.filter(
      (store) =>
        store.facts.backupsOutside === undefined &&
        copiesOf(store).every((copy) => sharesFate(copy) === true),
    );
    if (sharing.length > 0) return failed(component, sharing, context);
    const because = copied.flatMap((store) => {
      const copies = copiesOf(store);
      if (copies.some((copy) => sharesFate(copy) === false)) return [];
      return [
        ...copies.flatMap(doubtsOf),
        ...(store.facts.backupsOutside ? [store.facts.backupsOutside] : []),
      ];
    });
    return because.length > 0 ? unknown(...because) : pass;
  },
};

function copiesOf({ facts }: Component): readonly BackupCopy[] {
  return facts.backupCopies ?? [];
}

/**
 * Versions of a bucket's objects are copies, but nobody takes them for backups: alone they make no finding.
 */
function hasBackups({ kind, facts }: Component): boolean {
  return kind !== 'bucket' || (facts.backupCopies ?? []).some(({ by }) => by.startsWith('plan '));
}

/** Buckets of logs, artifacts, sites and copies can be made again, or are copies themselves. */
function isIrreplaceable({ facts }: Component): boolean {
  return facts.bucketRole === undefined && facts.isReplica?.value !== true && facts.memberOf === undefined;
}

function sharesFate({ place, locked }: BackupCopy): boolean | Unknown {
  if (locked === true || place === 'other-region' || place === 'other-account') return false;
  if (Unknown.is(place)) return place;
  return Unknown.is(locked) ? locked : true;
}

function doubtsOf(copy: BackupCopy): readonly Unknown[] {
  const shares = sharesFate(copy);
  return Unknown.is(shares) ? [shares] : [];
}

function failed(account: Component, stores: readonly Component[], { settings }: RuleContext): Outcome {
  const evidence = stores.slice(0, LISTED).flatMap((store): readonly Evidence[] =>
    copiesOf(store)
      .slice(0, 2)
      .map(({ by, at }) => ({
        says: `${store.name}: ${by}, in the same account and region, not locked`,
        at,
      })),
  );
  const names = stores
    .slice(0, 3)
    .map(({ name }) => name)
    .join(', ');
  const more = stores.length > 3 ? ` and ${stores.length - 3} more` : '';
  return {
    status: 'fail',
    problem:
      `One leaked administrator of ${account.name} deletes ${names}${more} together with every copy: all ` +
      `of them are ` +
      'in the same account and region, and none is locked.',
    evidence,
    remedies: [
      {
        title:
          'Copy the backups to a vault in another account or region, and lock that vault in governance mode',
        safety: 'review',
        caution: 'Copies are paid for twice, and a lock keeps what it holds until its time has come.',
        intents: [],
      },
    ],
    cause: evidence[0]?.at,
    severity: settings.stage === 'seed' ? 'low' : undefined,
  };
}
