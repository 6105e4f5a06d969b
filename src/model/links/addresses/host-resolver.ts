import type { Unknown } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';

/** What a host name means to somebody who uses it. */
export interface HostAnswer {
  /** Components that answer; several where one name leads to several. */
  readonly targets: readonly ComponentDraft[];
  /** B where a platform's own name service says so, C where only the names agree. */
  readonly grade: 'B' | 'C';
  /** Set when it may lead elsewhere, or when what should answer may be outside the inputs. */
  readonly unknown: Unknown | undefined;
}

/** What settles which of several things a name means: never chosen by luck. */
export const AMBIGUOUS = {
  records: 'a line under `dependencies` in whatfails.yaml that says which of them is meant',
  stacks: 'the GitOps objects that say what is deployed together',
} as const;

/**
 * Looks up a host as one platform does, from the place of the component that uses it. Undefined: the name is
 * none of this platform's. Without targets and without `unknown`: it is, and nothing answers.
 */
export type HostResolver = (draft: GraphDraft, from: ComponentDraft, host: string) => HostAnswer | undefined;
