import type { ComponentId } from '../id.ts';
import type { Location, SourceRange } from '../location.ts';
import type { Unknown } from '../value.ts';

/** Who answers for a component. */
export interface OwnershipFacts {
  readonly ownership?: Ownership | undefined;
  /** Of a stack: what has no owner there. Of the repository: the same for stacks without any owner. */
  readonly ownershipGaps?: OwnershipGaps | undefined;
}

/** What nobody answers for among things that somebody must answer for. */
export interface OwnershipGaps {
  /** How many of them are asked for. */
  readonly asked: number;
  readonly unowned: readonly ComponentId[];
  /** Those whose owner may be named where it cannot be read. */
  readonly undecided: readonly ComponentId[];
  /** True for a stack of which the repository tells, because several have no owner at all. */
  readonly isToldForRepository: boolean;
  /** The owner of most that stands nearby: a proposal. */
  readonly nearest: { readonly owner: string; readonly says: string } | undefined;
  /** What was looked at, in words. */
  readonly looked: readonly string[];
}

export interface Ownership {
  /** The one that counts: of the first source that names one, in the order of `OwnerClaim.source`. */
  readonly owner: string | undefined;
  /** Everything that names one, the one that counts first. */
  readonly claims: readonly OwnerClaim[];
  /** Claims that name somebody else than the one that counts, and cannot both be meant. */
  readonly conflicts: readonly OwnerClaim[];
  /** Why there may be one that nobody can tell from here: a templated value, a file that cannot be parsed. */
  readonly unknown: Unknown | undefined;
}

/** A text that names an owner. */
export interface OwnerClaim {
  /** In the order in which they count. */
  readonly source:
    | 'configuration'
    | 'annotation'
    | 'label'
    | 'tag'
    | 'catalog'
    | 'code-owners'
    | 'namespace'
    | 'stack';
  /** As written: `payments`, `@shop/payments`, `group:default/payments`. */
  readonly text: string;
  /** Without the marks of the source, for comparison: `payments`. */
  readonly name: string;
  readonly says: string;
  readonly at?: Location | undefined;
  readonly range?: SourceRange | undefined;
}
