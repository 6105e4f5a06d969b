import type { LinkPass } from '../../link-pass.ts';
import { buckets } from './buckets.ts';
import { callers } from './callers.ts';
import { clusters } from './clusters.ts';
import { entries } from './entries.ts';
import { federation } from './federation.ts';
import { groups } from './groups.ts';
import { identities } from './identities.ts';
import { keys } from './keys.ts';
import { messages } from './messages.ts';
import { parts } from './parts.ts';
import { stores } from './stores.ts';

/** The passes of Google Cloud, in their order; networks stand earlier, and permissions after all others. */
export const googlePasses: readonly LinkPass[] = [
  parts,
  identities,
  federation,
  groups,
  clusters,
  entries,
  callers,
  messages,
  stores,
  buckets,
  keys,
];
