import type { Component, Stated } from '../core/component.ts';
import type { NotApplicable } from '../core/rule.ts';
import { Unknown } from '../core/value.ts';
import type { Value } from '../core/value.ts';
import { notApplicable } from './outcome.ts';

/** Why questions about a store's own data do not arise: it serves a cluster, or follows another store. */
export function notItsOwnData(component: Component): NotApplicable | undefined {
  const { memberOf, isReplica } = component.facts;
  if (memberOf) return notApplicable('it serves a cluster, and the data is the cluster’s');
  return isReplica?.value === true ? notApplicable('it follows another store') : undefined;
}

/** Set when it cannot be told whether a store follows another one. */
export function mayBeCopy(component: Component): Unknown | undefined {
  const value = component.facts.isReplica?.value;
  return Unknown.is(value) ? value : undefined;
}

/** Whether a backup plan or a snapshot policy covers this store. */
export function isInBackupPlan(component: Component): Value<boolean> {
  const verdicts = (component.facts.backupVerdicts ?? []).map(({ covers }) => covers);
  return verdicts.includes(true) ? true : (verdicts.find(Unknown.is) ?? false);
}

/** How many days its longest kept copy goes back; Unknown when one does not say, undefined without copies. */
export function longestBackupDays(component: Component): Value<number> | undefined {
  const { backupCopies = [] } = component.facts;
  const kept = backupCopies.map(({ keptDays }) => keptDays ?? Number.POSITIVE_INFINITY);
  const known = kept.filter((days): days is number => typeof days === 'number');
  return kept.find(Unknown.is) ?? (known.length === 0 ? undefined : Math.max(...known));
}

/** True when a fact holds by what the engine or service does, not because somebody wrote it. */
export function isDefault(fact: Stated<unknown>): boolean {
  return fact.origin === 'default';
}
