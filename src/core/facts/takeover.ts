import type { Stated } from '../component.ts';
import type { ComponentId } from '../id.ts';
import type { Location } from '../location.ts';

/** Facts about what takes over when something fails, and about what holds a bad release back. */
export interface TakeoverFacts {
  readonly alternatives?: readonly Alternatives[] | undefined;
  readonly releaseGuards?: readonly ReleaseGuard[] | undefined;
  /** The workload whose next release waits in this one; it serves nobody before both are swapped. */
  readonly previewOf?: Stated<ComponentId> | undefined;
}

/** Ways on of which one is enough, as long as what steers leaves out another one that fails. */
export interface Alternatives {
  /** Components that it leads to, the preferred one first where one is preferred. */
  readonly ways: readonly ComponentId[];
  /** `first`: the others get requests only when the first one fails; `all`: every one gets some. */
  readonly used: 'first' | 'all';
  /** Whether a way that fails is found and left out without a person. */
  readonly leavesOutFailing: Stated<boolean>;
}

/** Something that keeps a release that does not work from users, or from most of them. */
export interface ReleaseGuard {
  /**
   * `gate`: it goes on, or stays, only while new copies come up; `share`: a part of the users gets it first;
   * `revert`: what users get is checked, and it is undone without a person.
   */
  readonly does: 'gate' | 'share' | 'revert';
  /** `helm upgrade --atomic goes back when the release does not come up`. */
  readonly says: string;
  readonly at: Location;
}
