import type { Evidence } from '../finding.ts';
import type { ComponentId } from '../id.ts';
import type { Location } from '../location.ts';
import type { Unknown } from '../value.ts';

/** Facts of code that calls others. */
export interface ClientFacts {
  /** Settings that give up encryption, or the check of who answers. */
  readonly weakClients?: readonly WeakClient[] | undefined;
}

export interface WeakClient {
  readonly setting: string;
  /** What gives it up: `sslmode=disable`, `NODE_TLS_REJECT_UNAUTHORIZED = 0`. */
  readonly says: string;
  readonly gives: 'encryption' | 'check';
  readonly at: Location;
  readonly through: readonly Evidence[];
  /** Where it leads; empty where nothing tells, and `unknown` says why. */
  readonly hosts: readonly string[];
  /** The components behind, where they are in the inputs. */
  readonly to: readonly ComponentId[];
  readonly unknown: Unknown | undefined;
  /** What encrypts it all the same: a policy of the mesh. */
  readonly encryptedBy: string | undefined;
}
