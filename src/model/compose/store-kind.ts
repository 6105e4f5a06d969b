import type { ComponentKind } from '../../core/component.ts';
import type { RecognisedStore } from '../../core/facts/workload.ts';

/** What a recognised store is to those who use it. */
export function kindOfStore(role: RecognisedStore['role']): ComponentKind {
  if (role === 'cache') return 'cache';
  if (role === 'broker') return 'queue';
  return role === 'coordination' || role === 'metrics' ? 'workload' : 'datastore';
}
