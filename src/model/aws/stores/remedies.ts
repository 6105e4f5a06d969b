import type { Intent, Remedy } from '../../../core/remedy.ts';
import type { Resource } from '../../../core/resource.ts';
import { lookup } from '../../../core/lookup.ts';
import { at, dataAt } from '../../read.ts';
import { isSet, literalName } from '../../presence.ts';
import { advise, setTo } from '../../remedies.ts';

/** Keeps automatic backups for a week; the rule puts the configured number of days in. */
export function keepBackups(resource: Resource, attribute: string): Remedy {
  return setTo(resource, [attribute], 7, {
    safety: 'review',
    caution: 'going from 0 to any other number interrupts an instance briefly',
  });
}

/** Takes a last snapshot before the store is deleted or replaced. */
export function takeFinalSnapshot(resource: Resource, identifier: string): Remedy {
  const title = 'Set skip_final_snapshot = false and name the final snapshot';
  const caution = 'destroying the root then needs that snapshot name to be free';
  const keep = { op: 'set', at: at(resource, 'skip_final_snapshot'), value: false } as const;
  const named = isSet(resource, ['final_snapshot_identifier']) === true;
  if (named) return { title: 'Set skip_final_snapshot = false', safety: 'review', caution, intents: [keep] };
  // The name must differ between instances of one block, so it is made of what the identifier is written as.
  const known = literalName(resource, identifier) !== undefined || isSet(resource, [identifier]) === true;
  if (!known) return { title, safety: 'review', caution, intents: [] };
  const name = { writtenAs: [identifier], suffix: '-final' };
  const value = { op: 'set', at: at(resource, 'final_snapshot_identifier'), value: name } as const;
  return { title, safety: 'review', caution, intents: [keep, value] };
}

// A widely offered family of fixed performance for each burstable one.
const FIXED_FAMILY: Readonly<Record<string, string>> = {
  t1: 'm7i',
  t2: 'm7i',
  t3: 'm7i',
  t3a: 'm7a',
  t4g: 'm7g',
  'db.t1': 'db.m6i',
  'db.t2': 'db.m6i',
  'db.t3': 'db.m6i',
  'db.t4g': 'db.m7g',
  'cache.t1': 'cache.m7g',
  'cache.t2': 'cache.m7g',
  'cache.t3': 'cache.m7g',
  'cache.t4g': 'cache.m7g',
};

// Aurora, DocumentDB, Neptune and MemoryDB have no general-purpose classes.
export const MEMORY_FAMILY = 'db.r6g';

/** The smallest class of fixed performance that fits, of the given family or one like the written class. */
export function leaveBurstableClass(resource: Resource, attribute: string, given?: string): Remedy {
  const title = 'Use the smallest class of fixed performance that fits';
  const caution = 'the instance restarts or fails over, and costs more';
  const written = dataAt(resource, attribute);
  const name = typeof written === 'string' ? written : '';
  const parts = /^((?:db\.|cache\.)?t\d+[a-z]*)\.([0-9a-z]+)$/.exec(name);
  const family = parts?.[1] === undefined ? undefined : (given ?? lookup(FIXED_FAMILY, parts[1]));
  if (family === undefined) return advise(title, caution);
  const size = parts?.[2] === 'xlarge' || parts?.[2] === '2xlarge' ? parts[2] : 'large';
  return setTo(resource, [attribute], `${family}.${size}`, { safety: 'review', caution });
}

/** Gives a replicated cache a replica that takes over in another zone. */
export function failOverCache(resource: Resource, sharded: boolean): Remedy {
  const attribute = sharded ? 'replicas_per_node_group' : 'num_cache_clusters';
  const least = sharded ? 1 : 2;
  const written = dataAt(resource, attribute);
  const enough = typeof written === 'number' && written >= least;
  const set = (name: string, value: boolean | number): Intent => ({
    op: 'set',
    at: at(resource, name),
    value,
  });
  return {
    title: 'Set automatic_failover_enabled and multi_az_enabled to true, with at least one replica',
    safety: 'review',
    caution: 'each replica costs as much as its primary',
    intents: [
      set('automatic_failover_enabled', true),
      set('multi_az_enabled', true),
      ...(enough ? [] : [set(attribute, least)]),
    ],
  };
}
